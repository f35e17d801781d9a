"""tests/bench/harness.py: what all modules of the bench share: servers on the first core, load from
the second, rounds in which the targets follow each other, and rows that say ok or short."""

import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import time

from plot import picture

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.append(os.path.join(HOME, "tests", "site"))
from server import Portal, free_port  # noqa: E402  (the path is set above)

ROUNDS = int(os.environ.get("ROUNDS", "7"))
SECONDS = int(os.environ.get("DURATION", "2"))
CONNECTIONS = int(os.environ.get("CONNECTIONS", "32"))
ROOM = os.path.join(HOME, "build", "bench")

# Neither server writes an access log.
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
{more}
"""


@contextlib.contextmanager
def serve(name, more="", **environment):
    """A portal, and beside it a static server of the same httpd; `more` is configuration that
    dev.conf ends with.  Gives the portal, the static server's address and its folder."""
    static = free_port()
    os.makedirs(ROOM, exist_ok=True)
    extra = os.path.join(ROOM, f"{name}.conf")
    portal = Portal(f"bench-{name}", environment.pop("DB", os.environ.get("DB", "sqlite")),
                    REHAB_EXTRA=extra, **environment)
    folder = f"{portal.room}/static"
    with open(extra, "w", encoding="utf-8") as f:
        f.write(HOSTS.format(static=static, portal=portal.port, folder=folder, more=more))
    try:
        portal.start()
        os.makedirs(folder, mode=0o755, exist_ok=True)
        yield portal, f"http://127.0.0.1:{static}", folder
    finally:
        portal.forget()


def wrk(address, headers=(), seconds=SECONDS, connections=CONNECTIONS, script=None):
    """Requests a second, 99th percentile in ms, and how many did not end as they should."""
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", script]
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    bad = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", said))
    bad += sum(int(n) for n in re.findall(r"(?:connect|read|write|timeout) (\d+)", said))
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    unit = {"us": 0.001, "ms": 1, "s": 1000}[slow.group(2)]
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), "bad": bad,
            "requests": int(re.search(r"(\d+) requests in", said).group(1)),
            "p99": float(slow.group(1)) * unit}


def spread(values, digits=2):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}..{max(values):.{digits}f})"


def rounds(todo, count=ROUNDS):
    """`todo`: name -> function that measures once.  One dictionary of results per round."""
    done = []
    for n in range(count):
        done.append({name: measure() for name, measure in todo.items()})
        print(f"round {n + 1} of {count}", file=sys.stderr)
    return done


class Report:
    """Rows as they are printed, and the raw rounds behind them."""

    def __init__(self):
        self.raw = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                    "connections": CONNECTIONS, "seconds": SECONDS, "rows": [], "rounds": {}}
        self.section = ""
        self.failures = []

    def heading(self, text):
        print(f"\n{text}")
        self.section = text.split(";")[0].split(": wrk")[0]

    def fail(self, sentence):
        """A count that does not depend on the machine is not what it was: make bench fails."""
        print(f"FAILED  {sentence}")
        self.failures.append(sentence)

    def keep(self, name, raw):
        """Raw rounds, which `make bench` leaves behind."""
        self.raw["rounds"][name] = raw

    def row(self, name, values, least=None, aim=None, most=None, digits=3, note=""):
        """The median of `values` held against the least, or the most, that it may be."""
        middle = statistics.median(values)
        well = (least is None or middle >= least) and (most is None or middle <= most)
        verdict = "" if least is None and most is None else "ok" if well else "short"
        if aim is not None and well and (middle >= aim if most is None else middle <= aim):
            verdict += ", as aimed"
        bound = f"at least {least:g}" if least is not None else \
            f"at most {most:g}" if most is not None else ""
        if aim is not None:
            bound += f", aim {aim:g}"
        print(f"{name:42}{spread(values, digits):32}{bound:24}{verdict:14}{note}".rstrip())
        self.raw["rows"].append({"section": self.section, "name": name, "values": values,
                                 "least": least, "most": most, "aim": aim, "verdict": verdict, "note": note})

    def ratios(self, done, pairs):
        """`pairs`: (name, held against, least, aim).  Each ratio is of one round."""
        for name, against, least, aim in pairs:
            bad = sum(r[name]["bad"] for r in done)
            self.row(f"{name} / {against}",
                     [r[name]["rate"] / r[against]["rate"] for r in done], least, aim,
                     note=f"{spread([r[name]['rate'] for r in done], 0)} a second, p99 "
                          f"{statistics.median(r[name]['p99'] for r in done):.2f} ms"
                          + (f"  {bad} FAILED" if bad else ""))

    def write(self):
        with open(f"{HOME}/build/bench.json", "w", encoding="utf-8") as f:
            json.dump(self.raw, f, indent=1)
        with open(f"{HOME}/build/bench.svg", "w", encoding="utf-8") as f:
            f.write(picture(self.raw["rows"]))
