"""The life of a job as people play it in a browser, in Hebrew and in English: by an account, by the
one page, by telephone.  Each step is taken on a page that the step before led to."""

import email
import email.policy
import glob
import os
import re

import accounts
import pytest
from days import day
from rows import ask
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from server import Portal

pytestmark = pytest.mark.browser
PASSWORD = "own long words of a welder"
SAID = {
    "he": {"number": "51000001", "name": "מסגרית הבדיקה", "place": "אשדוד",
           "title": "רתכים ורתכות לבדיקה", "word": "רתכים",
           "unlawful": "עבודה טובה. ללא עבר פלילי.", "lawful": "עבודה טובה בצוות קטן.",
           "easy": ["מרתכים שערים", "מבוקר עד צוהריים", "רצון ללמוד", "שכר וארוחה", "באוטובוס"]},
    "en": {"number": "51000002", "name": "Trial Metalworks", "place": "Ashdod",
           "title": "Trial welders", "word": "welders",
           "unlawful": "Good work. No criminal record.", "lawful": "Good work in a small team.",
           "easy": ["You weld gates", "From morning to noon", "A wish to learn", "Pay and a meal",
                    "By bus"]},
}
LANGUAGES = pytest.mark.parametrize("lang", ["he", "en"])


def company_number(start):
    """Eight digits and the ninth by which they are checked: weights 1 2 1 2, digits added up."""
    digits = [int(d) for d in start]
    total = sum(sum(divmod(d * (1 + i % 2), 10)) for i, d in enumerate(digits))
    return start + str(-total % 10)


class Player:
    """One person at the one browser: who comes next takes the seat, and its cookies with it."""

    def __init__(self, portal, browser, lang):
        self.portal, self.browser, self.driver, self.lang = portal, browser, browser.driver, lang
        self.leave()

    def leave(self):
        self.driver.get(self.portal.url + "/he/about")
        self.driver.delete_all_cookies()

    def open(self, path, width=390):
        self.browser.open(f"{self.portal.url}/{self.lang}{path}", width)

    def at(self):
        return self.driver.current_url.split("#")[0].split(f"/{self.lang}", 1)[1]

    def text(self):
        return self.driver.find_element("css selector", "main").text

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def fill(self, **fields):
        """Types, chooses or ticks, by the name of the field."""
        for name, value in fields.items():
            one = self.find(f"main [name={name}]")
            kind = one.get_attribute("type")
            if one.tag_name == "select":
                Select(one).select_by_value(value)
            elif kind in ("radio", "checkbox"):
                self.find(f"main [name={name}][value='{value}']").click()
            elif kind == "date":
                # A date is typed in the order of the browser's language; its value is always ISO.
                self.driver.execute_script("arguments[0].value = arguments[1]", one, value)
            else:
                one.clear()
                one.send_keys(value)

    def press(self, path, more=""):
        """Sends the form that goes there."""
        self.browser.press(f"main form[action*='{path}'] [type=submit]{more}")

    def send(self):
        """Sends the page's one form, which names no address: it stands in a mailed link."""
        self.browser.press("main form:not([action]) [type=submit]")

    def follow(self, words):
        """The link with these words."""
        self.browser.press(f"main a[href='{self.link(words)}']")

    def link(self, words):
        for one in self.driver.find_elements("css selector", "main a"):
            if words in one.text:
                return one.get_dom_attribute("href")
        raise AssertionError(f"no link says {words}: {self.text()}")

    def sign_in(self, mail, password):
        self.leave()
        self.open("/sign-in")
        self.fill(mail=mail, password=password)
        self.press("/sign-in")
        if self.at().startswith("/sign-in/second"):
            self.fill(second_code=self.portal.rehabctl("user", "code", mail).stdout.strip())
            self.press("/sign-in/second")

    def staff(self):
        mail = accounts.OF_ROLE["coordinator"]
        self.sign_in(mail, accounts.password(mail))

    def letter_link(self, to, what):
        """The address behind `what` in the newest letter to somebody."""
        self.portal.rehabctl("mail")
        letters = glob.glob(f"{self.portal.state}/mail/*.eml")
        for file in sorted(letters, key=os.path.getmtime, reverse=True):
            with open(file, "rb") as f:
                letter = email.message_from_binary_file(f, policy=email.policy.default)
            if to in str(letter["To"]):
                text = letter.get_body(("plain",)).get_content()
                found = re.search(rf"/{what}/[A-Za-z0-9_-]+", text)
                if found:
                    return found[0]
        raise AssertionError(f"no letter to {to} leads to {what}")


