"""tests/bench/memory.py: what a process of 64 threads holds (PSS without the database's pages) after
every page was asked for by all threads at once; and the same where the operator bounds the arenas
of glibc, which is a setting of the whole process and not a module's to make."""

import os
import re

from harness import CONNECTIONS, serve, wrk
from list_page import fresh_pages


def children(portal):
    """Process ids of the portal's children."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
                if int(f.read().rsplit(")", 1)[1].split()[1]) == portal.parent_pid:
                    yield pid
        except (OSError, ValueError, IndexError):
            continue


def held(pid):
    """MiB of a process that are its own or its share, without the database's pages."""
    total, of_database = 0, False
    with open(f"/proc/{pid}/smaps", encoding="utf-8") as f:
        for line in f:
            if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
                of_database = "portal.db" in line
            elif line.startswith("Pss:") and not of_database:
                total += int(line.split()[1])
    return total / 1024


def held_by_all(portal):
    return [held(pid) for pid in children(portal)]


def load(report, setting, most=None):
    with serve("memory", fresh_pages()) as (portal, _, _):
        report.row(f"at start{setting}", held_by_all(portal), digits=1)
        for path in ("/he/jobs", "/he/bench-warm", "/he/bench-cold", "/he/callback", "/en/"):
            wrk(f"http://127.0.0.1:{portal.port}{path}", seconds=3, connections=2 * CONNECTIONS)
        report.row(f"after load{setting}", held_by_all(portal), most=most, digits=1)


def run(report):
    report.heading("memory: MiB of a process of 64 threads, PSS without the database's pages")
    load(report, "", most=25)
    os.environ["MALLOC_ARENA_MAX"] = "2"
    try:
        load(report, ", MALLOC_ARENA_MAX=2")
    finally:
        del os.environ["MALLOC_ARENA_MAX"]
