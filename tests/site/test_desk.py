"""From the form to the desk to done: who waits, the printed sheet, promises, and what is erased."""

import base64
import datetime
import os
import re
import secrets
from urllib.parse import urlencode

import pytest

from markup import has_telephone
from server import HOME, Portal

CALL = {"topic": "rights", "name": "Deskina", "phone": "058-333-4444", "language": "ru",
        "part_of_day": "evening"}
HELP = {"name": "Helperina", "phone": "058-333-5555", "reach": "call", "consent": "1",
        "role": "mentor"}
LATE = "Answers take longer now. Call us:"
CLOSED = "The form is closed now. Please call us:"


def send(portal, path, form, **changes):
    read_over = {"checked": "1"} if path == "/volunteer" else {}
    body = urlencode({**form, **changes, **read_over, "once": secrets.token_urlsafe(16)},
                     doseq=True)
    return portal.post(f"/en{path}", body.encode())



def call(portal, **changes):
    before = codes(portal)
    assert send(portal, "/callback", CALL, **changes).status == 303
    return (codes(portal) - before).pop()


def codes(portal):
    return {line.split()[0] for line in portal.rehabctl("desk", "list").stdout.splitlines()[1:]}


def row(portal, code):
    return next((line for line in portal.rehabctl("desk", "list").stdout.splitlines()
                 if line.startswith(shown(code))), "")


def shown(code):
    return code if "-" in code else f"{code[:3]}-{code[3:]}"


def offer(portal):
    return send(portal, "/volunteer", HELP).headers["location"].rpartition("/")[2]


