"""tests/bench/list_page.py: the list of jobs with 20 cards, kept and not kept, against a static file of
the same bytes that the same httpd serves."""

import os
import re
import subprocess

from harness import CONNECTIONS, HOME, ROOM, ROUNDS, SECONDS, rounds, serve, wrk


def fresh_pages():
    """/jobs of conf/pages twice more, under other addresses and never kept: with its cards
    remembered, and without."""
    with open(f"{HOME}/conf/pages/jobs.conf", encoding="utf-8") as f:
        page = re.search(r"<RehabPage GET /jobs>.*?</RehabPage>", f.read(), re.S).group(0)
    cold = page.replace("GET /jobs>", "GET /bench-cold>").replace("    RehabCache\n", "")
    warm = page.replace("GET /jobs>", "GET /bench-warm>").replace("    RehabCache\n", "")
    return warm + "\n" + re.sub(r"  card=\S+", "", cold)


# 32 combinations of what suits the visitor: each has its own frame, all soon remembered.
MANY = """local flags = {"no_experience", "day_only", "no_licence", "ride", "training"}
local n = 0
request = function()
    local query = ""
    n = (n + 1) % 32
    for i = 1, 5 do
        if math.floor(n / 2 ^ (i - 1)) % 2 == 1 then query = query .. "&" .. flags[i] .. "=1" end
    end
    return wrk.format("GET", wrk.path .. "?" .. query:sub(2))
end
"""

# A cursor that nobody sent before: the same cards, and a frame that must be made.
NEW = """local n = 0
request = function()
    n = n + 1
    return wrk.format("GET", string.format("%s?after=%.0f", wrk.path, 9e18 - n * 1024 * 1024))
end
"""


def script(name, text):
    path = os.path.join(ROOM, f"{name}.lua")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def etag(address):
    said = subprocess.run(["curl", "-sI", address], capture_output=True, text=True, check=True)
    return re.search(r"(?im)^etag: (\S+)", said.stdout).group(1)


def targets(portal, static):
    """name: address, headers, script of wrk."""
    page = portal.get("/he/jobs")
    packed = portal.get("/he/jobs", Accept_Encoding="gzip")
    mine = f"http://127.0.0.1:{portal.port}/he"
    theirs = f"{static}/page.html"
    gzip = "Accept-Encoding: gzip"
    return {
        "static": (theirs, []),
        "static 304": (theirs, [f"If-None-Match: {etag(theirs)}"]),
        "kept": (f"{mine}/jobs", []),
        "kept, compressed": (f"{mine}/jobs", [gzip]),
        "kept, 304": (f"{mine}/jobs", [f"If-None-Match: {page.headers['etag']}"]),
        "kept, compressed, 304": (f"{mine}/jobs",
                                  [gzip, f"If-None-Match: {packed.headers['etag']}"]),
        "not kept, cards warm": (f"{mine}/bench-warm", []),
        "not kept, 32 addresses": (f"{mine}/bench-warm", [], script("many", MANY)),
        "not kept, cards warm, frame new": (f"{mine}/bench-warm", [], script("new", NEW)),
        "not kept, all cold": (f"{mine}/bench-cold", []),
    }


def run(report):
    with serve("list", fresh_pages()) as (portal, static, folder):
        page = portal.get("/he/jobs")
        with open(f"{folder}/page.html", "wb") as f:
            f.write(page.body)
        cards = page.text.count('class="job"')
        report.heading(f"the list: {len(page.body)} bytes, {cards} cards; wrk -t1 -c{CONNECTIONS} "
                       f"-d{SECONDS}s, {ROUNDS} rounds; {portal.database}")
        done = rounds({name: lambda a=address, h=headers, s=more: wrk(a, h, script=s[0] if s else None)
                       for name, (address, headers, *more) in targets(portal, static).items()})
    report.keep("list_page", done)
    for name in ("static", "static 304"):
        report.row(f"{name}, a second", [r[name]["rate"] for r in done], digits=0)
    report.ratios(done, [
        ("kept", "static", 1.3, 1.45), ("kept, compressed", "static", 1.2, 1.45),
        ("kept, 304", "static 304", 0.9, 1.0), ("kept, compressed, 304", "static 304", 0.9, 1.0),
        ("not kept, cards warm", "static", 0.2, 0.35),
        ("not kept, 32 addresses", "static", None, None),
        ("not kept, cards warm, frame new", "static", None, None), ("not kept, all cold", "static", None, None)])
