"""tests/bench/beside.py: fast pages beside a statement that takes a second at a time, and beside
fifty commits a second; what a form changed, as the next visitor sees it.

The slow statement burns the core that the servers have.  Pages beside a program that does the same and
knows nothing of the portal show what that core alone takes from them: what is lost beyond it, they
wait for in the portal."""

import contextlib
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time

from harness import CONNECTIONS, HOME, ROOM, ROUNDS, SECONDS, rounds, serve, spread, wrk
from list_page import fresh_pages

TRIES = 1000
READERS = 4
# The slow statement is to end by itself, on a busy machine too.
PAGES = """
RehabStatementLimit 30000
<RehabPage GET /bench-slow>
    RehabAllow  visitor
    RehabQuery  sum  {here}/slow.sql
    RehabFormat json
</RehabPage>
<RehabPage GET /bench-about>
    RehabAllow  visitor
    RehabQuery  firms/firm  {here}/about.sql
    RehabFormat json
    RehabCache
</RehabPage>
<RehabPage GET /bench-form>
    RehabAllow  visitor
    RehabFormat html {there}/form.xsl
</RehabPage>
<RehabPage POST /bench-form>
    RehabAllow    visitor
    RehabParam    about  line required
    RehabWrite    -      {here}/set.sql
    RehabSeeOther /bench-about
    RehabInvalid  /bench-form
</RehabPage>
"""
FILES = {
    "slow.sql": "-- slow: counts for a second.  gives n\nWITH RECURSIVE c(i) AS (SELECT 1 UNION ALL"
                " SELECT i + 1 FROM c WHERE i < {steps}) SELECT count(*) AS \"n\" FROM c\n",
    "about.sql": "-- about.  gives about\nSELECT e.about FROM employer e WHERE e.about LIKE"
                 " 'mark %' LIMIT 1\n",
    "set.sql": "-- set.  takes about\nUPDATE employer SET about = :about WHERE employer_id = 1\n",
    "form.xsl": "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">"
                "<xsl:output method=\"html\"/><xsl:template match=\"/page\"><html lang=\"{{@lang}}\">"
                "<head><title>t</title></head><body><form method=\"post\"><input name=\"once\""
                " value=\"{{@once}}\"/></form></body></html></xsl:template></xsl:stylesheet>",
}


def steps_of_a_second():
    """How far the slow statement counts in a second on this machine."""
    with contextlib.closing(sqlite3.connect(":memory:")) as handle:
        began = time.monotonic()
        handle.execute("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
                       " WHERE i < 1000000) SELECT count(*) FROM c").fetchone()
        return int(1000000 / (time.monotonic() - began))


def pages():
    folder = os.path.join(ROOM, "beside")
    os.makedirs(folder, exist_ok=True)
    for name, text in FILES.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text.format(steps=steps_of_a_second()))
    return PAGES.format(here=os.path.relpath(folder, f"{HOME}/conf/sql"),
                        there=os.path.relpath(folder, f"{HOME}/xsl"))


@contextlib.contextmanager
def meanwhile(work):
    """Runs work() again and again beside the block."""
    over = threading.Event()

    def run_on():
        while not over.is_set():
            work()

    other = threading.Thread(target=run_on)
    other.start()
    try:
        yield
    finally:
        over.set()
        other.join()


def slow_page(portal, took):
    def once():
        began = time.monotonic()
        if portal.get("/he/bench-slow").status != 200:
            raise RuntimeError("the slow statement was stopped")
        took.append(time.monotonic() - began)
    return once


def burn():
    """A second of the servers' core for another program."""
    subprocess.run([sys.executable, "-c", "import time\nwhile time.thread_time() < 1: pass"], check=True)


def commits(portal, made):
    """Fifty changes of a job a second, each a transaction of its own, behind the portal's back."""
    path = os.path.join(os.path.realpath(portal.state), "data", "portal.db")
    start = time.monotonic()

    def once():
        with contextlib.closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as handle:
            handle.execute("PRAGMA synchronous = FULL")
            for _ in range(50):
                made.append(1)
                handle.execute("UPDATE job SET hours = ? WHERE job_id = 1", (f"h{len(made)}",))
                time.sleep(max(0.0, start + len(made) / 50 - time.monotonic()))
    return once


def beside(work, address, connections):
    def measure():
        with meanwhile(work()):
            return wrk(address, connections=connections)
    return measure


def sees_the_change(portal):
    """How many of TRIES changes all READERS see that start after the 303.  That both processes answer
    them is asserted by test_kept."""
    seen = 0
    for i in range(TRIES):
        page = portal.get("/he/bench-form").text
        once = re.search(r'value="([^"]+)"', page).group(1)
        if portal.post("/he/bench-form", f"once={once}&about=mark+{i}.".encode()).status != 303:
            raise RuntimeError("the form was refused")
        found = [None] * READERS

        def read(n, found=found):
            found[n] = portal.get("/he/bench-about").text

        readers = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        seen += all(text and f"mark {i}." in text for text in found)
    return seen


def run(report):
    took, made = [], []
    with serve("beside", fresh_pages() + pages(), DB="sqlite") as (portal, _, _):
        warm = f"http://127.0.0.1:{portal.port}/he/bench-warm"
        kept = f"http://127.0.0.1:{portal.port}/he/jobs"
        portal.get("/he/bench-warm")
        portal.get("/he/jobs")
        done = rounds({
            "few": lambda: wrk(warm, connections=4),
            "few beside slow": beside(lambda: slow_page(portal, took), warm, 4),
            "few beside burning": beside(lambda: burn, warm, 4),
            "warm": lambda: wrk(warm),
            "warm beside slow": beside(lambda: slow_page(portal, took), warm, CONNECTIONS),
            "warm beside burning": beside(lambda: burn, warm, CONNECTIONS),
            "warm beside commits": beside(lambda: commits(portal, made), warm, CONNECTIONS),
            "kept": lambda: wrk(kept),
            "kept beside commits": beside(lambda: commits(portal, made), kept, CONNECTIONS)})
        seen = sees_the_change(portal)
    report.heading(f"beside others' work: wrk -t1 -c{CONNECTIONS} and -c4 -d{SECONDS}s, {ROUNDS} "
                   "rounds; sqlite, the servers on one core")
    report.keep("beside", done)
    report.ratios(done, [("few beside slow", "few", 0.5, None),
                         ("warm beside slow", "warm", 0.5, None),
                         ("few beside slow", "few beside burning", 0.9, None),
                         ("warm beside slow", "warm beside burning", 0.9, None),
                         ("warm beside commits", "warm", 0.9, None),
                         ("kept beside commits", "kept", None, None)])
    report.row("few beside slow, p99 ms", [r["few beside slow"]["p99"] for r in done], most=5,
               note=", ".join(f"{name} {spread([r[name]['p99'] for r in done], 1)}"
                              for name in ("few", "few beside burning")))
    report.row("warm, p99 ms", [r["warm"]["p99"] for r in done])
    report.row("warm beside slow, p99 ms", [r["warm beside slow"]["p99"] for r in done],
               note=f"warm beside burning {spread([r['warm beside burning']['p99'] for r in done], 1)}")
    report.row("the slow statement, s", took, note=f"{len(took)} of them")
    report.row("commits", [len(made)], digits=0)
    report.row(f"changes seen after the 303, of {TRIES}", [seen], least=TRIES, digits=0,
               note=f"{READERS} readers each")
