"""Pages of a test's own that are kept or slow, who made an answer, and changes behind the portal's
back: for tests of kept pages on one machine, in other stores and on several machines."""

import contextlib
import glob
import os
import re
import signal
import subprocess
import textwrap
import threading
import time

from server import HOME

PAGES = """
LogFormat "%>s %U %{{rehab-statements}}n %P" asked
CustomLog "${{REHAB_LOGS}}/asked.log" asked
<RehabPage GET /t/about>
    RehabAllow  visitor
    RehabQuery  firms/firm  {here}/about.sql
    RehabFormat json
    RehabCache
</RehabPage>
<RehabPage GET /t/fresh>
    RehabAllow  visitor
    RehabQuery  firms/firm  {here}/about.sql
    RehabFormat json
</RehabPage>
<RehabPage GET /t/form>
    RehabAllow  visitor
    RehabFormat html {there}/form.xsl
</RehabPage>
<RehabPage POST /t/form>
    RehabAllow    visitor
    RehabParam    about  line required
    RehabWrite    -      {here}/set.sql
    RehabSeeOther /t/about
    RehabInvalid  /t/form
</RehabPage>
<RehabPage GET /t/slow>
    RehabAllow  visitor
    RehabParam  n  int
    RehabQuery  sum  {here}/slow.sql
    RehabFormat json
    RehabCache
</RehabPage>
<RehabPage GET /t/large>
    RehabAllow  visitor
    RehabQuery  rows/row  {here}/large.sql
    RehabFormat json
    RehabCache
</RehabPage>
<RehabPage GET /t/missing/{{code}}>
    RehabAllow  visitor
    RehabParam  code  key
    RehabQuery  firm  {here}/none.sql
    RehabFormat json
    RehabCache
</RehabPage>
"""

STATEMENTS = {
    "about": "-- about.  gives about\nSELECT e.about FROM employer e WHERE e.about LIKE 'mark %'"
             " LIMIT 1\n",
    "set": "-- set.  takes about\nUPDATE employer SET about = :about WHERE employer_id = 1\n",
    "slow": "-- slow: takes long.  takes n  gives n\nWITH RECURSIVE c(i) AS (SELECT 1 UNION ALL"
            " SELECT i + 1 FROM c WHERE i < 300000) SELECT count(*) AS \"n\", :n AS \"of\","
            " (SELECT count(*) FROM employer) AS \"firms\" FROM c\n",
    "large": "-- large: more than the store takes.  gives i text\nWITH RECURSIVE n(i) AS (SELECT 1"
             " UNION ALL SELECT i + 1 FROM n WHERE i < 1900) SELECT i AS \"i\", '" + "x" * 3000 +
             "' AS \"text\", (SELECT count(*) FROM employer) AS \"firms\" FROM n\n",
    "none": "-- none.  takes code\nSELECT e.about FROM employer e WHERE e.code = :code\n",
}

FORM = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="html"/><xsl:template match="/page"><html lang="{@lang}"><head><title>t</title>
</head><body><form method="post"><input name="once" value="{@once}"/></form></body></html>
</xsl:template></xsl:stylesheet>"""


def write_pages(folder):
    """The files of PAGES and, among them, what REHAB_EXTRA names."""
    for name, text in STATEMENTS.items():
        (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    (folder / "form.xsl").write_text(FORM, encoding="utf-8")
    extra = folder / "more.conf"
    extra.write_text(textwrap.dedent(PAGES).format(
        here=os.path.relpath(folder, f"{HOME}/conf/sql"),
        there=os.path.relpath(folder, f"{HOME}/xsl")), encoding="utf-8")
    return extra


def asked(portal):
    """(status, address, statements that were run, process) of each request so far."""
    with open(os.path.join(portal.logs, "asked.log"), encoding="utf-8") as f:
        return [line.split() for line in f]


def statements(portal, request):
    """What a request gives, and how many of its page's statements were run for it."""
    before = len(asked(portal))
    answer = request()
    lines = asked(portal)[before:]
    assert len(lines) == 1
    return answer, 0 if lines[0][2] == "-" else int(lines[0][2])


def at_once(n, run):
    results = [None] * n

    def work(i):
        results[i] = run(i)

    workers = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=120)
    return results


def until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
        return [int(child) for child in f.read().split()]


def runs(pid):
    """1 while a thread of the process has not stopped."""
    for stat in glob.glob(f"/proc/{pid}/task/*/stat"):
        with contextlib.suppress(OSError), open(stat, encoding="utf-8", errors="replace") as f:
            if f.read().rsplit(")", 1)[1].split()[0] not in "tTZX":
                return True
    return False


def stand_still(pids):
    """Stops processes.  A signal takes its time, in which one of them might still accept somebody."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    until(lambda: not any(runs(pid) for pid in pids))


def shell(portal, text):
    """A change by the database's own shell, behind the portal's back."""
    if portal.database == "sqlite":
        subprocess.run(["sqlite3", "-cmd", ".timeout 20000",
                        os.path.join(portal.state, "data", "portal.db"), text], check=True)
    else:
        subprocess.run(["psql", "-q", "-h", f"{portal.room}/pg", "-U", "portal", "-d", "portal",
                        "-c", text], check=True, stdout=subprocess.DEVNULL)


def mark(portal, text):
    shell(portal, f"UPDATE employer SET about = 'mark {text}' WHERE employer_id = 1")


def once(portal):
    return re.search(r'value="([^"]+)"', portal.get("/he/t/form").text).group(1)
