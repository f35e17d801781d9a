"""Pages behind the sign-in, as access.csv and `rehabctl pages` list them, keep the promises of all
pages: for each the first role that may see it, in every language; forms refused, and with strings
that nobody means well by.  A portal of its own, since what is typed here stays in its database.
"""

import re
import secrets
from urllib.parse import quote_from_bytes, urlencode

import pytest

import access
import accounts
import naughty
import nu
from markup import clean, fields, links, read, said_twice, tags_of, typed_into
from pages import Site
from server import extra, own_portal
from test_naughty import is_text, offences
from test_pages import assert_headers

LANGUAGES = ["he", "ar", "en", "ru", "fa"]
VIEWS = [("he", 390), ("en", 1280), ("ar", 390), ("he", 1280), ("en", 390)]
SEEN = list(access.behind_sign_in("GET"))
SENT = list(access.behind_sign_in("POST"))
# What ends the session that sends it has tests of its own.
ENDS = ("/account/sessions", "/sign-out")
TYPED = [case for case in SENT if case[0]["path"] not in ENDS]


def name_of(case):
    row, role = case
    return f"{row['path']} {row['what']} {role}".replace("  ", " ")


@pytest.fixture(scope="module", name="inside")
def a_portal_of_its_own():
    with own_portal("inside", REHAB_EXTRA=extra("inside", "RehabAttempts 1000000")) as portal:
        accounts.wait_at_the_desk(portal)
        yield Inside(portal)


class Inside:
    """A signed-in browser of each role, made when it is first asked for."""

    def __init__(self, portal):
        self.portal, self.site, self.people, self.paths = portal, Site(portal), {}, {}

    def somebody(self, role):
        if role not in self.people:
            self.people[role] = accounts.Browser(self.portal)
        one = self.people[role]
        if one.get("/he/account").status != 200:
            one.sign_in(accounts.OF_ROLE[role])
            one.get("/he/account")
        return one

    def page(self, row):
        return next(p for p in self.site.pages
                    if p.method == row["method"] and p.path == row["path"])

    def path(self, row, fresh=False):
        """The row's path with a real value; kept, since what is looked for may be gone later."""
        key = (row["path"], row["value"])
        if fresh or key not in self.paths:
            self.paths[key] = access.fill(self.portal, self.site, row)
        return self.paths[key]

    def address(self, row, language="he"):
        return f"/{language}{self.path(row)}" if self.page(row).spoken else self.path(row)

    def form(self, page):
        """Fields that pass by their kinds."""
        return {p.name: self.site.valid_value(p) for p in page.params if p.source == "body"}


def promises(inside, row, role, language):
    """What is wrong with one page in one language."""
    page, path = inside.page(row), inside.address(row, language)
    answer = inside.somebody(role).request("GET", path)
    if answer.status != 200 or answer.media_type != "text/html":
        yield f"{answer}"
        return
    assert_headers(answer)
    if answer.headers["cache-control"] != "no-store" or "etag" in answer.headers:
        yield "what a session sees is kept"
    document = read(answer.text)
    yield from (f"<{tag}> does not close" for tag in document.broken)
    # Who runs the portal is told which command to use.
    if role in ("employer", "volunteer") and "rehab" in answer.text.lower():
        yield "says something of the engine"
    html = next(a for tag, a, _ in document.elements if tag == "html")
    direction = "rtl" if language in ("he", "ar", "fa") else "ltr"
    if (html.get("lang"), html.get("dir")) != (language, direction):
        yield f"speaks {html}"
    for tag in ("main", "h1", "title"):
        if len([1 for t, _, text in document.elements if t == tag and "".join(text).strip()]) != 1:
            yield f"has not one <{tag}>"
    ids = [a["id"] for _, a, _ in document.elements if a.get("id")]
    if len(ids) != len(set(ids)):
        yield "an id stands twice"
    for tag, attributes, _ in document.elements:
        if tag in ("script", "style", "iframe", "object", "embed", "base") or any(
                name.startswith("on") or name == "style" for name in attributes):
            yield f"<{tag} {attributes}>"
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            yield from (f"<{tag} {name}={target}> leads nowhere"
                        for target in (attributes.get(name) or "").split() if target not in ids)
    there = {a.split("#")[0] for _, _, a in links(answer.text)}
    for other in LANGUAGES:
        if other != language and page.spoken and inside.address(row, other) not in there:
            yield f"has no link to itself in {other}"


