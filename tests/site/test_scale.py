"""Past one machine: a balancer, two httpd, PostgreSQL with a replica and redis, as
`make start SCALE=2` starts them; what each of them may lose, and what then goes on."""

import os
import re
import shutil
import signal
import socket
import threading
import time

import pytest
from accounts import EMPLOYER, Browser
from keeping import asked, at_once, mark, once, statements, until, write_pages
from server import Answer
from several import Scaled

# The same in both runs of the site layer.
pytestmark = pytest.mark.browser

TRIES = 20
CALLBACK = "topic=work&name=Dana&phone=0501234567"


@pytest.fixture(name="all_of_it", scope="module")
def scaled(tmp_path_factory):
    for program in ("redis-server", "psql"):
        if not shutil.which(program):
            pytest.skip(f"no {program} here: make deps installs it")
    one = Scaled(write_pages(tmp_path_factory.mktemp("scale")))
    try:
        yield one.start()
    finally:
        one.forget()


@pytest.fixture(name="own")
def whole(all_of_it):
    """Each test begins with all parts running; what a test ended is started again."""
    until(lambda: all_of_it.tries_dev("start"))
    until(lambda: all(f.get("/he/jobs").status == 200 for f in all_of_it.fronts))
    all_of_it.sql("SELECT pg_wal_replay_resume() WHERE pg_is_in_recovery()", 5433)
    yield all_of_it
    for front in all_of_it.fronts:
        front.resume()


def never_asked(n=[9_000_000_000_000_000_000]):     # noqa: B006  one counter for all tests
    """An address whose page is kept nowhere."""
    n[0] += 1
    return f"/he/jobs?after={n[0]}"


def callback_once(portal):
    return re.search(r'name="once" value="([^"]+)"', portal.get("/he/callback").text).group(1)


def workers(own):
    """Which front answered each request, as the balancer's log has it."""
    with open(os.path.join(own.logs, "balancer.log"), encoding="utf-8") as f:
        return [line.split()[-1] for line in f]


# --- What they share

