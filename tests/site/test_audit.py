"""The audit trail: managers read it, the day's end of it goes to them by mail, and what was done to
it is found."""

import os
import sqlite3

import pytest
from accounts import OF_ROLE, Browser
from post import Post
from server import own_portal

MANAGER, WORKER = OF_ROLE["manager"], OF_ROLE["worker"]


@pytest.fixture(name="desk", scope="module")
def portal_of_its_own():
    with own_portal("audit") as portal:
        yield portal


@pytest.fixture(name="post")
def outbox(desk, tmp_path):
    return Post(desk, tmp_path)


@pytest.fixture(name="manager", scope="module")
def signed_in_manager(desk):
    browser = Browser(desk)
    browser.sign_in(MANAGER)
    return browser


def test_a_manager_reads_who_signed_in_and_who_failed(desk, manager):
    stranger = Browser(desk)
    stranger.get("/en/sign-in")
    stranger.post("/en/sign-in", mail=WORKER, password="not the password")
    page = manager.get("/en/staff/audit")
    assert page.status == 200
    assert "failed to sign in</strong>: account" in page.text
    assert "signed in</strong>: account" in page.text
    assert "שקד" in page.text, "whoever acted is named"
    assert "not the password" not in page.text and WORKER not in page.text


def test_nobody_else_does(desk):
    for mail in (WORKER, OF_ROLE["coordinator"], OF_ROLE["admin"]):
        browser = Browser(desk)
        browser.sign_in(mail)
        assert browser.get("/en/staff/audit").status == 403, mail


@pytest.mark.parametrize("language", ["he", "ar", "en", "ru", "fa"])
def test_every_act_has_its_words(manager, desk, language):
    start = desk.log_size()
    assert "⟦" not in manager.get(f"/{language}/staff/audit").text
    assert desk.unexpected(start) == []


def test_the_trail_is_narrowed_to_one_account_and_paged(manager, desk, post):
    code = post.sql("SELECT code AS c FROM account WHERE name = 'ליאור'")[0][0]
    page = manager.get(f"/en/staff/audit?code={code}").text
    assert code[:3] + "-" + code[3:] in page and "שקד" not in page
    for _ in range(51):
        desk.rehabctl("user", "code", OF_ROLE["volunteer"])
    seen, address = 0, "/en/staff/audit"
    while address:
        page = manager.get(address).text
        seen += page.count('<li class="panel">')
        _, found, rest = page.partition('rel="next" href="')
        address = rest.split('"')[0] if found else None
    assert seen == int(post.sql("SELECT n AS n FROM audit_head")[0][0])


def test_the_days_end_of_the_trail_goes_to_managers_once(desk, post):
    post.empty()
    head = post.sql("SELECT n AS n, hash AS h FROM audit_head")[0]
    desk.rehabctl("daily")
    desk.rehabctl("daily")
    waiting = [w for w in post.waiting() if w[0] == "staff/audit-head"]
    managers = post.sql("SELECT count(*) AS n FROM account_role WHERE role = 'manager'")[0][0]
    assert [w[0] for w in waiting] == ["staff/audit-head"] * int(managers) and int(managers) >= 2
    post.send()
    files = [f for f in os.listdir(f"{desk.state}/mail") if "audit-head" in f]
    assert len(files) == int(managers)
    import email
    import email.policy
    with open(f"{desk.state}/mail/{files[0]}", "rb") as f:
        text = email.message_from_bytes(f.read(), policy=email.policy.default).get_body(
            ("plain",)).get_content()
    assert head[1] in text
    post.later(86400)
    desk.rehabctl("daily")
    # Jobs close on that day, too, and their employers are told.
    assert [w[0] for w in post.waiting()].count("staff/audit-head") == int(managers)
    post.say(clock_shift="0")


def test_the_chain_that_pages_wrote_is_whole(desk):
    assert "the chain is whole" in desk.rehabctl("audit", "verify").stdout


@pytest.mark.browser    # reaches into SQLite's file
def test_a_night_on_which_the_trail_is_not_whole_says_so(desk):
    with sqlite3.connect(f"{desk.state}/data/portal.db") as database:
        database.execute("DROP TRIGGER audit_stays")
        database.execute("UPDATE audit SET verb = 'signs-out' WHERE audit_id = 2")
    assert "row 2: " in desk.rehabctl("audit", "verify", check=False).stdout
    done = desk.rehabctl("daily", check=False)
    assert done.returncode == 1 and "not whole" in done.stderr
