"""tests/bench/growth.py: lists of jobs among a million jobs against the same among a thousand: pages
that are not kept, with their cards remembered, twenty cards each.  Compared is the processor's time
in the server for a page, which others on the machine disturb less than they do rates.

The databases are made once, build/bench/jobs-N.db (1.9 GB for a million), and again when
synthetic.py changes; a new migration is applied to them where they lie.  Making the largest takes
two minutes, and 0.4 GB beside it.

    SIZES=1000,1000000 ONLY=growth make bench
"""

import contextlib
import glob
import hashlib
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import time
import urllib.parse

import synthetic
from harness import HOME, ROOM, ROUNDS, rounds, serve, wrk
from list_page import fresh_pages

SIZES = [int(n) for n in os.environ.get("SIZES", "1000,100000,1000000").split(",")]
CLIENTS = 4
REHABCTL = f"{HOME}/build/rehabctl"


def fingerprint():
    digest = hashlib.sha256()
    for name in (synthetic.__file__, f"{HOME}/conf/trades.csv"):
        with open(name, "rb") as f:
            digest.update(f.read())
    return digest.hexdigest()


def write_jobs(n):
    """n adverts as a file, which the caller removes."""
    os.makedirs(ROOM, exist_ok=True)
    path = os.path.join(ROOM, f"jobs-{n}.csv")
    with open(path, "w", encoding="utf-8") as f:
        subprocess.run(["/usr/bin/python3", synthetic.__file__, str(n)], stdout=f, check=True)
    return path


def empty_state(name):
    state = os.path.join(ROOM, name)
    shutil.rmtree(state, ignore_errors=True)
    database = os.path.join(state, "data", "portal.db")
    subprocess.run([REHABCTL, "--state", state, "init", "--home", HOME, "--database",
                    f"sqlite3 {database}"], check=True, capture_output=True)
    return state, database


def import_jobs(state, database, file):
    """Seconds, and MiB at most, that an import takes."""
    began = time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-f", "%M", REHABCTL, "--state", state, "import",
                           "jobs", file, "--database", f"sqlite3 {database}"],
                          check=True, capture_output=True, text=True)
    return {"seconds": time.monotonic() - began,
            "mib": int(done.stderr.split()[-1]) / 1024,
            "imported": int(re.search(r"imported +(\d+)", done.stdout)[1])}


def database_of(n):
    """The database with n jobs, and what its import took when it was made."""
    kept, about = os.path.join(ROOM, f"jobs-{n}.db"), os.path.join(ROOM, f"jobs-{n}.json")
    if os.path.exists(kept) and os.path.exists(about):
        with open(about, encoding="utf-8") as f:
            known = json.load(f)
        if known["fingerprint"] == fingerprint():
            return kept, known
    os.makedirs(ROOM, exist_ok=True)
    file = write_jobs(n)
    state, database = empty_state(f"made-{n}")
    try:
        known = {"fingerprint": fingerprint(), "n": n, **import_jobs(state, database, file)}
        subprocess.run([REHABCTL, "--state", state, "daily", "--database", f"sqlite3 {database}"],
                       check=True, capture_output=True)
        os.replace(database, kept)
    finally:
        os.unlink(file)
        shutil.rmtree(state, ignore_errors=True)
    with open(about, "w", encoding="utf-8") as f:
        json.dump(known, f)
    return kept, known


def give(portal, database):
    """The portal serves that database from now on; both are one file where the disk allows it."""
    portal.stop()
    own = os.path.join(os.path.realpath(portal.state), "data", "portal.db")
    who = os.stat(own)
    for name in glob.glob(own + "*"):
        os.unlink(name)
    try:
        os.link(database, own)
    except OSError:
        shutil.copy(database, own)
    os.chown(own, who.st_uid, who.st_gid)
    portal.dev("start")


def ask(database, sql):
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as handle:
        return handle.execute(sql).fetchall()