def days_ago(days):
    return (datetime.datetime.now(datetime.timezone.utc)
            - datetime.timedelta(days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def change(portal, code, table="callback", **columns):
    """Moves a row back in time; what was promised then is worked out by the night's work."""
    if "at" in columns:
        columns.update(answer_by=None, closes_by=None)
    sets = ", ".join(f"{name} = '{value}'" if value else f"{name} = NULL"
                     for name, value in columns.items())
    portal.rehabctl("sql", "-", text=f"UPDATE {table} SET {sets}"
                                     f" WHERE code = '{code.replace('-', '')}'")


def nobody_acted(portal):
    """The last act of the desk lies before what waits."""
    portal.rehabctl("sql", "-", text=f"UPDATE setting SET value = '{days_ago(20)}'"
                                     " WHERE name = 'desk.reads_until'")


@pytest.fixture
def kept_up(portal):
    """All that waits is done, before and after."""
    def settle():
        for code in codes(portal) if "code" in portal.rehabctl("desk", "list").stdout else ():
            portal.rehabctl("desk", "done", code)
    settle()
    yield
    settle()


def test_a_call_back_goes_from_form_to_desk_to_done(portal):
    code = call(portal)
    assert row(portal, code).split()[-1] == "new"
    assert "Deskina" in portal.rehabctl("desk", "show", code).stdout
    portal.rehabctl("desk", "take", code)
    assert row(portal, code).split()[-1] == "taken"
    portal.rehabctl("desk", "done", code)
    assert row(portal, code) == ""


def test_what_somebody_took_is_not_taken_twice(portal):
    code = call(portal)
    portal.rehabctl("desk", "take", code)
    again = portal.rehabctl("desk", "take", code, check=False)
    assert again.returncode == 1 and "taken before" in again.stderr
    portal.rehabctl("desk", "done", code)


def test_the_oldest_stands_first_with_how_long_it_waits(portal):
    young, old = call(portal), call(portal)
    change(portal, old, at=days_ago(3))
    rows = portal.rehabctl("desk", "list").stdout
    assert rows.index(old) < rows.index(young)
    assert "3 days" in row(portal, old) and "0 min" in row(portal, young)
    portal.rehabctl("desk", "done", old)


def test_volunteers_wait_at_the_same_desk(portal):
    code = offer(portal)
    assert "sign-up" in row(portal, code)
    portal.rehabctl("desk", "take", code)
    portal.rehabctl("desk", "done", code)
    assert row(portal, code) == ""


def test_the_sheet_says_how_to_begin_each_call_in_its_language(portal):
    call(portal, message="1")
    sheet = portal.rehabctl("desk", "export", "--lang", "en").stdout
    assert sheet.startswith("<!DOCTYPE html>") and "058-333-4444" in sheet
    assert re.search(r'lang="ru"[^>]*><q>Здравствуйте, это _+, «[^»]+»\. Можно поговорить с '
                     r"Deskina\?", sheet)
    assert "A message may be left." in sheet and "tel:" not in sheet
    assert '<html lang="he" dir="rtl">' in portal.rehabctl("desk", "export").stdout


def test_the_sheet_says_that_no_message_may_be_left(portal):
    code = call(portal, name="Silentina")
    sheet = portal.rehabctl("desk", "export", "--lang", "en").stdout
    assert "Leave no message." in sheet.split(">Silentina<")[1].split("<section>")[0]
    portal.rehabctl("desk", "done", code)


def test_the_list_comes_as_text_too(portal, kept_up):
    old, young = call(portal, name="Oldina"), call(portal, name="Youngina", language="he")
    change(portal, old, at=days_ago(3))
    change(portal, young, at=days_ago(1))
    helper = send(portal, "/volunteer", {**HELP, "skills": "Lorries\n\nABC-DEF  Not a person"})
    text = portal.rehabctl("desk", "export", "--text", "--lang", "en").stdout
    first, second, third = text.split("\n\n")[1:]
    assert first.startswith(f"{old}  Oldina\n") and "(3 days)" in first
    assert "Telephone: 058-333-4444" in first and "Leave no message." in first
    assert "Можно поговорить с Oldina?" in first and "Language: Russian" in first
    assert second.startswith(f"{young}  Youngina\n") and "אפשר לדבר עם Youngina?" in second
    assert third.startswith(shown(helper.headers["location"].rpartition("/")[2]))
    assert "Ways to help: Volunteer mentor" in third and "How shall we reach you? By" in third
    assert "What you can do: Lorries ABC-DEF Not a person\n" in third
    assert "<" not in text


def test_the_list_says_how_long_each_waits_in_every_language(site, portal, kept_up):
    code = call(portal)
    change(portal, code, at=days_ago(3))
    said = {"he": "3 ימים", "ar": "3 أيام", "en": "3 days", "ru": "3 дня", "fa": "۳ روز"}
    for language in site.languages:
        for form in ([], ["--text"]):
            assert said[language] in portal.rehabctl("desk", "export", "--lang", language,
                                                     *form).stdout
    portal.rehabctl("desk", "done", code)
    none = portal.rehabctl("desk", "export", "--text", "--lang", "en").stdout
    assert none.endswith("\nNobody waits.\n")


@pytest.mark.browser
def test_the_sheet_prints_each_person_on_one_page(portal, kept_up, browser, tmp_path):
    for i in range(7):
        call(portal, name=f"Paperina{i}")
    sheet = tmp_path / "sheet.html"
    sheet.write_text(portal.rehabctl("desk", "export").stdout, encoding="utf-8")
    browser.driver.get(sheet.as_uri())
    pages = base64.b64decode(browser.driver.print_page()).count(b"/Type /Page\n")
    assert 2 <= pages <= 4
    assert browser.evaluate("[...document.querySelectorAll('section')].every(s =>"
                            " getComputedStyle(s).breakInside == 'avoid' && s.offsetHeight < 400)")


@pytest.mark.parametrize("command", [["show"], ["export"], ["export", "--text"]])
def test_nothing_is_read_without_key_or_with_a_wrong_password(portal, command, tmp_path):
    code = call(portal)
    command = ["desk", *command, *([code] if command == ["show"] else [])]
    portal.environment["REHAB_PASSWORD"] = "not the password"
    try:
        wrong = portal.rehabctl(*command, check=False)
    finally:
        del portal.environment["REHAB_PASSWORD"]
    without = portal.rehabctl(*command, "--key", str(tmp_path / "none"), check=False)
    assert wrong.returncode == without.returncode == 1
    assert "Deskina" not in wrong.stdout + wrong.stderr + without.stdout
    portal.rehabctl("desk", "done", code)


def test_late_answers_are_said_on_form_and_thanks(portal, kept_up):
    code = call(portal)
    portal.rehabctl("daily")
    assert LATE not in portal.get("/en/callback").text
    # Longer than any row of holidays.
    change(portal, code, at=days_ago(14))
    portal.rehabctl("daily")
    for path in ("/callback", "/callback/sent", "/volunteer", "/volunteer/sent/7KQ4MD"):
        page = portal.get(f"/en{path}")
        if page.status == 200:
            assert LATE in page.text, path
            assert "We will answer by" not in page.text
    portal.rehabctl("desk", "take", code)
    assert LATE not in portal.get("/en/callback").text


# Sent on a Sunday after 11: answered by 10 on Monday; the fifth working day after it is Friday until 12.
SUNDAY = "2026-11-22T09:00:00Z"
MOMENTS = (("2026-11-23T07:50:00Z", False, False), ("2026-11-23T08:05:00Z", True, False),
         ("2026-11-27T09:50:00Z", True, False), ("2026-11-27T10:05:00Z", True, True))


@pytest.mark.expects_log(r"503 \[")
def test_promises_are_kept_by_the_clock_alone():
    """No night's work, no take and no done: a server started later says what has come to be."""
    own = Portal("clock", os.environ.get("REHAB_TEST_DB", "sqlite"), REHAB_NOW=SUNDAY)
    try:
        own.start()
        code = call(own)
        assert LATE not in own.get("/en/callback").text
        for moment, late, closed in MOMENTS:
            own.restart(REHAB_NOW=moment)
            page = own.get("/en/callback").text
            assert (LATE in page or closed, CLOSED in page) == (late, closed), moment
            assert send(own, "/callback", CALL).status == (503 if closed else 303)
        own.rehabctl("desk", "take", code)
        assert CLOSED not in own.get("/en/callback").text
        for code in codes(own):
            own.rehabctl("desk", "done", code)
        assert LATE not in own.get("/en/callback").text
    finally:
        own.forget()


@pytest.mark.expects_log(r"503 \[")
def test_forms_close_when_nobody_has_read_them_for_five_working_days(portal, kept_up):
    code = call(portal)
    change(portal, code, at=days_ago(30))
    nobody_acted(portal)
    portal.rehabctl("daily")
    for path, form in (("/callback", CALL), ("/volunteer", HELP)):
        page = portal.get(f"/en{path}").text
        assert CLOSED in page and 'name="phone"' not in page and has_telephone(page)
        before = codes(portal)
        answer = send(portal, path, form)
        assert answer.status == 503 and CLOSED in answer.text and answer.headers["retry-after"]
        assert codes(portal) == before
    portal.rehabctl("desk", "take", code)
    assert send(portal, "/callback", CALL).status == 303


def test_who_withdraws_can_do_so_while_forms_are_closed(portal, kept_up):
    code = offer(portal)
    change(portal, code, "volunteer", at=days_ago(30))
    nobody_acted(portal)
    portal.rehabctl("daily")
    assert CLOSED in portal.get("/en/volunteer").text
    assert send(portal, "/volunteer/change", {"code": code, "phone": HELP["phone"]}).status == 303
    assert CLOSED not in portal.get("/en/volunteer").text


@pytest.mark.parametrize("state, column, days, stays", [
    ("done", "done", 29, True), ("done", "done", 31, False),
    ("new", "at", 89, True), ("new", "at", 91, False),
    ("taken", "taken", 89, True), ("taken", "taken", 91, False),
])
def test_call_backs_are_erased_after_their_days(portal, kept_up, state, column, days, stays):
    code = call(portal)
    change(portal, code, state=state, **{column: days_ago(days)})
    portal.rehabctl("daily")
    assert (portal.rehabctl("desk", "show", code, check=False).returncode == 0) == stays


@pytest.mark.parametrize("days, stays", [(360, True), (370, False)])
def test_volunteers_are_erased_after_twelve_months_without_contact(portal, kept_up, days, stays):
    code = offer(portal)
    change(portal, code, "volunteer", state="done", contact=days_ago(days))
    assert "is erased on" in row(portal, code)
    warned = portal.rehabctl("daily").stdout
    assert (f"{code} is erased on" in warned) == stays
    assert (portal.rehabctl("desk", "show", code, check=False).returncode == 0) == stays


def test_days_of_keeping_come_from_the_organisations_file(tmp_path):
    """What the night erases by is what the privacy page says."""
    with open(f"{HOME}/conf/organisation.xml", encoding="utf-8") as f:
        said = re.sub(r"<keep .*?/>", '<keep done="3" untaken="14" volunteers="2"/>', f.read())
    (tmp_path / "organisation.xml").write_text(said, encoding="utf-8")
    extra = tmp_path / "extra.conf"
    extra.write_text(f"RehabOrganisation {tmp_path}/organisation.xml\n", encoding="utf-8")
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        os.chmod(folder, 0o755)
    own = Portal("keep", os.environ.get("REHAB_TEST_DB", "sqlite"), REHAB_EXTRA=str(extra))
    try:
        own.start()
        page = own.get("/en/privacy").text
        assert "3 days after it is done" in page and "14 days" in page and "2 months" in page
        kept, done, new = call(own), call(own), call(own)
        stays, goes = offer(own), offer(own)
        change(own, kept, state="done", done=days_ago(2))
        change(own, done, state="done", done=days_ago(4))
        change(own, new, at=days_ago(15))
        change(own, stays, "volunteer", contact=days_ago(56))
        change(own, goes, "volunteer", contact=days_ago(64))
        assert "1 volunteers erased" in own.rehabctl("daily").stdout
        there = [code for code in (kept, done, new, stays, goes)
                 if own.rehabctl("desk", "show", code, check=False).returncode == 0]
        assert there == [kept, stays]
    finally:
        own.forget()


def test_the_desk_is_warned_a_week_before(portal, kept_up):
    near, far = call(portal), call(portal)
    change(portal, near, at=days_ago(84))
    change(portal, far, at=days_ago(80))
    assert "is erased on" in row(portal, near) and "is erased on" not in row(portal, far)


def test_the_command_says_where_the_desk_went(portal):
    assert "/he/staff/desk" in portal.rehabctl("desk", "list").stderr


def test_the_desk_lists_no_name_and_no_phone(portal):
    code = call(portal)
    assert "Deskina" not in portal.rehabctl("desk", "list").stdout
    portal.rehabctl("desk", "done", code)
    assert os.path.exists(os.path.join(portal.state, "desk.passphrase"))
