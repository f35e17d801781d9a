"""tests/bench/instructions.py: instructions that one list of jobs costs in core on the three hot paths, counted
under callgrind: repeatable, whatever else the machine does.  instructions.json holds what they cost
when they were last recorded, beside the versions that it depends on (RECORD=1 make bench records).
With the same versions, more than 5 % above that is a failure; with others the figures are printed."""

import json
import os
import platform
import re
import subprocess

from harness import HOME, ROOM, Portal

RECORDED = os.path.join(HOME, "tests", "bench", "instructions.json")
TIMES, MOST = 20, 1.05
PATHS = ["kept", "warm", "cold"]


def versions():
    """What decides how many instructions the same code takes."""
    def ask(*command):
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    with open("/proc/cpuinfo", encoding="utf-8") as f:
        flags = re.search(r"(?m)^(?:flags|Features)\s*: (.*)", f.read())
    vectors = [flag for flag in (flags.group(1).split() if flags else [])
               if re.match(r"(sse4|avx|bmi|erms|fsrm|sve|asimd)", flag)]
    return {"libc": " ".join(platform.libc_ver()),
            **{name: ask("pkg-config", "--modversion", name)
               for name in ("libxml-2.0", "libxslt", "sqlite3", "icu-i18n")},
            "gcc": ask("gcc", "-dumpfullversion"), "processor": " ".join(sorted(vectors))}


def count(portal, path):
    """Instructions of one page."""
    out = os.path.join(ROOM, f"callgrind.{path}")
    subprocess.run(["valgrind", "--tool=callgrind", f"--toggle-collect=run_{path}",
                    f"--callgrind-out-file={out}", f"{HOME}/build/instructions", portal.state,
                    "/jobs", path, str(TIMES)], cwd=HOME, check=True, capture_output=True)
    with open(out, encoding="utf-8") as f:
        return int(re.search(r"(?m)^(?:summary|totals): (\d+)", f.read()).group(1)) // TIMES


def run(report):
    subprocess.run(["make", "--no-print-directory", "-s", "build/instructions"], cwd=HOME, check=True)
    os.makedirs(ROOM, exist_ok=True)
    portal = Portal("bench-instructions")
    try:
        portal.start()
        portal.stop()
        found = {path: count(portal, path) for path in PATHS}
    finally:
        portal.forget()
    with open(RECORDED, encoding="utf-8") as f:
        recorded = json.load(f)
    mine = versions()
    known = next((one for one in recorded if one["versions"] == mine), None)
    if os.environ.get("RECORD") == "1":
        recorded = [one for one in recorded if one is not known]
        recorded.append({"versions": mine, "instructions": found})
        with open(RECORDED, "w", encoding="utf-8") as f:
            json.dump(recorded, f, indent=1)
            f.write("\n")
    report.heading("instructions of one list of jobs in core, under callgrind; "
                   + ("recorded with the same versions" if known
                      else "no record with these versions, so nothing to hold them to"))
    for path, n in found.items():
        before = known["instructions"][path] if known else None
        report.row(f"{path}, thousand", [n / 1000], most=before * MOST / 1000 if before else None,
                   digits=1)
        if before and n > before * MOST:
            report.fail(f"{path}: {n} instructions, {before} were recorded")
