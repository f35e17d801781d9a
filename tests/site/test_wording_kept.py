"""Coordinators keep what the check of wording knows: phrases, rates, laws; each change has a trace."""

import re
from urllib.parse import urlencode

import pytest
from accounts import OF_ROLE, Browser
from rows import ask
from server import own_portal

TRIED = "/en/staff/wording?" + urlencode({"text": "Only cheerful gardeners, please"})


@pytest.fixture(name="portal", scope="module")
def a_portal_of_its_own():
    with own_portal("kept-wording") as portal:
        yield portal


@pytest.fixture(name="staff", scope="module")
def a_coordinator(portal):
    browser = Browser(portal)
    browser.sign_in(OF_ROLE["coordinator"])
    return browser


def send(staff, page, path, **form):
    staff.get(page)
    return staff.post(path, **form)


def add(staff, text, around="none", harmless=False, kind="age", lang="en"):
    return send(staff, "/en/staff/phrases", "/en/staff/phrases", text=text, phrase_kind=kind,
                phrase_lang=lang, around=around, source="a law, section 1",
                **({"harmless": "1"} if harmless else {}))


def acts(portal, verb, thing):
    return len(ask(portal, f"SELECT audit_id FROM audit WHERE verb = '{verb}'"
                           f" AND object = '{thing}'"))


def test_a_phrase_that_is_added_is_found_until_it_is_retired(portal, staff):
    assert "We found nothing" in staff.get(TRIED).text
    assert add(staff, "cheerful").status == 303
    assert "cheerful" in re.search(r'id="wording".*', staff.get(TRIED).text, re.S)[0]
    code = ask(portal, "SELECT phrase_key FROM phrase WHERE text = 'cheerful'")[0]["phrase_key"]
    assert send(staff, "/en/staff/phrases", f"/en/staff/phrases/{code}/retire").status == 303
    assert "We found nothing" in staff.get(TRIED).text
    assert send(staff, "/en/staff/phrases", f"/en/staff/phrases/{code}/restore").status == 303
    assert "We found nothing" not in staff.get(TRIED).text
    assert send(staff, "/en/staff/phrases", f"/en/staff/phrases/{code}/restore").status == 404
    send(staff, "/en/staff/phrases", f"/en/staff/phrases/{code}/retire")
    for verb, times in (("adds", 1), ("retires", 2), ("restores", 1)):
        assert acts(portal, verb, "phrase") == times, verb


def test_letters_that_are_joined_count_as_the_phrase_says(staff):
    add(staff, "garden")
    assert "We found nothing" in staff.get(TRIED).text
    add(staff, "garden", around="behind")
    assert "We found nothing" not in staff.get(TRIED).text


def test_a_harmless_phrase_beside_it_takes_the_word_back(staff):
    add(staff, "zealous")
    tried = "/en/staff/wording?" + urlencode({"text": "zealous about tools"})
    assert "We found nothing" not in staff.get(tried).text
    add(staff, "about tools", harmless=True)
    assert "We found nothing" in staff.get(tried).text


def test_a_phrase_that_is_there_already_is_a_conflict_and_stays_typed(staff):
    assert add(staff, "twice over").status == 303
    again = add(staff, "Twice  over")
    assert again.status == 409 and "Twice  over" in again.text


def test_a_phrase_without_letters_is_refused(staff):
    assert add(staff, "!?").status == 409


def test_the_list_is_narrowed_by_words_and_kind(staff):
    text = staff.get("/en/staff/phrases?" + urlencode({"q": "criminal", "phrase_kind": "record"})).text
    shown = re.findall(r'<li class="panel">.*?</li>', text, re.S)
    assert shown and all("criminal" in one and "a criminal record" in one for one in shown)
    assert "There is no such phrase" in staff.get("/en/staff/phrases?q=qqqq").text


def rate(staff, **form):
    return send(staff, "/en/staff/rates", "/en/staff/rates", **{
        "since": "2026-10-01", "who": "adult", "unit": "hour", "amount": "36.50",
        "status": "in_force", "source": "Official Gazette 1", **form})


def test_a_rate_is_in_force_only_with_a_source_of_the_state(portal, staff):
    assert "No rate is in force" in staff.get("/en/staff/rates").text
    assert rate(staff).status == 303
    row = ask(portal, "SELECT status, amount FROM wage WHERE since = '2026-10-01'")[0]
    assert row == {"status": "announced", "amount": "3650"}
    assert rate(staff, official="1").status == 303
    rows = ask(portal, "SELECT status FROM wage WHERE since = '2026-10-01'")
    assert rows == [{"status": "in_force"}]
    assert "No rate is in force" not in staff.get("/en/staff/rates").text
    code = ask(portal, "SELECT code FROM wage WHERE since = '2026-10-01'")[0]["code"]
    assert send(staff, "/en/staff/rates", f"/en/staff/rates/{code}/retire").status == 303
    assert "No rate is in force" in staff.get("/en/staff/rates").text


@pytest.mark.parametrize("wrong", [{"since": "2026-02-30"}, {"amount": "much"}, {"amount": "0"},
                                   {"source": ""}, {"who": "everyone"}])
def test_a_rate_that_is_none_comes_back_with_what_was_typed(staff, wrong):
    answer = rate(staff, **{"source": "kept words", **wrong})
    assert answer.status == 422 and ("kept words" in answer.text or "source" in wrong)


def test_a_law_is_named_anew_and_taken_from_the_list(portal, staff):
    page = "/en/staff/bases/licence"
    assert send(staff, page, page, law="The licensing law", source="gov.il",
                retired="1").status == 303
    text = staff.get("/en/staff/rates").text
    assert "The licensing law" in text and "not offered to employers" in text
    row = ask(portal, "SELECT law, retired FROM legal_basis WHERE basis_key = 'licence'")[0]
    assert row["law"] == "The licensing law" and row["retired"]
    assert send(staff, page, page, law="", source="x").status == 422
    send(staff, page, page, law="The licensing law", source="gov.il")
    assert "not offered to employers" not in staff.get("/en/staff/rates").text
    assert acts(portal, "edits", "basis") == 2


@pytest.mark.parametrize("title,both", [("דרוש רתך גבר", "רתך/ת"), ("דרושה קופאית", "קופאי/ת"),
                                        ("مطلوبة عاملة تنظيف", "عامل/ة تنظيف")])
def test_a_title_in_one_gender_is_offered_in_both(staff, title, both):
    shown = staff.get("/he/staff/wording?" + urlencode({"title": title})).text
    offered = shown.split("לתפקיד הזה:")[1].split("</li>")[0]
    assert re.findall(r"<bdi lang=\"..\">([^<]*)</bdi>", offered) == [both]
