"""Errors are pages too: same headers, the visitor's language, a way on, and nothing said of how
the server is made."""

import json

import pytest

from markup import has_telephone, read
from test_pages import assert_headers

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# What is asked, and the status that it ends in.
ERRORS = {
    "bad-value": (400, lambda p: p.get("/he/jobs?after=x")),
    "twice": (400, lambda p: p.get("/he/jobs?region=north&region=south")),
    "broken-escape": (400, lambda p: p.get("/he/jobs?q=%zz")),
    "no-once": (400, lambda p: p.post("/he/callback", b"topic=work&name=a&phone=0505550123")),
    "unknown-field": (400, lambda p: p.post("/he/callback", b"topic=work&admin=1")),
    "other-site": (403, lambda p: p.post("/he/callback", b"topic=work",
                                         {"Sec-Fetch-Site": "cross-site"})),
    "no-page": (404, lambda p: p.get("/he/nothing-here")),
    "no-job": (404, lambda p: p.get("/he/jobs/222222")),
    "method": (405, lambda p: p.request("DELETE", "/he/jobs")),
    "too-large": (413, lambda p: p.post("/he/callback", b"name=" + b"a" * 300000)),
    "too-many-fields": (413, lambda p: p.post("/he/callback", b"&".join([b"message=1"] * 400))),
    "media-type": (415, lambda p: p.post("/he/callback", b"{}",
                                         {"Content-Type": "application/json"})),
    "other-host": (421, lambda p: p.get("/he/jobs", Host="elsewhere.example")),
    "wrong-form": (422, lambda p: p.post("/he/callback", b"once=" + b"A" * 22 + b"&topic=work")),
}


@pytest.fixture(params=ERRORS, name="error")
def each_error(request, portal):
    status, ask = ERRORS[request.param]
    return status, ask(portal)


def test_errors_have_their_status(error):
    assert error[1].status == error[0]


def test_errors_carry_the_security_headers(error):
    assert_headers(error[1])
    assert error[1].headers["cache-control"] == "no-store"


def test_errors_are_pages_in_the_visitors_language(error):
    answer = error[1]
    assert answer.media_type == "text/html"
    page = read(answer.text)
    html = next(a for tag, a, _ in page.elements if tag == "html")
    assert html["lang"] == "he" and html["dir"] == "rtl"
    assert not page.broken
    assert sum(tag == "h1" for tag, _, _ in page.elements) == 1
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_errors_offer_a_telephone(error):
    assert has_telephone(error[1].text)


def test_errors_say_nothing_of_the_server(error):
    for word in (b"rehab", b"apache", b"sqlite", b"from job", b".xsl", b".sql", b"/var/", b"port 80"):
        assert word not in error[1].body.lower()


def test_errors_speak_english_below_en(portal):
    html = next(a for t, a, _ in read(portal.get("/en/nothing-here").text).elements if t == "html")
    assert html["lang"] == "en"


def test_errors_of_a_json_address_are_json(portal):
    answer = portal.get("/he/jobs/222222.json")
    assert (answer.status, answer.media_type) == (404, "application/json")
    json.loads(answer.body)
    assert_headers(answer)


def test_errors_of_a_feed_are_no_html(portal):
    answer = portal.get("/he/jobs.atom?after=x")
    assert answer.status == 400
    assert answer.media_type in ("application/atom+xml", "text/plain")


@pytest.mark.parametrize("line", [
    b"GET / HTTP/1.1\r\n\r\n",                                      # no Host
    b"GET /he/jobs HTTP/1.1\nHost: localhost\n\n",                  # bare LF
    b"GET /he/jobs\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST /he/callback HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /he/callback HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /he/callback HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /he/jobs HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /he/jobs HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a" * 20000 + b"\r\n\r\n",
    b"GET /he/jobs HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",                # TLS, so to speak
], ids=lambda line: repr(line[:30]))
def test_what_is_no_request_is_refused_without_harm(portal, line):
    answer = portal.raw(line)
    assert answer, "a process ended"
    assert answer.split(b" ")[1][:1] == b"4", answer[:200]
    assert b"rehab" not in answer.lower()
    assert portal.get("/he/jobs").status == 200


@pytest.mark.parametrize("line", [b"GET /he/jobs\r\n", b"GET /\r\n\r\n", b"GET /he/about\r\n"])
def test_a_request_of_http_0_9_is_refused(portal, line):
    answer = portal.raw(line)
    assert answer.split(b" ")[1] == b"400", answer[:200]
    assert b"/he/jobs/" not in answer


def test_a_request_of_http_1_0_is_answered(portal):
    assert portal.raw(b"GET /he/jobs HTTP/1.0\r\nHost: localhost\r\n\r\n").split(b" ")[1] == b"200"


def test_a_form_in_pieces_is_read_as_one(portal):
    body = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (b"top", b"ic=wo", b"rk")) + b"0\r\n\r\n"
    answer = portal.raw(b"POST /he/callback HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        b"Sec-Fetch-Site: same-origin\r\n"
                        b"Content-Type: application/x-www-form-urlencoded\r\n"
                        b"Transfer-Encoding: chunked\r\n\r\n" + body)
    assert answer.split(b" ")[1] in (b"400", b"422")


def test_a_body_in_pieces_that_never_ends_is_413(portal):
    chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    answer = portal.raw(b"POST /he/callback HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        b"Sec-Fetch-Site: same-origin\r\n"
                        b"Content-Type: application/x-www-form-urlencoded\r\n"
                        b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 12 + b"0\r\n\r\n")
    assert answer.split(b" ")[1] == b"413"


def test_static_files_carry_the_headers_too(portal):
    html = portal.get("/he/jobs").text
    sheet = next(a["href"] for t, a, _ in read(html).elements
                 if t == "link" and a.get("rel") == "stylesheet")
    answer = portal.get(sheet)
    assert (answer.status, answer.media_type) == (200, "text/css")
    assert_headers(answer)
