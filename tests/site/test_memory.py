"""What a process has of the system's memory: counted as what it may write, so that it says the same
on a machine that is busy."""

import contextlib
import http.client
import os
import re

import pytest
from keeping import at_once, children_of, until
from server import SAN, own_portal

pytestmark = pytest.mark.skipif(SAN, reason="the sanitizer keeps what is freed")

CONNECTIONS = 60
EACH = 100 << 10                # bytes that a connection may come to hold
KEPT = 5 << 10                  # bytes that it may come to hold by a large page
ROUNDS = 40
LEAK = 1 << 20                  # bytes by which ROUNDS of all kinds may grow the processes
THREADS = 66                    # that serve: ThreadsPerChild, the listener and the main one
MAKERS = 4                      # RehabRenders


@pytest.fixture(scope="module", name="portal")
def portal_of_its_own():
    with own_portal("memory") as portal:
        yield portal


def writable(portal):
    """Bytes of the portal's children that are their own to write."""
    total = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/status", encoding="utf-8") as f:
            text = f.read()
            if re.search(rf"(?m)^PPid:\t{portal.parent_pid}$", text):
                total += int(re.search(r"(?m)^VmData:\s+(\d+)", text).group(1)) << 10
    return total


def maps_the_database(portal):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/status", encoding="utf-8") as f:
            if not re.search(rf"(?m)^PPid:\t{portal.parent_pid}$", f.read()):
                continue
            with open(f"/proc/{pid}/maps", encoding="utf-8") as maps:
                yield any(re.search(r" r--s .*/portal\.db$", line) for line in maps)


def ask(line, path, method="GET", body=None, **headers):
    """Over a connection that stays, or begins again where the server has closed it."""
    for last in (False, True):
        try:
            line.request(method, path, body, {"Host": "localhost", **headers})
            return line.getresponse().read()
        except (http.client.HTTPException, ConnectionError):
            line.close()
            if last:
                raise
    return None


def send_form(line, lang, text):
    return ask(line, f"/{lang}/callback", "POST", f"topic=none&name={text}",
               **{"Content-Type": "application/x-www-form-urlencoded"})


@pytest.fixture(name="lines")
def open_connections(portal):
    lines = [http.client.HTTPConnection("127.0.0.1", portal.port, timeout=120)
             for _ in range(CONNECTIONS)]
    yield lines
    for line in lines:
        line.close()


def test_a_form_needs_memory_for_what_was_sent(portal, lines):
    """RehabMaxBody is a limit: not what every connection that sends a form comes to hold."""
    for line in lines[:4]:
        assert b"<form" in send_form(line, "he", "x")
    for line in lines:
        ask(line, "/he/callback")
    before = writable(portal)
    for line in lines:
        assert b"<form" in send_form(line, "he", "x")
    assert writable(portal) - before < CONNECTIONS * EACH


def threads(portal):
    """How many each of the portal's children has."""
    return [len(os.listdir(f"/proc/{pid}/task")) for pid in children_of(portal.parent_pid)]


def test_a_few_threads_make_the_pages_of_all(portal, lines):
    """Whatever many threads allocate in turn each of them keeps a little of."""
    for n in range(ROUNDS // 10):
        at_once(CONNECTIONS, lambda i, n=n: ask(lines[i], f"/he/jobs?q=word{n * CONNECTIONS + i}"))
    # One whose statement is slow has another in its place, which goes again.
    until(lambda: max(threads(portal)) <= THREADS + MAKERS)
    assert sum(threads(portal)) > THREADS * len(threads(portal))


@pytest.mark.skipif(os.environ.get("REHAB_TEST_DB") == "pgsql", reason="a file is SQLite's")
def test_the_database_is_read_where_the_system_has_it(portal, lines):
    """Its pages are in the system's cache once for all processes, and not copied from there."""
    for line in lines:
        ask(line, "/he/jobs?q=nothing")
    assert any(maps_the_database(portal))


def test_a_large_page_stays_with_no_connection(portal, lines):
    """What a page needs while it is on its way serves the next one, whoever asks for it."""
    for line in lines[:4]:
        assert len(ask(line, "/he/jobs")) > 20_000
    for line in lines:
        ask(line, "/robots.txt")
    before = writable(portal)
    for line in lines:
        ask(line, "/he/jobs")
    grown = writable(portal) - before
    assert grown < CONNECTIONS * KEPT, grown


def of_all_kinds(line, n):
    for lang in ("he", "ar", "en", "ru", "fa"):
        for path in ("/", "/jobs", "/jobs.atom", "/jobs.json", f"/jobs?q=word{n}", "/callback",
                     f"/jobs?after=9{n}", f"/jobs/nothing{n}"):
            ask(line, f"/{lang}{path}")
        ask(line, f"/{lang}/jobs", **{"Accept-Encoding": "gzip"})
        send_form(line, lang, n)
    for path in ("/sitemap.xml", "/robots.txt", f"/nothing{n}"):
        ask(line, path)


def test_requests_of_all_kinds_leave_nothing_behind(portal, lines):
    for n in range(ROUNDS):
        of_all_kinds(lines[n % 4], n)
    before = writable(portal)
    for n in range(ROUNDS):
        of_all_kinds(lines[n % 4], ROUNDS + n)
    grown = writable(portal) - before
    assert grown < LEAK, grown
