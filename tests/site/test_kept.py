"""Pages that are kept: the same bytes without a question to the database, never older than a form
that was answered, never anything of one visitor."""

import contextlib
import gzip
import os
import re
import signal
import sqlite3
import time

import pytest
from keeping import (asked, at_once, children_of, mark, once, shell, stand_still, statements, until,
                     write_pages)
from pages import Site
from server import Portal

DATABASE = os.environ.get("REHAB_TEST_DB", "sqlite")
TRIES = 200
VISITORS = 200


@pytest.fixture(name="own", scope="module")
def own_portal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    portal = Portal("kept", DATABASE, REHAB_EXTRA=str(write_pages(folder)))
    try:
        yield portal.start()
    finally:
        portal.forget()


def kept_addresses(site):
    listing = os.path.join(site.portal.state, "site")
    with open(listing, encoding="utf-8") as f:
        kept = set(re.findall(r"^page\tGET\t([^\t]+)\t[^\n]*\bcache\b", f.read(), re.M))
    site.pages = [p for p in site.pages if p.path in kept and not p.path.startswith("/t/")]
    return list(site.addresses(formats=None))


def test_a_kept_answer_is_the_fresh_one_byte_for_byte(own):
    """The first answer of a revision is made, the others are kept; both in both encodings."""
    addresses = kept_addresses(Site(own))
    assert len(addresses) > 10
    for n, (_, _, _, path) in enumerate(addresses):
        mark(own, f"bytes {n}")
        time.sleep(1.1)
        for encoding in ({}, {"Accept-Encoding": "gzip"}):
            first = own.request("GET", path, encoding)
            again, asked_for = statements(own, lambda p=path, e=encoding: own.request("GET", p, e))
            assert asked_for == 0, path
            assert again.body == first.body
            volatile = ("date", "connection", "keep-alive")
            assert sorted(h for h in again.pairs if h[0] not in volatile) == \
                   sorted(h for h in first.pairs if h[0] not in volatile)


