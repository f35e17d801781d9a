"""A statement that takes too long is stopped, said to be so, and holds nobody up meanwhile."""

import os
import textwrap
import threading

import pytest
from keeping import until
from server import HOME, Portal

DATABASE = os.environ.get("REHAB_TEST_DB", "sqlite")
PAGES = """
RehabStatementLimit 2000
StartServers 1
ServerLimit 1
MaxRequestWorkers 64
<RehabPage GET /t/slow>
    RehabAllow  visitor
    RehabParam  typed  line
    RehabQuery  sum  {here}/endless.sql
    RehabFormat html error/page.xsl
    RehabFormat json
</RehabPage>
<RehabPage GET /t/quick>
    RehabAllow  visitor
    RehabQuery  sum  {here}/quick.sql
    RehabFormat json
</RehabPage>
"""
STATEMENTS = {
    "endless": "-- endless.  takes typed  gives n\nWITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT"
               " i + 1 FROM c WHERE i < 2000000000) SELECT count(*) AS \"n\", :typed AS \"typed\""
               " FROM c\n",
    "quick": "-- quick.  gives n\nSELECT count(*) AS \"n\" FROM field\n",
}

pytestmark = pytest.mark.expects_log(r"503 \[|took \d+ ms")


@pytest.fixture(name="own", scope="module")
def own_portal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("limit")
    for name, text in STATEMENTS.items():
        (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    extra = folder / "more.conf"
    extra.write_text(textwrap.dedent(PAGES).format(here=os.path.relpath(folder, f"{HOME}/conf/sql")),
                     encoding="utf-8")
    portal = Portal("limit", DATABASE, REHAB_EXTRA=str(extra))
    try:
        yield portal.start()
    finally:
        portal.forget()


def test_the_visitor_is_told_and_the_log_names_the_statement_and_no_value(own):
    begin = own.log_size()
    answer = own.get("/en/t/slow?typed=Dana")
    assert answer.status == 503 and answer.headers["retry-after"]
    assert "That took too long" in answer.text
    lines = [line for line in own.log()[begin:] if "endless" in line]
    assert any("503 [" in line for line in lines), own.log()[begin:]
    assert not any("Dana" in line for line in own.log()[begin:])


def quick_ones_meanwhile(own):
    """While slow statements run, quick pages are asked for: how many are answered before a slow one."""
    answers, quick = [], 0
    slow = [threading.Thread(target=lambda: answers.append(own.get("/he/t/slow.json")))
            for _ in range(4)]
    for one in slow:
        one.start()
    while not answers:
        assert own.get("/he/t/quick").status == 200
        quick += not answers
    for one in slow:
        one.join()
    assert [a.status for a in answers] == [503] * 4
    return quick


def test_others_are_served_while_it_runs(own):
    """As many times as a machine needs for twenty; who is held up by them is answered behind them.
    All in one process, where as many are slow as make pages."""
    seen = []
    until(lambda: seen.append(quick_ones_meanwhile(own)) or sum(seen) >= 20)


def test_the_connections_serve_on(own):
    for _ in range(20):
        assert own.get("/he/t/quick").status == 200
