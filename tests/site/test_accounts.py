"""Accounts: both steps, the session, passwords, mailed links, and httpd's own Location."""

import os
import re
import secrets
import time

import accounts
import canary
import pytest
from accounts import Browser, totp
from rows import ask, number
from server import Portal, extra
from test_forms import at_the_same_moment
from test_offer import letters

STAFF = accounts.OF_ROLE["coordinator"]
SECRET = accounts.DEMO[STAFF]["totp"]
LOGS = ("session", "audit", "audit_head")


def cookie(answer, name="s"):
    return next((v for k, v in answer.pairs if k == "set-cookie" and v.startswith(f"{name}=")), None)


@pytest.fixture(name="somebody")
def new_account(portal):
    """An account of this test's own, invited, with a password."""
    mail = f"a{secrets.token_hex(6)}@example.org"
    link = portal.rehabctl("user", "add", mail, "--role", "employer", "--link").stdout.strip()
    browser = Browser(portal)
    path = "/he/password/" + link.rpartition("/")[2]
    assert browser.get(path).status == 200
    assert browser.post(path, password="my own long words").status == 303
    return mail


def enter(portal, mail, password="my own long words", source="127.0.0.1"):
    browser = Browser(portal, source)
    browser.get("/he/sign-in")
    browser.answer = browser.post("/he/sign-in", mail=mail, password=password)
    return browser


def test_the_cookie_is_a_session_s_alone(portal):
    browser = enter(portal, accounts.EMPLOYER, accounts.password(accounts.EMPLOYER))
    assert browser.answer.status == 303
    assert re.fullmatch(r"s=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax",
                        cookie(browser.answer))
    assert cookie(browser.answer, "d").endswith("; HttpOnly; SameSite=Lax")
    # The database holds neither.
    dump = "".join(portal.rehabctl("sql", "-", text=f"SELECT * FROM {t}").stdout
                   for t in ("session", "account_device"))
    assert browser.cookies["s"] not in dump and browser.cookies["d"] not in dump


def test_no_visitor_gets_a_cookie(site, portal):
    for page in site.visible():
        assert "set-cookie" not in portal.get(site.address(page)).headers, page.path


def test_a_new_token_at_each_step_and_the_old_ones_are_dead(portal):
    browser = enter(portal, STAFF, accounts.password(STAFF))
    half = browser.cookies["s"]
    assert browser.answer.headers["location"] == "/he/sign-in/second"
    assert browser.get("/he/account").headers["location"] == "/he/sign-in/second?to=/he/account"
    browser.get("/he/sign-in/second")
    code = portal.rehabctl("user", "code", STAFF).stdout.strip()
    assert browser.post("/he/sign-in/second", second_code=code.lower()).status == 303
    assert browser.cookies["s"] != half
    assert browser.get("/he/account").status == 200
    browser.cookies["s"] = half
    assert browser.get("/he/account").status == 303 and "s" not in browser.cookies


def test_a_code_of_paper_is_good_once(portal):
    code = portal.rehabctl("user", "code", STAFF).stdout.strip()
    for expected in (303, 422):
        browser = enter(portal, STAFF, accounts.password(STAFF))
        browser.get("/he/sign-in/second")
        assert browser.post("/he/sign-in/second", second_code=code).status == expected


def test_a_code_of_the_telephone_is_good_once(portal):
    """The one after now is taken too, and leaves none of before: tests share this account."""
    code = totp(SECRET, time.time() + 30)
    first, second = (enter(portal, STAFF, accounts.password(STAFF)) for _ in range(2))
    for browser, expected in ((first, 303), (second, 422)):
        browser.get("/he/sign-in/second")
        assert browser.post("/he/sign-in/second", second_code=code).status == expected


def test_a_code_that_comes_four_times_at_once_is_good_once(portal):
    mail = "lead@example.org"
    waiting = [enter(portal, mail, accounts.password(mail)) for _ in range(4)]
    for browser in waiting:
        browser.get("/he/sign-in/second")
    code = totp(accounts.DEMO[mail]["totp"])
    answers = at_the_same_moment([lambda b=b: b.post("/he/sign-in/second", second_code=code)
                                  for b in waiting])
    assert sorted(a.status for a in answers) == [303, 422, 422, 422]


