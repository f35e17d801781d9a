"""Every page in every language and format keeps the promises that all pages make."""

import csv
import gzip
import io
import json
import re
import time
import xml.etree.ElementTree as ET
from urllib.parse import quote

import pytest

from markup import read
from pages import MEDIA

# What every answer below the portal's base carries, and what its value must hold.
HEADERS = {
    "content-security-policy": ["default-src 'none'", "frame-ancestors 'none'",
                                "base-uri 'none'", "form-action 'self'"],
    "x-content-type-options": ["nosniff"],
    "referrer-policy": ["same-origin"],
    "cross-origin-opener-policy": ["same-origin"],
    "cross-origin-resource-policy": ["same-origin"],
}


def in_one_minute(*asked):
    """The answers to all of these; asked again when a minute began in between, since pages say by
    when somebody answers."""
    while True:
        minute = time.time() // 60
        answers = [ask() for ask in asked]
        if time.time() // 60 == minute:
            return answers


def assert_headers(answer):
    for name, parts in HEADERS.items():
        values = [v for n, v in answer.pairs if n == name]
        assert len(values) == 1, f"{name} stands {len(values)} times"
        for part in parts:
            assert part in values[0], f"{name}: {values[0]}"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers, "a visitor gets no cookie"
    assert answer.headers.get("server", "Apache") == "Apache"
    assert "x-powered-by" not in answer.headers


def test_answers_with_its_media_type_and_length(portal, address):
    page, _, format_, path = address
    answer = portal.get(path)
    assert answer.status == 200, answer
    assert answer.media_type == MEDIA.get(page.path, MEDIA[format_])
    assert "charset=utf-8" in answer.headers["content-type"].lower()
    assert int(answer.headers["content-length"]) == len(answer.body) > 0


def test_carries_the_security_headers(portal, address):
    assert_headers(portal.get(address[3]))


def test_is_what_its_format_says(portal, address):
    _, _, format_, path = address
    answer = portal.get(path)
    text = answer.body.decode("utf-8", errors="strict")
    assert "\ufffd" not in text
    if format_ == "json":
        assert isinstance(json.loads(text), dict)
    elif format_ in ("atom", "xml"):
        ET.fromstring(text)
    elif format_ == "csv":
        rows = list(csv.reader(io.StringIO(text)))
        assert len({len(row) for row in rows}) == 1
    elif format_ == "ics":
        assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    elif format_ == "html":
        assert text.lstrip().lower().startswith("<!doctype html>")
        assert not read(text).broken


def test_head_is_get_without_the_body(portal, address):
    path = address[3]
    get, head = in_one_minute(lambda: portal.request("GET", path),
                              lambda: portal.request("HEAD", path))
    assert head.status == get.status
    assert head.body == b""
    for headers in (get.headers, head.headers):
        headers.pop("date", None)
        headers.pop("connection", None)
        headers.pop("keep-alive", None)
    assert head.headers == get.headers


def test_says_nothing_of_the_engine(portal, address):
    answer = portal.get(address[3])
    assert b"rehab" not in answer.body.lower()
    for name, value in answer.pairs:
        assert "rehab" not in (name + value).lower()


def test_speaks_its_language(portal, html_address):
    page, language, _, path = html_address
    answer = portal.get(path)
    html = next(a for tag, a, _ in read(answer.text).elements if tag == "html")
    if page.spoken:
        assert html["lang"] == language
        assert html["dir"] == ("rtl" if language in ("he", "ar", "fa") else "ltr")
        assert answer.headers["content-language"] == language


def test_has_one_main_one_heading_and_a_title(portal, read_address):
    elements = read(portal.get(read_address[3]).text).elements
    for tag in ("main", "h1", "title"):
        found = [text for t, _, text in elements if t == tag]
        assert len(found) == 1 and "".join(found[0]).strip(), f"{tag}: {len(found)}"