def test_both_fronts_answer_and_what_one_made_the_other_serves(own):
    mark(own, "shared")
    own.caught_up()
    time.sleep(1)

    # A store that was slow once, on a busy machine, rests for seconds; who asks then makes the page.
    def few_made_it():
        begin = [len(asked(front)) for front in own.fronts]
        path = never_asked()
        answers = [own.get(path) for _ in range(12)]
        assert {a.status for a in answers} == {200}
        assert len({a.body for a in answers}) == 1
        lines = [line for front, n in zip(own.fronts, begin) for line in asked(front)[n:]
                 if line[1] == "/he/jobs"]
        assert len({line[3] for line in lines}) >= 2
        assert len(set(workers(own)[-12:])) == 2
        return sum(line[2] not in ("0", "-") for line in lines) <= 2

    def the_other_serves_it():
        path = never_asked()
        first = own.fronts[0].get(path)
        again, asked_for = statements(own.fronts[1], lambda: own.fronts[1].get(path))
        assert again.body == first.body
        return asked_for == 0

    until(few_made_it)
    until(the_other_serves_it)
    packed = own.get("/he/jobs?ride=1", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("writer, other", [(0, 1), (1, 0)])
def test_a_change_by_a_form_shows_at_once_there_and_within_a_second_everywhere(own, writer, other):
    writer, other = own.fronts[writer], own.fronts[other]
    for i in range(TRIES // 4):
        other.get("/he/t/about")
        body = f"once={once(writer)}&about=mark+{writer.port}+{i}.".encode()
        assert writer.post("/he/t/form", body).status == 303
        done = time.monotonic()
        assert all(f"mark {writer.port} {i}." in text
                   for text in at_once(4, lambda _: writer.get("/he/t/about").text)), i
        time.sleep(max(0, done + 1 - time.monotonic()))
        assert all(f"mark {writer.port} {i}." in text
                   for text in at_once(4, lambda _: other.get("/he/t/about").text)), i


def test_a_form_sent_to_both_fronts_at_once_has_happened_once(own):
    before = own.callbacks()
    for _ in range(5):
        body = f"once={callback_once(own)}&{CALLBACK}".encode()
        answers = at_once(6, lambda i, b=body: own.fronts[i % 2].post("/he/callback", b))
        assert {a.status for a in answers} == {303}
        assert len({a.headers["location"].replace(str(f.port), "")
                    for a, f in zip(answers, own.fronts * 3)}) == 1
    assert own.callbacks() == before + 5


def test_who_signed_in_at_one_front_is_known_at_the_other(own):
    browser = Browser(own)
    assert browser.sign_in(EMPLOYER).status in (200, 303)
    for front in own.fronts:
        there = Browser(front)
        there.cookies = browser.cookies
        assert there.get("/he/account").status == 200
        assert there.page.headers["cache-control"] == "no-store"
    assert {browser.get("/he/account").status for _ in range(4)} == {200}


def test_views_on_both_machines_are_added_up(own):
    for front in own.fronts:
        with open(os.path.join(front.state, "count", "2020-01-01.log"), "w", encoding="utf-8") as f:
            f.write("job TEST22\n")
        front.rehabctl("daily")
        front.rehabctl("daily")
    assert own.sql("SELECT n FROM page_count WHERE code = 'TEST22' AND day = '2020-01-01'") == "2"


def test_nothing_says_where_a_visitor_came_from(own):
    secret = "203.0.113.77"
    assert own.get("/he/jobs", X_Forwarded_For=secret).status == 200
    for front in [own, *own.fronts]:
        for name in os.listdir(front.logs):
            with open(os.path.join(front.logs, name), encoding="utf-8", errors="replace") as f:
                assert not re.search(rf"{re.escape(secret)}|client 127\.0\.0\.1", f.read()), name


# --- A front dies

def test_of_a_front_that_is_killed_no_get_notices(own):
    """Some are under way there when it dies: it has taken them and answers nothing."""
    own.fronts[0].pause()
    answers = []
    asking = [threading.Thread(target=lambda: answers.append(own.get(never_asked())))
              for _ in range(10)]
    for one in asking:
        one.start()
    until(lambda: len(answers) + own.fronts[0].unread() == 10)
    assert len(answers) < 10                # those that the other front had
    own.fronts[0].kill()
    for one in asking:
        one.join(timeout=60)
    assert [a.status for a in answers] == [200] * 10
    assert len({len(a.body) for a in answers}) == 1
    assert {a.status for a in at_once(20, lambda _: own.get(never_asked()))} == {200}
    stream = own.stream()
    assert {stream("GET", never_asked(), {"Host": "localhost"}).status for _ in range(10)} == {200}


def test_a_form_that_a_dying_front_swallowed_may_be_sent_again_and_happens_once(own):
    before, tokens = own.callbacks(), [callback_once(own) for _ in range(6)]
    answers = {}

    def send(i):
        answers[i] = own.post("/he/callback", f"once={tokens[i]}&{CALLBACK}".encode())

    own.fronts[1].pause()
    sending = [threading.Thread(target=send, args=(i,)) for i in range(len(tokens))]
    for one in sending:
        one.start()
    until(lambda: len(answers) + own.fronts[1].unread() == 6)
    served = len(answers)
    own.fronts[1].kill()
    for one in sending:
        one.join(timeout=60)
    swallowed = [a for a in answers.values() if a.status != 303]
    assert len(swallowed) == 6 - served > 0
    for answer in swallowed:
        assert answer.status == 502
        assert answer.headers["retry-after"]
        assert "<h1" in answer.text
    for i in range(len(tokens)):
        send(i)
    assert {a.status for a in answers.values()} == {303}
    assert own.callbacks() == before + len(tokens)


def test_who_asked_both_fronts_while_they_died_is_told(own):
    """The first front takes the request and dies, and so does the one that is asked after it."""
    first, second = own.fronts
    first.pause()
    second.pause()
    answers = []
    asking = [threading.Thread(target=lambda: answers.append(own.get(never_asked())))
              for _ in range(6)]
    for one in asking:
        one.start()
    until(lambda: first.unread() + second.unread() == 6)
    first.kill()
    until(lambda: second.unread() == 6)
    second.kill()
    for one in asking:
        one.join(timeout=60)
    assert len(answers) == 6
    for answer in answers:
        assert answer.status in (502, 503)
        assert [name for name, _ in answer.pairs].count("retry-after") == 1
        assert 'lang="ar"' in answer.text


def test_with_no_front_left_visitors_are_told(own):
    for front in own.fronts:
        front.kill()

    def told():
        # Each connection that was open to one of them dies first, as 502 with the same sentence.
        answer = own.get("/he/jobs")
        assert answer.status in (502, 503)
        assert answer.headers["retry-after"]
        assert 'lang="ar"' in answer.text
        return answer.status == 503
    until(told)


# --- The store and the replica go away

def test_without_redis_pages_are_served(own):
    with open(f"{own.room}/redis/redis.pid", encoding="utf-8") as f:
        os.kill(int(f.read()), signal.SIGKILL)
    assert {a.status for a in at_once(12, lambda _: own.get("/he/jobs"))} == {200}
    assert own.get(never_asked()).status == 200


def test_without_the_replica_pages_are_read_where_is_written(own):
    own.replica("stop", "-m", "immediate")
    assert {a.status for a in at_once(12, lambda _: own.get(never_asked()))} == {200}
    body = f"once={once(own)}&about=mark+alone.".encode()
    assert own.post("/he/t/form", body).status == 303
    time.sleep(1)
    assert {"mark alone." in own.get("/he/t/about").text for _ in range(4)} == {True}


def test_visitors_pages_are_read_at_the_replica(own):
    """A row that only it shows: it does not replay what was changed since."""
    own.sql("SELECT pg_stat_reset()", 5432)
    begin = int(own.sql("SELECT pg_stat_get_db_xact_commit(oid) FROM pg_database"
                        " WHERE datname = 'portal'", 5433))
    at_once(20, lambda _: own.get(never_asked()))
    until(lambda: int(own.sql("SELECT pg_stat_get_db_xact_commit(oid) FROM pg_database"
                              " WHERE datname = 'portal'", 5433)) >= begin + 20, seconds=30)


def test_a_replica_that_is_behind_shows_nobody_what_is_over(own):
    own.sql("SELECT pg_wal_replay_pause()", 5433)
    try:
        for i in range(5):
            body = f"once={once(own.fronts[0])}&about=mark+ahead+{i}.".encode()
            assert own.fronts[0].post("/he/t/form", body).status == 303
            assert f"mark ahead {i}." in own.fronts[0].get("/he/t/about").text
        time.sleep(1)
        assert "mark ahead 4." in own.fronts[1].get("/he/t/about").text
    finally:
        own.sql("SELECT pg_wal_replay_resume()", 5433)


# --- The primary dies.  These come last: after them the replica is the primary.

def test_without_the_primary_reads_go_on_and_writes_say_so(own):
    browser = Browser(own)
    browser.sign_in(EMPLOYER)
    own.caught_up()
    kept = own.get("/he/jobs").body
    before, token = own.callbacks(5433), callback_once(own)
    own.kill_primary()
    time.sleep(1)
    assert {a.status for a in at_once(12, lambda _: own.get(never_asked()))} == {200}
    assert own.get("/he/jobs").body == kept
    assert own.get("/en/callback").status == 200
    assert browser.get("/he/account").status == 200
    answer = own.post("/he/callback", f"once={token}&{CALLBACK}".encode())
    assert answer.status == 503
    assert answer.headers["retry-after"]
    assert "00-000-0000" in answer.text
    assert 'value="Dana"' in answer.text
    until(lambda: own.tries_dev("start"))
    until(lambda: own.post("/he/callback", f"once={token}&{CALLBACK}".encode()).status == 303)
    assert own.callbacks() == before + 1


def test_what_a_replica_behind_shows_without_the_primary_is_not_kept(own):
    own.caught_up()
    own.sql("SELECT pg_wal_replay_pause()", 5433)
    front = own.fronts[0]
    assert front.post("/he/t/form", f"once={once(front)}&about=mark+lost.".encode()).status == 303
    assert "mark lost." in front.get("/he/t/about").text        # kept, as it was at the primary
    own.kill_primary()
    time.sleep(1)
    path = never_asked()
    begin = len(asked(front))
    assert [front.get(path).status for _ in range(3)] == [200] * 3
    assert [line[2] for line in asked(front)[begin:]].count("0") == 0
    assert "mark lost." in front.get("/he/t/about").text


def test_the_promoted_replica_takes_over_and_nobody_is_restarted(own):
    """As README says it.  What the primary lost with itself is nowhere, also not in a kept page."""
    parents = [front.parent_pid for front in own.fronts]
    own.caught_up()
    own.sql("ALTER SYSTEM SET primary_conninfo = ''", 5433)
    own.sql("SELECT pg_reload_conf()", 5433)
    until(lambda: own.sql("SELECT count(*) FROM pg_stat_wal_receiver", 5433) == "0")
    front = own.fronts[0]
    assert front.post("/he/t/form", f"once={once(front)}&about=mark+gone.".encode()).status == 303
    assert "mark gone." in front.get("/he/t/about").text
    own.kill_primary()
    assert own.sql("SELECT pg_promote()", 5433) == "t"
    token = callback_once(own)
    until(lambda: own.post("/he/callback", f"once={token}&{CALLBACK}".encode()).status == 303)
    body = f"once={once(own)}&about=mark+after.".encode()
    assert own.post("/he/t/form", body).status == 303
    time.sleep(1)
    assert {"mark after." in own.get("/he/t/about").text for _ in range(6)} == {True}
    assert [front.parent_pid for front in own.fronts] == parents


def test_the_next_start_goes_on_from_the_promoted_one(all_of_it):
    seen = all_of_it.sql("SELECT about FROM employer WHERE employer_id = 1", 5433)
    all_of_it.stop()
    all_of_it.dev("start")
    assert all_of_it.sql("SELECT about FROM employer WHERE employer_id = 1") == seen
    assert all_of_it.sql("SELECT pg_is_in_recovery()", 5433) == "t"
    assert isinstance(all_of_it.get("/he/jobs"), Answer)
    assert all_of_it.get("/he/jobs").status == 200


def test_stop_leaves_nothing_running(all_of_it):
    all_of_it.stop()
    for port in range(all_of_it.port, all_of_it.port + 5):
        with socket.socket() as s:
            assert s.connect_ex(("127.0.0.1", port)) != 0, port
    assert not [n for n in os.listdir(f"{all_of_it.room}/pg") if n.startswith(".s.PGSQL")]
