"""What the engine promises to any client that speaks HTTP, however oddly."""

import email.utils
import gzip
import os
import re
import shutil
import subprocess
import time
import urllib.parse

import pytest

from markup import fields
from server import HOME, Portal

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


def test_a_line_or_a_header_that_is_too_long_ends_no_process(portal):
    for sent in (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
                 b"GET /he/jobs HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 9000 + b"\r\n\r\n",
                 b"GET\r\n\r\n", b"\0\1\2\r\n\r\n", b"GET /he/jobs HTTP/1.1\r\n\r\n"):
        answer = portal.raw(sent)
        assert re.search(rb"<!DOCTYPE|HTTP/1\.1 4", answer), (sent[:20], answer[:100])


def test_a_body_that_is_said_to_be_too_large_is_never_asked_for(portal):
    answer = portal.raw(b"POST /he/callback HTTP/1.1\r\n" + FORM + b"Expect: 100-continue\r\n"
                        b"Content-Length: 300000\r\n\r\n")
    assert statuses(answer) == [413]


@pytest.mark.parametrize("path, status", [
    ("/he/jobs", 405), ("/he/nothing", 404), ("/he/callback", 400), ("/he/jobs/222222", 405)])
def test_what_follows_a_refused_form_on_its_connection_is_answered(portal, path, status):
    answer = portal.raw(b"POST " + path.encode() + b" HTTP/1.1\r\n" + FORM +
                        b"Content-Length: 10\r\n\r\nname=abcde" + WANTED)
    assert statuses(answer)[0] == status
    assert statuses(answer)[1:] == ([] if status == 400 else [200])


def test_chunks_beyond_the_limit_are_413_and_end_the_connection(portal):
    chunks = (b"8000\r\n" + b"a" * 0x8000 + b"\r\n") * 12 + b"0\r\n\r\n"
    answer = portal.raw(b"POST /he/callback HTTP/1.1\r\n" + FORM +
                        b"Transfer-Encoding: chunked\r\n\r\n" + chunks + WANTED)
    assert statuses(answer) == [413]


def test_a_length_and_chunks_at_once_are_no_way_to_hide_a_request(portal):
    answer = portal.raw(b"POST /he/callback HTTP/1.1\r\n" + FORM + b"Content-Length: 5\r\n"
                        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + WANTED)
    assert statuses(answer) == [400]


@pytest.mark.parametrize("path, there", [
    ("/he/jobs/", "/he/jobs"), ("/jobs/", "/he/jobs"), ("/he/about/", "/he/about"),
    ("/about/", "/he/about"), ("/jobs.json", "/he/jobs.json"), ("/he", "/he/"),
    ("/jobs/?a=%0d%0aX:y", "/he/jobs?a=%0d%0aX:y"), ("//jobs", "/he/jobs"),
])
def test_every_other_form_of_an_address_leads_to_the_true_one(portal, path, there):
    answer = portal.get(path)
    assert answer.status == (301 if path.startswith("/he") else 302)
    assert answer.headers["location"] == there


@pytest.mark.parametrize("path", [
    "//evil.example", "///evil.example/", "/%5cevil.example/", "/%2f%2fevil.example", "/he//evil.example/",
    "/he/%5c%5cevil.example/", "/jobs%0d%0aLocation:%20x/", "/.//evil.example/", "/@evil.example/",
])
def test_no_address_leads_to_another_site(portal, path):
    answer = portal.get(path)
    assert (answer.status, answer.headers.get("location")) == (404, None)


def test_the_first_format_has_no_second_address(portal):
    for path in ("/robots.txt.txt", "/sitemap.xml.xml"):
        assert portal.get(path).status == 404


def test_a_page_is_sent_whole(portal):
    for path in ("/he/jobs", "/he/callback"):
        for part in ("bytes=0-10", "bytes=999999999-"):
            answer = portal.get(path, Range=part)
            assert answer.status == 200
            assert int(answer.headers["content-length"]) == len(answer.body) > 1000


def test_a_form_that_succeeded_leads_on_and_is_never_kept(portal):
    once = fields(portal.get("/he/callback").text)["once"]
    answer = portal.post("/he/callback", urllib.parse.urlencode({
        "topic": "work", "name": "Canary Quetzal", "phone": "050-765-4321", "once": once}).encode())
    assert (answer.status, answer.headers["location"]) == (303, "/he/callback/sent")
    assert answer.headers["cache-control"] == "no-store"


