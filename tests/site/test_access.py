"""Who may do what: access.csv says it for every page, method and role, and nothing else is so.

A row is a page with one way to fill its path: `what` is own, other's, absent, or any; `value` a
literal, a SELECT that gives it, or `link`, a mailed link that was not used.  A cell is what a role
gets: ok (it is served, or the form is looked at), in (led to the sign-in), no (403), gone (404 or
410).  What is not one's own and what is not there look the same.
"""

import re
import secrets

import accounts
import pytest
from access import ROLES, fill, table
from conftest import the_site
from rows import ask, changed, fingerprints

# What a GET may write: when a session was seen, and that something was read.
LOGS = ("session", "audit", "audit_head")


@pytest.fixture(scope="module", name="people")
def browsers(portal):
    """A signed-in browser of each role."""
    found = {role: accounts.Browser(portal) for role in ROLES}
    for role in ROLES[1:]:
        found[role].sign_in(accounts.OF_ROLE[role])
    # Something waits at the desk for each who may see a part of it.
    accounts.wait_at_the_desk(portal)
    return found


def ready(browser, role):
    """The forms of some pages end the session that sends them."""
    if role != "visitor" and browser.get("/he/account").status != 200:
        browser.sign_in(accounts.OF_ROLE[role])
        browser.get("/he/account")
    return browser


def outcome(answer):
    if answer.status == 303 and "/sign-in" in answer.headers["location"].partition("?")[0]:
        return "in"
    return {403: "no", 404: "gone", 410: "gone"}.get(answer.status, "ok")


def address(site, row, path):
    page = next(p for p in site.pages if p.method == row["method"] and p.path == row["path"])
    return f"/he{path}" if page.spoken else path


def test_every_page_has_its_rows(site):
    rows = {(row["method"], row["path"]) for row in table()}
    pages = {(page.method, page.path) for page in site.pages}
    assert pages - rows == set(), "no row in access.csv"
    assert rows - pages == set(), "no such page"


def test_a_page_with_a_path_has_a_row_for_what_is_not_there(site):
    for page in site.pages:
        whats = {row["what"] for row in table()
                 if (row["method"], row["path"]) == (page.method, page.path)}
        if page.variables and "visitor" not in page.roles:
            assert "absent" in whats, page.path
        if page.variables and page.path.startswith("/employer"):
            assert {"own", "other", "absent"} <= whats, page.path


def test_what_belongs_to_others_looks_like_what_is_not_there(site):
    cells = {}
    for row in table():
        cells.setdefault((row["method"], row["path"]), {})[row["what"]] = [row[r] for r in ROLES]
    for key, whats in cells.items():
        if "other" in whats:
            assert whats["other"] == whats["absent"], key


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_role_gets_what_the_table_says(portal, site, people, role, method):
    wrong = []
    for row in table():
        if row["method"] != method:
            continue
        browser = people[role]
        path = address(site, row, fill(portal, site, row))
        if method == "GET":
            answer = browser.request("GET", path)
        else:
            ready(browser, role)
            page = next(p for p in site.pages if p.method == "POST" and p.path == row["path"])
            # One's own is left as it is: an empty form is looked at too.
            form = plain_form(site, page) if row["what"] in ("other", "absent") else {}
            answer = browser.post(path, **{**form, "once": secrets.token_urlsafe(16)})
            # Signing out leads there, and that is how it is done.
            if answer.status == 303 and row["path"] in ("/sign-out", "/account/sessions",
                                                        "/sign-in/second"):
                answer.status = 200
        if outcome(answer) != row[role]:
            wrong.append(f"{method} {path}: {answer.status}, not {row[role]}")
        # Who is refused sees nothing of the page behind the form.
        if row[role] == "no" and role == "visitor":
            assert 'method="post"' not in answer.text, path
        if method == "GET" and role != "visitor" and answer.status == 200:
            assert answer.headers["cache-control"] == "no-store", path
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_looking_at_every_page_changes_nothing(portal, site, people, role):
    """Each page, format and language, as each role: no row but of sessions and the audit."""
    browser = ready(people[role], role)
    before = fingerprints(portal, LOGS)
    for row in table():
        if row["method"] == "GET" and row[role] == "ok" and row["value"] != "link":
            page = next(p for p in site.pages if p.method == "GET" and p.path == row["path"])
            path = fill(portal, site, row)
            for language in site.languages if page.spoken else [None]:
                for format_ in page.formats:
                    suffix = "" if format_ == page.formats[0] or path == "/" else f".{format_}"
                    where = f"/{language}{path}{suffix}" if language else path
                    assert browser.request("GET", where).status in (200, 301), where
    assert changed(before, fingerprints(portal, LOGS)) == []


