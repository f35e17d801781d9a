"""What every form promises: sent twice it happened once, and nothing typed is lost."""

import os
import secrets
from urllib.parse import urlencode

from markup import fields, read


def once():
    return secrets.token_urlsafe(16)


def send(portal, site, page, form, language="he"):
    return portal.post(site.address(page, language), urlencode(form).encode())


def good(site, page):
    return {**site.valid_form(page), "once": once()}


def test_a_good_form_leads_on(portal, site, post_page):
    answer = send(portal, site, post_page, good(site, post_page))
    assert answer.status == 303
    assert answer.headers["cache-control"] == "no-store"
    there = answer.headers["location"]
    assert there.startswith("/") and not there.startswith("//")
    assert portal.get(there).status == 200


def test_sent_twice_it_happened_once(portal, site, post_page):
    form = good(site, post_page)
    first, second = (send(portal, site, post_page, form) for _ in range(2))
    assert (first.status, second.status) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    # PostgreSQL's and SQLite's own count: the desk sees one request more, not two.
    waiting = portal.rehabctl("desk", "list").stdout.count("\n")
    send(portal, site, post_page, form)
    assert portal.rehabctl("desk", "list").stdout.count("\n") == waiting


def test_a_form_without_its_number_is_400(portal, site, post_page):
    form = site.valid_form(post_page)
    assert send(portal, site, post_page, form).status == 400
    for number in ("", "x", "A" * 21, "A" * 23, "*" * 22, "A" * 5000):
        assert send(portal, site, post_page, {**form, "once": number}).status == 400, number


def test_a_field_that_nobody_declared_is_400(portal, site, post_page):
    for name in ("me", "now", "today", "admin", "role", "once2", "name_words", "phone_lookup", ""):
        answer = send(portal, site, post_page, {**good(site, post_page), name: "1"})
        assert answer.status == 400, name


def test_a_field_sent_twice_is_400(portal, site, post_page):
    form = good(site, post_page)
    for param in post_page.params:
        if param.source == "body" and "many" not in param.options:
            body = urlencode(form) + "&" + urlencode({param.name: form[param.name]})
            assert portal.post(site.address(post_page), body.encode()).status == 400, param.name


def test_a_required_field_left_out_is_named_and_the_rest_is_kept(portal, site, post_page):
    for param in post_page.params:
        if param.source != "body" or "required" not in param.options:
            continue
        form = {**good(site, post_page), param.name: ""}
        answer = send(portal, site, post_page, form)
        assert answer.status == 422, param.name
        page = read(answer.text)
        targets = [a.get("id") for _, a, _ in page.elements if a.get("id")]
        wrong = [a["href"][1:] for t, a, _ in page.elements
                 if t == "a" and (a.get("href") or "").startswith("#") and param.name in a["href"]]
        assert wrong and set(wrong) <= set(targets), f"no link to {param.name} above the form"
        assert any(a.get("aria-invalid") == "true" or a.get("aria-describedby")
                   for _, a, _ in page.elements if a.get("name") == param.name)
        kept = fields(answer.text)
        for name, value in form.items():
            if name != param.name and post_page.param_or_none(name) is not None \
                    and post_page.param(name).word != "secret":
                assert kept.get(name) == value, name
        assert kept["once"] == form["once"], "a refused form keeps its number"


def test_the_title_of_a_refused_form_begins_with_the_news(portal, site, post_page):
    plain = title(portal.get(site.address(post_page)).text)
    refused = title(send(portal, site, post_page, {"once": once()}).text)
    assert refused != plain and refused.endswith(plain.split(" ")[-1])


def title(html):
    return next("".join(text) for tag, _, text in read(html).elements if tag == "title").strip()


def test_wrong_choices_and_wrong_kinds_are_422(portal, site, post_page):
    wrong = {"phone": ["12", "not a phone", "0" * 40], "email": ["x", "a@b@c", "a b@c.example"],
             "choice": ["none-of-these", "work "], "code": ["7KQ4M0", "OOOOOO"], "flag": ["yes"],
             "date": ["2026-02-30"], "money": ["-1.234,5,6"], "int": ["1e9"]}
    for param in post_page.params:
        for value in wrong.get(param.word, []) if param.source == "body" else []:
            if param.word == "choice" and value.strip() in param.choices:
                continue
            answer = send(portal, site, post_page, {**good(site, post_page), param.name: value})
            assert answer.status == 422, f"{param.name}={value}: {answer.status}"


def test_too_long_is_422_and_just_right_is_not(portal, site, post_page):
    for param in post_page.params:
        if param.source == "body" and param.word in ("line", "text") and "max" in param.options:
            most = int(param.options["max"])
            for length, status in ((most, 303), (most + 1, 422)):
                form = {**good(site, post_page), param.name: "ש" * length}
                assert send(portal, site, post_page, form).status == status, f"{param.name} {length}"


def test_digits_of_every_keyboard_are_read(portal, site, post_page):
    for param in post_page.params:
        if param.word == "phone":
            for number in ("٠٥٠٥٥٥٠١٢٣", "۰۵۰-۵۵۵-۰۱۲۳", "+972 50 555 0123", "(050) 555.0123"):
                form = {**good(site, post_page), param.name: number}
                assert send(portal, site, post_page, form).status == 303, number


def test_a_form_in_parts_is_the_same_form(portal, site, post_page):
    boundary, form = "----line", good(site, post_page)
    body = "".join(f"--{boundary}\r\nContent-Disposition: form-data; name=\"{k}\"\r\n\r\n{v}\r\n"
                   for k, v in form.items()) + f"--{boundary}--\r\n"
    answer = portal.post(site.address(post_page), body.encode(),
                         {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    assert answer.status == 303


def test_a_form_works_in_every_language(portal, site, post_page):
    for language in site.languages:
        answer = send(portal, site, post_page, good(site, post_page), language)
        assert answer.status == 303
        assert answer.headers["location"].startswith(f"/{language}/")


def test_nothing_typed_lies_in_clear_on_the_disk(portal, site, post_page):
    sealed = [p for p in post_page.params if "sealed" in p.options]
    if not sealed:
        return
    canary = {"line": "קנרית בדיקה " + secrets.token_hex(6),
              "phone": "0505" + "%06d" % secrets.randbelow(10**6)}
    form = {**good(site, post_page), **{p.name: canary[p.word] for p in sealed if p.word in canary}}
    assert send(portal, site, post_page, form).status == 303
    assert send(portal, site, post_page, {**form, "topic": ""}).status in (422, 303)
    looked = 0
    files = [os.path.join(folder, name) for top in (os.path.realpath(portal.state), portal.room)
             for folder, _, names in os.walk(top) for name in names]
    for file in filter(os.path.isfile, files):
        with open(file, "rb") as f:
            content = f.read()
        looked += 1
        for value in canary.values():
            assert value.encode() not in content, file
            assert value.lstrip("0").encode() not in content, file
    assert looked > 3