def test_hosts_that_share_pages_have_sheets_of_their_own(portal, tmp_path):
    for folder in ("conf", "xsl"):
        shutil.copytree(os.path.join(HOME, folder), tmp_path / folder)
    sheet = tmp_path / "xsl" / "callback" / "sent.xsl"
    sheet.write_text(re.sub(r"<h1>.*?</h1>", "<h1>Elsewhere</h1>", sheet.read_text("utf-8"),
                            flags=re.S), "utf-8")
    (tmp_path / "state").mkdir()
    extra = tmp_path / "hosts.conf"
    extra.write_text(
        "<VirtualHost *:${REHAB_PORT}>\nServerName first.example\n</VirtualHost>\n"
        f"<VirtualHost *:${{REHAB_PORT}}>\nServerName second.example\nRehabHome {tmp_path}\n"
        f"RehabState {tmp_path / 'state'}\n"
        "</VirtualHost>\n", "utf-8")
    for path in (tmp_path, *list(tmp_path.parents)[:2]):
        path.chmod(0o755)
    hosts = Portal("hosts", portal.database, REHAB_EXTRA=str(extra)).start()
    try:
        first = hosts.get("/he/callback/sent", Host="first.example").text
        second = hosts.get("/he/callback/sent", Host="second.example").text
        assert "<h1>Elsewhere</h1>" in second
        assert "<h1>" in first and "Elsewhere" not in first
        assert hosts.get("/he/jobs", Host="third.example").status == 421
    finally:
        hosts.forget()


def test_a_file_is_asked_for_again_unless_its_name_says_otherwise(portal):
    for path in ("/he/about", "/portal.css"):
        answer = portal.get(path)
        assert (answer.status, answer.headers["cache-control"]) == (200, "no-cache")
        again = portal.get(path, If_None_Match=answer.headers["etag"])
        assert (again.status, again.headers["cache-control"]) == (304, "no-cache")


@pytest.mark.expects_log("AH00037")
def test_links_and_hidden_files_in_a_folder_of_files_lead_nowhere(portal):
    folder = os.path.join(portal.state, "rendered", "he")
    with open(os.path.join(folder, ".draft.html"), "w", encoding="utf-8") as f:
        f.write("root:")
    os.symlink("/etc/passwd", os.path.join(folder, "passwords.html"))
    os.symlink("../../keys", os.path.join(folder, "keys"))
    try:
        for path in ("/he/passwords", "/he/passwords.html", "/he/keys/desk.pub", "/he/keys", "/he/.draft",
                     "/he/.draft.html"):
            assert portal.get(path).status in (403, 404), path
    finally:
        os.unlink(os.path.join(folder, "passwords.html"))
        os.unlink(os.path.join(folder, "keys"))
        os.unlink(os.path.join(folder, ".draft.html"))


@pytest.mark.expects_log("AH10244")
@pytest.mark.parametrize("path", [
    "/../etc/passwd", "/he/../../etc/passwd", "/he/%2e%2e/%2e%2e/etc/passwd", "/he/..%2f..%2fetc",
    "/he/about%00.html", "/he/about/", "/fonts", "/fonts/", "/he/", "/portal.css/x", "//etc/passwd",
])
def test_no_address_leaves_the_folders_of_files(portal, path):
    answer = portal.get(path)
    assert answer.status in (301, 400, 404) or path == "/he/"
    assert b"root:" not in answer.body and b"Index of" not in answer.body


def test_every_example_and_zero_where_it_is_promised_is_accepted(portal, tmp_path):
    with open(os.path.join(HOME, "conf", "rehab.conf"), encoding="utf-8") as f:
        examples = re.findall(r"^#   example +(Rehab(?:Slow|Max\w+|Renders|StatementLimit|Connections"
                              r"|TimeZone|Now|Debug)\b.*)$", f.read(), flags=re.M)
    assert len(examples) > 6
    extra = tmp_path / "extra.conf"
    extra.write_text("\n".join([*examples, "RehabSlow 0"]) + "\n", "utf-8")
    done = subprocess.run(["conf/dev.sh", "configtest"], cwd=HOME, text=True, check=False,
                          capture_output=True,
                          env={**portal.environment, "REHAB_EXTRA": str(extra)})
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since"])
def test_a_page_has_no_date_of_its_own(portal, name):
    for when in (0, time.time() - 1, time.time(), time.time() + 1, 4e9):
        sent = {name: email.utils.formatdate(when, usegmt=True)}
        for path in ("/he/jobs", "/he/callback"):
            answer = portal.request("GET", path, sent)
            assert answer.status == 200 and len(answer.body) > 1000, sent


def test_conditions_on_a_kept_page_are_those_on_any(portal):
    whole = portal.get("/he/jobs")
    etag = whole.headers["etag"]
    for sent, status in (
            ({"If-None-Match": etag}, 304), ({"If-None-Match": "W/" + etag}, 304),
            ({"If-None-Match": f'"x", {etag}'}, 304), ({"If-None-Match": "*"}, 304),
            ({"If-None-Match": "W/" + etag, "Range": "bytes=0-9"}, 304),
            ({"If-None-Match": etag, "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 304),
            ({"If-None-Match": etag, "Accept-Encoding": "gzip"}, 200),
            ({"If-None-Match": '"x"'}, 200), ({"If-None-Match": etag[:-1]}, 200),
            ({"If-Match": '"x"', "If-None-Match": etag}, 412)):
        answer = portal.request("GET", "/he/jobs", sent)
        assert answer.status == status, sent
        head = portal.request("HEAD", "/he/jobs", sent)
        assert (head.status, head.body) == (status, b""), sent
        if status == 304:
            assert answer.headers["etag"] == etag and answer.headers["vary"] == "Accept-Encoding"