@pytest.fixture(name="portal", scope="module")
def a_portal_of_its_own():
    with Portal("play") as portal:
        yield portal


@pytest.fixture(name="player")
def somebody(portal, browser, lang):
    one = Player(portal, browser, lang)
    yield one
    one.leave()


def register(player, words, mail):
    player.open("/employer/register")
    player.fill(organisation=words["name"], organisation_kind="company", place=words["place"],
                field="metal",
                registration=company_number(words["number"]),
                contact_name="שם לבדיקה", contact_phone="050-555-0123", contact_mail=mail, agree="1")
    player.press("/employer/register")
    assert player.at() == "/employer/register/sent"
    assert re.search(r"\d\d-\d\d\d-\d\d\d\d", player.text()), "says whom to call"
    player.open(player.letter_link(mail, "employer/verify"))
    player.fill(password=PASSWORD)
    player.send()
    assert player.at().startswith("/employer/verified")


def approve(player, words):
    """Only once it is written down how we know that the employer exists."""
    player.staff()
    player.open("/staff/queue")
    player.follow(words["name"])
    player.press("/approve")
    assert player.find("#errors")
    player.fill(how="register")
    player.press("/check")
    player.press("/approve")
    assert not player.driver.find_elements("css selector", "main form[action*='/approve']")


def publish(player, words):
    player.follow(words["title"])
    for name, sentence in zip(("does", "at_times", "needs", "gets", "comes"), words["easy"]):
        player.fill(**{name: sentence})
    if player.driver.find_elements("css selector", "main [name=closes]"):
        player.fill(closes=day(20))
    player.press("/publish")
    assert not player.driver.find_elements("css selector", "#errors"), player.text()


def offer(player, words, **more):
    player.fill(title=words["title"], place=words["place"], pay_min="45", pay_unit="hour", **more)


def is_found(player, words):
    player.leave()
    player.open("/jobs")
    player.fill(q=words["word"])
    player.browser.press(".search [type=submit]")
    return words["title"] in player.text()


@LANGUAGES
def test_an_employer_s_account_and_the_life_of_its_job(player, lang):
    words, mail = SAID[lang], f"trial-{lang}@example.org"
    register(player, words, mail)
    approve(player, words)
    player.sign_in(mail, PASSWORD)
    player.open("/employer/jobs/new")
    offer(player, words, text=words["unlawful"], field="metal", closes=day(20), named="1",
          openings="1")
    player.press("/employer/jobs", "[value=send]")
    code = re.fullmatch(r"/employer/jobs/([0-9A-Z]{6})", player.at())[1]
    assert player.find("#wording"), "says what may not be asked"
    player.open(f"/employer/jobs/{code}/edit")
    player.fill(text=words["lawful"])
    player.press(f"/employer/jobs/{code}/edit", "[value=send]")
    assert not player.driver.find_elements("css selector", ".banner#wording")
    assert not is_found(player, words), "nothing is public before we have looked"
    player.staff()
    player.open("/staff/queue")
    publish(player, words)
    assert is_found(player, words)
    player.follow(words["title"])
    page = player.text()
    places = [page.index(sentence) for sentence in words["easy"]]
    assert places == sorted(places) and places[-1] < page.index(words["lawful"])
    player.sign_in(mail, PASSWORD)
    player.open(f"/employer/jobs/{code}")
    closes = day(50)
    player.fill(closes=closes)
    player.press("/renew")
    job = f"FROM job WHERE code = '{code}'"
    assert ask(player.portal, f"SELECT closes {job}") == [{"closes": closes}]
    player.fill(found="1")
    player.press("/filled")
    assert not is_found(player, words)
    player.open(f"/jobs/{code}")
    assert player.text(), "what is filled says so for a while"


