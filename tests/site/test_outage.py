"""The database changes, goes and comes back under load; httpd is never restarted."""

import contextlib
import glob
import os
import re
import signal
import sqlite3
import subprocess
import threading
import time

import pytest
from server import HOME, Portal

DATABASE = os.environ.get("REHAB_TEST_DB", "sqlite")
IN_A_ROW = 200
# Long beyond need: these machines are slow at times.
DEADLINE = 120
# So that no page of it can be kept.
NEVER_ASKED = "after=9000000000000000000"

pytestmark = pytest.mark.expects_log(r"50[03] \[")


@pytest.fixture(name="own", scope="module")
def own_portal():
    portal = Portal("outage", DATABASE)
    try:
        yield portal.start()
    finally:
        portal.forget()


@contextlib.contextmanager
def load(portal, threads=8):
    """Requests from several clients for as long as the block runs; gives the statuses seen."""
    done, seen = threading.Event(), []

    def run():
        while not done.is_set():
            try:
                seen.append(portal.get("/he/jobs.json").status)
            except OSError:
                seen.append(0)

    workers = [threading.Thread(target=run) for _ in range(threads)]
    for worker in workers:
        worker.start()
    try:
        yield seen
    finally:
        done.set()
        for worker in workers:
            worker.join(timeout=DEADLINE)


def until(condition, otherwise):
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, otherwise
        time.sleep(0.25)


def access_lines(portal):
    with open(os.path.join(portal.logs, "access.log"), encoding="utf-8") as f:
        return f.read().splitlines()


def succeeds_on_every_process(portal):
    """200 requests in a row, and more until every process has answered; none may fail."""
    statuses, pids, children = requests_in_a_row(portal)
    assert set(statuses) == {200}, statuses
    assert pids >= children, f"only {pids} of {children} answered"


def comes_to_succeed(portal):
    """The same, as soon as that is so: processes find out one after the other."""
    def all_succeed():
        statuses, pids, children = requests_in_a_row(portal)
        return set(statuses) == {200} and pids >= children
    until(all_succeed, "the portal does not recover")


def requests_in_a_row(portal):
    """(statuses, the processes that answered, all processes); it ends with the first that fails."""
    begin, statuses, pids = len(access_lines(portal)), [], set()
    children = {line.split()[-1] for line in access_lines(portal)}
    end = time.monotonic() + DEADLINE
    while set(statuses) <= {200} and (
            len(statuses) < IN_A_ROW or (pids < children and time.monotonic() < end)):
        statuses += burst(portal)
        pids = {line.split()[-1] for line in access_lines(portal)[begin:]}
    return statuses, pids, children


def burst(portal, n=16):
    """Several at once, so that both processes are asked."""
    answers = [0] * n

    def run(i):
        answers[i] = portal.get("/he/jobs.json").status

    workers = [threading.Thread(target=run, args=(i,)) for i in range(n)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=DEADLINE)
    return answers


@pytest.mark.skipif(DATABASE != "sqlite", reason="SQLite's own case")
def test_a_table_made_by_another_process_under_load_disturbs_nobody(own):
    parent = own.parent_pid
    with load(own) as seen:
        for i in range(5):
            subprocess.run(["sqlite3", "-cmd", ".timeout 20000",
                            os.path.join(own.state, "data", "portal.db"),
                            f"CREATE TABLE elsewhere_{i} (x TEXT); DROP TABLE elsewhere_{i};"],
                           check=True)
        succeeds_on_every_process(own)
    assert set(seen) == {200}
    assert own.parent_pid == parent