# --- Forms of other sites

def posts(role):
    return [row for row in table() if row["method"] == "POST" and row[role] == "ok"]


FOREIGN = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
           {"Sec-Fetch-Site": None, "Origin": "https://evil.example"},
           {"Sec-Fetch-Site": None, "Origin": "null"},
           {"Sec-Fetch-Site": None, "Referer": "https://evil.example/he/account"},
           {"Sec-Fetch-Site": None}]


@pytest.mark.parametrize("role", ROLES[1:])
def test_a_form_without_the_session_s_own_token_changes_nothing(portal, site, people, role):
    """No token, an empty one, a wrong one, another session's: 403, whatever else is right."""
    browser = ready(people[role], role)
    other = accounts.Browser(portal)
    other.sign_in(accounts.OTHER_EMPLOYER)
    other.get("/he/account")
    rights = browser.hidden("token")["token"]
    tokens = [{}, {"token": ""}, {"token": "A" * 22}, other.hidden("token"),
              {"token": rights[:-1]}, {"token": rights + "A"}, {"token": browser.cookies["s"]}]
    before = fingerprints(portal, LOGS)
    for row in posts(role):
        path = address(site, row, fill_quietly(row))
        page = next(p for p in site.pages if p.method == "POST" and p.path == row["path"])
        form = {**plain_form(site, page), "once": secrets.token_urlsafe(16)}
        for token in tokens:
            sent = accounts.urlencode({**form, **token}).encode()
            answer = browser.request("POST", path, sent)
            assert answer.status == 403, f"{path} {token}: {answer.status}"
    assert changed(before, fingerprints(portal, LOGS)) == []
    assert browser.get("/he/account").status == 200


@pytest.mark.parametrize("role", ROLES[1:])
def test_a_form_of_another_site_changes_nothing_whatever_its_token(portal, site, people, role):
    browser = ready(people[role], role)
    token = browser.hidden("token")
    before = fingerprints(portal, LOGS)
    for row in posts(role):
        path = address(site, row, fill_quietly(row))
        page = next(p for p in site.pages if p.method == "POST" and p.path == row["path"])
        form = {**plain_form(site, page), "once": secrets.token_urlsafe(16), **token}
        for headers in FOREIGN:
            given = {k: v for k, v in headers.items() if v}
            if "Sec-Fetch-Site" in headers and not headers["Sec-Fetch-Site"]:
                given["Sec-Fetch-Site"] = None
            answer = browser.request("POST", path, accounts.urlencode(form).encode(), given)
            assert answer.status == 403, f"{path} {headers}: {answer.status}"
    assert changed(before, fingerprints(portal, LOGS)) == []
    assert browser.get("/he/account").status == 200


def plain_form(site, page):
    """Valid fields; what a form must find in the database first is not looked for."""
    return {p.name: site.valid_value(p) for p in page.params if p.source == "body"}


def fill_quietly(row):
    """A path that writes nothing by being filled."""
    value = {"link": "A" * 43}.get(row["value"], row["value"])
    portal = the_site().portal
    if value.startswith("SELECT"):
        value = next(iter(ask(portal, value)[0].values()))
    return re.sub(r"\{[a-z0-9_]+\}", value, row["path"])