@LANGUAGES
def test_the_one_page_needs_twelve_fields_at_most_and_no_mail(player, lang):
    words = {**SAID[lang], "title": SAID[lang]["title"] + " 2", "name": SAID[lang]["name"] + " 2"}
    player.open("/offer-job")
    names = {one.get_attribute("name") for one in player.driver.find_elements(
        "css selector", "main form[method=post] :is(input:not([type=hidden]), select, textarea)")}
    assert 5 <= len(names) <= 12, names
    offer(player, words, business=words["name"], contact_name="שם לבדיקה",
          contact_phone="050-555-0123", contact_mail=f"page-{lang}@example.org", needed_by=day(5))
    player.press("/offer-job")
    assert words["title"] in player.text() and "050-555-0123" in player.text(), "is read over first"
    player.browser.press("[name=checked][value='1']")
    assert player.at() == "/offer-job/sent"
    assert re.search(r"\d\d-\d\d\d-\d\d\d\d", player.text()), "says whom to call"
    player.staff()
    player.open("/staff/queue")
    player.follow(words["title"])
    player.press("/publish")
    assert player.find("#errors"), "not before the employer is known and has said yes"
    player.open("/staff/queue")
    approve(player, words)
    player.leave()
    player.open(player.letter_link(f"page-{lang}@example.org", "yes"))
    assert words["title"] in player.text()
    player.fill(say="yes")
    player.send()
    player.staff()
    player.open("/staff/queue")
    publish(player, words)
    assert is_found(player, words)


class Keyboard:
    """Who has no mouse: Tab to the next, letters, arrows, space, Enter."""

    def __init__(self, player):
        self.player = player

    def key(self, *keys):
        ActionChains(self.player.driver).send_keys(*keys).perform()

    def to(self, selector):
        """Tabs on until the focus is there."""
        for _ in range(150):
            self.key(Keys.TAB)
            if self.player.driver.switch_to.active_element.get_dom_attribute("name") and \
                    self.player.browser.evaluate(f"document.activeElement.matches({selector!r})"):
                return
        raise AssertionError(f"the keyboard never reaches {selector}")

    def type(self, **fields):
        for name, keys in fields.items():
            self.to(f"main [name={name}]")
            self.key(keys)

    def enter(self):
        self.player.browser.leads(lambda: self.key(Keys.ENTER))


@LANGUAGES
def test_a_job_by_telephone_is_typed_without_a_mouse_and_public_after_the_yes(player, lang):
    words = {**SAID[lang], "title": SAID[lang]["title"] + " 3", "name": SAID[lang]["name"] + " 3"}
    player.staff()
    player.open("/staff/jobs/new", 1280)
    keyboard = Keyboard(player)
    field = player.find("main [name=field] [value=metal]").text
    keyboard.type(whose=Keys.SPACE, business=words["name"], contact_name="שם לבדיקה",
                  contact_phone="050-555-0123", title=words["title"], field=field,
                  place=words["place"], pay_min="45", pay_unit=Keys.SPACE, hours="7:00-15:00",
                  apply_way=Keys.SPACE)
    # From a field of one line Enter sends the form.
    keyboard.to("main [name=apply_phone]")
    keyboard.enter()
    code = re.fullmatch(r"/staff/jobs/([0-9A-Z]{6})/yes", player.at())[1]
    assert words["title"] in player.text()
    assert not is_found(player, words), "not before the yes"
    player.staff()
    player.open("/staff/queue")
    approve(player, words)
    player.open(f"/staff/jobs/{code}")
    player.press("/publish")
    assert player.find("#errors"), "not before the yes"
    player.open(f"/staff/jobs/{code}/yes")
    keyboard.type(how=Keys.SPACE)
    keyboard.enter()
    heard = ask(player.portal, f"SELECT j.yes_way, a.reason FROM job j JOIN audit a ON a.code = j.code"
                               f" WHERE j.code = '{code}' AND a.verb = 'says-yes'")
    assert heard == [{"yes_way": "phone", "reason": "we_called"}]
    player.open("/staff/queue")
    publish(player, words)
    assert is_found(player, words)
