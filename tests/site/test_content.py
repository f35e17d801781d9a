"""Content pages: rendered from conf/content and conf/facts.xml, and what they may not say yet."""

import glob
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

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
    organisation = home.path / "conf" / "organisation.xml"
    home.write("organisation.xml", organisation.read_text(encoding="utf-8").replace(
        "</organisation>", '<lawyer checked="2026-11-03"/></organisation>'))
    home.render()
    main = re.search(r"<main.*</main>", home.page("en/rights/when-asked"), re.S)[0]
    assert "A lawyer" not in main and "The exceptions" in main
