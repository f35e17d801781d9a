"""Every text field of every form, and every text parameter of every address, with the strings of
naughty.py: never an error of ours, never markup, nothing typed lost.  What reads a field is the same
for all, so that each takes every fourth string, and four in a row all of them."""

import secrets
from urllib.parse import quote_from_bytes, urlencode

import pytest

import naughty
from conftest import the_site
from markup import clean, fields, read, tags_of, typed_into

# Refused forms and pages, for the browser's own parser at the end: (where, html).
seen = []
# Of a field's pages that look alike only so many are kept.
KEEP = 150


def text_fields():
    """(page, field, checked): a form that is read over takes every string at both steps."""
    for page in the_site().visible("POST"):
        for param in page.params:
            for checked in ("", "1") if page.check else ("",):
                if param.source == "body" and param.is_text:
                    yield pytest.param(page, param, checked, id=f"{page.path} {param.name}"
                                       + checked.replace("1", " sent"))


def text_queries():
    for page in the_site().visible("GET"):
        for param in page.params:
            if param.source == "query" and param.is_text:
                yield pytest.param(page, param, id=f"{page.path} {param.name}")


def pytest_generate_tests(metafunc):
    if "field" in metafunc.fixturenames:
        metafunc.parametrize("page, field, checked", text_fields())
    if "query" in metafunc.fixturenames:
        metafunc.parametrize("page, query", text_queries())


_turns = {}


def strings_for(name):
    """Every fourth string, beginning where the field before did not."""
    return naughty.everything()[_turns.setdefault(name, len(_turns)) % 4::4]


def is_text(string):
    """Whether it is valid UTF-8 without NUL: what a browser can send."""
    try:
        return "\0" not in string.decode("utf-8")
    except UnicodeDecodeError:
        return False


def offences(html, allowed):
    """Elements and attributes that the page has only because of a value."""
    page = read(html)
    if page.broken:
        yield f"does not close: {page.broken}"
    for tag, attributes, _ in page.elements:
        if tag not in allowed:
            yield f"<{tag}> is not the page's"
        for name in attributes:
            if name.startswith("on") or naughty.MARK in name:
                yield f"<{tag} {name}>"
    scripts = sum(t == "script" for t, _, _ in page.elements)
    if scripts > allowed.get("script", 0):
        yield "a script more"
    if "\ufffe" in html or "\x00" in html or "\x1b" in html:
        yield "a character that no page may hold"


def test_there_are_three_hundred_of_our_own():
    assert len(naughty.own()) >= 300
    assert len(naughty.known()) >= 400


def test_a_field_takes_every_string_or_says_why_not(site, portal, page, field, checked, baseline):
    request = portal.stream()
    address = site.address(page)
    form = {**site.valid_form(page), **({"checked": checked} if page.check else {})}
    to_read = page.check and not checked
    taken = 200 if to_read else 303
    allowed = baseline(address) + tags_of(
        portal.post(address, urlencode({"once": secrets.token_urlsafe(16)}).encode()).text) + (
        tags_of(portal.post(address, urlencode({**form, "once": "A" * 22}).encode()).text)
        if to_read else baseline(address))
    del form[field.name]
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    # A code or a phone that finds nothing is not a wrong one.
    refused = (422, 404) if "code" in form or field.name == "code" else (422,)
    # A mailed link is good once.
    refused += (410,) * ("link" in page.variables)
    wrong, kept = [], 0
    for string in strings_for(f"{page.path} {field.name} {checked}"):
        body = urlencode({**form, "once": secrets.token_urlsafe(16)}) + \
            f"&{field.name}={quote_from_bytes(string, safe='')}"
        answer = request("POST", address, headers, body.encode())
        where = f"{field.name}={string[:60]!r}: {answer.status}"
        if answer.status == taken and not is_text(string):
            wrong.append(f"{where}: took what is no text")
        if answer.status == 303:
            continue
        if answer.status != taken and answer.status not in (refused if is_text(string) else (400, *refused)):
            if not (answer.status == 413 and len(string) > 65536):
                wrong.append(where)
            continue
        html = answer.text
        wrong += [f"{where}: {o}" for o in offences(html, allowed)]
        # Boxes are not typed, nor what a list has: what is in none of them is dropped.
        if answer.status in (422, 200) and is_text(string) and "many" not in field.options \
                and field.word != "secret" \
                and (field.word != "key" or field.name in typed_into(html)):
            value = fields(html).get(field.name, "" if to_read else None)
            sent = clean(string.decode("utf-8"), field.word != "text")
            if value is None or clean(value, field.word != "text") != sent:
                wrong.append(f"{where}: comes back as {value!r:.80}")
        if kept < KEEP:
            kept += 1
            seen.append((where, html))
    assert not wrong, f"{len(wrong)} strings:\n" + "\n".join(wrong[:25])


