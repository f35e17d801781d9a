"""What a declaration can say beyond what the portal's own pages use, on a portal with more pages."""

import glob
import json
import os
import re
import textwrap
import urllib.parse

import pytest
from server import HOME, own_portal

SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="{method}" encoding="UTF-8" media-type="{media}"/>
<xsl:template match="/page">{body}</xsl:template></xsl:stylesheet>"""

CALENDAR = """<xsl:text>BEGIN:VCALENDAR
SUMMARY:</xsl:text><xsl:for-each select="rows/row"><xsl:value-of select="@text"/></xsl:for-each>
<xsl:text>
END:VCALENDAR
</xsl:text>"""

FORM = """<html lang="{@lang}"><head><title>t</title></head><body>
<form method="post" action=""><input type="hidden" name="once" value="{@once}"/>
<xsl:for-each select="request/param"><b class="{@name}"><xsl:value-of select="."/></b></xsl:for-each>
<xsl:for-each select="errors/error"><i class="{@param}"><xsl:value-of select="@code"/></i>
</xsl:for-each></form></body></html>"""

PAGES = """
<RehabPage GET /t/rows>
    RehabAllow  visitor
    RehabQuery  rows/row  {here}/rows.sql  numbers=n
    RehabFormat csv  query=rows
    RehabFormat ics  {there}/calendar.xsl
    RehabFormat json
</RehabPage>
<RehabPage GET /t/form>
    RehabAllow  visitor
    RehabFormat html {there}/form.xsl
</RehabPage>
<RehabPage POST /t/form>
    RehabAllow    visitor
    RehabParam    to     email  required
    RehabParam    note   text   max=1000
    RehabParam    pick   choice(a|b)  many
    RehabParam    pass   secret
    RehabWrite    -      {here}/setting.sql  expect=1
    RehabWrite    -      {here}/wrong.sql    else=422
    RehabAudit    sends  note
    RehabMail     account/verify  to={here}/mail.sql
    RehabSeeOther /t/form
    RehabInvalid  /t/form
</RehabPage>
<RehabPage POST /t/go>
    RehabAllow    visitor
    RehabParam    region  key  required
    RehabAction   see-other
    RehabSeeOther /t/region/{{region}}
</RehabPage>
<RehabPage GET /t/seen/{{code}}>
    RehabAllow  visitor
    RehabParam  code  key
    RehabQuery  rows/row  {here}/rows.sql
    RehabAudit  reads  seen
    RehabCount  seen {{code}}
    RehabFormat json
</RehabPage>
<RehabPage GET /t/staff>
    RehabAllow  worker admin
    RehabQuery  rows/row  {here}/rows.sql
    RehabFormat json
</RehabPage>
"""

STATEMENTS = {
    "rows.sql": "-- rows.  gives n text\nSELECT 1 AS \"n\", '=1+1' AS \"text\", 2 AS \"_secret\""
                " UNION ALL SELECT 2, 'שלום, \"עולם\"', 3\n",
    "setting.sql": "-- setting.  takes to note pick pass\nINSERT INTO setting (name, value) VALUES"
                   " ('t-' || CAST(:new_code AS text), :to || coalesce(:note, '')"
                   " || coalesce(:pick, '') || coalesce(:pass, ''))\n",
    "wrong.sql": "-- wrong.  takes note pick  gives param code\nSELECT 'note' AS \"param\","
                 " 'short' AS \"code\" WHERE length(:note) < 3\nUNION ALL\n"
                 "SELECT NULL, 'conflict' WHERE :pick = 'b'\n",
    "mail.sql": "-- mail.  takes to  gives address lang note\n"
                "SELECT :to AS \"address\", 'en' AS \"lang\", :note AS \"note\"\n",
}


@pytest.fixture(name="more", scope="module")
def portal_with_more_pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("more")
    for name, text in STATEMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "calendar.xsl").write_text(
        SHEET.format(method="text", media="text/calendar", body=CALENDAR), encoding="utf-8")
    (folder / "form.xsl").write_text(
        SHEET.format(method="html", media="text/html", body=FORM), encoding="utf-8")
    extra = folder / "more.conf"
    extra.write_text(textwrap.dedent(PAGES).format(
        here=os.path.relpath(folder, f"{HOME}/conf/sql"),
        there=os.path.relpath(folder, f"{HOME}/xsl")), encoding="utf-8")
    with own_portal("directives", REHAB_EXTRA=str(extra), DEBUG="1") as portal:
        yield portal


def sql(portal, text, tmp_path):
    file = tmp_path / "ask.sql"
    file.write_text(f"-- ask\n{text}\n", encoding="utf-8")
    lines = portal.rehabctl("sql", str(file)).stdout.splitlines()
    return [line.split(",") for line in lines[1:]]


def once(portal):
    return re.search(r'name="once" value="([^"]+)"', portal.get("/he/t/form").text).group(1)


def form(portal, **fields):
    return urllib.parse.urlencode({"once": once(portal), "to": "a@example.org", **fields}).encode()


def test_csv_guards_formulas_and_hides_what_is_the_engines_own(more):
    answer = more.get("/he/t/rows")
    assert answer.media_type == "text/csv"
    assert answer.headers["content-disposition"] == "attachment"
    lines = answer.text.lstrip("\ufeff").splitlines()
    assert lines == ["n,text", "1,'=1+1", '2,"שלום, ""עולם"""']