@pytest.mark.parametrize("case", SEEN, ids=name_of)
def test_a_page_behind_the_sign_in_keeps_the_promises_of_all_pages(inside, case):
    wrong = [f"{language}: {what}" for language in LANGUAGES
             for what in promises(inside, *case, language)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", access.ROLES[1:])
def test_no_link_leads_who_follows_it_to_a_closed_door(inside, role):
    """Every link of every page that a role may see answers that role, in Hebrew."""
    somebody, wrong, seen = inside.somebody(role), [], set()
    for row in access.table():
        if row["method"] == "GET" and row[role] == "ok" and row["visitor"] != "ok" \
                and row["what"] in ("", "own", "any"):
            where = inside.address(row)
            for tag, _, address in links(somebody.request("GET", where).text):
                address = address.split("#")[0]
                if tag == "a" and address.startswith("/he/") and address not in seen:
                    seen.add(address)
                    status = somebody.request("GET", address).status
                    if status not in (200, 303):
                        wrong.append(f"{where}: {address}: {status}")
    assert not wrong, "\n".join(wrong)


def refused(inside, row, role, language):
    """The answer to an empty form: 422 with the form again, or it leads on."""
    somebody, path = inside.somebody(role), inside.address(row, language)
    return somebody.post(path, once=secrets.token_urlsafe(16), **somebody.hidden("token"))


@pytest.mark.browser
def test_every_page_and_every_refused_form_is_valid(inside):
    documents = []
    for row, role in SEEN:
        for language in LANGUAGES:
            path = inside.address(row, language)
            documents.append((path, ".html", inside.somebody(role).request("GET", path).body))
    for row, role in SENT:
        if needs_something(inside.page(row)):
            for language in ("he", "en"):
                documents.append((f"{inside.address(row, language)} refused", ".html",
                                  refused(inside, row, role, language).body))
    wrong = {name: found[:5] for name, found in nu.complaints(documents, "inside").items() if found}
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


def needs_something(page):
    """Whether an empty form of it is refused: it changes nothing then."""
    return bool(page.invalid) and any(
        p.source == "body" and "required" in p.options for p in page.params)


@pytest.mark.parametrize("case", TYPED, ids=name_of)
def test_an_empty_form_comes_back_with_its_errors_in_words(inside, case):
    row, role = case
    page = inside.page(row)
    if not needs_something(page):
        return
    answer = refused(inside, row, role, "he")
    assert answer.status == 422, answer
    assert_headers(answer)
    text = read(answer.text)
    assert not text.broken
    errors = [a for _, a, _ in text.elements if a.get("id") == "errors"]
    invalid = [a for _, a, _ in text.elements if a.get("aria-invalid") == "true"]
    assert errors, "says what is missing on top"
    assert said_twice(answer.text) == [], "and of which field"
    asked = {p.name for p in page.params if p.source == "body" and "required" in p.options}
    assert invalid or not asked & typed_into(answer.text, inside.address(row)), "and beside the field"


@pytest.mark.browser
@pytest.mark.parametrize("case", SEEN, ids=name_of)
def test_it_is_accessible_and_light_in_a_browser(inside, browser, case):
    row, role = case
    somebody = inside.somebody(role)
    # Where cookies can be set.  A page that names its icon: for another one Chromium asks later, and its
    # complaint would be taken for the next page's.
    browser.driver.get(inside.portal.url + "/he/about")
    browser.driver.delete_all_cookies()
    for name, value in somebody.cookies.items():
        browser.driver.add_cookie({"name": name, "value": value, "path": "/"})
    wrong = []
    for language, width in VIEWS if inside.page(row).spoken else VIEWS[:1]:
        browser.open(inside.portal.url + inside.address(row, language), width)
        wrong += [f"{language} {width}: {what}"
                  for what in browser.accessibility() + browser.complaints()]
        if browser.overflow() > 0:
            wrong.append(f"{language} {width}: {browser.overflow()} px too wide")
    parts = browser.transferred(inside.portal.url + inside.address(row, "ru"))
    # Staff sit at a desk and read long lists.
    if sum(size for _, size in parts) > (80_000 if role in ("employer", "volunteer") else 120_000):
        wrong.append(f"a first view weighs {parts}")
    browser.driver.delete_all_cookies()
    assert not wrong, "\n".join(wrong)


# --- Strings that nobody means well by.  A field gets every eighth, and the fields together all: what
# reads them is the same for every form, and the forms of visitors get all of them (test_naughty.py).

@pytest.mark.parametrize("case", TYPED, ids=name_of)
def test_a_field_takes_every_string_or_says_why_not(inside, case):
    """303, or the form again with what was typed; what is decided, changed or used up meanwhile is
    gone, or another's turn."""
    row, role = case
    page, somebody = inside.page(row), inside.somebody(role)
    address, form = inside.address(row), inside.form(page)
    token, wrong = somebody.hidden("token"), []
    known = tags_of(refused(inside, row, role, "he").text) + tags_of(
        somebody.request("GET", "/he/nothing-here").text)
    typed = (p for p in page.params if p.source == "body" and p.is_text)
    for number, field in enumerate(typed):
        allowed = None
        for string in naughty.own()[(number + TYPED.index(case)) % 8::8]:
            sent = {k: v for k, v in form.items() if k != field.name}
            body = urlencode({**sent, **token, "once": secrets.token_urlsafe(16)}) \
                + f"&{field.name}={quote_from_bytes(string, safe='')}"
            answer = somebody.request("POST", address, body.encode())
            where = f"{field.name}={string[:60]!r}: {answer.status}"
            expected = (303, 422, 404, 409, 410) if is_text(string) else (400, 422, 404, 409, 410)
            if answer.status not in expected and not (answer.status == 413
                                                      and len(string) > 65536):
                wrong.append(where)
            elif answer.status == 422:
                # The first answer has the page's own elements; a string adds none.  What the strings
                # before it left behind may add rows, which the page has without this one, too.
                allowed = allowed or known + tags_of(answer.text)
                if any(offences(answer.text, allowed)):
                    allowed += tags_of(refused(inside, row, role, "he").text)
                wrong += [f"{where}: {o}" for o in offences(answer.text, allowed)]
                if field.name in typed_into(answer.text, address) and is_text(string) \
                        and field.word != "secret" and "many" not in field.options:
                    # What is chosen from a list, or stands there unseen, need not come back.
                    value = fields(answer.text, address).get(field.name, "")
                    if clean(value, field.word != "text") != clean(string.decode("utf-8"),
                                                                   field.word != "text"):
                        wrong.append(f"{where}: comes back as {value!r:.80}")
    assert not wrong, f"{len(wrong)} strings:\n" + "\n".join(wrong[:25])


@pytest.mark.parametrize("case", SEEN, ids=name_of)
def test_what_was_taken_is_shown_as_words(inside, case):
    """After the strings above: no element or attribute comes from one."""
    row, role = case
    answer = inside.somebody(role).request("GET", inside.address(row))
    # What was decided or used up meanwhile is not there any more.
    assert answer.status in (200, 404, 410)
    wrong = list(offences(answer.text, tags_of(answer.text)))
    assert not wrong, "\n".join(wrong)
    assert not re.search(r"<script(?! type=\"application/ld)", answer.text)
