"""The night's work on jobs: what closes is told once, what is over leaves every format at once."""

import re
import secrets
import time
from urllib.parse import urlencode

import pytest
from rows import ask
from test_offer import job, letters, offer

DAY = {"sqlite": "strftime('%Y-%m-%d', :today, '{} days')",
       "pgsql": "to_char(CAST(:today AS date) + ({}), 'YYYY-MM-DD')"}


OPENED = []


def change(portal, code, sets):
    portal.rehabctl("sql", "-", "--param", f"code={code}",
                    text=f"UPDATE job SET {sets} WHERE code = :code")


def day(portal, days):
    return DAY[portal.database].format(days)


@pytest.fixture(autouse=True)
def gone_afterwards(portal):
    """Other tests read the portal's list of jobs: none of these stays open on it."""
    OPENED.clear()
    yield
    for code in OPENED:
        change(portal, code, "state = 'closed'")


def an_open_job(portal, closes):
    """A job of the one page that was published and closes so many days from now."""
    code = offer(portal, title=f"Closing {secrets.token_hex(3)}")
    change(portal, code, f"state = 'open', opens = {day(portal, -40)}, yes = '2026-01-01T00:00:00Z',"
                         f" yes_way = 'link', closes = {day(portal, closes)}")
    OPENED.append(code)
    return code


def told(portal, code, act):
    """The letters about that job which `act` brought."""
    before = set(letters(portal))
    act()
    title = job(portal, code)["title"]
    return [text for name, (_, text) in letters(portal).items()
            if name not in before and title in text]


@pytest.mark.parametrize("closes", [0, 3])
def test_daily_twice_warns_once(portal, closes):
    code = an_open_job(portal, closes)
    assert len(told(portal, code, lambda: portal.rehabctl("daily"))) == 1
    assert told(portal, code, lambda: portal.rehabctl("daily")) == []
    change(portal, code, f"closes = {day(portal, 2)}")
    assert len(told(portal, code, lambda: portal.rehabctl("daily"))) == 1


def test_nobody_is_warned_four_days_before(portal):
    code = an_open_job(portal, 4)
    assert told(portal, code, lambda: portal.rehabctl("daily")) == []


def test_the_link_of_the_warning_keeps_the_job_open(portal):
    code = an_open_job(portal, 2)
    letter, = told(portal, code, lambda: portal.rehabctl("daily"))
    path = re.search(r"/renew/[A-Za-z0-9_-]{43}", letter)[0]
    closes = job(portal, code)["closes"]
    sent = portal.post(f"/en{path}", urlencode({"once": secrets.token_urlsafe(16)}).encode())
    assert sent.headers["location"].endswith("/renew/said/open")
    assert job(portal, code)["closes"] > closes and job(portal, code)["state"] == "open"


def test_a_job_that_is_over_leaves_atom_and_json_at_once_and_its_employer_is_told(portal):
    code = an_open_job(portal, 5)
    for format_ in ("json", "atom"):
        assert code in portal.get(f"/en/jobs.{format_}").text
    change(portal, code, f"closes = {day(portal, -1)}")
    assert len(told(portal, code, lambda: portal.rehabctl("daily"))) == 1
    assert job(portal, code)["state"] == "expired"
    deadline = time.monotonic() + 60
    for format_ in ("json", "atom"):
        while code in portal.get(f"/en/jobs.{format_}").text:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert told(portal, code, lambda: portal.rehabctl("daily")) == []


def test_an_expired_job_of_an_employer_that_nobody_approved_waits_for_staff(portal):
    code = an_open_job(portal, -1)
    letter, = told(portal, code, lambda: portal.rehabctl("daily"))
    path = re.search(r"/renew/[A-Za-z0-9_-]{43}", letter)[0]
    sent = portal.post(f"/en{path}", urlencode({"once": secrets.token_urlsafe(16)}).encode())
    assert sent.headers["location"].endswith("/renew/said/review")
    assert job(portal, code)["state"] == "review" and portal.get(f"/en/jobs/{code}").status == 404


def test_drafts_are_erased_after_ninety_days_and_not_before(portal):
    old, young = offer(portal), offer(portal)
    change(portal, young, "state = 'draft'")
    change(portal, old, "state = 'draft', listed = 1000000 + job_id")
    portal.rehabctl("daily")
    left = {row["code"] for row in ask(portal, "SELECT code FROM job WHERE state = 'draft'")}
    assert young in left and old not in left


def test_nobody_is_told_of_a_job_that_was_imported(portal):
    before = set(letters(portal))
    portal.rehabctl("daily")
    assert ask(portal, "SELECT j.code FROM job_notice n JOIN job j ON j.job_id = n.job_id"
                       " WHERE j.origin = 'import'") == []
    assert set(letters(portal)) == before
