"""Forms that write: once, whole, sealed."""

import os
import threading
import urllib.parse
import xml.etree.ElementTree as ET

import canary
import pytest
from markup import fields, said_twice
from server import HOME

FORM = {"topic": "work", "name": "Canary Quetzal", "phone": "050-765-4321", "language": "he",
        "part_of_day": "morning"}


def once_of(portal):
    return fields(portal.get("/he/callback").text)["once"]


def send(portal, form, **changes):
    return portal.post("/he/callback", urllib.parse.urlencode({**form, **changes}).encode())


def callbacks(portal):
    listed = portal.rehabctl("desk", "list").stdout.splitlines()
    return len(listed)


def at_the_same_moment(actions):
    """Runs all at once; gives what each gave."""
    start, answers = threading.Barrier(len(actions)), [None] * len(actions)

    def run(i, action):
        start.wait(timeout=60)
        answers[i] = action()

    threads = [threading.Thread(target=run, args=(i, a)) for i, a in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def test_a_form_sent_twice_has_happened_once(portal):
    before = callbacks(portal)
    form = {**FORM, "once": once_of(portal)}
    first, second = send(portal, form), send(portal, form)
    assert (first.status, second.status) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert callbacks(portal) == before + 1


@pytest.mark.parametrize("round_", range(5))
def test_a_form_sent_at_the_same_moment_has_happened_once(portal, round_):
    before = callbacks(portal)
    form = {**FORM, "once": once_of(portal), "name": f"Twice {round_}"}
    answers = at_the_same_moment([lambda: send(portal, form)] * 8)
    assert [a.status for a in answers] == [303] * 8
    assert len({a.headers["location"] for a in answers}) == 1
    assert callbacks(portal) == before + 1


def test_equal_forms_of_two_visitors_have_both_happened(portal):
    before = callbacks(portal)
    forms = [{**FORM, "once": once_of(portal)} for _ in range(2)]
    assert {send(portal, form).status for form in forms} == {303}
    assert callbacks(portal) == before + 2


def test_a_refused_form_comes_back_filled_and_can_be_sent_again(portal):
    before = callbacks(portal)
    form = {**FORM, "once": once_of(portal), "phone": "12", "name": "Dana <b>&amp; \"Noa\""}
    refused = send(portal, form)
    assert refused.status == 422
    shown = fields(refused.text)
    assert {name: shown[name] for name in ("name", "phone", "once")} == {
        name: form[name] for name in ("name", "phone", "once")}
    assert 'href="#phone"' in refused.text
    assert callbacks(portal) == before
    assert send(portal, form, phone="050-765-4321").status == 303
    assert callbacks(portal) == before + 1


def test_each_line_of_what_is_wrong_tells_of_which_field(site, portal):
    refused = 0
    for page in site.visible("POST"):
        for language in site.languages:
            form = portal.get(site.address(page, language)) if page.invalid else None
            once = fields(form.text).get("once", "") if form and form.status == 200 else ""
            answer = portal.post(site.address(page, language), f"once={once}".encode())
            if answer.status == 422:
                assert said_twice(answer.text) == [], f"{language} {page.path}"
                refused += 'id="errors"' in answer.text
    assert refused >= 3 * len(site.languages)


def test_a_form_that_is_too_old_says_that_nothing_has_arrived(site, portal):
    before = callbacks(portal)
    for language in site.languages:
        said = ET.parse(f"{HOME}/conf/strings/{language}.xml").find(
            ".//string[@name='error.expired']").text
        old = portal.post(f"/{language}/callback", urllib.parse.urlencode(
            {**FORM, "once": "of-an-older-portal"}).encode())
        assert old.status == 400 and said in old.text
        shown = fields(old.text)
        assert {name: shown[name] for name in ("name", "phone")} \
            == {name: FORM[name] for name in ("name", "phone")}
    assert callbacks(portal) == before
    assert send(portal, FORM, once=shown["once"]).status == 303
    assert callbacks(portal) == before + 1


def test_the_thanks_say_what_has_arrived(site, portal):
    for language in site.languages:
        said = ET.parse(f"{HOME}/conf/strings/{language}.xml").find(
            ".//string[@name='sent.once']").text
        for path in ("/callback/sent", f"/volunteer/sent/{site.a_code()}"):
            assert said in portal.get(f"/{language}{path}").text


def test_what_is_sealed_is_found_nowhere_in_clear(site, portal, tmp_path):
    """Each form of visitors that seals something, accepted and refused; the canaries are looked for in
    every file of the state, database and logs included, and in a backup."""
    values, pages = [], [p for p in site.visible("POST") if canary.of_page(p)]
    assert {"/callback", "/volunteer", "/employer/register"} <= {p.path for p in pages}
    for page in pages:
        for spoilt in ({}, {"phone": "12"}):
            own = canary.of_page(page)
            form = {**site.sent_form(page), **own,
                    **{name: v for name, v in spoilt.items() if name in own}}
            portal.post(site.address(page), urllib.parse.urlencode(form).encode())
            values += own.values()
    portal.get("/he/jobs?" + urllib.parse.urlencode({"q": values[0]}))
    portal.rehabctl("backup", str(tmp_path / "copy"))
    assert canary.found_in_clear(portal, values, tmp_path) == []


@pytest.mark.expects_log(r"503 \[")
def test_a_sealed_form_is_closed_until_the_desk_has_a_key(portal):
    form, begin = {**FORM, "once": once_of(portal)}, portal.log_size()
    with portal.without_keys():
        page = portal.get("/he/callback")
        assert page.status == 200
        assert 'name="phone"' not in page.text
        assert "00-000-0000" in page.text
        closed = send(portal, form)
        assert closed.status == 503
        assert "00-000-0000" in closed.text
        assert closed.headers["retry-after"]
        assert any("there is no key of the desk" in line for line in portal.log()[begin:])
    assert send(portal, form).status == 303