def test_compressed_and_plain_are_one_page_with_two_etags(own):
    plain = own.get("/he/jobs")
    packed = own.get("/he/jobs", Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert plain.headers["etag"] != packed.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", [{}, {"Accept-Encoding": "gzip"}])
def test_what_the_visitor_has_is_304_without_a_query(own, encoding):
    first = own.request("GET", "/he/jobs", encoding)
    answer, asked_for = statements(own, lambda: own.request(
        "GET", "/he/jobs", {**encoding, "If-None-Match": first.headers["etag"]}))
    assert (answer.status, asked_for, answer.body) == (304, 0, b"")
    assert answer.headers["etag"] == first.headers["etag"]


def test_what_nobody_declared_is_no_part_of_the_key(own):
    first = own.get("/he/jobs?region=north")
    answer, asked_for = statements(own, lambda: own.get("/he/jobs?fbclid=x&region=north&utm=1"))
    assert (answer.body, asked_for) == (first.body, 0)


@pytest.mark.parametrize("other", [
    "/en/jobs", "/he/jobs?region=south", "/he/jobs?q=%D7%9E%D7%97%D7%A1%D7%9F",
    "/he/jobs?field=warehouse&field=cleaning", "/he/jobs.json", "/he/jobs?ride=1"])
def test_each_address_has_a_page_of_its_own(own, other):
    own.get("/he/jobs")
    answer, _ = statements(own, lambda: own.get(other))
    assert answer.status == 200
    assert answer.body != own.get("/he/jobs").body


def test_a_head_is_kept_too(own):
    own.get("/he/jobs")
    answer, asked_for = statements(own, lambda: own.request("HEAD", "/he/jobs"))
    assert (answer.status, asked_for, answer.body) == (200, 0, b"")
    assert int(answer.headers["content-length"]) == len(own.get("/he/jobs").body)


def test_a_change_by_the_shell_shows_within_seconds(own):
    for i in range(3):
        mark(own, f"shell {i}")
        until(lambda i=i: f"mark shell {i}" in own.get("/he/t/about").text)


def test_a_change_by_rehabctl_shows_within_seconds(own):
    mark(own, "from the shell")
    until(lambda: "from the shell" in own.get("/he/t/about").text)
    before = own.get("/he/jobs").body
    shell(own, "UPDATE job SET opens = '2020-01-01', closes = '2020-01-01' WHERE state = 'open' AND listed ="
               " (SELECT max(listed) FROM job WHERE state = 'open')")
    own.rehabctl("daily")
    until(lambda: own.get("/he/jobs").body != before)


def test_a_change_by_a_form_shows_at_once_on_every_process(own):
    children = {line[3] for line in asked(own)}
    begin = len(asked(own))
    for i in range(TRIES):
        body = f"once={once(own)}&about=mark+try+{i}.".encode()
        answer = own.post("/he/t/form", body)
        assert answer.status == 303
        seen = at_once(6, lambda _: own.get("/he/t/about").text)
        assert all(f"mark try {i}." in text for text in seen), i
    answered = {line[3] for line in asked(own)[begin:] if line[1] == "/he/t/about"}
    assert len(answered) >= min(2, len(children)), "one process answered all"


def test_two_hundred_visitors_on_one_expired_page_are_one_render_per_process(own):
    for i in range(3):
        begin = len(asked(own))
        answers = at_once(VISITORS, lambda _, i=i: own.get(f"/he/t/slow?n={i}"))
        assert {a.status for a in answers} == {200}
        assert len({a.body for a in answers}) == 1
        renders = [line[3] for line in asked(own)[begin:] if line[2] != "0"]
        assert renders and len(renders) == len(set(renders)), renders


def test_a_page_that_is_too_large_is_served_all_the_same(own):
    first, second = own.get("/he/t/large"), own.get("/he/t/large")
    assert first.status == second.status == 200
    assert len(first.body) > 5_000_000
    assert first.body == second.body


def test_nothing_of_one_visitor_is_kept(own):
    for path in ("/he/callback", "/he/t/form"):
        pages = [own.get(path) for _ in range(3)]
        assert len({p.body for p in pages}) == 3, "a form's token came twice"
        assert {p.headers["cache-control"] for p in pages} == {"no-store"}


@pytest.mark.expects_log(r"404 \[")
def test_errors_are_not_kept(own):
    for _ in range(3):
        answer, asked_for = statements(own, lambda: own.get("/he/t/missing/nobody"))
        assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")


def test_a_page_without_the_line_is_not_kept(own):
    for _ in range(2):
        assert statements(own, lambda: own.get("/he/t/fresh"))[1] == 1


def test_views_of_kept_pages_count(own):
    code = own.json("/he/jobs.json")["jobs"][0]["code"]
    folder = os.path.join(own.state, "count")

    def views():
        found = 0
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                found += f.read().split().count(code)
        return found

    before = views()
    for _ in range(3):
        assert own.get(f"/he/jobs/{code}").status == 200
    assert views() == before + 3


@contextlib.contextmanager
def away(portal):
    """For processes that have it open: SQLite's file has another name, PostgreSQL is stopped."""
    if DATABASE == "pgsql":
        portal.dev("pgsql-stop")
        try:
            yield
        finally:
            portal.dev("pgsql-start")
        return
    file = os.path.join(portal.state, "data", "portal.db")
    os.rename(file, file + ".away")
    try:
        yield
    finally:
        os.rename(file + ".away", file)


@pytest.mark.expects_log(r"503 \[|opened anew|cannot be opened")
def test_while_the_database_is_away_kept_pages_are_served(own):
    kept = own.get("/he/jobs").body
    at_once(16, lambda _: own.get("/he/jobs"))
    with away(own):
        until(lambda: own.get("/he/t/fresh").status == 503)
        for _ in range(12):
            time.sleep(0.2)
            answer = own.get("/he/jobs")
            assert (answer.status, answer.body) == (200, kept)
        assert own.get("/he/jobs?after=1").status == 503
    until(lambda: own.get("/he/t/fresh").status == 200)
    mark(own, "back")
    until(lambda: "mark back" in own.get("/he/t/about").text)


@pytest.mark.skipif(DATABASE != "sqlite", reason="PostgreSQL is restored with nobody connected")
def test_a_backup_that_is_restored_finds_no_page_of_the_time_after_it(own, tmp_path):
    def shows(text):
        until(lambda: f"mark {text}" in own.get("/he/t/about").text)

    mark(own, "one")
    shows("one")
    own.rehabctl("backup", str(tmp_path / "saved"))
    mark(own, "two")
    shows("two")
    own.rehabctl("restore", "--force", str(tmp_path / "saved"))
    shows("one")
    mark(own, "three")      # as many changes as "two" was
    shows("three")


def test_a_restart_with_grace_keeps_serving_and_following(own):
    os.kill(own.parent_pid, signal.SIGUSR1)
    time.sleep(1)
    until(lambda: own.get("/he/jobs").status == 200)
    body = f"once={once(own)}&about=mark+grace".encode()
    assert own.post("/he/t/form", body).status == 303
    assert all("mark grace" in t for t in at_once(8, lambda _: own.get("/he/t/about").text))


def test_after_a_restart_with_grace_nobody_waits_for_the_processes_of_before(own):
    before = children_of(own.parent_pid)
    stand_still(before)
    try:
        os.kill(own.parent_pid, signal.SIGUSR1)
        assert own.get("/he/jobs").status == 200
    finally:
        for pid in before:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


@pytest.mark.skipif(DATABASE != "sqlite", reason="SQLite's own case")
def test_a_change_that_is_rolled_back_changes_no_page(own):
    before = own.get("/he/jobs").headers["etag"]
    with contextlib.closing(sqlite3.connect(os.path.join(own.state, "data", "portal.db"),
                                            isolation_level=None, timeout=20)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE job SET title = 'nothing' WHERE state = 'open'")
        time.sleep(1.2)
        assert own.get("/he/jobs").headers["etag"] == before
        other.execute("ROLLBACK")
    assert own.get("/he/jobs").headers["etag"] == before
