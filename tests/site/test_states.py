"""What a portal says when something is over, missing, an example or not checked."""

import base64
import json
import os
import re
import time
import xml.etree.ElementTree as ET
from urllib.parse import quote

import pytest
from days import day
from markup import read
from rows import ask
from server import HOME, Portal

CODE = "ZZZZZJ"
INSERT = """
INSERT INTO job (code, listed, state, title, text, lang, employer_id, place_key, region_key,
                 field_key, opens, closes, apply_phone, example)
SELECT 'ZZZZZJ', 1, 'open', 'עבודה לבדיקה', 'טקסט', 'he', j.employer_id, j.place_key,
       j.region_key, j.field_key, :opens, :closes, '+97220000000', 0
  FROM job j WHERE j.listed = (SELECT max(k.listed) FROM job k)
"""


def say(language, name):
    return ET.parse(f"{HOME}/conf/strings/{language}.xml").find(f".//string[@name='{name}']").text


@pytest.fixture(name="told")
def own_job(portal, tmp_path):
    """told(SQL, name=value…) runs a statement; an own job, neither example nor imported, is there."""
    def run(text, **values):
        file = tmp_path / "told.sql"
        file.write_text(text, encoding="utf-8")
        portal.rehabctl("sql", *[w for n, v in values.items() for w in ("--param", f"{n}={v}")],
                        str(file))
        # A server looks once a second whether another program changed what its kept pages show.
        time.sleep(1.2)

    run(INSERT, opens=day(-200), closes=day(10))
    yield run
    run(f"DELETE FROM job WHERE code = '{CODE}'")


def page(portal, language="he", suffix=""):
    return portal.get(f"/{language}/jobs/{CODE}{suffix}")


def postings(text):
    return [json.loads("".join(t)) for tag, a, t in read(text).elements
            if tag == "script" and a.get("type") == "application/ld+json"]


def robots(text):
    return [a["content"] for tag, a, _ in read(text).elements
            if tag == "meta" and a.get("name") == "robots"]


def test_an_own_job_is_a_posting_until_it_is_closed(portal, told):
    found = postings(page(portal).text)
    assert [p["@type"] for p in found] == ["JobPosting"] and found[0]["validThrough"] == day(10)
    told(f"UPDATE job SET state = 'closed' WHERE code = '{CODE}'")
    assert postings(page(portal).text) == []


def test_an_example_is_no_posting_and_says_so_in_every_format(site, portal):
    examples = {row["code"] for row in ask(portal, "SELECT code FROM job WHERE example = 1")}
    shown = portal.json("/he/jobs.json")["jobs"]
    code = next(j["code"] for j in shown if j["code"] in examples)
    words = {"he": "דוגמה", "ar": "للعرض", "en": "example", "ru": "пример", "fa": "نمونه"}
    for language in site.languages:
        assert postings(portal.get(f"/{language}/jobs/{code}").text) == []
        for path in (f"/{language}/jobs/{code}", f"/{language}/jobs", f"/{language}/"):
            tags = [t for tag, a, t in read(portal.get(path).text).elements
                    if tag == "li" and a.get("class") == "tag"]
            assert any("".join(t).strip() == words[language] for t in tags), path
        assert portal.json(f"/{language}/jobs/{code}.json")["job"]["example"] == "1"
        feed = ET.fromstring(portal.get(f"/{language}/jobs.atom").body)
        told = {e.find("{*}id").text[-6:]: e.find("{*}title").text.startswith(words[language])
                for e in feed.findall(".//{*}entry")}
        told |= {j["code"]: j.get("example") == "1"
                 for j in portal.json(f"/{language}/jobs.json")["jobs"]}
        assert {c for c, says in told.items() if says} == set(told) & examples != set()


