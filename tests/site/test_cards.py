"""A page of remembered cards is the page that is made whole, byte for byte, whatever is asked and
whatever has changed; and what is remembered is neither made nor asked for again."""

import os
import re

import pytest
from pages import Site
from server import Portal, free_port
from test_kept import DATABASE, shell

# Nothing is kept whole, and beside the portal the same one that remembers nothing.
HOSTS = """
LogFormat "%U%q %{{rehab-statements}}n %{{rehab-cards}}n %{{rehab-renders}}n" made
CustomLog "${{REHAB_LOGS}}/made.log" made
RehabCacheStore none
StartServers 1
ServerLimit 1
MaxRequestWorkers 64
Listen 127.0.0.1:{plain}
<VirtualHost 127.0.0.1:{port}>
    ServerName localhost
</VirtualHost>
<VirtualHost 127.0.0.1:{plain}>
    ServerName localhost
    RehabRemember 0
</VirtualHost>
"""


class Pair:
    """The portal that remembers, and beside it the one that makes every page whole."""

    def __init__(self, folder):
        extra = folder / "hosts.conf"
        self.portal = Portal("cards", DATABASE, REHAB_EXTRA=str(extra))
        self.plain = free_port()
        extra.write_text(HOSTS.format(plain=self.plain, port=self.portal.port), encoding="utf-8")
        self.portal.start()
        self.site = Site(self.portal)
        with open(f"{self.portal.state}/site", encoding="utf-8") as f:
            listing = f.read()
        with_cards = re.findall(r"^page\tGET\t([^\t]+)\t(?:(?!^page)[^\0])*?^format\thtml\t[^\t]+\t"
                                r"[^\t\n]+\.xsl", listing, re.M)
        self.pages = [p for p in self.site.visible() if p.path in with_cards]

    def made_whole(self, path):
        remembering = self.portal.port
        self.portal.port = self.plain
        try:
            return self.portal.get(path)
        finally:
            self.portal.port = remembering

    def made(self):
        """(statements, cards, renders) of the last request."""
        with open(os.path.join(self.portal.logs, "made.log"), encoding="utf-8") as f:
            return [int(n) for n in f.read().splitlines()[-1].split()[-3:]]

    def same(self, path):
        """First and later, a remembering page is the plain one; gives what the first one cost."""
        first = self.portal.get(path)
        cost = self.made()
        later = self.portal.get(path)
        assert self.made()[1:] == [0, 0], f"{path}: made again"
        plain = self.made_whole(path)
        assert self.made()[1:] == [0, 1], path
        assert first.status == later.status == plain.status == 200, path
        assert first.body == plain.body, path
        assert later.body == plain.body, path
        return cost

    def rows_of(self, page, language):
        rows = self.portal.json(f"/{language}{page.path}.json") if "json" in page.formats else {}
        return {k: v for k, v in rows.items() if isinstance(v, list)}

    def queries(self, page, language):
        """Query strings by which the page shows something else, from what it shows itself."""
        rows = self.rows_of(page, language)
        more = self.portal.json(f"/{language}{page.path}.json").get("jobs_more") if rows else None
        found = [""]
        for param in [p for p in page.params if p.source == "query"]:
            if param.word == "flag":
                found.append(f"{param.name}=1")
            elif param.word == "int" and more:
                found.append(f"{param.name}={more}")
            elif param.word == "key":
                keys = [r["key"] for r in rows.get(f"{param.name}s", []) if "key" in r]
                found += [f"{param.name}={k}" for k in (*keys[:2], "no-such-key")]
            elif param.word == "search":
                found += [f"{param.name}=a", f"{param.name}=%3Cb%3E%26%22x"]
        return found + [f"{a}&{b}" for a, b in zip(found[1:], found[2:])
                        if a.split("=")[0] != b.split("=")[0]]


@pytest.fixture(name="pair", scope="module")
def a_pair(tmp_path_factory):
    pair = Pair(tmp_path_factory.mktemp("cards"))
    try:
        yield pair
    finally:
        pair.portal.forget()


def addresses(pair):
    for page in pair.pages:
        path = pair.site.fill(page)
        for language in pair.site.languages:
            for query in pair.queries(page, language) if language == "he" else [""]:
                yield f"/{language}{path}" + (f"?{query}" if query else "")


def test_every_page_with_cards_is_the_one_that_is_made_whole(pair):
    assert len(pair.pages) > 2
    everything = list(addresses(pair))
    assert len(everything) > 40
    for path in everything:
        pair.same(path)


# What a card shows, wherever it stands: each is changed behind the portal's back.
CHANGES = [
    "UPDATE job SET title = title || ' !' WHERE job_id = {job}",
    "UPDATE job SET pay_min = 4321, pay_max = 5432, pay_unit = 'hour' WHERE job_id = {job}",
    "UPDATE employer SET name = name || ' !' WHERE employer_id = {employer}",
    "UPDATE employer SET checked = 1 - checked WHERE employer_id = {employer}",
    "UPDATE name SET text = text || ' !' WHERE scheme = 'place' AND key = '{place}'",
    "DELETE FROM name WHERE scheme = 'place' AND key = '{place}' AND lang <> 'he'",
    "UPDATE name SET text = text || '?' WHERE scheme = 'place' AND key = '{place}'",
    "UPDATE name SET text = text || ' !' WHERE scheme = 'trade' AND key = '{trade}'",
    "UPDATE job_trade SET guessed = 1 - guessed WHERE job_id = {job} AND position = 1",
    "DELETE FROM job_trade WHERE job_id = {job}",
    "UPDATE job SET named = 0 WHERE job_id = {job}",
    "INSERT INTO job_further_place (job_id, place_key) VALUES ({job}, 'l70')",
    "UPDATE job SET state = 'filled' WHERE job_id = {job}",
]


@pytest.mark.parametrize("change", CHANGES, ids=[c.split(" WHERE")[0] for c in CHANGES])
def test_a_change_of_what_a_card_shows_is_seen_at_once(pair, change):
    for path in ("/he/jobs", "/ru/jobs", "/en/"):
        pair.same(path)
    code = pair.portal.json("/he/jobs.json")["jobs"][0]["code"]
    of = f"(SELECT {{}} FROM job j WHERE j.code = '{code}')"
    trade = f"(SELECT t.trade_key FROM job_trade t WHERE t.position = 1 AND t.job_id = {of.format('j.job_id')})"
    before = pair.portal.get("/ru/jobs").body, pair.portal.get("/he/jobs").body
    shell(pair.portal, change.replace("'{place}'", of.format("j.place_key"))
          .replace("'{trade}'", trade).replace("{job}", of.format("j.job_id"))
          .replace("{employer}", of.format("j.employer_id")))
    after = pair.portal.get("/ru/jobs").body, pair.portal.get("/he/jobs").body
    assert after != before
    for path in ("/he/jobs", "/ru/jobs", "/en/"):
        pair.same(path)


def test_only_the_changed_card_is_made_again_and_nothing_around_it(pair):
    pair.same("/he/jobs")
    code = pair.portal.json("/he/jobs.json")["jobs"][0]["code"]
    shell(pair.portal, f"UPDATE job SET hours = '9-15' WHERE code = '{code}'")
    assert pair.same("/he/jobs")[1:] == [1, 0]


def test_a_remembered_page_asks_for_its_cards_only(pair):
    pair.same("/he/jobs")
    pair.portal.get("/he/jobs")
    assert pair.made() == [1, 0, 0]
