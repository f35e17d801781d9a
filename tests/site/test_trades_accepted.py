"""Trades that were guessed from titles, until somebody has looked at them: by rehabctl trades."""

import json
import os
import re
import time
import urllib.parse

import pytest
from server import Portal

PROBABLY = {"he": ("כנראה", "רתך/ת"), "ar": ("على الأرجح", "لحّام/ة"), "en": ("probably", "Welder"),
            "ru": ("вероятно", "Сварщик"), "fa": ("احتمالاً", "جوشکار")}
TITLES = ["רתך למפעל", "מלקט ומלגזן", "בואו לעבוד איתנו"]


@pytest.fixture(name="served", scope="module")
def portal_with_three_jobs(tmp_path_factory):
    jobs = tmp_path_factory.mktemp("jobs") / "jobs.csv"
    jobs.write_text("title,employer,place\n" + "".join(
        f"{title},מפעל {n},חיפה\n" for n, title in enumerate(TITLES)), encoding="utf-8")
    portal = Portal("accepted", os.environ.get("REHAB_TEST_DB", "sqlite"), DEMO="0")
    portal.start()
    try:
        portal.rehabctl("import", "jobs", str(jobs))
        portal.codes = {j["title"]: j["code"] for j in portal.json("/he/jobs.json")["jobs"]}
        portal.welder = portal.codes[TITLES[0]]
        yield portal
    finally:
        portal.forget()


@pytest.fixture(name="portal")
def portal_where_all_is_guessed(served):
    write(served, "-- forget\nDELETE FROM job_trade\n")
    served.rehabctl("trades", "guess")
    served.rehabctl("migrate", "--refold")
    served.acts = acts(served)
    assert comes_true(lambda: trades(served, TITLES[0]) == [("Welder", "1")])
    return served


def acts(portal):
    """How many rows the audit trail has, all of them in one whole chain."""
    return int(re.match(r"(\d+) rows, the chain is whole", portal.rehabctl("audit", "verify").stdout)[1])


def write(portal, sql):
    portal.rehabctl("sql", "-", text=sql)


def trades(portal, title):
    job = portal.json(f"/en/jobs/{portal.codes[title]}.json")
    return [(t["text"], t.get("guessed")) for t in job["trades"]]


def comes_true(condition):
    """Each process learns by itself that a table has changed: true is what all of them say."""
    end, times = time.monotonic() + 300, 0
    while times < 15 and time.monotonic() < end:
        times = times + 1 if condition() else 0
        time.sleep(0.1)
    return times == 15


def posting(portal, code):
    page = portal.get(f"/en/jobs/{code}").text
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])


def test_a_guess_reads_probably_everywhere_until_it_is_accepted(portal):
    def said(lang):
        probably, name = PROBABLY[lang]
        whole = f"{probably}: {name}"
        pages = [portal.get(f"/{lang}/jobs").text, portal.get(f"/{lang}/jobs.atom").text,
                 portal.get(f"/{lang}/jobs/{portal.welder}").text, portal.get(f"/{lang}/").text]
        return [name in page for page in pages], [whole in page for page in pages]

    for lang in PROBABLY:
        assert said(lang) == ([True] * 4, [True] * 4), lang
    assert "occupationalCategory" not in posting(portal, portal.welder)
    shown = portal.welder[:3] + "-" + portal.welder[3:]
    listed = portal.rehabctl("trades", "list").stdout
    assert re.search(rf"^{shown}  \d{{4}}-\d\d-\d\d  welder  \|  {TITLES[0]}$", listed, re.M)
    assert portal.rehabctl("trades", "accept", shown.lower()).stdout == f"{shown}  accepted\n"
    assert comes_true(lambda: said("he") == ([True] * 4, [False] * 4))
    for lang in PROBABLY:
        assert said(lang) == ([True] * 4, [False] * 4), lang
    assert posting(portal, portal.welder)["occupationalCategory"] == [
        {"@type": "CategoryCode", "inCodeSet": {"@type": "CategoryCodeSet", "name": "ISCO-08"},
         "codeValue": "7212", "name": "Welder"}]
    assert '<category term="Welder"/>' in portal.get("/en/jobs.atom").text
    assert portal.json("/ru/jobs.json")["jobs"][2]["trade"] == "Сварщик"
    assert shown not in portal.rehabctl("trades", "list").stdout
    assert "was accepted before" in portal.rehabctl("trades", "accept", portal.welder).stdout
    assert acts(portal) == portal.acts + 1
    rows = portal.rehabctl("sql", "-", text="-- a\nSELECT verb AS v, object AS o, code AS c,"
                                            " page AS p FROM audit ORDER BY audit_id\n").stdout
    assert rows.splitlines()[-1] == f"accepts-trades,job,{portal.welder},rehabctl"


