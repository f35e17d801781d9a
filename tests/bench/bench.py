#!/usr/bin/python3
"""tests/bench/bench.py: what a page costs against a static file of the same bytes that the same
httpd serves.  Every ratio is taken within one round, and the targets of a round follow each other,
so that what slows the machine slows all of them; printed are the median and the range.

    ROUNDS=7 DURATION=2 CONNECTIONS=32 make bench

The server has the first core, the load the second.  Raw rounds go to build/bench.json.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import textwrap
import time

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(HOME, "tests", "site"))
from server import Portal, free_port  # noqa: E402  (the path is set above)

ROUNDS = int(os.environ.get("ROUNDS", "7"))
SECONDS = int(os.environ.get("DURATION", "2"))
CONNECTIONS = int(os.environ.get("CONNECTIONS", "32"))

# Neither server writes an access log; the page that is not kept is the list without RehabCache.
HOSTS = """
Listen 127.0.0.1:{static}
MaxKeepAliveRequests 0
EnableSendfile Off
<VirtualHost 127.0.0.1:{portal}>
    ServerName localhost
    CustomLog /dev/null pages env=never
</VirtualHost>
<VirtualHost 127.0.0.1:{static}>
    ServerName localhost
    RehabEngine Off
    CustomLog /dev/null pages env=never
    DocumentRoot "{folder}"
    <Directory "{folder}">
        Require all granted
    </Directory>
</VirtualHost>
{page}
"""


def fresh_page():
    """/jobs of conf/pages once more, under another address and never kept."""
    with open(f"{HOME}/conf/pages/jobs.conf", encoding="utf-8") as f:
        page = re.search(r"<RehabPage GET /jobs>.*?</RehabPage>", f.read(), re.S).group(0)
    cold = page.replace("GET /jobs>", "GET /bench-cold>").replace("    RehabCache\n", "")
    warm = page.replace("GET /jobs>", "GET /bench-warm>").replace("    RehabCache\n", "")
    return warm + "\n" + re.sub(r"  card=\S+", "", cold)


def wrk(address, headers=()):
    """Requests a second, and how many did not end as they should."""
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    bad = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", said))
    bad += sum(int(n) for n in re.findall(r"(?:connect|read|write|timeout) (\d+)", said))
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    unit = {"us": 0.001, "ms": 1, "s": 1000}[slow.group(2)]
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), "bad": bad,
            "p99": float(slow.group(1)) * unit}


def targets(portal, static):
    """name: address, headers, what it is held against, the least ratio and the one to aim for."""
    page = portal.get("/he/jobs")
    packed = portal.get("/he/jobs", Accept_Encoding="gzip")
    mine = f"http://127.0.0.1:{portal.port}/he"
    theirs = f"http://127.0.0.1:{static}/page.html"
    tag = http_etag(theirs)
    return {
        "static": (theirs, [], None, None, None),
        "static 304": (theirs, [f"If-None-Match: {tag}"], None, None, None),
        "kept": (f"{mine}/jobs", [], "static", 1.3, 1.45),
        "kept, compressed": (f"{mine}/jobs", ["Accept-Encoding: gzip"], "static", 1.2, 1.45),
        "kept, 304": (f"{mine}/jobs", [f"If-None-Match: {page.headers['etag']}"], "static 304",
                      0.9, 1.0),
        "kept, compressed, 304": (f"{mine}/jobs", ["Accept-Encoding: gzip",
                                                   f"If-None-Match: {packed.headers['etag']}"],
                                  "static 304", 0.9, 1.0),
        "not kept, cards warm": (f"{mine}/bench-warm", [], "static", 0.2, 0.35),
        "not kept, all cold": (f"{mine}/bench-cold", [], "static", None, None),
    }


def http_etag(address):
    said = subprocess.run(["curl", "-sI", address], capture_output=True, text=True, check=True)
    return re.search(r"(?im)^etag: (\S+)", said.stdout).group(1)


def spread(values, digits=2):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}..{max(values):.{digits}f})"


def memory(portal):
    """MiB of each child that are its own or its share (PSS), without the database's pages."""
    found = []
    for pid in os.listdir("/proc"):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
                parent = int(f.read().rsplit(")", 1)[1].split()[1])
            if parent != portal.parent_pid:
                continue
            with open(f"/proc/{pid}/smaps", encoding="utf-8") as f:
                maps = f.read()
        except (OSError, ValueError, IndexError):
            continue
        total, of_database = 0, False
        for line in maps.splitlines():
            if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
                of_database = "portal.db" in line
            elif line.startswith("Pss:") and not of_database:
                total += int(line.split()[1])
        found.append(total / 1024)
    return found


def run(portal, static):
    todo = targets(portal, static)
    rounds = []
    for n in range(ROUNDS):
        rounds.append({name: wrk(address, headers)
                       for name, (address, headers, *_) in todo.items()})
        print(f"round {n + 1} of {ROUNDS}", file=sys.stderr)
    print(f"\n{'':24}{'requests a second':32}{'p99 ms':>8}  {'ratio':26}{'at least':>9}")
    for name, (_, _, against, least, aim) in todo.items():
        rates = [r[name]["rate"] for r in rounds]
        row = f"{name:24}{spread(rates, 0):32}{statistics.median(r[name]['p99'] for r in rounds):8.2f}  "
        ratios = [r[name]["rate"] / r[against or "static"]["rate"] for r in rounds]
        row += f"{spread(ratios, 3):26}"
        if least:
            middle = statistics.median(ratios)
            row += f"{least:9.2f} {'ok' if middle >= least else 'short'}" \
                   f"{'' if middle < aim else ', as aimed'}"
        bad = sum(r[name]["bad"] for r in rounds)
        print(row + (f"  {bad} FAILED" if bad else ""))
    own = memory(portal)
    print(f"\nmemory of a process of 64 threads (PSS, MiB): "
          f"{', '.join(f'{m:.1f}' for m in own)}   at most 25: "
          f"{'ok' if own and max(own) <= 25 else 'short'}")
    with open(f"{HOME}/build/bench.json", "w", encoding="utf-8") as f:
        json.dump({"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "rounds": rounds,
                   "connections": CONNECTIONS, "seconds": SECONDS, "memory": own}, f, indent=1)


def main():
    os.sched_setaffinity(0, {0})        # the server inherits it; wrk is moved to the other core
    static = free_port()
    folder = os.path.join(HOME, "build", "bench")
    os.makedirs(folder, exist_ok=True)
    portal = Portal("bench", os.environ.get("DB", "sqlite"),
                    REHAB_EXTRA=os.path.join(folder, "hosts.conf"))
    public = f"{portal.room}/static"
    with open(os.path.join(folder, "hosts.conf"), "w", encoding="utf-8") as f:
        f.write(textwrap.dedent(HOSTS).format(static=static, portal=portal.port, folder=public,
                                              page=fresh_page()))
    try:
        portal.start()
        os.makedirs(public, mode=0o755, exist_ok=True)
        page = portal.get("/he/jobs")
        with open(f"{public}/page.html", "wb") as f:
            f.write(page.body)
        cards = page.text.count('class="job"')
        print(f"{len(page.body)} bytes, {cards} cards; wrk -t1 -c{CONNECTIONS} -d{SECONDS}s, "
              f"{ROUNDS} rounds; {portal.database}")
        run(portal, static)
    finally:
        portal.forget()


if __name__ == "__main__":
    main()