def pairs(database):
    """A pair of district and field of which there are many, and one of which there are 21 or few
    more among a thousand."""
    found = ask(database, "SELECT region_key, field_key FROM job_count WHERE n > 20 ORDER BY n DESC")
    found = [p for p in found if p != (synthetic.RARE["region"], synthetic.RARE["field"])]
    return [{"region": p[0], "field": p[1]} for p in (found[0], found[-1])]


def cases(smallest, database):
    """name -> what is asked for; positions in the list are the database's own."""
    frequent, middle = pairs(smallest)
    half, last = (ask(database, "SELECT listed FROM job WHERE state = 'open' ORDER BY listed DESC"
                                f" LIMIT 1 OFFSET {at}")[0][0]
                  for at in ask(database, "SELECT count(*) / 2, count(*) - 22 FROM job")[0])
    return {"list": {}, "page in the middle": {"after": half}, "last page": {"after": last},
            "frequent pair": frequent, "middle pair": middle, "rare pair": synthetic.RARE,
            "search": {"q": synthetic.FREQUENT_WORD},
            "search, rare word": {"q": synthetic.RARE_WORD},
            "search, word of many trades": {"q": synthetic.TRADES_WORD}}


# Of which a thousand jobs have too few to compare: a rare pair has a bound of its own.
UNBOUND = ("rare pair", "search, word of many trades")


def cards(page):
    return page.text.count('class="job"')


def spent(portal):
    """Seconds that all threads of the portal's processes have had a processor so far."""
    total = 0
    for pid in subprocess.run(["pgrep", "-P", str(portal.parent_pid)], check=True, text=True,
                              capture_output=True).stdout.split():
        for name in glob.glob(f"/proc/{pid}/task/*/schedstat"):
            with open(name, encoding="utf-8") as f:
                total += int(f.read().split()[0])
    return total / 1e9


def measure(portal, address, connections):
    def once():
        before = spent(portal)
        done = wrk(address, seconds=1, connections=connections)
        done["ms"] = (spent(portal) - before) * 1000 / max(1, done["requests"])
        return done
    return once


def run(report):
    made = {n: database_of(n) for n in SIZES}
    report.heading(f"growth: not kept, cards warm, wrk -t1 -c{CLIENTS} -d1s, {ROUNDS} rounds; sqlite")
    todo, seen = {}, {}
    with contextlib.ExitStack() as stack:
        for n, (database, _) in made.items():
            portal, _, _ = stack.enter_context(
                serve(f"growth-{n}", fresh_pages(), DB="sqlite", DEMO="0"))
            give(portal, database)
            for name, asked in cases(made[SIZES[0]][0], database).items():
                path = "/he/bench-warm?" + urllib.parse.urlencode(asked)
                address = f"http://127.0.0.1:{portal.port}{path}"
                seen[name, n] = cards(portal.get(path))
                todo[f"{name} {n}"] = measure(portal, address, CLIENTS)
        done = rounds(todo)
    report.keep("growth", done)
    first = SIZES[0]
    for name in sorted({name for name, _ in seen}):
        for n in SIZES[1:]:
            report.row(f"{name}, {n:,} / {first:,}",
                       [r[f"{name} {n}"]["ms"] / r[f"{name} {first}"]["ms"] for r in done],
                       most=1.15 if n == max(SIZES) and name not in UNBOUND else None,
                       note=f"{seen[name, n]} and {seen[name, first]} cards, "
                            f"{statistics.median(r[f'{name} {n}']['ms'] for r in done):.2f} ms")
    for n in SIZES:
        report.row(f"rare pair among {n:,}, ms", [r[f"rare pair {n}"]["ms"] for r in done], most=5)
    for n in SIZES:
        known = made[n][1]
        report.row(f"import of {n:,}, rows a second", [known["imported"] / known["seconds"]],
                   least=10000 if n == max(SIZES) else None, digits=0,
                   note=f"when the database was made; {known['mib']:.0f} MiB at most")
