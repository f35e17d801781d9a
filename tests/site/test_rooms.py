"""Two rooms, by address: what a person who looks for work is served names no past, in text, title,
address, file name and feed; the open room says it in its body and never in a title or an address."""

import glob
import os
import re
import sys
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pytest
from server import HOME

sys.path.insert(0, os.path.join(HOME, "tests", "guards"))

from words import NOWHERE, WORK_ROOM, WORK_ROOM_PAGES, flat, pattern  # noqa: E402

pytestmark = pytest.mark.browser    # says the same on any database
LANGUAGES = tuple(WORK_ROOM)
# What browsers, screen readers and networks show of an element's attributes.
SHOWN = r'\b(?:title|alt|aria-label|placeholder|value|content)="([^"]*)"'


def found(text, language, *lists):
    """Forbidden words of a text, in its language and in English, which addresses are in."""
    return [word for tag in {language, "en"}
            for word in pattern(tag, lists).findall(flat(text, tag))]


def text_of(html):
    """All that is read on a page, without what quotes a law or a body and without the one element
    that names the organisation."""
    html = re.sub(r'<span class="organisation">.*?</span>', " ", html, flags=re.S)
    html = re.sub(r"<(cite|q|blockquote)\b.*?</\1>", " ", html, flags=re.S)
    return re.sub(r"<[^>]*>", " ", html) + " " + " ".join(re.findall(SHOWN, html))


def titles_of(html):
    return " ".join(re.findall(r"<(?:title|h1)\b[^>]*>(.*?)</(?:title|h1)>", html, re.S)
                    + re.findall(r'property="og:\w+" content="([^"]*)"', html))


def content_pages(portal):
    """(language, name) of every rendered page of text."""
    top = os.path.join(portal.state, "rendered")
    for file in sorted(glob.glob(f"{top}/*/**/*.html", recursive=True)):
        language, _, name = os.path.relpath(file, top)[:-5].partition("/")
        yield language, name


def test_every_page_of_the_work_room_names_no_past(portal, address):
    page, language, _, path = address
    answer = portal.get(path)
    # Employers are told what the law lets them ask: in the body, never in a title or an address.
    lists = (NOWHERE,) if page.path.startswith("/employer/") else (WORK_ROOM, NOWHERE)
    assert found(unquote(path), "en", WORK_ROOM, NOWHERE) == []
    assert found(titles_of(answer.text), language or "he", WORK_ROOM, NOWHERE) == []
    assert found(text_of(answer.text), language or "he", *lists) == []
    for name, value in answer.pairs:
        assert found(f"{name} {unquote(value)}", language or "he", WORK_ROOM, NOWHERE) == [], name


def test_every_page_of_text_keeps_the_rule_of_its_room(portal):
    seen, wrong = set(), []
    for language, name in content_pages(portal):
        html = portal.get(f"/{language}/{name}").text
        seen.add(language)
        wrong += [(language, name, w) for w in found(name, language, WORK_ROOM, NOWHERE)]
        wrong += [(language, name, w) for w in found(titles_of(html), language, WORK_ROOM, NOWHERE)]
        lists = (WORK_ROOM, NOWHERE) if name in WORK_ROOM_PAGES else (NOWHERE,)
        wrong += [(language, name, w) for w in found(text_of(html), language, *lists)]
    assert seen == set(LANGUAGES)
    assert wrong == []


def test_the_open_room_says_whom_the_organisation_helps(portal):
    for language in LANGUAGES:
        assert found(text_of(portal.get(f"/{language}/about").text), language, WORK_ROOM)


def test_files_have_neutral_names(portal):
    for top in (os.path.join(HOME, "htdocs"), os.path.join(portal.state, "rendered")):
        names = [os.path.relpath(f, top) for f in glob.glob(f"{top}/**/*", recursive=True)]
        assert names and found(" ".join(names), "en", WORK_ROOM, NOWHERE) == []


def test_only_one_element_of_a_foot_names_the_organisation(portal, address):
    _, _, _, path = address
    organisation = ET.parse(f"{HOME}/conf/organisation.xml")
    names = [n.text.split(" (")[0] for n in organisation.findall("name")]
    body = portal.get(path).text
    assert not any(name in re.sub(r'<span class="organisation">.*?</span>', "", body, flags=re.S)
                   for name in names)


@pytest.mark.expects_log("fault|request|404")
def test_errors_name_no_past_either(portal):
    for language in LANGUAGES:
        for path in ("nothing", "jobs/222222", "jobs?after=x"):
            answer = portal.get(f"/{language}/{path}")
            assert found(text_of(answer.text), language, WORK_ROOM, NOWHERE) == [], path


@pytest.mark.parametrize("language, text", [
    ("he", "מאסיר"), ("he", "ולמאסר"), ("ar", "والسجن"), ("en", "released"), ("ru", "освобождение"),
    ("fa", "زندان")])
def test_the_lists_see_a_word_behind_its_prefix(language, text):
    assert found(f'<p>{text}</p>', language, WORK_ROOM)
    assert found(text_of(f'<img alt="{text}">'), language, WORK_ROOM)
    assert not found(text_of(f'<span class="organisation">{text}</span>'), language, WORK_ROOM)