def test_an_address_takes_every_string(site, portal, page, query, baseline):
    request = portal.stream()
    address = site.address(page)
    allowed = baseline(address) + tags_of(portal.get("/he/nothing-here").text)
    wrong, kept = [], 0
    for string in strings_for(f"{page.path} {query.name}"):
        sent = quote_from_bytes(string[:2000], safe="")[:6000]
        if sent[-2:].startswith("%"):
            sent = sent[:-2]
        elif sent.endswith("%"):
            sent = sent[:-1]
        answer = request("GET", f"{address}?{query.name}={sent}", {})
        where = f"{query.name}={string[:60]!r}: {answer.status}"
        if answer.status not in (200, 400):
            wrong.append(where)
            continue
        wrong += [f"{where}: {o}" for o in offences(answer.text, allowed)]
        if kept < KEEP:
            kept += 1
            seen.append((where, answer.text))
    assert not wrong, f"{len(wrong)} strings:\n" + "\n".join(wrong[:25])


def test_a_search_shows_what_was_typed(site, portal):
    request = portal.stream()
    for page in site.visible():
        for param in page.params:
            if param.word != "search":
                continue
            for string in naughty.own():
                if not is_text(string) or len(string.decode()) > int(param.options.get("max", 80)):
                    continue
                answer = request("GET", f"{site.address(page)}?{param.name}="
                                 f"{quote_from_bytes(string, safe='')}", {})
                shown = [a.get("value", "") for t, a, _ in read(answer.text).elements
                         if t == "input" and a.get("name") == param.name]
                sent = clean(string.decode())
                # A search that folds to no word is an absent one.
                assert answer.status == 200 and shown and clean(shown[0]) in (sent, ""), \
                    f"{string!r}: {shown}"


def test_field_names_and_whole_bodies_are_no_door(site, portal):
    request = portal.stream()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    for page in site.visible("POST"):
        address = site.address(page)
        for string in strings_for(f"names {page.path}"):
            name = quote_from_bytes(string, safe="")
            for body in (f"{name}=1".encode(), string):
                answer = request("POST", address, headers, body)
                empty = not body.strip(b"&") and not page.once      # signing out asks nothing
                assert answer.status in (400, 413, 422) or empty and answer.status == 303, \
                    f"{string[:60]!r}: {answer.status}"
                assert naughty.MARK not in tags_of(answer.text)


def test_parts_of_a_form_are_no_door(site, portal):
    request = portal.stream()
    for page in site.visible("POST"):
        address = site.address(page)
        for string in strings_for(f"parts {page.path}"):
            for part in (b'name="' + string + b'"', b'name="name"; filename="' + string + b'"', string):
                body = b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n\r\n1\r\n--x--\r\n"
                answer = request("POST", address, {
                    "Content-Type": "multipart/form-data; boundary=x",
                    "Sec-Fetch-Site": "same-origin"}, body)
                assert answer.status in (400, 413, 422), f"{part[:60]!r}: {answer.status}"


def test_headers_are_no_door(site, portal):
    for string in naughty.own():
        value = string.replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"")[:4000]
        for name in ("Accept-Language", "If-None-Match", "Referer", "Cookie", "Accept-Encoding"):
            answer = portal.raw(b"GET /he/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + name.encode() + b": " + value + b"\r\n\r\n")
            assert answer.split(b" ")[1] in (b"200", b"304", b"400"), f"{name}: {value[:60]!r}"


def test_languages_of_a_browser_are_no_door(portal):
    for string in naughty.own():
        value = string.replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"")[:4000]
        answer = portal.raw(b"GET /jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            b"Accept-Language: " + value + b"\r\n\r\n")
        status = answer.split(b" ")[1]
        assert status in (b"302", b"400"), value[:60]
        assert status == b"400" or b"/he/jobs\r\n" in answer or b"/en/jobs\r\n" in answer


@pytest.mark.browser
def test_a_browser_finds_no_marker_either(portal, browser):
    """Chromium's parser, not ours, over the pages that came back."""
    import json
    assert seen, "no page came back"
    browser.open(portal.url + "/he/jobs")
    wrong = []
    for at in range(0, len(seen), 50):
        batch = [html for _, html in seen[at:at + 50]]
        found = browser.evaluate("""JSON.stringify(%s.map(html => {
            const d = new DOMParser().parseFromString(html, 'text/html');
            const bad = [];
            for (const e of d.querySelectorAll('*')) {
                if (/zqmark/.test(e.localName) || /^(iframe|object|embed|base|svg:script|xss)$/
                    .test(e.localName)) bad.push(e.localName);
                for (const a of e.attributes)
                    if (/^on/.test(a.name) || /zqmark/.test(a.name)) bad.push(a.name);
                if (e.localName == 'script' && e.type != 'application/ld+json') bad.push('script');
                if (e.href && /^\\s*(javascript|data|vbscript):/i.test(e.href)) bad.push(e.href);
            }
            return bad;
        }))""" % json.dumps(batch).replace("</", "<\\/"))
        for (where, _), bad in zip(seen[at:at + 50], json.loads(found)):
            wrong += [f"{where}: {b}" for b in bad]
    assert not wrong, "\n".join(wrong[:25])