def test_runs_no_script_and_no_inline_style(portal, read_address):
    for tag, attributes, _ in read(portal.get(read_address[3]).text).elements:
        assert tag != "script" or attributes.get("type") == "application/ld+json"
        assert tag not in ("style", "iframe", "object", "embed", "base")
        for name, value in attributes.items():
            assert not name.startswith("on") and name != "style", f"<{tag} {name}>"
            assert not (value or "").strip().lower().startswith("javascript:")


def test_asks_no_other_host_for_anything(portal, read_address):
    for tag, attributes, _ in read(portal.get(read_address[3]).text).elements:
        if tag in ("img", "link", "script", "source", "video", "audio"):
            for name in ("src", "href", "srcset"):
                address = attributes.get(name, "")
                own = attributes.get("rel") in ("canonical", "alternate") or tag == "link" and \
                    attributes.get("rel", "").startswith("alternate")
                assert own or "//" not in address, f"<{tag} {name}={address}>"


def test_names_data_block_is_json(portal, html_address):
    for tag, attributes, text in read(portal.get(html_address[3]).text).elements:
        if tag == "script" and attributes.get("type") == "application/ld+json":
            json.loads("".join(text))


def test_is_not_kept_by_browsers_without_asking(portal, address):
    page, _, _, path = address
    answer = portal.get(path)
    if page.once:
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    else:
        assert answer.headers["cache-control"] == "no-cache"
        assert "Accept-Encoding" in answer.headers["vary"]


def test_a_form_is_new_each_time(portal, html_address):
    page, _, _, path = html_address
    first, second = in_one_minute(*[lambda: portal.get(path)] * 2)
    assert (first.body != second.body) == page.once


def test_what_the_visitor_has_is_not_sent_again(portal, address):
    page, _, _, path = address

    def asked_again():
        etag = portal.get(path).headers.get("etag")
        return etag, portal.get(path, If_None_Match=etag)
    (etag, again), = in_one_minute(asked_again)
    assert bool(etag) != page.once
    if etag:
        assert not etag.startswith("W/")
        assert again.status == 304 and again.body == b""
        assert_headers(again)
        assert portal.get(path, If_None_Match='"another"').status == 200


def test_compressed_it_is_the_same(portal, address):
    page, _, _, path = address
    plain, packed = in_one_minute(lambda: portal.get(path),
                                  lambda: portal.get(path, Accept_Encoding="gzip"))
    coding = packed.headers.get("content-encoding")
    if page.once:
        assert coding is None, "a page with a secret of its own is not compressed"
    elif len(plain.body) >= 4096:
        assert coding == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert packed.headers["etag"] != plain.headers["etag"]
    else:
        assert coding is None and packed.body == plain.body


def test_what_a_link_from_elsewhere_adds_changes_nothing(portal, html_address):
    page, _, _, path = html_address
    if not page.once:
        plain, added = in_one_minute(lambda: portal.get(path),
                                     lambda: portal.get(path + "?fbclid=x&utm_source=y"))
        assert added.status == 200
        assert added.headers["etag"] == plain.headers["etag"]


def test_a_form_sent_to_a_page_without_one_is_405(portal, site, get_page):
    if any(p.path == get_page.path for p in site.visible("POST")):
        return
    answer = portal.post(site.address(get_page), b"a=b")
    assert answer.status == 405
    assert "GET" in answer.headers["allow"] and "POST" not in answer.headers["allow"]
    assert_headers(answer)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND"])
def test_other_methods_are_refused(portal, site, get_page, method):
    assert portal.request(method, site.address(get_page)).status in (405, 501)


def test_trace_is_refused(portal):
    assert portal.request("TRACE", "/he/jobs").status == 405


def test_a_suffix_that_the_page_does_not_declare_is_404(portal, site, get_page):
    path = site.address(get_page)
    if path.endswith("/") or not get_page.spoken:
        return
    for suffix in (set(MEDIA) - set(get_page.formats)) | {"php", "exe", "css", "json.html"}:
        answer = portal.get(f"{path}.{suffix}")
        assert answer.status == 404, suffix
        assert_headers(answer)


