"""Offering to help: what is kept, and how it is taken back."""

import glob
import os
import re
import secrets
from urllib.parse import urlencode

import pytest

from markup import fields
from server import HOME

FORM = {"role": ["mentor", "ride"], "area": ["north"], "speaks": ["ru", "he"], "time": ["evening"],
        "skills": "Driving a lorry", "name": "Quetzalina", "phone": "054-700-1234",
        "reach": "call", "consent": "1"}
ROLES = os.path.join(HOME, "conf", "roles.csv")
GONE = "We found no sign-up with this code and number."


def send(portal, path, form, language="en"):
    """As the last step sends it: read over where that is asked for."""
    read_over = {} if path.endswith("/change") else {"checked": "1"}
    body = urlencode({"once": secrets.token_urlsafe(16), **read_over, **form}, doseq=True)
    return portal.post(f"/{language}{path}", body.encode())


def sign_up(portal, **changes):
    answer = send(portal, "/volunteer", {**FORM, **changes})
    assert answer.status == 303
    return answer.headers["location"].rpartition("/")[2]


def kept(portal, code):
    return portal.rehabctl("sql", "-", "--param", f"code={code}",
                           text="SELECT v.code, count(a.code) AS boxes FROM volunteer v LEFT JOIN"
                                " volunteer_answer a ON a.code = v.code WHERE v.code = :code"
                                " GROUP BY v.code").stdout.splitlines()[1:]


def test_ways_to_help_are_offered_in_every_language(site, portal):
    pages = [portal.get(f"/{language}/volunteer").text for language in site.languages]
    roles = [re.findall(r'name="role" value="([^"]+)"', page) for page in pages]
    assert len(roles[0]) >= 6 and all(r == roles[0] for r in roles)
    assert len({re.search(r"<span>([^<]+)", p.split('value="mentor"')[1])[1]
                for p in pages}) == len(pages)


def test_a_way_to_help_says_hours_training_and_what_the_law_asks(portal):
    page = portal.get("/en/volunteer").text
    assert "3 hours a week" in page and "we train you" in page and "face to face" in page
    assert "a law of 2001 requires approval" in page


def test_without_any_way_to_help_people_are_asked_to_tell(portal, tmp_path):
    none = tmp_path / "roles.csv"
    with open(ROLES, encoding="utf-8") as f:
        none.write_text(f.readline())
    portal.rehabctl("import", "roles", str(none))
    try:
        page = portal.get("/en/volunteer").text
        assert "Tell us how you would like to help." in page and 'name="role"' not in page
    finally:
        assert portal.rehabctl("import", "roles", ROLES).stdout == "8 ways to help\n"
    assert 'name="role"' in portal.get("/en/volunteer").text


def test_a_file_with_a_mistake_changes_no_way_to_help(portal, tmp_path):
    wrong = tmp_path / "roles.csv"
    with open(ROLES, encoding="utf-8") as f:
        wrong.write_text(f.read() + "late,2,moon,0,,x,x,x,x,x,x,x,x,x,x\n")
    done = portal.rehabctl("import", "roles", str(wrong), check=False)
    assert done.returncode == 1 and "roles.csv:10" in done.stderr
    assert 'value="mentor"' in portal.get("/en/volunteer").text


def test_the_thanks_page_shows_the_code_as_people_read_it(portal):
    code = sign_up(portal)
    page = portal.get(f"/en/volunteer/sent/{code}").text
    assert f"{code[:3]}-{code[3:]}" in page and "/en/volunteer/change" in page


def test_a_sign_up_needs_an_agreement_a_name_and_a_phone(portal):
    answer = send(portal, "/volunteer", {"role": "mentor", "reach": "call"})
    assert answer.status == 422
    for name in ("consent", "name", "phone"):
        assert f'href="#{name}"' in answer.text
    assert 'value="mentor" checked' in answer.text


def sign_ups(portal):
    return portal.rehabctl("desk", "list").stdout.count("sign-up")


@pytest.mark.parametrize("path", ["/volunteer", "/volunteer/replace"])
def test_what_was_typed_is_read_over_before_anything_is_kept(site, portal, path):
    form = {**FORM, "checked": ""}
    if path.endswith("replace"):
        form.update(code=sign_up(portal), old_phone=FORM["phone"])
    before = sign_ups(portal)
    for language in site.languages:
        page = send(portal, path, form, language)
        assert page.status == 200 and page.headers["cache-control"] == "no-store"
        for value in ("Driving a lorry", "Quetzalina", "054-700-1234"):
            assert f">{value}<" in page.text
        names = re.findall(r'name="role" value="[^"]+"[^>]*>\s*<span>([^<]+)',
                           portal.get(f"/{language}/volunteer").text)
        assert names[0] in page.text and ">mentor<" not in page.text
    assert sign_ups(portal) == before


def test_reading_over_leads_back_to_the_form_with_all_that_was_typed(portal):
    before = sign_ups(portal)
    page = send(portal, "/volunteer", {**FORM, "once": "A" * 22, "checked": "0"})
    assert page.status == 200 and 'id="errors"' not in page.text
    shown = fields(page.text)
    for name in ("name", "phone", "skills", "reach", "consent"):
        assert shown[name] == FORM[name]
    assert shown["once"] == "A" * 22
    for box in ("role-mentor", "role-ride", "area-north", "speaks-ru", "speaks-he", "time-evening"):
        assert re.search(rf'id="{box}"[^>]* checked', page.text), box
    assert sign_ups(portal) == before


