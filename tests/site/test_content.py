"""Content pages: rendered from conf/content and conf/facts.xml, and what they may not say yet."""

import csv
import glob
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import days
import pytest
from server import HOME, OUT

pytestmark = pytest.mark.browser    # says the same on any database
BINARY = os.path.join(HOME, OUT, "rehabctl")
LANGUAGES = ("he", "ar", "en", "ru", "fa")
HIDDEN = ("sum", "price", "fax", "hours")
FACTS = ET.parse(os.path.join(HOME, "conf/facts.xml")).getroot().findall("fact")


class Home:
    """A portal's sources, copied, that render into a state of their own."""

    def __init__(self, path):
        self.path = path
        for folder in ("conf", "xsl"):
            shutil.copytree(os.path.join(HOME, folder), path / folder)
        (path / "state").mkdir()

    def render(self, code=0):
        done = subprocess.run([BINARY, "--home", self.path, "--state", self.path / "state",
                               "--database", f"sqlite3 {self.path}/none.db", "render"], text=True,
                              capture_output=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def write(self, name, text):
        file = self.path / "conf" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def says(self, pattern, text):
        """Changes organisation.xml, behind its first comment."""
        file = self.path / "conf" / "organisation.xml"
        head, mark, body = file.read_text(encoding="utf-8").partition("-->")
        changed, n = re.subn(pattern, text, body, count=1, flags=re.S)
        assert n, pattern
        file.write_text(head + mark + changed, encoding="utf-8")

    def page(self, name):
        return (self.path / "state" / "rendered" / f"{name}.html").read_text(encoding="utf-8")

    def pages(self, language):
        top = self.path / "state" / "rendered" / language
        return sorted(os.path.relpath(f, top) for f in glob.glob(f"{top}/**/*.html", recursive=True))


@pytest.fixture(name="home")
def fresh_home(tmp_path):
    return Home(tmp_path)


@pytest.fixture(name="rendered", scope="module")
def shipped(tmp_path_factory):
    made = Home(tmp_path_factory.mktemp("home"))
    made.render()
    return made


def refs(language, page):
    root = ET.parse(os.path.join(HOME, f"conf/content/{language}/{page[:-5]}.xml")).getroot()
    return [fact.get("ref") for fact in root.iter("fact")]


def test_a_page_in_a_folder_is_served_at_its_address(portal):
    answer = portal.get("/he/rights/income")
    assert answer.status == 200 and "הבטחת הכנסה" in answer.text


def test_every_language_has_the_same_pages_and_each_page_the_same_facts(rendered):
    pages = rendered.pages("he")
    assert len(pages) >= 22
    for language in LANGUAGES:
        assert rendered.pages(language) == pages
        for page in pages:
            assert refs(language, page) == refs("he", page), (language, page)


def test_a_fact_is_said_in_the_language_of_the_page(rendered):
    fact = next(f for f in FACTS if f.get("id") == "income.deadline")
    for language in LANGUAGES:
        text = next(t.text for t in fact if t.get("lang") == language)
        assert text in rendered.page(f"{language}/rights/income")


def test_a_fact_without_a_translation_is_said_in_its_first_language_and_marked(home):
    home.write("facts.xml", '<facts><fact id="a" kind="condition" source="https://one.example/"'
                            ' source_date="undated" checked=""><text lang="he">תנאי</text></fact></facts>')
    shutil.rmtree(home.path / "conf" / "content")
    home.write("content/en/x.xml", '<content><title>X</title><facts><fact ref="a"/></facts></content>')
    home.render()
    assert '<span lang="he">תנאי</span>' in home.page("en/x")


def test_a_page_that_names_a_fact_that_is_not_there_is_refused_with_its_line(home):
    file = home.write("content/en/rights/x.xml",
                      '<content>\n<title>X</title>\n<facts>\n<fact ref="nobody.knows"/></facts></content>')
    assert f"{file}:4: conf/facts.xml has no fact nobody.knows" in home.render(code=1).stderr


@pytest.mark.parametrize("facts, said", [
    ('<fact id="a"><text>1</text></fact>\n<fact id="a"><text>2</text></fact>', ":2: stands twice: a"),
    ('<fact id="a"/>', ":1: has no text: a"),
    ("<fact><text>1</text></fact>", ":1: a fact without an id"),
], ids=["twice", "no text", "no id"])
def test_facts_that_cannot_be_told_apart_are_refused(home, facts, said):
    home.write("facts.xml", f"<facts>{facts}</facts>")
    assert f"facts.xml{said}" in home.render(code=1).stderr


def test_a_page_in_a_folder_goes_when_its_source_is_gone(home):
    source = home.write("content/en/rights/x.xml", "<content><title>X</title></content>")
    home.render()
    assert "rights/x.html" in home.pages("en")
    source.unlink()
    home.render()
    assert "rights/x.html" not in home.pages("en") and "rights/income.html" in home.pages("en")


def test_facts_ship_with_a_source_in_every_language_and_unchecked():
    for fact in FACTS:
        where = fact.get("id")
        assert fact.get("checked") == "" and fact.get("source").startswith("http"), where
        assert re.fullmatch(r"undated|\d{4}-\d\d-\d\d", fact.get("source_date")), where
        assert [t.get("lang") for t in fact.iter("text")] == list(LANGUAGES), where


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sum_price_fax_number_or_opening_hour_is_shown_before_it_is_checked(rendered, language):
    hidden = [f for f in FACTS if f.get("kind") in HIDDEN]
    assert {f.get("kind") for f in hidden} == set(HIDDEN)
    for page in rendered.pages(language):
        html = rendered.page(f"{language}/{page[:-5]}")
        for fact in hidden:
            text = next(t.text for t in fact if t.get("lang") == language)
            assert text not in html, (page, fact.get("id"))
            assert not fact.get("number") or fact.get("number") not in html, (page, fact.get("id"))


def test_a_sum_is_shown_once_it_is_checked(home):
    file = home.path / "conf" / "facts.xml"
    text = file.read_text(encoding="utf-8")
    home.write("facts.xml", re.sub(r'(id="rent.sum".*?checked=)""', r'\1"2026-11-02 by social worker"',
                                   text, count=1, flags=re.S))
    home.render()
    assert "95%" in home.page("he/rights/rent")
    assert "02/11/2026 (social worker)" in home.page("en/rights/rent")


def test_what_to_say_when_asked_is_a_telephone_number_until_a_lawyer_has_read_it(home):
    home.render()
    main = re.search(r"<main.*</main>", home.page("en/rights/when-asked"), re.S)[0]
    assert "00-000-0000" in main and "A lawyer has not read this yet." in main
    assert "<h2" not in main and "<li" not in main
    home.says(rf'(<lawyer page="rights/when-asked" checked=)"" by=""', r'\1"2026-11-03" by="Adv. Reader"')
    home.render()
    main = re.search(r"<main.*</main>", home.page("en/rights/when-asked"), re.S)[0]
    assert "has not read this" not in main and "The exceptions" in main
    assert "A lawyer read this on 03/11/2026 (Adv. Reader)." in main
    assert "A lawyer has not read this yet." in home.page("en/rights/income")


# --- What stands on top

def said(language, name):
    return ET.parse(f"{HOME}/conf/strings/{language}.xml").find(f".//string[@name='{name}']").text


def is_legal(language, page):
    return ET.parse(f"{HOME}/conf/content/{language}/{page}.xml").getroot().get("legal") == "yes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rights_and_help_pages_say_on_top_what_nobody_has_checked(rendered, language):
    pages = [p[:-5] for p in rendered.pages(language) if p.startswith("rights/")] + ["help-now"]
    assert len(pages) == 13
    for page in pages:
        main = re.search(r"<main.*</main>", rendered.page(f"{language}/{page}"), re.S)[0]
        top = main[:re.search(r"</h1>(?:(?!<h2|<ul).)*?(?=<h2|<ul|<p>(?:(?!</div>).)*?</article>)", main, re.S).end()]
        if page != "rights/when-asked":
            assert said(language, "content.top_facts") in top, page
        assert (said(language, "content.top_lawyer") in top) == is_legal(language, page), page
        assert (said(language, "content.top_translation") in top) == (language != "he"), page
        assert (f'href="/he/{page}"' in top) == (language != "he"), page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unchecked_deadline_or_condition_says_that_it_is_not_checked(rendered, language):
    plain = {f.get("id"): next(t.text for t in f if t.get("lang") == language) for f in FACTS
             if f.get("kind") in ("deadline", "condition")}
    shown = 0
    for page in rendered.pages(language):
        html = rendered.page(f"{language}/{page[:-5]}")
        for fact in set(refs(language, page)) & set(plain):
            at = html.find(f"<span>{plain[fact]}</span>")
            assert at >= 0 or page == "rights/when-asked.html", (page, fact)
            if at >= 0:
                item = html[at:html.index("</li>", at)]
                assert said(language, "content.not_checked") in item, (page, fact)
                shown += 1
    assert shown > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_now_says_that_the_visit_stays_in_the_phone(rendered, language):
    word = {"he": "בהיסטוריה של הטלפון", "ar": "سجل هذا الهاتف", "en": "this phone’s history",
            "ru": "истории этого телефона", "fa": "تاریخچه‌ی این تلفن"}[language]
    main = re.search(r"<main.*</main>", rendered.page(f"{language}/help-now"), re.S)[0]
    assert word in main[:main.index("<h2")]


def test_a_help_line_without_a_source_is_not_shown(home):
    file = home.path / "conf" / "facts.xml"
    text = file.read_text(encoding="utf-8")
    line = next(f for f in FACTS if f.get("id") == "help.women")
    home.write("facts.xml", text.replace(f'source="{line.get("source")}"', 'source=""'))
    home.render()
    for language in LANGUAGES:
        assert next(t.text for t in line if t.get("lang") == language) \
            not in home.page(f"{language}/help-now")


# --- organisation.xml

ALL = """    <number>58-012-3456</number>
    <address lang="he">רחוב אחד 1</address><address lang="ar">شارع 1</address>
    <address lang="en">1 One Street</address><address lang="ru">Улица 1</address>
    <address lang="fa">خیابان ۱</address>
    <whatsapp>050-765-4321</whatsapp>
    <mail>office@portal.example</mail>
    <hosts><host>portal.example.org</host></hosts>
    <privacy><name>Noa Privacy</name><mail>privacy@portal.example</mail></privacy>
    <accessibility><name>Dana Access</name><telephone>02-765-4321</telephone></accessibility>
    <donation>https://give.example/us</donation>
</organisation>"""
# Where a reader looks for it.
SHOWN = {
    "about": ("58-012-3456", "050-765-4321", "office@portal.example", "https://give.example/us"),
    "help-now": ("050-765-4321", "office@portal.example"),
    "privacy": ("Noa Privacy", "privacy@portal.example", "portal.example.org"),
    "accessibility": ("Dana Access", "02-765-4321"),
}
FOOT = ("58-012-3456", "050-765-4321", "office@portal.example", "https://give.example/us")


@pytest.fixture(name="whole", scope="module")
def whole_organisation(tmp_path_factory):
    made = Home(tmp_path_factory.mktemp("whole"))
    made.says(r' example="yes"', "")
    made.says(r"</organisation>", ALL)
    made.says(r"door-mark\.svg", "ours.png")
    made.render()
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_organisation_says_of_itself_stands_where_readers_look(whole, language):
    address = dict(re.findall(r'<address lang="(\w+)">(.*?)<', ALL))[language]
    for page in whole.pages(language):
        html = whole.page(f"{language}/{page[:-5]}")
        foot = re.search(r"<footer.*</footer>", html, re.S)[0]
        assert all(text in foot for text in (*FOOT, address)), page
        assert '<img src="/ours.png"' in html and "whatsapp:" not in html and "wa.me" not in html
    for page, texts in SHOWN.items():
        main = re.search(r"<main.*</main>", whole.page(f"{language}/{page}"), re.S)[0]
        for text in texts:
            assert text in main, (page, text)
    assert address in re.search(r"<main.*</main>", whole.page(f"{language}/about"), re.S)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_set_is_said_nowhere(rendered, whole, language):
    """Its heading or label neither: each is there once it is set."""
    for page, name in (("about", "organisation.number"), ("about", "organisation.address"),
                       ("about", "organisation.whatsapp"), ("about", "organisation.mail"),
                       ("about", "organisation.donation"), ("privacy", "content.privacy"),
                       ("privacy", "content.hosts"), ("accessibility", "content.coordinator")):
        text = f"</span> · {said(language, name)}" if name.endswith("number") else f">{said(language, name)}"
        assert text not in rendered.page(f"{language}/{page}"), name
        assert text in whole.page(f"{language}/{page}"), name


def test_days_of_keeping_are_those_of_the_organisation_or_left_out(home):
    home.says(r'<keep .*?/>', '<keep done="17"/>')
    home.render()
    main = re.search(r"<main.*</main>", home.page("en/privacy"), re.S)[0]
    assert "17 days after it is done" in main
    assert "not yet taken" not in main and "months without contact" not in main
    home.says(r'<keep .*?/>', "")
    home.render()
    main = re.search(r"<main.*</main>", home.page("en/privacy"), re.S)[0]
    assert "How long it is kept" not in main and "After that" not in main
    assert "What this does not protect against" in main


def test_holidays_are_listed_by_their_day_of_this_year_and_only_where_they_are_entered(home):
    year = days.today().year
    home.says(r"<holidays.*</holidays>", f'<holidays years="{year} {year + 1}">'
              '<holiday rule="hebrew" month="tishri" day="10"/></holidays>')
    home.says(r"<open .*?/>", '<open days="1 2 3 4 5 6 7" from="08:00" to="18:00"/>')
    home.render()
    assert re.search(r"On these days nobody answers</h2>\s*<ul><li>\d+ (September|October) \d+</li></ul>",
                     home.page("en/about"))
    home.says(r'years="[\d ]+"', 'years="1999"')
    home.render()
    assert "On these days nobody answers" not in home.page("en/about")


def test_nothing_of_the_organisation_stands_in_another_file():
    root = ET.parse(f"{HOME}/conf/organisation.xml").getroot()
    texts = {e.text.split(" (")[0] for n in ("service", "name", "telephone", "logo")
             for e in root.findall(n)}
    assert len(texts) == 12
    for top in ("conf/content", "conf/strings", "conf/pages", "conf/sql", "xsl", "htdocs"):
        for file in glob.glob(f"{HOME}/{top}/**/*", recursive=True):
            if file.endswith((".xml", ".xsl", ".conf", ".sql", ".svg", ".html", ".css")):
                with open(file, encoding="utf-8") as f:
                    # A text that is given, and a law's name, say "back to society" by themselves.
                    found = re.sub(r'<p given="yes">.*?</p>|<cite>.*?</cite>', "", f.read(),
                                   flags=re.S)
                assert not [t for t in texts if t in found], file


# --- Older than what they are made of

def check(home, portal):
    """rehabctl check of the portal that runs, over the sources of this folder."""
    return portal.rehabctl("--home", str(home.path), "check", check=False)


def test_check_fails_on_pages_older_than_what_they_are_made_of(home, portal):
    done = check(home, portal)
    assert done.returncode == 0, done.stdout
    for source in ("organisation.xml", "strings/ru.xml", "facts.xml", "content/fa/about.xml"):
        file = home.path / "conf" / source
        before = file.stat()
        os.utime(file)
        done = check(home, portal)
        assert done.returncode == 1 and f"is older than {file}: rehabctl render" in done.stdout
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert check(home, portal).returncode == 0


@pytest.mark.parametrize("source", ["conf/organisation.xml", "conf/strings/ar.xml", "conf/facts.xml",
                                    "conf/content/he/rights/rent.xml", "xsl/content/body.xsl"])
def test_check_fails_when_a_source_changed_whatever_its_date(home, portal, source):
    file = home.path / source
    before = file.stat()
    file.write_text(file.read_text("utf-8") + "<!-- changed -->\n", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    done = check(home, portal)
    assert done.returncode == 1 and "was made of other texts" in done.stdout


def test_a_reload_renders_pages_again(portal):
    page = os.path.join(portal.state, "rendered", "he", "about.html")
    os.utime(page, (0, 0))
    assert f"{page} is older than" in portal.rehabctl("check", check=False).stdout
    portal.dev("reload")
    assert portal.rehabctl("check", check=False).returncode == 0
    os.unlink(page)
    assert "about.html is not there" in portal.rehabctl("check", check=False).stdout
    portal.dev("reload")
    assert portal.get("/he/about").status == 200


def test_check_counts_what_nobody_has_said_or_checked(portal):
    said_there = portal.rehabctl("check", check=False).stdout
    for language in LANGUAGES:
        n = len(glob.glob(f"{HOME}/conf/content/{language}/**/*.xml", recursive=True))
        assert f"/content/{language}: nobody has checked {n} of {n} pages of text" in said_there
        with open(f"{HOME}/conf/trades.csv", encoding="utf-8", newline="") as f:
            names = [word for row in csv.DictReader(f) for column in (language, f"{language}_words")
                     for word in row[column].split("|") if word]
        assert f"trades.csv: nobody has checked {len(names)} names in {language}" in said_there
    assert re.search(r"localities.csv: nobody has checked \d+ names in fa", said_there)
    assert "localities.csv: nobody has checked" not in re.sub(r".* in (ar|ru|fa)", "", said_there)
    assert f"facts.xml: nobody has checked {len(FACTS)} of {len(FACTS)} facts" in said_there
    unset = re.search(r"does not set: (.*)", said_there)[1].split(", ")
    assert "number" in unset and "address (fa)" in unset and "telephone" not in unset
    assert "coordinator (he)" not in unset
    unread = re.search(r"no lawyer has read: (.*)", said_there)[1].split(", ")
    legal = {os.path.relpath(f, f"{HOME}/conf/content/he")[:-4] for f in
             glob.glob(f"{HOME}/conf/content/he/**/*.xml", recursive=True)
             if ET.parse(f).getroot().get("legal") == "yes"}
    assert set(unread) == legal | {"jobs", "volunteer"}


def test_check_lists_languages_in_which_no_coordinator_is_set(home, portal):
    home.says('<coordinator lang="fa">', '<coordinator lang="he">')
    unset = re.search(r"does not set: (.*)", check(home, portal).stdout)[1].split(", ")
    assert "coordinator (fa)" in unset and "coordinator (he)" not in unset


def test_check_finds_a_host_that_the_organisation_does_not_name(home, portal):
    home.says("</organisation>", "<hosts><host>elsewhere.example</host></hosts></organisation>")
    assert "<hosts> does not name localhost, the host of RehabUrl" in check(home, portal).stdout


# --- What search engines find

def test_the_map_lists_every_page_of_text_in_every_language(portal):
    text = portal.get("/sitemap.xml").text
    url = re.search(r"<loc>(.*?)/he/</loc>", text)[1]
    for language in LANGUAGES:
        for file in glob.glob(f"{HOME}/conf/content/{language}/**/*.xml", recursive=True):
            path = os.path.relpath(file, f"{HOME}/conf/content/{language}")[:-4]
            entry = re.search(rf"<loc>{url}/{language}/{path}</loc>.*?</url>", text, re.S)
            assert entry, (language, path)
            for other in LANGUAGES:
                assert f'hreflang="{other}" href="{url}/{other}/{path}"' in entry[0]
            assert portal.get(f"/{language}/{path}").status == 200
