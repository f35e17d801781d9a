#!/usr/bin/python3
"""tests/bench/bench.py: the promises with a time, a rate or a size.  Every ratio is taken within one
round, and the targets of a round follow each other, so that what slows the machine slows all of
them; printed are the median and the range, and whether it is enough.

    ROUNDS=7 DURATION=2 CONNECTIONS=32 ONLY=list_page,memory make bench

The servers have the first core, the load the second.  Raw rounds go to build/bench.json, a picture of
all rows to build/bench.svg.  Each module below has run(report); harness.py is what they share.
"""

import importlib
import os
import sys

from harness import Report

MODULES = [
    "list_page",        # kept and not kept, against a static file
    "peers",            # not kept, against what others would build it with
    "instructions",     # of the hot paths, held to what was recorded
    "memory",           # of a process
    "past_one",         # several machines: what each page, job and write costs there
    "databases",        # PostgreSQL against SQLite
    "beside",           # a slow statement, commits, and what a form changed
    "imports",          # rows a second, and how long forms wait
    "growth",           # a million jobs against a thousand
]


def main():
    os.sched_setaffinity(0, {0})        # the servers inherit it; the load is moved to the other
    only = os.environ.get("ONLY")
    report = Report()
    for name in only.split(",") if only else MODULES:
        importlib.import_module(name).run(report)
    report.write()
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