def test_what_was_read_over_is_sent_once_and_whole(portal):
    page = send(portal, "/volunteer", {**FORM, "checked": ""})
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    body = urlencode([*hidden, ("checked", "1")]).encode()
    before = sign_ups(portal)
    first, second = portal.post("/en/volunteer", body), portal.post("/en/volunteer", body)
    assert first.status == second.status == 303
    assert first.headers["location"] == second.headers["location"]
    assert sign_ups(portal) == before + 1
    shown = portal.rehabctl("desk", "show", first.headers["location"].rpartition("/")[2]).stdout
    for text in ("Quetzalina", "+972547001234", "Driving a lorry", "mentor", "ride", "north", "ru",
                 "he", "evening", "call"):
        assert text in shown


def test_what_is_wrong_is_told_before_it_is_read_over(portal):
    page = send(portal, "/volunteer", {**FORM, "phone": "12", "checked": ""})
    assert page.status == 422 and 'href="#phone"' in page.text and 'name="checked"' not in page.text


def test_the_desk_reads_what_was_ticked_and_written(portal):
    code = sign_up(portal, mail="q@example.org")
    shown = portal.rehabctl("desk", "show", code).stdout
    for text in ("Quetzalina", "+972547001234", "q@example.org", "Driving a lorry", "mentor",
                 "ride", "north", "ru", "evening"):
        assert text in shown


def test_nothing_that_was_sent_lies_anywhere_in_clear(portal):
    sign_up(portal, name="Xylophonia Zephyr", phone="053-818-2736", mail="zephyr@example.net",
            skills="Marimbaphone tuning", role="mentor-zephyr")
    needles = [b"Xylophonia", b"538182736", b"zephyr", b"Marimbaphone"]
    real = os.path.realpath(portal.state)
    room = os.path.dirname(real) if "/var/tmp/" in real else real
    for file in glob.glob(f"{room}/**", recursive=True):
        if os.path.isfile(file):
            with open(file, "rb") as f:
                content = f.read()
            assert not [n for n in needles if n in content], file


def test_code_and_phone_withdraw_at_once(portal):
    code = sign_up(portal)
    assert kept(portal, code) == [f"{code},6"]
    answer = send(portal, "/volunteer/change", {"code": code.lower(), "phone": "+972 54 700 1234"})
    assert answer.status == 303 and answer.headers["location"].endswith("/volunteer/withdrawn")
    assert kept(portal, code) == []
    left = portal.rehabctl("sql", "-", "--param", f"code={code}", text=(
        "SELECT count(*) AS n FROM volunteer_answer WHERE code = :code")).stdout.split()
    assert left == ["n", "0"]


def test_a_wrong_phone_and_an_unknown_code_look_the_same(portal):
    code, gone = sign_up(portal), sign_up(portal)
    assert send(portal, "/volunteer/change", {"code": gone, "phone": FORM["phone"]}).status == 303
    wrong = send(portal, "/volunteer/change", {"code": code, "phone": "054-700-1235"})
    unknown = send(portal, "/volunteer/change", {"code": gone, "phone": FORM["phone"]})
    assert wrong.status == unknown.status == 404
    assert GONE in wrong.text

    def plain(answer):
        return re.sub(r'value="[^"]*"', "", answer.text)

    assert plain(wrong) == plain(unknown)
    assert kept(portal, code)


def test_what_was_sent_is_never_shown(portal):
    code = sign_up(portal)
    for path in (f"/volunteer/sent/{code}", "/volunteer/change", "/volunteer/replace"):
        page = portal.get(f"/en{path}").text
        assert "Quetzalina" not in page and "7001234" not in page
        ticked = re.findall(r'<input[^>]*value="(\w+)"[^>]* checked[ >]', page)
        assert ticked == (["call"] if path.endswith("replace") else [])


def test_a_new_form_replaces_all_of_the_old_one(portal):
    code = sign_up(portal)
    new = {**FORM, "code": code, "old_phone": FORM["phone"], "phone": "054-700-9999",
           "name": "Newname", "role": "forms", "area": [], "speaks": [], "time": []}
    answer = send(portal, "/volunteer/replace", new)
    assert answer.status == 303 and answer.headers["location"].endswith(f"/sent/{code}")
    shown = portal.rehabctl("desk", "show", code).stdout
    assert "Newname" in shown and "forms" in shown
    assert "Quetzalina" not in shown and "mentor" not in shown
    assert send(portal, "/volunteer/change",
                {"code": code, "phone": FORM["phone"]}).status == 404


def test_a_new_form_with_a_wrong_phone_changes_nothing(portal):
    code = sign_up(portal)
    answer = send(portal, "/volunteer/replace", {**FORM, "code": code, "old_phone": "054-700-1235"})
    assert answer.status == 404 and GONE in answer.text
    assert kept(portal, code) == [f"{code},6"]


@pytest.mark.parametrize("word", ["why", "record", "past", "background"])
def test_nobody_is_asked_why_or_about_the_past(portal, word):
    main = portal.get("/en/volunteer").text.split("<main")[1].split("</main>")[0]
    assert not re.search(rf"\b{word}\b", main)