@pytest.mark.parametrize("state", ["filled", "expired", "closed", "open"])
def test_a_job_that_is_over_says_so_and_leads_on(site, portal, told, state):
    told("UPDATE job SET state = :state, opens = :opens, closes = :closes WHERE code = 'ZZZZZJ'",
         state=state, opens=day(-1), closes=day(-1 if state == "open" else 10))
    for language in site.languages:
        answer = page(portal, language)
        assert answer.status == 200 and "noindex" in robots(answer.text)
        assert 'id="apply"' not in answer.text and "2000000" not in answer.text.replace("-", "")
        assert 'id="similar"' in answer.text and f"/{language}/callback" in answer.text
        head = answer.text.split("<main")[1].split('id="similar"')[0]
        assert say(language, "job.not_open") in head
        assert say(language, "job.until") not in head and "tag--new" not in head
    told_of = json.loads(page(portal, suffix=".json").text)["job"]
    assert "apply_phone" not in told_of
    assert told_of["state"] == ("expired" if state == "open" else state)
    assert CODE not in portal.get("/sitemap.xml").text


@pytest.mark.expects_log("fault|gives what is gone")
def test_ninety_days_later_it_is_gone(site, portal, told):
    told("UPDATE job SET state = 'closed', closes = :closes WHERE code = 'ZZZZZJ'", closes=day(-91))
    for language in site.languages:
        answer = page(portal, language)
        strings = ET.parse(f"{HOME}/conf/strings/{language}.xml")
        assert answer.status == 410 and answer.headers["content-language"] == language
        assert strings.find(".//string[@name='fault.gone']").text in answer.text
        assert 'name="q"' in answer.text and f'href="{portal.base}/{language}/jobs"' in answer.text
        assert "00-000-0000" in answer.text
    assert json.loads(page(portal, suffix=".json").text)
    assert portal.get("/he/jobs/ZZZZYD").status == 404


def test_a_job_that_nobody_has_opened_is_not_there(portal, told):
    told(f"UPDATE job SET state = 'review' WHERE code = '{CODE}'")
    assert page(portal).status == 404


def test_nothing_found_is_widened_by_one_tap(site, portal):
    for language in site.languages:
        text = portal.get(f"/{language}/jobs?q=zzzzqqq&region=south&ride=1").text
        panel = re.search(r'<div class="panel">.*?</div>', text, re.S)[0]
        assert f'href="{portal.base}/{language}/jobs?q=zzzzqqq&amp;ride=1"' in panel
        assert f'href="{portal.base}/{language}/jobs"' in panel
        assert f'href="{portal.base}/{language}/callback"' in panel
        for fewer in ("region=south&amp;ride=1", "q=zzzzqqq&amp;region=south"):
            assert f'href="{portal.base}/{language}/jobs?{fewer}"' in text


# Sunday evening; Sunday morning; a Sabbath before two days of feast; the Day of Atonement, a Monday.
CLOSED = [("2026-11-22T17:00:00Z", True, 23), ("2026-11-22T05:00:00Z", True, None),
          ("2026-09-12T08:00:00Z", False, 14), ("2026-09-21T08:00:00Z", False, 22)]


@pytest.mark.browser
def test_closed_now_says_todays_hours_and_the_next_open_day(site, portal):
    own = Portal("closed", REHAB_NOW="2026-11-22T08:00:00Z")
    try:
        own.start()
        assert "We are open now, until 18:00." in own.get("/en/callback").text
        for moment, works_today, day_of_month in CLOSED:
            own.restart(REHAB_NOW=moment)
            for language in site.languages:
                text = own.get(f"/{language}/callback").text
                said = re.search(rf'<p class="muted">\s*({say(language, "office.now")}'
                                 rf'|{say(language, "office.day_off")}).*?</p>', text, re.S)
                assert said[1] == say(language, "office.now" if works_today else "office.day_off")
                assert ("18:00" in said[0]) == works_today
                opens = say(language, "office.opens").split("%1$s")[0]
                assert (opens in said[0]) == bool(day_of_month), (moment, language)
                digits = str(day_of_month or "").translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
                assert str(day_of_month or "") in said[0] or digits in said[0]
                assert not day_of_month or "08:00" in said[0].split(opens)[1]
            with own.without_keys():
                assert "08:00" in own.get("/en/volunteer").text.split("<main")[1]
    finally:
        own.forget()