def test_staff_without_a_second_step_get_no_further_until_it_is_set_up(portal):
    mail = "new-worker@example.org"
    link = portal.rehabctl("user", "add", mail, "--role", "worker,manager", "--link").stdout.strip()
    browser = Browser(portal)
    path = "/he/password/" + link.rpartition("/")[2]
    browser.get(path)
    browser.post(path, password="my own long words")
    browser = enter(portal, mail)
    assert browser.answer.headers["location"] == "/he/account/second"
    assert browser.get("/he/account").headers["location"] == "/he/account/second?to=/he/account"
    assert browser.get("/he/jobs").status == 200
    page = browser.get("/he/account/second")
    assert page.status == 200 and "otpauth://totp/" in page.text
    key = re.search(r'class="key" dir="ltr">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")
    spares = re.findall(r'<li class="key">([0-9A-Z-]{14})</li>', page.text)
    assert len(spares) == 10
    assert browser.post("/he/account/second", second_code="000000").status == 422
    answer = browser.post("/he/account/second", second_code=totp(key))
    assert answer.status == 303 and browser.get("/he/account").status == 200
    again = enter(portal, mail)
    again.get("/he/sign-in/second")
    assert again.post("/he/sign-in/second", second_code=spares[3]).status == 303
    stored = portal.rehabctl("sql", "-", text="SELECT totp FROM account").stdout
    assert key not in stored and spares[0].replace("-", "") not in portal.rehabctl(
        "sql", "-", text="SELECT hash FROM account_recovery").stdout


def test_a_second_step_that_is_set_up_ends_what_was_begun_without_it(portal):
    """Who knows the password alone and came before its owner set up nothing of their own."""
    mail = f"s{secrets.token_hex(6)}@example.org"
    link = portal.rehabctl("user", "add", mail, "--role", "worker", "--link").stdout.strip()
    owner = Browser(portal)
    path = "/he/password/" + link.rpartition("/")[2]
    owner.get(path)
    owner.post(path, password="my own long words")
    other, owner = enter(portal, mail), enter(portal, mail)
    keys = []
    for browser in (other, owner):
        text = browser.get("/he/account/second").text
        keys.append(re.search(r'class="key" dir="ltr">([A-Z2-7 ]+)<', text)[1].replace(" ", ""))
    assert owner.post("/he/account/second", second_code=totp(keys[1])).status == 303
    assert other.post("/he/account/second", second_code=totp(keys[0])).status == 403
    assert other.get("/he/account").headers["location"].startswith("/he/sign-in?")
    assert owner.get("/he/account").status == 200


def test_a_sign_in_with_the_old_password_does_not_outlive_its_change(portal, somebody):
    """Twelve browsers are at it, their passwords found right, while another password is set."""
    environment = dict(portal.environment)
    portal.environment["REHAB_PASSWORD"] = "words from elsewhere"
    browsers = [Browser(portal, f"127.8.{i}.1") for i in range(12)]
    for browser in browsers:
        browser.get("/he/sign-in")
    acts = [lambda b=b: b.post("/he/sign-in", mail=somebody, password="my own long words")
            for b in browsers]
    try:
        answers = at_the_same_moment(
            [*acts, lambda: portal.rehabctl("user", "password", somebody)])
    finally:
        portal.environment = environment
    assert {a.status for a in answers[:-1]} <= {303, 409, 422}
    assert [b.get("/he/account").status for b in browsers] == [303] * 12
    assert enter(portal, somebody, "words from elsewhere").answer.status == 303


def test_signing_out_ends_the_session_and_its_cookie(portal):
    browser = enter(portal, accounts.EMPLOYER, accounts.password(accounts.EMPLOYER))
    token = browser.cookies["s"]
    browser.get("/he/account")
    answer = browser.post("/he/sign-out")
    assert answer.status == 303 and "Max-Age=0" in cookie(answer)
    browser.cookies["s"] = token
    assert browser.get("/he/account").status == 303
    assert Browser(portal).request("GET", "/he/sign-out").status == 405


def test_a_password_change_ends_every_other_session(portal, somebody):
    here, there = enter(portal, somebody), enter(portal, somebody)
    here.get("/he/account")
    assert here.post("/he/account/password", old="wrong old words",
                     password="other long words").status == 422
    assert here.post("/he/account/password", old="my own long words",
                     password="other long words").status == 303
    assert there.get("/he/account").status == 303
    assert here.get("/he/account").status == 200
    assert enter(portal, somebody).answer.status == 422
    assert enter(portal, somebody, "other long words").answer.status == 303


def test_signing_out_everywhere_ends_every_session(portal, somebody):
    here, there = enter(portal, somebody), enter(portal, somebody)
    assert here.get("/he/account").text.count('<li>') >= 2
    assert here.post("/he/account/sessions").status == 303
    assert here.get("/he/account").status == there.get("/he/account").status == 303


@pytest.mark.parametrize("act", [["disable"], ["role", "volunteer"], ["password"]],
                         ids=lambda a: a[0])
def test_the_operator_ends_sessions_at_once(portal, somebody, act):
    browser = enter(portal, somebody)
    environment = dict(portal.environment)
    portal.environment["REHAB_PASSWORD"] = "words from elsewhere"
    portal.rehabctl("user", act[0], somebody, *act[1:])
    portal.environment = environment
    assert browser.get("/he/account").status == 303


def test_a_new_role_counts_from_the_next_session(portal, somebody):
    portal.rehabctl("user", "role", somebody, "employer,volunteer")
    browser = enter(portal, somebody)
    text = browser.get("/en/account").text
    assert "employer, volunteer" in text
    portal.rehabctl("user", "role", somebody, "employer,admin")
    assert enter(portal, somebody).answer.headers["location"] == "/he/account/second"


def test_a_forgotten_password_is_answered_the_same_for_every_address(portal, somebody):
    def ask_for(mail):
        browser = Browser(portal)
        browser.get("/he/password")
        return browser.post("/he/password", mail=mail)
    waiting = "SELECT count(*) AS \"n\" FROM outbox WHERE template = 'account/password'"
    before = number(portal, waiting)
    answers = [ask_for(m) for m in (somebody, "x" * (len(somebody) - 12) + "@example.org")]
    assert [a.status for a in answers] == [303, 303]
    kept = [[(k, v) for k, v in a.pairs if k != "date"] for a in answers]
    assert kept[0] == kept[1]
    assert number(portal, waiting) == before + 1
    # Three an hour: the fourth is answered alike, and nothing is sent.
    for _ in range(4):
        assert ask_for(somebody).status == 303
    assert number(portal, waiting) == before + 3


def test_a_mailed_link_sets_a_password_once(portal, somebody):
    browser = Browser(portal)
    browser.get("/he/password")
    browser.post("/he/password", mail=somebody)
    text = next(text for to, text in letters(portal).values() if somebody in to)
    path = re.search(r"/[a-z]{2}/password/[A-Za-z0-9_-]{43}", text)[0]
    page = browser.get(path)
    assert page.status == 200
    assert path.rpartition("/")[2] not in page.text
    assert browser.post(path, password="password1234").status == 422
    assert browser.post(path, password="short").status == 422
    assert browser.post(path, password="brand new words").status == 303
    assert enter(portal, somebody, "brand new words").answer.status == 303
    assert browser.get(path).status == 410
    assert browser.post(path, password="brand new words two").status == 410


def test_no_sign_in_leads_to_another_site(portal):
    for to in ("//evil.example", "https://evil.example/", "/\\evil.example", "/he//evil.example",
               "javascript:alert(1)", "/he/../../evil", "evil.example", "/he/account?x"):
        browser = Browser(portal)
        browser.get("/he/sign-in")
        answer = browser.post("/he/sign-in", mail=accounts.EMPLOYER, to=to,
                              password=accounts.password(accounts.EMPLOYER))
        assert answer.headers["location"] in ("/he/account", "/he/employer"), to
    browser = Browser(portal)
    browser.get("/en/sign-in")
    answer = browser.post("/en/sign-in", mail=accounts.EMPLOYER, to="/ru/account",
                          password=accounts.password(accounts.EMPLOYER))
    assert answer.headers["location"] == "/ru/account"


def test_a_page_of_somebody_is_never_stored(site, portal):
    browser = enter(portal, accounts.EMPLOYER, accounts.password(accounts.EMPLOYER))
    for page in site.visible():
        answer = browser.request("GET", site.address(page))
        assert answer.headers["cache-control"] == "no-store", page.path
        assert "etag" not in answer.headers
    assert browser.request("GET", "/he/about").headers["cache-control"] == "no-store"
    # What a visitor gets afterwards is a visitor's.
    assert "/sign-out" not in portal.get("/he/jobs").text
    assert "/sign-out" in browser.get("/he/jobs").text


def test_an_address_is_nowhere_in_clear(portal):
    mail = "canary.quetzal@example.org"
    portal.rehabctl("user", "add", mail, "--role", "employer")
    browser = Browser(portal)
    browser.get("/he/sign-in")
    browser.post("/he/sign-in", mail=mail, password="canary secret words")
    for file, content in canary.contents(portal):
        assert b"canary.quetzal" not in content and b"canary secret" not in content, file


def test_what_is_done_is_in_the_audit_and_it_holds(portal, somebody):
    enter(portal, somebody, "wrong words here")
    enter(portal, somebody)
    done = [row["verb"] for row in ask(portal, "SELECT verb FROM audit WHERE code = "
                                       "(SELECT max(a.code) FROM account a WHERE a.account_id ="
                                       " (SELECT max(account_id) FROM account)) ORDER BY audit_id")]
    assert done == ["adds", "sets-password", "fails-to-sign-in", "signs-in"]
    assert portal.rehabctl("audit", "verify", check=False).returncode == 0


def test_the_operator_s_list_holds_no_address(portal):
    listed = portal.rehabctl("user", "list").stdout
    assert "@" not in listed and "coordinator" in listed
    assert portal.rehabctl("user", "add", "not-an-address", check=False).returncode == 1
    assert portal.rehabctl("user", "add", accounts.EMPLOYER, "--role", "employer",
                           check=False).returncode == 1
    assert portal.rehabctl("user", "add", "a1@example.org", "--role", "visitor",
                           check=False).returncode == 1
    assert portal.rehabctl("user", "code", "nobody@example.org", check=False).returncode == 1
    assert portal.rehabctl("user", "wave", check=False).returncode == 2


# --- A portal with short sessions, a host's own folder, TLS in its address

@pytest.fixture(scope="module", name="other")
def other_portal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    for path in (folder, *list(folder.parents)[:2]):
        os.chmod(path, 0o755)
    (folder / "index.txt").write_text("figures of the year\n", encoding="utf-8")
    os.chmod(folder / "index.txt", 0o644)
    made = Portal("sessions", os.environ.get("REHAB_TEST_DB", "sqlite"), REHAB_EXTRA=extra(
        "sessions", f'''
        RehabSessionIdle 1
        LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
        Alias "/figures" "{folder}"
        <Directory "{folder}">
            Require all granted
        </Directory>
        <Location "/figures">
            AuthType Rehab
            AuthName "figures"
            Require rehab-role manager admin
        </Location>'''))
    try:
        made.start()
        yield made
    finally:
        made.forget()


def test_a_location_of_the_host_admits_the_roles_that_it_names(other):
    visitor = Browser(other).get("/figures/index.txt")
    assert visitor.status == 303
    assert visitor.headers["location"].endswith("/sign-in?to=/figures/index.txt")
    assert Browser(other).request("POST", "/figures/index.txt", b"").status == 403
    employer = Browser(other)
    employer.sign_in(accounts.EMPLOYER)
    refused = employer.get("/figures/index.txt")
    assert refused.status == 403 and "figures of the year" not in refused.text
    manager = Browser(other)
    answer = manager.sign_in(accounts.OF_ROLE["manager"], to="/figures/index.txt")
    assert answer.headers["location"] == "/figures/index.txt"
    figures = manager.get("/figures/index.txt")
    assert figures.text == "figures of the year\n"
    # No proxy and no browser gives it to who comes next.
    assert figures.headers["cache-control"] == "no-store"
    assert Browser(other).get("/he/jobs").status == 200


def test_a_session_that_was_idle_is_over(other):
    """The clock is not waited for: when it was last seen is moved."""
    browser = Browser(other)
    browser.sign_in(accounts.EMPLOYER)
    other.rehabctl("sql", "-", text="UPDATE session SET last_seen = '2020-01-01T00:00:00Z'")
    answer = browser.get("/he/jobs")
    assert answer.status == 200 and "Max-Age=0" in cookie(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert browser.get("/he/account").status == 303


def test_a_session_ends_whatever_is_done_in_it(other):
    browser = Browser(other)
    browser.sign_in(accounts.EMPLOYER)
    other.rehabctl("sql", "-", text="UPDATE session SET expires = '2020-01-01T00:00:00Z'")
    assert browser.get("/he/account").status == 303
    other.rehabctl("daily")
    assert number(other, "SELECT count(*) AS \"n\" FROM session") == 0


def test_a_form_sent_after_the_session_ended_says_what_to_do(other):
    browser = Browser(other)
    browser.sign_in(accounts.EMPLOYER)
    browser.get("/en/account")
    other.rehabctl("sql", "-", text="DELETE FROM session")
    answer = browser.post("/en/account/language", language="ru")
    assert answer.status == 403 and "You are no longer signed in" in answer.text


def test_on_tls_the_cookies_are_the_host_s_alone(tmp_path):
    """Names and attributes, on a portal whose address is https and one below a prefix."""
    for base, name, path in (("", "__Host-s", "/"), ("/portal", "__Secure-s", "/portal")):
        environment = {"REHAB_BASE": base} if base else {}
        made = Portal("tls", DEMO="0", REHAB_EXTRA=extra(
            "tls", f"RehabUrl https://localhost{base}"), **environment)
        try:
            made.start()
            link = made.rehabctl("user", "add", "a@example.org", "--role", "employer", "--link")
            path_ = "/he/password/" + link.stdout.strip().rpartition("/")[2]
            browser = Browser(made)
            browser.get(path_)
            assert browser.post(path_, password="my own long words").status == 303
            browser.get("/he/sign-in")
            answer = browser.post("/he/sign-in", mail="a@example.org",
                                  password="my own long words")
            assert re.fullmatch(rf"{name}=[A-Za-z0-9_-]{{43}}; Path={path}; HttpOnly; "
                                "SameSite=Lax; Secure", cookie(answer, name))
            assert browser.get("/he/account").status == 200
        finally:
            made.forget()


def test_behind_a_proxy_nobody_enters_a_demonstration():
    made = Portal("shut", REHAB_EXTRA=extra("shut", "RehabUrl https://portal.example.org"))
    try:
        made.start()
        answer = Browser(made).post("/he/sign-in", mail=accounts.EMPLOYER,
                                    password=accounts.password(accounts.EMPLOYER))
        assert answer.status == 422
    finally:
        made.forget()


# --- As people do it

def type_in(browser, **values):
    for name, value in values.items():
        browser.driver.find_element("css selector", f"#{name}").send_keys(value)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["he", "en"])
def test_somebody_signs_in_changes_the_language_and_leaves(portal, browser, language):
    browser.driver.delete_all_cookies()
    browser.open(f"{portal.url}/{language}/account", 390)

    def is_at(page):
        return browser.evaluate("location.pathname").endswith(page)
    assert is_at("/sign-in")
    type_in(browser, mail=STAFF, password="not the password")
    browser.press("main button")
    assert browser.evaluate("!!document.querySelector('#errors')")
    assert browser.evaluate("document.querySelector('#password').value") == ""
    assert browser.evaluate("document.querySelector('#mail').value") == STAFF
    type_in(browser, password=accounts.password(STAFF))
    browser.press("main button")
    assert is_at("/sign-in/second")
    type_in(browser, second_code=portal.rehabctl("user", "code", STAFF).stdout.strip())
    browser.press("main button")
    assert is_at("/account")
    browser.evaluate("document.querySelector('#language').value = 'ru'")
    browser.press("form[action*='account/language'] button")
    assert browser.evaluate("document.querySelector('#language').value") == "ru"
    browser.press(".me button")
    assert is_at("/sign-in")
    browser.open(f"{portal.url}/{language}/account", 390)
    assert is_at("/sign-in")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/account", "/account/second"])
def test_pages_of_who_is_signed_in_are_accessible(portal, browser, language, width, path):
    somebody = Browser(portal)
    somebody.sign_in(accounts.EMPLOYER)
    browser.open(f"{portal.url}/he/about", width)
    browser.driver.add_cookie({"name": "s", "value": somebody.cookies["s"], "path": "/"})
    browser.open(f"{portal.url}/{language}{path}", width)
    assert browser.accessibility() == []
    assert browser.overflow() <= 0
    browser.driver.delete_all_cookies()
