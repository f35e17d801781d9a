"""The check of adverts' wording: measured on texts that nobody read who wrote the phrases, and on
lawful ones; through a page such as an employer's, with title and text of what was typed."""

import csv
import os
import re
from urllib.parse import urlencode

import pytest
from accounts import Browser
from server import HOME, own_portal

HELD = os.path.join(HOME, "tests/wording/held.csv")
PRECISION, RECALL = 0.95, 0.90
ADVERT = """
<RehabPage GET /try/advert>
    RehabAllow    visitor
    RehabParam    title     line
    RehabParam    text      text
    RehabParam    pay_min   money
    RehabParam    pay_unit  key
    RehabQuery    advert        wording/sent.sql
    RehabQuery    found/phrase  wording/found.sql
    RehabQuery    wages/wage    wording/wage.sql
    RehabFormat   json
</RehabPage>
"""


@pytest.fixture(name="portal", scope="module")
def portal_with_an_advert_page(tmp_path_factory):
    file = tmp_path_factory.mktemp("advert") / "advert.conf"
    file.write_text(ADVERT, encoding="utf-8")
    with own_portal("wording", REHAB_EXTRA=str(file)) as portal:
        yield portal


def rows(report):
    """(language, kind) -> precision, recall"""
    found = re.findall(r"^(\w+) +(\w+) +\d+ +\d+ +\d+ +([\d.]+) +([\d.]+)$", report, re.M)
    return {(lang, kind): (float(p), float(r)) for lang, kind, p, r in found}


def advert(portal, **values):
    return portal.json("/he/try/advert?" + urlencode(values))


def kinds(portal, **values):
    return {p["kind"] for p in advert(portal, **values).get("found", [])}


def test_keeps_its_promise_on_texts_that_the_phrases_were_not_written_by(portal):
    done = portal.rehabctl("wording", HELD, check=False)
    print(done.stdout)
    measured = rows(done.stdout)
    with open(HELD, encoding="utf-8") as file:
        texts = list(csv.DictReader(file))
    assert len(texts) >= 200 and sum(not t["kinds"] for t in texts) >= 80
    assert f"{len(texts)} texts" in done.stdout
    assert {(t["lang"], t["kinds"]) for t in texts if t["kinds"]} <= set(measured)
    precision, recall = measured["all", "all"]
    assert precision >= PRECISION and recall >= RECALL and done.returncode == 0


def test_measuring_says_what_falls_short(portal, tmp_path):
    file = tmp_path / "short.csv"
    file.write_text("lang,kinds,text\nen,record,a garden\nen,,no criminal record\n", encoding="utf-8")
    done = portal.rehabctl("wording", str(file), check=False)
    assert done.returncode == 1
    assert rows(done.stdout)["en", "record"] == (0.0, 0.0)
    assert ":2: missed record" in done.stdout and ":3: wrongly record" in done.stdout


@pytest.mark.parametrize("lang,text", [
    ("he", "דרישות: ללא עבר פלילי"), ("ar", "بدون سوابق جنائية"), ("en", "No Criminal Record!"),
    ("ru", "Справка о несудимости обязательна"), ("fa", "گواهی عدم سوءپیشینه"),
])
def test_finds_what_asks_about_a_record_in_each_language(portal, lang, text):
    found = advert(portal, title="x", text=text)["found"]
    assert {p["kind"] for p in found} == {"record"} and lang in {p["lang"] for p in found}
    assert all("התשע״ט-2019" in p["law"] for p in found)


@pytest.mark.parametrize("text", [
    "עבר ניסיון קודם בתחום", "גם בעלי עבר פלילי מוזמנים", "צוות צעיר", "מגיל 18", "נהג/ת משאית",
])
def test_leaves_harmless_words_alone(portal, text):
    assert kinds(portal, title=text) == set()


def test_words_far_away_make_nothing_harmless(portal):
    far = "עורך דין פלילי. " + "עבודה טובה ונוחה. " * 30 + "ללא עבר פלילי"
    assert kinds(portal, text=far) == {"record"}


def test_finds_a_phrase_wherever_it_stands_in_a_long_text(portal):
    for before in range(0, 200, 13):
        assert kinds(portal, text="א" * before + " under 35 " + "ב " * 50) == {"age"}, before


def test_title_and_text_do_not_run_together(portal):
    assert kinds(portal, title="no criminal", text="x") >= {"record"}
    assert "age" not in kinds(portal, title="under", text="35")


def test_a_wage_that_was_only_announced_says_so_and_how_old_it_is(portal):
    wage = advert(portal, title="x", pay_min="20", pay_unit="hour")["wages"]
    assert [w["status"] for w in wage] == ["announced"]
    assert wage[0]["since"] == "2026-04-01" and wage[0]["amount"] == "3540"
    assert not advert(portal, title="x", pay_min="50", pay_unit="hour").get("wages")


def test_an_import_keeps_what_staff_retired(portal):
    portal.rehabctl("sql", "-", text="-- retire\nUPDATE phrase SET retired = '2026-11-22' "
                    "WHERE text = 'no record'\n")
    portal.rehabctl("import", "phrases", os.path.join(HOME, "conf/import/phrases.csv"))
    assert kinds(portal, text="no record") == set()


@pytest.mark.parametrize("line,cause", [
    ("2026-13-01,adult,hour,30,announced,0,x,2026-11-22", "since"),
    ("2026-01-01,adult,hour,much,announced,0,x,2026-11-22", "amount"),
    ("2026-01-01,adult,hour,30,in_force,0,x,2026-11-22", "import/wage-add"),
])
def test_a_rate_without_a_day_an_amount_or_an_official_source_is_refused(portal, tmp_path, line, cause):
    file = tmp_path / "wages.csv"
    file.write_text("since,who,unit,amount,status,official,source,day\n" + line + "\n", encoding="utf-8")
    done = portal.rehabctl("import", "wages", str(file), check=False)
    assert done.returncode == 1 and f"{file}:2" in done.stderr and cause in done.stderr


def test_a_coordinator_reads_what_is_wrong_why_and_how_to_mend_it(portal):
    browser = Browser(portal)
    browser.sign_in("coordinator@example.org")
    said = {"he": "אסור לשאול על עבר פלילי", "en": "You may not ask about a criminal record",
            "ar": "سجل جنائي", "ru": "Нельзя спрашивать о судимости", "fa": "سابقه‌ی کیفری"}
    for lang, words in said.items():
        page = browser.get(f"/{lang}/staff/wording?" + urlencode({"text": "no criminal record"}))
        assert page.status == 200 and words in page.text
        assert "התשע״ט-2019" in page.text
    assert "We found nothing" in browser.get("/en/staff/wording?title=Cook").text


def test_check_says_that_no_rate_is_in_force_and_then_that_it_is_old(portal, tmp_path):
    assert "no minimum wage is in force" in portal.rehabctl("check", check=False).stdout
    file = tmp_path / "wages.csv"
    file.write_text("since,who,unit,amount,status,official,source,day\n"
                    "2001-01-01,adult,hour,1,in_force,1,x,2026-11-22\n",
                    encoding="utf-8")
    portal.rehabctl("import", "wages", str(file))
    assert "over a year old: 2001-01-01" in portal.rehabctl("check", check=False).stdout
