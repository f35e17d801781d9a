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


def kept(portal, path, **headers):
    """The answer for which no statement is run.  A store that was slow once is left alone for
    seconds, so that it may take more than one request."""
    answers = []

    def asks_nothing():
        answer, asked_for = statements(portal, lambda: portal.get(path, **headers))
        answers.append(answer)
        return asked_for == 0
    until(asks_nothing)
    return answers[-1]


@pytest.mark.parametrize("encoding", [{}, {"Accept_Encoding": "gzip"}])
def test_a_kept_answer_is_the_fresh_one_byte_for_byte(own, encoding):
    mark(own, f"store {len(encoding)}")
    time.sleep(1.1)
    first = own.get("/he/jobs", **encoding)
    assert kept(own, "/he/jobs", **encoding).body == first.body
    not_changed = kept(own, "/he/jobs", **encoding, If_None_Match=first.headers["etag"])
    assert (not_changed.status, not_changed.body) == (304, b"")


def test_what_one_process_made_all_serve(own):
    """A page that was never asked for is made once, and two processes answer with it."""
    mark(own, "for all")
    until(lambda: "mark for all" in own.get("/he/t/about").text)
    tries = iter(range(10 ** 6))

    def made_once():
        path = f"/he/jobs?after={9000000000000001000 + next(tries)}"
        begin = len(asked(own))
        assert own.get(path).status == 200
        assert {a.status for a in at_once(16, lambda _: own.get(path))} == {200}
        lines = asked(own)[begin:]
        return len({line[3] for line in lines}) == 2 and \
            sum(line[2] not in ("0", "-") for line in lines) == 1
    until(made_once)


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
    kept(own, "/he/jobs")


def test_a_page_that_is_too_large_for_the_store_is_served_and_is_no_error(own):
    begin = own.log_size()
    first, second = own.get("/he/t/large"), own.get("/he/t/large")
    assert first.status == second.status == 200
    assert len(first.body) > 5_000_000
    assert first.body == second.body
    assert own.unexpected(begin) == []
    # And what is small is kept as before.
    kept(own, "/he/jobs")


def test_bytes_that_are_none_of_ours_are_made_anew(own, store):
    if store.kind != "redis":
        pytest.skip("memcached does not list its keys")
    fresh = own.get("/he/jobs")
    subprocess.run(["redis-cli", "-p", str(store.port), "EVAL",
                    "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SET', k, 'x') end"
                    " return 1", "0"], check=True, stdout=subprocess.DEVNULL)
    for _ in range(3):
        assert own.get("/he/jobs").body == fresh.body
    kept(own, "/he/jobs")


def test_without_the_store_pages_are_served_and_the_log_stays_short(own, store):
    before = own.get("/he/jobs").body
    store.stop()
    begin, asked_before = own.log_size(), len(asked(own))
    started = time.monotonic()
    while time.monotonic() < started + 3 or len(asked(own)) - asked_before < 200:
        answers = at_once(8, lambda i: own.get(f"/he/jobs?after={9000000000000000000 + i}"))
        assert {a.status for a in answers} == {200}
        assert own.get("/he/jobs").body == before
    # A line or two for each try, and each of two processes tries every few seconds.
    tries = 2 * (1 + (time.monotonic() - started) // 3)
    assert len(own.log()[begin:]) <= 10 * tries, own.log()[begin:][-5:]
    store.start()
    assert kept(own, "/he/jobs").body == before


def test_a_store_that_says_nothing_holds_nobody_up_for_long(own, store):
    """It has stopped in the middle of its work: its port is open and nobody answers."""
    own.get("/he/jobs")
    os.kill(store.process.pid, signal.SIGSTOP)
    quick = []

    def is_answered():
        before = time.monotonic()
        assert own.get("/he/jobs").status == 200
        quick.append(time.monotonic() - before < 0.5)
        return sum(quick) >= 40
    try:
        # Each process finds out once, then leaves the store alone for a while.  A request that waits
        # for it takes half a second.
        until(is_answered)
    finally:
        os.kill(store.process.pid, signal.SIGCONT)
    kept(own, "/he/jobs")


def test_a_store_that_is_not_loaded_is_told_by_configtest(tmp_path):
    extra = tmp_path / "store.conf"
    extra.write_text("RehabCacheStore redis:127.0.0.1:1\n", encoding="utf-8")
    portal = Portal("store-none", REHAB_EXTRA=str(extra))
    try:
        with pytest.raises(RuntimeError, match=re.escape("load mod_socache_redis")):
            portal.dev("configtest")
    finally:
        portal.forget()
