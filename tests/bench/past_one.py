"""What README's sums for several machines are made of: processor time by page and by server, bytes of
a job, writes and their delay on the other machine, lines of the count files."""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from harness import HOME, ROUNDS, spread, wrk

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "site"))
from keeping import once, write_pages  # noqa: E402  (the path is set above)
from several import Scaled  # noqa: E402

JOBS = 20_000
BATCH = 500        # rows in one transaction, as an import has them
WRITERS = 8
WRITE_SECONDS = 5
LINES = 1_000_000
TRIES = 100
TICKS = os.sysconf("SC_CLK_TCK")

# Every column that has a value of its own is given one; all else is as in jobs that are there.
GROW = """
INSERT INTO job (code, listed, state, title, text, lang, employer_id, place_key, region_key,
                 field_key, pay_min, pay_max, pay_unit, hours, starts, openings, transport,
                 no_experience, day_only, no_licence, ride, training, source_name, source_url,
                 opens, closes, words)
SELECT translate(lpad(n::text, 6, '0'), '0123456789', '23456789AB'), n, state, title, text, lang, employer_id, place_key, region_key, field_key,
       pay_min, pay_max, pay_unit, hours, starts, openings, transport, no_experience, day_only,
       no_licence, ride, training, source_name, 'https://example.org/bench/' || n, opens, closes,
       words
  FROM generate_series({first}, {last}) AS n
  JOIN (SELECT row_number() OVER () - 1 AS i, j.* FROM job j WHERE length(source_url) IS NULL
         OR source_url NOT LIKE '%/bench/%') AS old
    ON i = n % {old};
"""


def fresh_page():
    """/jobs of conf/pages once more, under another address and never kept."""
    with open(f"{HOME}/conf/pages/jobs.conf", encoding="utf-8") as f:
        page = re.search(r"<RehabPage GET /jobs>.*?</RehabPage>", f.read(), re.S).group(0)
    return page.replace("GET /jobs>", "GET /bench/fresh>").replace("    RehabCache\n", "")