def test_a_list_that_has_no_older_job_leads_back_to_the_newest(site, portal):
    for language in site.languages:
        for path in (f"/{language}/jobs?after=1", f"/{language}/jobs?after=1&region=north"):
            text = portal.get(path).text
            assert say(language, "pager.end") in text and say(language, "home.none") not in text
            assert say(language, "jobs.none") not in text
            back = path.replace("after=1", "").replace("?&", "?").rstrip("?")
            assert f'href="{portal.base}{back}"' in text


def test_no_job_at_all_says_so_and_offers_a_call(site, portal, told):
    told("UPDATE job SET state = 'review' WHERE state = 'open'")
    try:
        for language in site.languages:
            for path in (f"/{language}/", f"/{language}/jobs"):
                main = portal.get(path).text.split("<main")[1].split("</main")[0]
                assert say(language, "home.none") in main
                assert f'href="{portal.base}/{language}/callback"' in main
    finally:
        told("UPDATE job SET state = 'open' WHERE state = 'review' AND opens IS NOT NULL")


@pytest.mark.expects_log("fault|request|404")
def test_a_page_that_is_not_there_leads_on(site, portal):
    for language in site.languages:
        answer = portal.get(f"/{language}/nothing-of-the-sort")
        assert answer.status == 404
        main = answer.text.split("<main")[1].split("</main")[0]
        for path in ("/", "/jobs", "/callback", "/rights", "/help-now"):
            assert f'href="{portal.base}/{language}{path}"' in main
            assert portal.get(f"/{language}{path}").status == 200
        assert "00-000-0000" in main and 'name="q"' in main


@pytest.mark.browser
def test_a_printed_job_is_paper_that_can_lie_about(site, portal, browser):
    """A sheet with the job, our number, its code and its address; nothing to tap, no name but the
    service's."""
    code = portal.json("/he/jobs.json")["jobs"][0]["code"]
    names = [n.text.split(" (")[0]
             for n in ET.parse(f"{HOME}/conf/organisation.xml").getroot().findall("name")]
    for language in site.languages:
        browser.open(f"{portal.url}/{language}/jobs/{code}", 690)
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        text = browser.evaluate("document.body.innerText")
        pages = base64.b64decode(browser.driver.print_page()).count(b"/Type /Page\n")
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        assert pages <= (1 if language == "he" else 2), language
        for there in (f"{code[:3]}-{code[3:]}", f"/{language}/jobs/{code}", "00-000-0000"):
            assert there in text
        for away in (*names, say(language, "nav.callback"), say(language, "content.foot.privacy"),
                     say(language, "job.similar"), "English"):
            assert away not in text, (language, away)
        assert (language == "he") != (say(language, "foot.unchecked") in text)


def test_a_browser_learns_to_search_here(portal):
    links = [a for tag, a, _ in read(portal.get("/he/").text).elements
             if tag == "link" and a.get("rel") == "search"]
    description = ET.fromstring(portal.get(links[0]["href"].removeprefix(portal.base)).body)
    assert 0 < len(description.find("{*}ShortName").text) <= 16
    template = next(u.get("template") for u in description.findall("{*}Url")
                    if u.get("type") == "text/html")
    path = template.replace("{searchTerms}", quote("מטבח")).removeprefix(portal.url)
    answer = portal.get(path, Accept_Language="ru")
    assert (answer.status, answer.headers["location"]) \
        == (302, f"{portal.base}/ru/jobs?q={quote('מטבח')}")
    assert portal.get(answer.headers["location"].removeprefix(portal.base)).status == 200


