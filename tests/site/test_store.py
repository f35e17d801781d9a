"""Kept pages in redis and memcached, as several machines share them: the same promises as in the
memory of one, and a store that goes away takes nothing with it but the speed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time

import pytest
from keeping import asked, at_once, mark, once, statements, until, write_pages
from server import Portal, free_port

# The same on any database.
pytestmark = pytest.mark.browser

SERVERS = {
    "redis": ["redis-server", "--bind", "127.0.0.1", "--save", "", "--maxmemory", "64mb",
              "--maxmemory-policy", "allkeys-lru", "--port"],
    "memcache": ["memcached", "-l", "127.0.0.1", "-m", "64", "-u", "nobody", "-p"],
}


class Store:
    """A server of that kind on a port of its own, which it keeps when it is started again."""

    def __init__(self, kind):
        if not shutil.which(SERVERS[kind][0]):
            pytest.skip(f"no {SERVERS[kind][0]} here: make deps installs it")
        self.kind, self.port, self.process = kind, free_port(), None

    def start(self):
        self.process = subprocess.Popen([*SERVERS[self.kind], str(self.port)], cwd="/tmp",
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self.answers)

    def answers(self):
        with socket.socket() as s:
            return s.connect_ex(("127.0.0.1", self.port)) == 0

    def say(self, line):
        """A command in the store's own words, which are the same here."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as s:
            s.sendall(line.encode() + b"\r\n")
            return s.recv(65536).decode()

    def empty(self):
        assert "OK" in self.say("FLUSHALL" if self.kind == "redis" else "flush_all")
        time.sleep(1.1)     # memcached forgets what is older than this second

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture(scope="module", params=sorted(SERVERS))
def store(request):
    one = Store(request.param)
    one.start()
    yield one
    one.stop()


@pytest.fixture(name="own", scope="module")
def own_portal(store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    extra = write_pages(folder)
    with open(extra, "a", encoding="utf-8") as f:
        f.write(f"LoadModule socache_{store.kind}_module "
                f"/usr/lib/apache2/modules/mod_socache_{store.kind}.so\n"
                f"RehabCacheStore {store.kind}:127.0.0.1:{store.port}\n")
    portal = Portal(f"store-{store.kind}", REHAB_EXTRA=str(extra))
    try:
        yield portal.start()
    finally:
        portal.forget()


@pytest.mark.parametrize("encoding", [{}, {"Accept-Encoding": "gzip"}])
def test_a_kept_answer_is_the_fresh_one_byte_for_byte(own, encoding):
    mark(own, f"store {len(encoding)}")
    time.sleep(1.1)
    first = own.request("GET", "/he/jobs", encoding)
    again, asked_for = statements(own, lambda: own.request("GET", "/he/jobs", encoding))
    assert (again.body, asked_for) == (first.body, 0)
    not_changed, asked_for = statements(own, lambda: own.request(
        "GET", "/he/jobs", {**encoding, "If-None-Match": first.headers["etag"]}))
    assert (not_changed.status, not_changed.body, asked_for) == (304, b"", 0)


def test_what_one_process_made_all_serve(own):
    mark(own, "for all")
    until(lambda: "mark for all" in own.get("/he/t/about").text, seconds=3)
    begin = len(asked(own))
    processes, end = set(), time.monotonic() + 60
    while len(processes) < 2 and time.monotonic() < end:
        assert {a.status for a in at_once(16, lambda _: own.get("/he/jobs?ride=1"))} == {200}
        processes = {line[3] for line in asked(own)[begin:]}
    renders = [line for line in asked(own)[begin:] if line[2] not in ("0", "-")]
    assert len(processes) == 2
    # At the first moment each may make it, also once as it was before the change; then nobody.
    assert 1 <= len(renders) <= 4
    begin = len(asked(own))
    at_once(32, lambda _: own.get("/he/jobs?ride=1"))
    assert {line[2] for line in asked(own)[begin:]} == {"0"}


def test_a_change_by_a_form_shows_at_once(own):
    for i in range(20):
        body = f"once={once(own)}&about=mark+store+{i}.".encode()
        assert own.post("/he/t/form", body).status == 303
        assert all(f"mark store {i}." in text
                   for text in at_once(6, lambda _: own.get("/he/t/about").text)), i


def test_a_store_that_was_emptied_is_filled_again(own, store):
    first = own.get("/he/jobs")
    store.empty()
    again, asked_for = statements(own, lambda: own.get("/he/jobs"))
    assert again.body == first.body
    assert asked_for > 0
    assert statements(own, lambda: own.get("/he/jobs"))[1] == 0


def test_a_page_that_is_too_large_for_the_store_is_served_and_is_no_error(own):
    begin = own.log_size()
    first, second = own.get("/he/t/large"), own.get("/he/t/large")
    assert first.status == second.status == 200
    assert len(first.body) > 5_000_000
    assert first.body == second.body
    assert own.unexpected(begin) == []
    # And what is small is kept as before.
    own.get("/he/jobs")
    assert statements(own, lambda: own.get("/he/jobs"))[1] == 0


def test_bytes_that_are_none_of_ours_are_made_anew(own, store):
    if store.kind != "redis":
        pytest.skip("memcached does not list its keys")
    fresh = own.get("/he/jobs")
    subprocess.run(["redis-cli", "-p", str(store.port), "EVAL",
                    "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SET', k, 'x') end"
                    " return 1", "0"], check=True, stdout=subprocess.DEVNULL)
    for _ in range(3):
        assert own.get("/he/jobs").body == fresh.body
    assert statements(own, lambda: own.get("/he/jobs"))[1] == 0


def test_without_the_store_pages_are_served_and_the_log_stays_short(own, store):
    kept = own.get("/he/jobs").body
    store.stop()
    begin, asked_before = own.log_size(), len(asked(own))
    started = time.monotonic()
    while time.monotonic() < started + 3:
        answers = at_once(8, lambda i: own.get(f"/he/jobs?after={9000000000000000000 + i}"))
        assert {a.status for a in answers} == {200}
        assert own.get("/he/jobs").body == kept
    count = len(asked(own)) - asked_before
    assert count > 100
    # A line or two for each try, and a process tries every few seconds.
    assert len(own.log()[begin:]) <= 40, own.log()[begin:][-5:]
    store.start()
    until(lambda: own.get("/he/jobs").status == 200
          and statements(own, lambda: own.get("/he/jobs"))[1] == 0, seconds=60)


def test_a_store_that_says_nothing_holds_nobody_up_for_long(own, store):
    """It has stopped in the middle of its work: its port is open and nobody answers."""
    own.get("/he/jobs")
    os.kill(store.process.pid, signal.SIGSTOP)
    try:
        started, slow = time.monotonic(), 0
        for _ in range(40):
            before = time.monotonic()
            assert own.get("/he/jobs").status == 200
            slow += time.monotonic() - before > 0.5
        # Each process finds out once, then leaves the store alone for a while.
        assert slow <= 2 * (1 + (time.monotonic() - started) // 5)
    finally:
        os.kill(store.process.pid, signal.SIGCONT)
    until(lambda: statements(own, lambda: own.get("/he/jobs"))[1] == 0, seconds=60)


def test_a_store_that_is_not_loaded_is_told_by_configtest(tmp_path):
    extra = tmp_path / "store.conf"
    extra.write_text("RehabCacheStore redis:127.0.0.1:1\n", encoding="utf-8")
    portal = Portal("store-none", REHAB_EXTRA=str(extra))
    try:
        with pytest.raises(RuntimeError, match=re.escape("load mod_socache_redis")):
            portal.dev("configtest")
    finally:
        portal.forget()