def test_other_trades_are_said_instead_and_the_job_is_found_by_their_words(portal):
    def found(word):
        return [j["title"] for j in
                portal.json("/he/jobs.json?" + urllib.parse.urlencode({"q": word}))["jobs"]]

    title = TITLES[2]
    assert portal.rehabctl("trades", "list", "--none").stdout.count("\n") == 1
    assert found("садовник") == []
    portal.rehabctl("trades", "set", portal.codes[title], "gardener", "cook")
    assert comes_true(lambda: found("садовник") == [title])
    assert trades(portal, title) == [("Gardener", None), ("Cook", None)]
    assert found("آشپز") == [title]
    assert "every open job has a trade" in portal.rehabctl("trades", "list", "--none").stdout
    portal.rehabctl("trades", "set", portal.codes[title])
    assert comes_true(lambda: found("садовник") == [])
    assert trades(portal, title) == []
    assert "not found by the words" not in portal.rehabctl("check", check=False).stdout


def test_what_cannot_be_is_refused_whole(portal):
    for words, why in (
            (["accept", portal.welder, "222222"], "there is no job 222222"),
            (["set", portal.welder, "gardener", "stargazer"], "there is no trade stargazer"),
            (["set", portal.welder, "cook", "cook"], "cook stands twice"),
            (["set", portal.welder, "cook", "gardener", "tiler", "plumber"], "usage"),
            (["accept"], "usage"), (["dance"], "usage")):
        done = portal.rehabctl("trades", *words, check=False)
        assert done.returncode and why in done.stderr and done.stdout == ""
    rows = portal.rehabctl("sql", "-", text="-- a\nSELECT trade_key AS k, guessed AS g FROM job_trade"
                                            " ORDER BY job_id, position\n").stdout
    assert rows.split()[1:] == ["welder,1", "picker,1", "forklift-operator,1"]
    assert acts(portal) == portal.acts


def test_jobs_from_before_there_were_trades_are_guessed_anew_and_no_other(portal):
    portal.rehabctl("trades", "set", portal.codes[TITLES[1]], "cook")
    write(portal, "-- forget\nDELETE FROM job_trade WHERE guessed = 1\n")
    write(portal, "-- forget\nUPDATE job SET words = title WHERE title LIKE '%למפעל'\n")
    said = portal.rehabctl("trades", "guess", "--dry-run").stdout
    assert said == "2 jobs looked at; 1 would have other trades than before; 1 name none\n"
    assert comes_true(lambda: trades(portal, TITLES[0]) == [])
    said = portal.rehabctl("trades", "guess").stdout
    assert said == "2 jobs looked at; 1 have other trades than before; 1 name none\n"
    assert comes_true(lambda: trades(portal, TITLES[0]) == [("Welder", "1")])
    assert trades(portal, TITLES[1]) == [("Cook", None)]
    assert "1 would" not in portal.rehabctl("trades", "guess", "--dry-run").stdout
    query = urllib.parse.urlencode({"q": "сварщик"})
    assert [j["title"] for j in portal.json(f"/ru/jobs.json?{query}")["jobs"]] == [TITLES[0]]
