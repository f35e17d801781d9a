"""tests/bench/imports.py: how fast a file of jobs is read, and how long the portal's own forms wait
meanwhile.  30,000 adverts of 390 bytes a round."""

import os
import re
import threading
import time
import urllib.parse

from growth import empty_state, import_jobs, write_jobs
from harness import ROUNDS, rounds, serve

ROWS = int(os.environ.get("IMPORT_ROWS", "30000"))


def send(portal, waits):
    """One request to be called back, as a visitor sends it."""
    page = portal.get("/he/callback").text
    once = re.search(r'name="once" value="([^"]+)"', page).group(1)
    body = urllib.parse.urlencode({"once": once, "topic": "work", "name": "Dana",
                                   "phone": "0501234567"}).encode()
    began = time.monotonic()
    answer = portal.post("/he/callback", body)
    waits.append((time.monotonic() - began) * 1000)
    if answer.status != 303:
        raise RuntimeError(f"the form was answered {answer.status}")


def beside(portal, file):
    """Seconds that the import into this portal takes, and ms that each form waited."""
    over, waits = threading.Event(), []

    def work():
        while not over.is_set():
            send(portal, waits)
            time.sleep(0.05)

    visitor = threading.Thread(target=work)
    visitor.start()
    try:
        began = time.monotonic()
        portal.rehabctl("import", "jobs", file)
        return {"seconds": time.monotonic() - began, "waits": waits}
    finally:
        over.set()
        visitor.join()


def alone(file):
    return import_jobs(*empty_state("import"), file)


def quiet(portal):
    waits = []
    for _ in range(20):
        send(portal, waits)
    return {"waits": waits}


def run(report):
    file = write_jobs(ROWS)
    try:
        with serve("imports", DB="sqlite") as (portal, _, _):
            done = rounds({"alone": lambda: alone(file), "quiet": lambda: quiet(portal),
                           "beside": lambda: beside_fresh(portal, file)})
    finally:
        os.unlink(file)
    report.heading(f"import of {ROWS} jobs, {ROUNDS} rounds; sqlite, one core")
    report.keep("imports", done)
    report.row("rows a second", [ROWS / r["alone"]["seconds"] for r in done], least=10000, digits=0)
    report.row("MiB at most", [r["alone"]["mib"] for r in done], digits=0)
    report.row("a form, longest wait alone, ms", [max(r["quiet"]["waits"]) for r in done], digits=0)
    report.row("a form, longest wait beside, ms", [max(r["beside"]["waits"]) for r in done],
               most=200, digits=0,
               note=f"{sum(len(r['beside']['waits']) for r in done)} forms")


def beside_fresh(portal, file):
    """The jobs of the round before are forgotten first, so that all are written again."""
    sweep = os.path.join(os.path.dirname(file), "forget.sql")
    with open(sweep, "w", encoding="utf-8") as f:
        f.write("-- forget: the imported jobs.\nDELETE FROM job WHERE source_url LIKE"
                " 'https://jobs.example.org/%'\n")
    portal.rehabctl("sql", sweep)
    return beside(portal, file)