def test_a_calendar_has_lines_that_end_in_crlf(more):
    answer = more.get("/he/t/rows.ics")
    assert answer.media_type == "text/calendar"
    assert answer.body.startswith(b"BEGIN:VCALENDAR\r\nSUMMARY:")


def test_json_has_numbers_where_the_declaration_says_so(more):
    rows = json.loads(more.get("/he/t/rows.json").text)["rows"]
    assert rows[0] == {"n": 1, "text": "=1+1"}


def test_the_document_is_served_with_debug_only(more, portal):
    assert more.get("/he/t/rows.xml").text.startswith("<?xml")
    assert "_secret" not in more.get("/he/t/rows.xml").text
    assert portal.get("/he/jobs.xml").status == 404


def test_an_error_of_a_csv_or_calendar_is_plain_text(more):
    for suffix in ("", ".ics"):
        answer = more.request("GET", f"/he/t/rows{suffix}", {"Accept": "image/png"})
        assert (answer.status, answer.media_type) == (406, "text/plain")


def test_a_statement_may_find_what_is_wrong_and_nothing_is_kept(more, tmp_path):
    count = "SELECT count(*) AS n FROM setting WHERE name LIKE 't-%'"
    before = sql(more, count, tmp_path)
    answer = more.post("/he/t/form", form(more, note="no", pick="b"))
    assert answer.status == 422
    assert '<i class="note">short</i>' in answer.text and '<i class="">conflict</i>' in answer.text
    assert '<b class="note">no</b>' in answer.text
    assert sql(more, count, tmp_path) == before
    assert more.post("/he/t/form", form(more, note="yes", pick="a")).status == 303


@pytest.mark.expects_log(r"\[\w+\] ")
def test_a_write_leaves_its_mail_sealed_and_its_audit_row(more, tmp_path):
    before = int(sql(more, "SELECT count(*) AS n FROM outbox", tmp_path)[0][0])
    assert more.post("/he/t/form", form(more, note="Quixotic")).status == 303
    rows = sql(more, "SELECT template AS t, lang AS l, sealed AS s FROM outbox"
                     " ORDER BY outbox_id DESC", tmp_path)
    assert len(rows) == before + 1
    assert rows[0][:2] == ["account/verify", "en"]
    assert rows[0][2].startswith("d1.") and "Quixotic" not in rows[0][2]
    assert sql(more, "SELECT verb AS v, object AS o FROM audit ORDER BY audit_id DESC"
                     " LIMIT 1", tmp_path) == [["sends", "note"]]


def test_a_form_may_come_in_parts(more, tmp_path):
    boundary = "----x"
    parts = {"once": once(more), "to": "b@example.org", "note": "line one\r\nline two"}
    body = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
                   "\r\n" for name, value in parts.items()) + f"--{boundary}--\r\n"
    answer = more.post("/he/t/form", body.encode(),
                       {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    assert answer.status == 303


def test_a_secret_comes_back_on_no_page(more):
    answer = more.post("/he/t/form", form(more, to="nobody", **{"pass": "hunter2-Zq"}))
    assert answer.status == 422
    assert '<i class="to">kind</i>' in answer.text
    assert "hunter2-Zq" not in answer.text


def test_an_action_leads_where_its_page_says(more):
    answer = more.post("/he/t/go", b"region=north")
    assert answer.status == 303
    assert answer.headers["location"].endswith("/he/t/region/north")


def test_a_page_that_is_watched_is_neither_kept_nor_unnoticed(more, tmp_path):
    count = "SELECT count(*) AS n FROM audit WHERE verb = 'reads' AND code = 'abc'"
    before = int(sql(more, count, tmp_path)[0][0])
    answer = more.get("/he/t/seen/abc")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert int(sql(more, count, tmp_path)[0][0]) == before + 1


def test_a_view_is_counted_without_the_visitor(more):
    more.get("/he/t/seen/abc")
    more.request("HEAD", "/he/t/seen/abc")
    files = glob.glob(os.path.join(more.state, "count", "*.log"))
    lines = [line for file in files for line in open(file, encoding="utf-8").read().splitlines()]
    assert set(lines) <= {"seen abc", "job -"} | {line for line in lines if line.startswith("job ")}
    assert "seen abc" in lines


@pytest.mark.expects_log(r"403 \[")
def test_a_page_admits_only_whom_it_names(more):
    assert more.get("/he/t/staff").status == 403
