"""What the engine promises to any client that speaks HTTP, however oddly."""

import gzip
import re
import socket

import pytest

HOST = b"Host: localhost\r\n"
FORM = (HOST + b"Sec-Fetch-Site: same-origin\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n")
WANTED = b"GET /he/jobs.json HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"


def statuses(answer):
    return [int(s) for s in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


@pytest.mark.parametrize("sent, language", [
    ("en;q=0.8", "en"), ("en-US,en;q=0.9,he;q=0.8", "en"), ("he;q=0.5, EN-gb;q=0.6", "en"),
    ("fr;q=1, *;q=0.1", "he"), (";;,;q=,,", "he"), ("en;q=0", "he"), ("en;q=nan", "he"),
    ('en"q;q=0.5', "he"), ("", "he"),
])
def test_every_wish_for_a_language_ends_in_an_address(portal, sent, language):
    answer = portal.get("/jobs", Accept_Language=sent)
    assert (answer.status, answer.headers["location"]) == (302, f"/{language}/jobs")
    assert answer.headers["vary"] == "Accept-Language"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("sent, packed", [
    ("gzip", True), ("br;q=1, gzip;q=0.5", True), ("GZIP", True), ("gzip;q=0.001", True),
    ("gzip;q=0", False), ("gzip;q=0.0", False), ("gzip; Q=0.000", False), ("br;q=1", False),
    ("x-gzipped", False), ("", False),
])
def test_only_who_takes_gzip_gets_gzip(portal, sent, packed):
    answer = portal.get("/he/jobs", Accept_Encoding=sent)
    plain = portal.get("/he/jobs")
    assert ("content-encoding" in answer.headers) == packed
    assert (gzip.decompress(answer.body) if packed else answer.body) == plain.body
    assert (answer.headers["etag"] != plain.headers["etag"]) == packed


@pytest.mark.parametrize("path, sent, status", [
    ("/he/jobs", "text/html;q=0.1", 200), ("/he/jobs", "TEXT/HTML", 200),
    ("/he/jobs", "image/png;q=1, */*;q=0.1", 200), ("/he/jobs", "text/*", 200),
    ("/he/jobs", "", 200), ("/he/jobs", "application/json", 406),
    ("/he/jobs", "text/html;q=0, */*", 406), ("/he/jobs", "*/*;q=0", 406),
    ("/he/jobs.json", "text/html", 406), ("/he/jobs.json", "application/*;q=0.2", 200),
])
def test_a_format_that_is_not_taken_is_406(portal, path, sent, status):
    assert portal.get(path, Accept=sent).status == status
