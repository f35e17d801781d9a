"""tests/bench/memory.py: what a process of 64 threads holds (PSS without the database's pages) after
every page was asked for by all threads at once; the same where the operator bounds the arenas of
glibc, which is a setting of the whole process and not a module's to make; and whether it stays so
over a million requests of all kinds (MIXED=100000 make bench for fewer)."""

import os
import re
import sys
from statistics import mean

from harness import CONNECTIONS, serve, wrk
from list_page import etag, fresh_pages, script

REQUESTS = int(os.environ.get("MIXED", "1000000"))
STEPS = 10
STORE = 16 << 20            # bytes; no other shared memory has as many
LANGUAGES = ("he", "ar", "en", "ru", "fa")

# Lines of `requests` in turn; of a %d in one there is a new number each time.
MIXED = """local requests = {
%s}
local n = 0
request = function()
    n = n + 1
    local one = requests[n %% #requests + 1]
    local path = one.path:gsub("%%%%d", tostring(n))
    return wrk.format(one.method, path, one.headers, one.body)
end
"""


def children(portal):
    """Process ids of the portal's children."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
                if int(f.read().rsplit(")", 1)[1].split()[1]) == portal.parent_pid:
                    yield pid
        except (OSError, ValueError, IndexError):
            continue


def held(pid, kept=False):
    """MiB of a process that are its own or its share, without the database's pages and without the
    store of kept pages, or that of the store alone: shared memory of the size that RehabCacheStore
    says, which fills with different pages."""
    total, counts = 0, False
    with open(f"/proc/{pid}/smaps", encoding="utf-8") as f:
        for text in f:
            if re.match(r"[0-9a-f]+-[0-9a-f]+ ", text):
                first, last = (int(n, 16) for n in text.split()[0].split("-"))
                store = " rw-s " in text and last - first > STORE
                counts = store if kept else not store and "portal.db" not in text
            elif text.startswith("Pss:") and counts:
                total += int(text.split()[1])
    return total / 1024


def held_by_all(portal, kept=False):
    return [held(pid, kept) for pid in children(portal)]


def load(report, setting, most=None):
    with serve("memory", fresh_pages()) as (portal, _, _):
        report.row(f"at start{setting}", held_by_all(portal), digits=1)
        for path in ("/he/jobs", "/he/bench-warm", "/he/bench-cold", "/he/callback", "/en/"):
            wrk(f"http://127.0.0.1:{portal.port}{path}", seconds=3, connections=2 * CONNECTIONS)
        report.row(f"after load{setting}", held_by_all(portal), most=most, digits=1)


def line(path, method="GET", headers="", body=""):
    form = '["Content-Type"]="application/x-www-form-urlencoded"' if body else ""
    return (f'  {{method="{method}", path="{path}", body="{body}", '
            f'headers={{["Host"]="localhost", {headers}{form}}}}},\n')


def kinds(portal):
    """A line for each kind of request: kept pages, plain, packed and known already, in all languages
    and formats; pages and searches that nobody asked for before; what is not there; forms refused."""
    address = f"http://127.0.0.1:{portal.port}"
    codes = re.findall(r'href="/he/jobs/([0-9A-Z]+)"', portal.get("/he/jobs").text)[:5]
    for lang, code in zip(LANGUAGES, codes):
        known = etag(f"{address}/{lang}/jobs").replace('"', '\\"')
        yield line(f"/{lang}/") + line(f"/{lang}/jobs")
        yield line(f"/{lang}/jobs", headers='["Accept-Encoding"]="gzip", ')
        yield line(f"/{lang}/jobs", headers=f'["If-None-Match"]="{known}", ')
        yield line(f"/{lang}/jobs.atom") + line(f"/{lang}/jobs.json") + line(f"/{lang}/jobs/{code}")
        yield line(f"/{lang}/jobs?q=word%d") + line(f"/{lang}/jobs?after=9%d")
        yield line(f"/{lang}/bench-warm?after=8%d") + line(f"/{lang}/bench-cold")
        yield line(f"/{lang}/callback") + line(f"/{lang}/jobs/nothing%d")
        yield line(f"/{lang}/callback", "POST", body="topic=none&name=%d")
    yield line("/sitemap.xml") + line("/robots.txt") + line("/nothing%d")


def mixed(report):
    with serve("mixed", fresh_pages()) as (portal, _, _):
        lua = script("mixed", MIXED % "".join(kinds(portal)))
        sent, held_after = 0, []
        while len(held_after) < STEPS:
            sent += wrk(f"http://127.0.0.1:{portal.port}/", seconds=2, connections=2 * CONNECTIONS,
                        script=lua)["requests"]
            if sent >= REQUESTS / STEPS * (len(held_after) + 1):
                held_after.append(held_by_all(portal))
                print(f"{sent} requests: {held_after[-1]}", file=sys.stderr)
        fifth, last = held_after[STEPS // 5 - 1], held_after[-1]
        stored = held_by_all(portal, kept=True)
    report.keep("memory, mixed", held_after)
    report.row(f"after {sent} mixed requests", last, most=25, digits=1)
    report.row("at most, from the second tenth of them on",
               [max(one) for one in zip(*held_after[1:])], digits=1)
    report.row("beside them, the store of kept pages", stored, digits=1)
    report.row("grown since the first fifth of them", [b - a for a, b in zip(fifth, last)], most=1,
               digits=1)
    report.row("mean of the last three less of the second to fourth",
               [mean(one[-3:]) - mean(one[1:4]) for one in zip(*held_after)], digits=1)


def run(report):
    report.heading("memory: MiB of a process of 64 threads, PSS without the database's pages")
    load(report, "", most=25)
    mixed(report)
    os.environ["MALLOC_ARENA_MAX"] = "2"
    try:
        load(report, ", MALLOC_ARENA_MAX=2")
    finally:
        del os.environ["MALLOC_ARENA_MAX"]