@pytest.mark.skipif(DATABASE != "sqlite", reason="SQLite's own case")
def test_a_held_lock_refuses_the_form_and_keeps_what_was_typed(own):
    holder = sqlite3.connect(os.path.join(own.state, "data", "portal.db"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        page = own.get("/he/callback").text
        once = re.search(r'name="once" value="([^"]+)"', page).group(1)
        answer = own.post("/he/callback", f"once={once}&topic=work&name=Dana&phone=0501234567"
                                          .encode())
        assert answer.status == 503
        assert answer.headers["retry-after"]
        assert "Dana" in answer.text
        assert own.get("/he/jobs").status == 200
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert own.post("/he/callback", f"once={once}&topic=work&name=Dana&phone=0501234567"
                                    .encode()).status == 303


def psql(portal, sql):
    return subprocess.run(["psql", "-qAt", "-h", f"{portal.room}/pg", "-U", "portal", "-d", "portal",
                           "-c", sql], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


@pytest.mark.skipif(DATABASE != "pgsql", reason="PostgreSQL's own case")
def test_postgresql_has_statistics_as_soon_as_it_is_filled(own):
    assert psql(own, "SELECT count(DISTINCT tablename) FROM pg_stats WHERE tablename IN"
                     " ('job', 'name', 'employer', 'job_trade')") == "4"


@pytest.mark.skipif(DATABASE != "pgsql", reason="PostgreSQL's own case")
def test_a_column_of_another_type_under_load_disturbs_nobody(own):
    parent = own.parent_pid
    with load(own) as seen:
        succeeds_on_every_process(own)
        for kind in ("VARCHAR(300)", "TEXT"):
            psql(own, f"ALTER TABLE name ALTER text TYPE {kind}")
            # What is kept hides what is asked anew.
            psql(own, "UPDATE job SET hours = hours WHERE job_id = 1")
            succeeds_on_every_process(own)
    assert set(seen) == {200}
    assert own.parent_pid == parent


@pytest.mark.skipif(DATABASE != "pgsql", reason="PostgreSQL's own case")
def test_postgresql_killed_under_load_comes_back_by_itself(own):
    parent = own.parent_pid
    with load(own) as seen:
        os.kill(own.postmaster_pid, signal.SIGKILL)
        until(lambda: own.tries_dev("pgsql-start"), "PostgreSQL does not start again")
        until(lambda: own.tries_dev("pgsql-ready"), "PostgreSQL is not ready again")
        comes_to_succeed(own)
    assert 200 in seen
    assert set(seen) <= {200, 503}
    assert own.parent_pid == parent


LANGUAGES = ("he", "ar", "en", "ru", "fa")


def test_without_the_database_static_pages_go_on_and_the_rest_says_503(own):
    texts = sorted(glob.glob("conf/content/*/**/*.xml", root_dir=HOME, recursive=True))
    assert len(texts) >= 5 * 22
    code = own.json("/he/jobs.json")["jobs"][-1]["code"]
    with database_away(own):
        for language in LANGUAGES:
            for path in ("jobs", f"jobs/{code}"):
                answer = own.get(f"/{language}/{path}?{NEVER_ASKED}")
                assert answer.status == 503
                assert answer.headers["retry-after"]
                assert f'lang="{language}"' in answer.text
                assert "00-000-0000" in re.search("<main.*</main>", answer.text, re.S)[0]
        assert own.get(f"/he/jobs.json?{NEVER_ASKED}").headers["content-type"].startswith("application/json")
        for text in texts:
            answer = own.get("/" + text.removeprefix("conf/content/").removesuffix(".xml"))
            assert answer.status == 200 and "<article" in answer.text, text
        assert own.get("/portal.css").status == 200
    until(lambda: own.get(f"/he/jobs?{NEVER_ASKED}").status == 200, "the portal does not recover")


@contextlib.contextmanager
def database_away(portal):
    if DATABASE == "pgsql":
        portal.dev("pgsql-stop")
        try:
            yield
        finally:
            portal.dev("pgsql-start")
        return
    # An open file stays readable when its name is gone: only new processes miss it.
    file = os.path.join(portal.state, "data", "portal.db")
    os.rename(file, file + ".away")
    os.kill(portal.parent_pid, signal.SIGUSR1)
    try:
        until(lambda: portal.get(f"/he/jobs?{NEVER_ASKED}").status == 503, "the database is not missed")
        yield
    finally:
        os.rename(file + ".away", file)