def test_every_declared_format_has_an_address(site, get_page):
    for format_ in get_page.formats[1:]:
        answer = site.portal.get(site.address(get_page, format_=format_))
        assert answer.status == 200, f"{site.address(get_page, format_=format_)}"


def test_another_host_is_421(portal, site, get_page):
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example:80"):
        answer = portal.get(site.address(get_page), Host=host)
        assert answer.status in (400, 421), host
        assert b"evil" not in answer.body and "evil" not in str(answer.pairs)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "localhost:80"])
def test_own_names_are_known_without_port_and_case(portal, host):
    assert portal.get("/he/jobs", Host=host).status == 200


def test_a_final_slash_leads_to_the_one_true_form(portal, site, get_page):
    path = site.address(get_page)
    if not path.endswith("/") and get_page.spoken:
        answer = portal.get(path + "/")
        assert answer.status == 301
        assert answer.headers["location"].endswith(path)
        assert_headers(answer)


def test_an_address_without_language_leads_to_the_visitors(portal, site, get_page):
    if not get_page.spoken:
        return
    path = site.fill(get_page)
    for language in site.languages:
        answer = portal.get(path, Accept_Language=f"{language};q=0.9, xx")
        assert answer.status == 302
        assert re.search(rf"/{language}({re.escape(path)})$", answer.headers["location"])
        assert "Accept-Language" in answer.headers["vary"]
        assert answer.headers["cache-control"] == "no-store"


def test_the_error_page_is_reached_by_errors_only(portal):
    assert portal.get("/he/error/404").status == 404
    assert portal.get("/he/error/200").status == 404
    assert portal.get("/error/418").status == 404


def bad_values(param):
    return {
        "int": ["x", "1e3", "-", "9" * 30, "1.5"], "key": ["../x", "A b", "x" * 80, "-x"],
        "code": ["", "zzz", "7KQ4M", "000000", "OOOOOO"], "date": ["2026-02-30", "yesterday"],
        "choice": ["none-of-these"], "flag": ["2", "yes"], "money": ["x", "1.234.5"],
    }.get(param.word, [])


def test_a_wrong_value_in_a_query_string_is_400(portal, site, get_page):
    for param in get_page.params:
        if param.source == "query":
            for value in filter(None, bad_values(param)):
                answer = portal.get(f"{site.address(get_page)}?{param.name}={value.replace(' ', '+')}")
                assert answer.status == 400, f"{param.name}={value}"
                assert_headers(answer)


def test_a_wrong_value_in_a_path_is_404(portal, site, get_page):
    for name in get_page.variables:
        for value in filter(None, bad_values(get_page.param(name))):
            path = site.address(get_page).replace(site.value_of(get_page, name),
                                                  value.replace(" ", "%20").replace("/", "%2F"))
            assert portal.get(path).status == 404, path


def test_a_scalar_sent_twice_is_400(portal, site, get_page):
    for param in get_page.params:
        if param.source == "query" and "many" not in param.options and param.word != "search":
            value = quote(site.valid_value(param))
            answer = portal.get(f"{site.address(get_page)}?{param.name}={value}&{param.name}={value}")
            assert answer.status == 400, param.name


def test_an_empty_value_is_an_absent_one(portal, site, get_page):
    empty = "&".join(f"{p.name}=" for p in get_page.params
                     if p.source == "query" and "required" not in p.options)
    if empty and not get_page.once:
        path = site.address(get_page)
        first, second = in_one_minute(lambda: portal.get(f"{path}?{empty}"),
                                      lambda: portal.get(path))
        assert first.headers["etag"] == second.headers["etag"]


def test_path_and_id_tricks_find_nothing(portal):
    for path in ("/he/jobs/..%2f..%2fconf/dev.conf", "/he/..%2f..%2fetc/passwd", "/he/jobs/%00",
                 "/he/jobs%00.atom", "/conf/dev.conf", "/.git/HEAD", "/he/.git/HEAD",
                 "/HE/jobs", "/hex/jobs", "/he/jobs;x=y", "/fonts/", "/he/Jobs"):
        answer = portal.get(path)
        assert answer.status in (400, 403, 404), f"{path}: {answer}"
