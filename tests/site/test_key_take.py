"""What visitors and staff sent before there was a team key: `key take` leaves nothing of it to the
desk's key.  The forms are those that the portal lists, so that one that is added is here by itself."""

import csv
import os
import re
from urllib.parse import urlencode

import canary
import pytest
from accounts import DEMO, OF_ROLE, Browser
from pages import Site
from post import key_of
from rows import TABLES, ask
from server import HOME, own_portal

HOLDER = OF_ROLE["coordinator"]
# Where staff read what was sent, and of which rows.
READ_AT = {
    "/staff/employers/{}": "SELECT code FROM employer",
    "/staff/desk/{}": "SELECT code FROM desk_row",
    "/staff/jobs/{}/yes": "SELECT code FROM job WHERE origin IN ('page', 'phone')"
                          " AND contact_name IS NOT NULL",
}
JOBS = "/staff/jobs/{}/yes"


def sealed_columns(page):
    """Parameters that are stored sealed.  One that only finds a row is bound to none."""
    return [p for p in page.params if "row" in p.options]


def send(site, page):
    """(path, parameter) -> the value that was sent, as nothing else has it."""
    values = {p.name: canary.canary(p) for p in sealed_columns(page) if canary.canary(p)}
    browser, address = Browser(site.portal), site.address(page)
    if "visitor" not in page.roles:
        browser.sign_in(OF_ROLE[page.roles[0]])
    if page.path.startswith("/staff/employers/{code}"):
        code = ask(site.portal, "SELECT max(code) AS code FROM employer")[0]["code"]
        address = f"/en{page.path}".replace("{code}", code)
        browser.get(f"/en/staff/employers/{code}")
    elif "visitor" not in page.roles:
        browser.get(f"/en{page.invalid}")
    chosen = {"organisation_kind": "sole_trader", "say": "no", "whose": "new",
              **browser.hidden("version")}
    body = {**site.sent_form(page), **values, **browser.hidden("token"),
            **{name: value for name, value in chosen.items() if page.param_or_none(name)}}
    answer = browser.request("POST", address, urlencode(body).encode())
    assert answer.status == 303, (page.path, re.findall(r'id="errors".*?</div>', answer.text, re.S))
    return {(page.path, name): value for name, value in values.items()}


def columns_with(portal, mark):
    """Table and column of each text that begins so."""
    return {(table["name"], name) for table in ask(portal, TABLES[portal.database])
            for row in ask(portal, f"SELECT * FROM {table['name']}")
            for name, text in row.items() if text and text.startswith(mark)}


def read_by(portal, mail):
    """Page -> all that it shows to this account."""
    browser, read = Browser(portal), {}
    browser.sign_in(mail)
    for path, codes in READ_AT.items():
        pages = [browser.get("/en" + path.format(row["code"])) for row in ask(portal, codes)]
        assert pages and all(page.status == 200 for page in pages)
        read[path] = "\n".join(page.text for page in pages)
    return read


@pytest.fixture(name="site", scope="module")
def demonstration():
    with own_portal("take") as portal:
        yield Site(portal)


def test_the_demonstrations_staff_open_whom_to_call_and_who_signed(site):
    """In the portal as `make run` shows it, with its team's key."""
    with open(f"{HOME}/conf/demo/employers.csv", encoding="utf-8") as f:
        people = {row["name"]: row for row in csv.DictReader(f) if row["contact_name"]}
    accounts = {row["employer"] for row in DEMO.values() if row["employer"]}
    assert accounts <= set(people) and any(row["pledge"] for row in people.values())
    for mail, times in ((HOLDER, 1), (OF_ROLE["manager"], 0)):
        browser = Browser(site.portal)
        browser.sign_in(mail)
        for row in ask(site.portal, "SELECT code, name FROM employer"):
            person = people.get(row["name"])
            text = browser.get(f"/en/staff/employers/{row['code']}").text if person else ""
            if person:
                assert text.count(person["contact_name"]) == times * (2 if person["pledge"] else 1)


def test_the_search_for_canaries_finds_one_that_stands_in_clear(site):
    planted = "Zqplanted" + os.urandom(4).hex()
    assert canary.found_in_clear(site.portal, [planted]) == []
    site.portal.rehabctl("sql", "-", "--param", f"text={planted}",
                         text="UPDATE employer SET about = :text WHERE employer_id ="
                              " (SELECT min(employer_id) FROM employer)")
    found = {file for _, file in canary.found_in_clear(site.portal, [planted])}
    inside = "/pgsql/base/" if site.portal.database == "pgsql" else "/data/"
    assert any(inside in file for file in found), found


def test_nothing_that_a_form_sealed_stays_with_the_desks_key(site):
    portal, sent = site.portal, {}
    # A demonstration has the team's key from the beginning; the first days come before that.
    os.unlink(f"{portal.state}/keys/team.pub")
    os.unlink(f"{portal.state}/desk.holder")
    for table in ("team_holder", "account_key"):
        portal.rehabctl("sql", "-", text=f"DELETE FROM {table}")
    for page in site.pages:
        if page.method == "POST" and sealed_columns(page):
            sent |= send(site, page)
    mark = f"d1.{key_of(portal.state, 'desk.pub')[0]}."
    assert {table for table, _ in columns_with(portal, mark)} >= {
        "callback", "volunteer", "volunteer_answer", "employer", "employer_contact",
        "employer_pledge", "job", "job_report"}
    Browser(portal).sign_in(HOLDER)
    portal.rehabctl("key", "new", HOLDER)
    assert " rows taken over" in portal.rehabctl("key", "take").stdout
    assert columns_with(portal, mark) == set()
    assert "0 rows" in portal.rehabctl("key", "take").stdout

    read = read_by(portal, HOLDER)
    for (path, name), value in sent.items():
        of_a_job = path in ("/offer-job", "/staff/jobs") and name != "contact_mail"
        text = read[JOBS] if of_a_job else "\n".join(read.values())
        assert all(line in text for line in value.split("\n")), (path, name)