def processes():
    """pid -> (parent, seconds of processor time)."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
                fields = f.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        found[int(pid)] = int(fields[1]), sum(int(fields[i]) for i in (11, 12)) / TICKS
    return found


def spent(parents):
    """Name -> seconds that these processes and their children have used."""
    now = processes()
    return {name: sum(s for pid, (parent, s) in now.items() if pid == top or parent == top)
            for name, top in parents.items()}


def pid_of(path):
    with open(path, encoding="utf-8") as f:
        return int(f.readline())


def costs(report, name, address, parents, headers=()):
    """Microseconds of each server for one request."""
    seen = {}
    for _ in range(ROUNDS):
        before = spent(parents)
        done = wrk(address, headers, seconds=3)
        after = spent(parents)
        for one in parents:
            seen.setdefault(one, []).append((after[one] - before[one]) * 1e6 / done["requests"])
        seen.setdefault("all", []).append(sum(seen[one][-1] for one in parents))
    note = ", ".join(f"{one} {statistics.median(v):.0f}" for one, v in seen.items() if one != "all")
    report.row(name, seen["all"], digits=0, note=f"µs: {note}")


def pages(report, own):
    store = pid_of(f"{own.room}/redis/redis.pid")
    replica = f"{own.room}/pgsql-2" if os.path.isdir(f"{own.room}/pgsql-2") \
        else f"{own.state}/pgsql-2"
    front = {"httpd": own.fronts[0].parent_pid, "redis": store, "primary": own.postmaster_pid,
             "replica": pid_of(f"{replica}/postmaster.pid")}
    everything = {"balancer": pid_of(f"{own.state}/run/balancer.pid"), **front,
                  "other httpd": own.fronts[1].parent_pid}
    direct = f"http://127.0.0.1:{own.fronts[0].port}/he"
    tag = own.get("/he/jobs").headers["etag"]
    costs(report, "kept in redis, at a front", f"{direct}/jobs", front)
    costs(report, "the same, 304", f"{direct}/jobs", front, [f"If-None-Match: {tag}"])
    costs(report, "kept in redis, through the balancer", f"http://127.0.0.1:{own.port}/he/jobs",
          everything)
    costs(report, "not kept, at a front", f"{direct}/bench/fresh", front)


def sizes(report, own):
    def bytes_of(sql):
        return int(own.sql(f"SELECT {sql}"))

    tables = "sum(pg_table_size(c.oid)) FROM pg_class c WHERE c.relkind = 'r' AND c.relname LIKE 'job%'"
    indexes = tables.replace("pg_table_size", "pg_indexes_size")
    rows, before, keys = bytes_of("count(*) FROM job"), bytes_of(tables), bytes_of(indexes)
    begun = time.monotonic()
    for first in range(1, JOBS, BATCH):
        own.sql(GROW.format(first=first, last=first + BATCH - 1, old=rows))
    took = time.monotonic() - begun
    report.row("bytes of a job in PostgreSQL", [(bytes_of(tables) - before) / JOBS], digits=0,
               note=f"its text has {bytes_of('avg(length(text))::int FROM job')}; {rows} were there; "
                    f"{JOBS / took:.0f} rows a second, {BATCH} a transaction")
    report.row("bytes of its indexes", [(bytes_of(indexes) - keys) / JOBS], digits=0)
    lines = own.sql("SELECT indexrelname || ' ' || pg_relation_size(indexrelid) FROM "
                    "pg_stat_user_indexes WHERE relname = 'job' ORDER BY 1")
    for line in lines.splitlines():
        name, size = line.split()
        report.row(f"  {name}", [int(size) / (rows + JOBS)], digits=1, note="bytes a job")


def writes(report, own):
    """Forms that are accepted: each is a transaction with its token and its revision."""
    front, done = own.fronts[0], []

    def write(i):
        end = time.monotonic() + WRITE_SECONDS
        stream, n = front.stream(), 0
        token = once(front)
        while time.monotonic() < end:
            n += 1
            answer = stream("POST", "/he/t/form", {
                "Host": "127.0.0.1", "Sec-Fetch-Site": "same-origin",
                "Content-Type": "application/x-www-form-urlencoded"},
                f"once={token}&about=mark+{i}-{n}".encode())
            assert answer.status == 303, answer
        done.append(n)

    rates = []
    for _ in range(3):
        done.clear()
        writers = [threading.Thread(target=write, args=(i,)) for i in range(WRITERS)]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        rates.append(sum(done) / WRITE_SECONDS)
    report.row("forms a second, all to one row", rates, digits=0, note=f"{WRITERS} at once")


def delay(report, own):
    """From the 303 at one front to the first page of the other that shows it."""
    writer, other = own.fronts
    seen = []
    for i in range(TRIES):
        other.get("/he/t/about")
        answer = writer.post("/he/t/form", f"once={once(writer)}&about=mark+d{i}.".encode())
        assert answer.status == 303
        begun = time.monotonic()
        while f"mark d{i}." not in other.get("/he/t/about").text:
            pass
        seen.append((time.monotonic() - begun) * 1000)
    report.row("ms until the other machine shows it", [max(seen)], most=1000, digits=0,
               note=f"{spread(seen, 0)} of {TRIES}")


def counts(report, own):
    line = "job 7KQ4MD\n"
    with open(f"{own.state}/count/2020-01-02.log", "w", encoding="utf-8") as f:
        f.writelines(f"job {i % 50000:06d}\n" for i in range(LINES))
    begun = time.monotonic()
    own.rehabctl("daily")
    report.row("count lines that daily adds up a second", [LINES / (time.monotonic() - begun)],
               digits=0, note=f"{LINES} lines of {len(line)} bytes, 50,000 jobs")


def run(report):
    report.heading("Past one machine; SCALE=2, all servers on one core: wrk, then /proc/PID/stat")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        extra = write_pages(Path(folder))
        text = Path(extra).read_text(encoding="utf-8")
        text = re.sub(r"(?m)^(LogFormat|CustomLog) .*\n", "", text)
        Path(extra).write_text(f"{text}\n{fresh_page()}\nMaxKeepAliveRequests 0\n",
                               encoding="utf-8")
        own = Scaled(extra)
        try:
            own.start()
            pages(report, own)
            delay(report, own)
            writes(report, own)
            sizes(report, own)
            counts(report, own)
        except subprocess.CalledProcessError as failed:
            raise SystemExit(f"{failed}: {failed.stderr}") from failed
        finally:
            own.forget()