def test_the_social_card_has_the_services_name_alone(portal, html_address):
    text = portal.get(html_address[3]).text
    card = {a["property"]: a["content"] for tag, a, _ in read(text).elements
            if tag == "meta" and a.get("property", "").startswith("og:")}
    organisation = ET.parse(f"{HOME}/conf/organisation.xml").getroot()
    names = [n.text.split(" (")[0] for n in organisation.findall("name")]
    assert card["og:title"] and card["og:description"]
    assert card["og:site_name"] in [s.text for s in organisation.findall("service")]
    assert not any(name in value for name in names for value in card.values())
    image = portal.get(card["og:image"].removeprefix(portal.url))
    assert (image.status, image.media_type) == (200, "image/png")
    assert image.body[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")


def test_a_language_that_nobody_has_checked_says_so_in_its_foot(portal, html_address):
    _, language, _, path = html_address
    foot = re.search(r'<footer.*</footer>', portal.get(path).text, re.S)[0]
    said = {tag: ET.parse(f"{HOME}/conf/strings/{tag}.xml").find(
        ".//string[@name='foot.unchecked']").text for tag in ("he", "ar", "en", "ru", "fa")}
    shown = [tag for tag, text in said.items() if text in foot]
    assert shown == ([] if language in ("he", None) else [language])


def strings(language, *names):
    """What a language says under names that begin so."""
    return [e.text for e in ET.parse(f"{HOME}/conf/strings/{language}.xml").getroot().iter("string")
            if e.get("name").startswith(names)]


def test_a_page_that_speaks_of_a_law_says_that_no_lawyer_has_read_it(portal, html_address):
    _, language, _, path = html_address
    text = portal.get(path).text
    law = [s for s in strings(language, "legal.", "volunteer.legal.", "job.legal",
                              "employer.register.law") if s in text]
    unread = [s for s in strings(language, "content.top_lawyer", "foot.lawyer") if s in text]
    assert bool(law) == bool(unread)


def test_a_law_is_on_a_job_a_list_and_a_form_of_the_demo(portal):
    """Else the promise above would be about nothing."""
    after, found = "", []
    while not found:
        page = portal.json(f"/en/jobs.json{after}")
        found = [j["code"] for j in page["jobs"] if "legal_check" in j]
        shown, after = f"/en/jobs{after}", f"?after={page.get('jobs_more')}"
    [unread], [foot] = strings("en", "content.top_lawyer"), strings("en", "foot.lawyer")
    assert unread in portal.get(f"/en/jobs/{found[0]}").text
    assert unread in portal.get("/en/volunteer").text
    assert foot in portal.get(shown).text


def test_check_counts_what_nobody_has_checked_and_finds_nothing_wrong(portal):
    done = portal.rehabctl("check", check=False)
    for language in ("he", "ar", "en", "ru", "fa"):
        root = ET.parse(f"{HOME}/conf/strings/{language}.xml").getroot()
        assert root.get("checked") == ""
        assert (f"/{language}.xml: nobody has checked {len(root)} of {len(root)} strings"
                in done.stdout)
    assert done.returncode == 0


@pytest.mark.browser
@pytest.mark.expects_log("forms are closed: organisation.xml is the example")
def test_an_example_that_others_can_reach_shows_no_example_job_and_takes_no_form(tmp_path):
    extra = tmp_path / "extra.conf"
    extra.write_text("RehabUrl https://portal.example.org\n", encoding="utf-8")
    public = Portal("public", REHAB_EXTRA=str(extra))
    try:
        public.start()
        assert public.json("/he/jobs.json")["jobs"] == []
        assert public.json("/he/jobs.json")["found"]["n"] == "0"
        home = public.get("/en/").text
        assert "No jobs are open right now" in home and "noindex" in robots(home)
        assert "/jobs/" not in home and "<loc>" not in public.get("/sitemap.xml").text
        assert "once" not in public.get("/he/callback").text
        assert public.post("/he/callback", b"once=AAAAAAAAAAAAAAAAAAAAAA&topic=work&name=a"
                           b"&phone=0501234567").status in (403, 503)
        assert any("organisation.xml is the example" in line for line in public.log())
        assert "Disallow: /\n" in public.get("/robots.txt").text
    finally:
        public.forget()
