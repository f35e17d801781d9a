"""Mistakes in declarations: each is told with file, line and what is wrong, all of them at once."""

import os
import re
import subprocess

import pytest
from server import HOME, free_port

# What stands in <RehabPage>, the line of it that is wrong, and what must be said of that line.
BROKEN = {
    "an unknown role":
        ("GET /x1", ["RehabAllow wizard", "RehabFormat json"],
         1, "'wizard' is no role"),
    "an unknown kind":
        ("GET /x2", ["RehabAllow visitor", "RehabParam a colour", "RehabFormat json"],
         2, "colour"),
    "a check digit by a rule that does not exist":
        ("GET /x16", ["RehabAllow visitor", "RehabParam number line check=isbn",
                      "RehabFormat json"],
         2, "check= is il-id or il-company"),
    "a field that is asked for by what nobody can choose":
        ("GET /x17", ["RehabAllow visitor", "RehabParam way choice(phone|mail)",
                      "RehabParam mail email required=way(post)", "RehabFormat json"],
         0, "RehabParam mail: required=way(post): no choice of these values"),
    "further words of what is no search":
        ("GET /x20", ["RehabAllow visitor", "RehabParam name line also=jobs/marks.sql",
                      "RehabFormat json"],
         2, "also= stands beside search, on a GET"),
    "further words by a statement of something else":
        ("GET /x21", ["RehabAllow visitor", "RehabParam q search also=jobs/job.sql",
                      "RehabQuery jobs/job jobs/list.sql", "RehabFormat json"],
         2, "jobs/job.sql uses :code, which the page does not declare"),
    "further words by a statement that is not there":
        ("GET /x22", ["RehabAllow visitor", "RehabParam q search also=jobs/nothing.sql",
                      "RehabQuery jobs/job jobs/list.sql", "RehabFormat json"],
         2, "jobs/nothing.sql"),
    "a name of further words in a statement of the page":
        ("GET /x23", ["RehabAllow visitor", "RehabQuery marks/mark jobs/marks.sql",
                      "RehabFormat json"],
         2, "uses :beginning, which the page does not declare"),
    "a row to which what is in clear is bound":
        ("GET /x18", ["RehabAllow visitor", "RehabParam name line row=callback/{new_code}",
                      "RehabFormat json"],
         2, "row= and person stand beside sealed"),
    "a row that nobody knows before it is written":
        ("POST /x19", ["RehabAllow visitor", "RehabParam name line sealed row=callback/{call_code}",
                       "RehabFormat json"],
         0, "{call_code} is no parameter of the page, not the engine's own, and of no write before"),
    "a parameter that nothing uses":
        ("GET /x3", ["RehabAllow visitor", "RehabParam idle line", "RehabFormat json"],
         0, "idle: no statement of the page uses it"),
    "an undeclared name in a statement":
        ("GET /x4", ["RehabAllow visitor", "RehabQuery job jobs/job.sql", "RehabFormat json"],
         2, "uses :code, which the page does not declare"),
    "a statement file that is not there":
        ("GET /x5", ["RehabAllow visitor", "RehabQuery a jobs/nothing.sql", "RehabFormat json"],
         2, "jobs/nothing.sql"),
    "a sheet that is not there":
        ("GET /x6", ["RehabAllow visitor", "RehabFormat html jobs/nothing.xsl"],
         2, "jobs/nothing.xsl"),
    "the address of another page":
        ("GET /jobs/{number}", ["RehabAllow visitor", "RehabParam number code",
                                "RehabFormat json"],
         0, "GET /jobs/{number} is already declared as /jobs/{code}"),
    "a POST without an answer":
        ("POST /x8", ["RehabAllow visitor", "RehabWrite - daily/expire.sql",
                      "RehabInvalid /callback"],
         0, "say RehabSeeOther"),
    "a page that admits nobody":
        ("GET /x9", ["RehabFormat json"], 0, "admits nobody"),
    "a kept page that offers a POST":
        ("POST /x10", ["RehabAllow visitor", "RehabParam code code",
                       "RehabWrite - daily/expire.sql", "RehabSeeOther /jobs",
                       "RehabInvalid /jobs"],
         None, "RehabCache: a page that offers a POST is never kept"),
    "an option that does not exist":
        ("GET /x11", ["RehabAllow visitor", "RehabQuery jobs/job jobs/list.sql limit=5",
                      "RehabFormat json"],
         2, "'limit=5'"),
    "a query that hides an element of the engine's":
        ("GET /x13", ["RehabAllow visitor", "RehabQuery languages/a home/total.sql",
                      "RehabFormat json"],
         2, "RehabQuery languages: the engine has an element of that name"),
    "a card that the sheet does not import":
        ("GET /x14", ["RehabAllow visitor", "RehabQuery newest/job home/newest.sql",
                      "RehabFormat html home/home.xsl card=parts/radio.xsl"],
         3, "home/home.xsl does not import parts/radio.xsl"),
    "cards of rows without a revision":
        ("GET /x15", ["RehabAllow visitor", "RehabQuery total home/total.sql",
                      "RehabFormat html home/home.xsl card=parts/job-card.xsl"],
         3, "card= needs a list whose rows have"),
    "a form to read over with a secret":
        ("POST /x14", ["RehabAllow visitor", "RehabParam pass secret",
                       "RehabWrite - daily/expire.sql", "RehabSeeOther /jobs",
                       "RehabInvalid /callback", "RehabCheck volunteer/check.xsl"],
         0, "RehabCheck: pass is never shown"),
    "a form to read over without a page":
        ("POST /x15", ["RehabAllow visitor", "RehabAction see-other", "RehabSeeOther /jobs",
                       "RehabCheck volunteer/check.xsl"],
         0, "say RehabInvalid"),
    "a form to read over by a sheet that is not there":
        ("POST /x16", ["RehabAllow visitor", "RehabWrite - daily/expire.sql",
                       "RehabSeeOther /jobs", "RehabInvalid /callback",
                       "RehabCheck volunteer/nothing.xsl"],
         0, "volunteer/nothing.xsl"),
    "a path variable that is not declared":
        ("GET /x12/{code}", ["RehabAllow visitor", "RehabFormat json"],
         0, "declare {code} by a RehabParam"),
}


def configtest(portal, extra):
    done = subprocess.run(["conf/dev.sh", "configtest"], cwd=HOME, text=True, check=False,
                          capture_output=True,
                          env={**portal.environment, "REHAB_EXTRA": str(extra)})
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(name="broken")
def broken_pages(tmp_path):
    """One file with every broken page, and the line on which each begins."""
    lines, begins = [], {}
    for mistake, (section, inner, _, _) in BROKEN.items():
        begins[mistake] = len(lines) + 1
        lines += [f"<RehabPage {section}>", *inner, "</RehabPage>"]
    file = tmp_path / "broken.conf"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file, begins


def test_all_mistakes_are_told_at_once_with_file_and_line(portal, broken):
    file, begins = broken
    status, said = configtest(portal, file)
    assert status != 0
    for mistake, (_, _, offset, sentence) in BROKEN.items():
        line = r"\d+" if offset is None else str(begins[mistake] + offset)
        where = r"\S+" if offset is None else re.escape(str(file))
        assert re.search(rf"{where}:{line}: .*{re.escape(sentence)}", said), (mistake, said)


def test_a_sound_site_has_no_findings(portal, tmp_path):
    file = tmp_path / "empty.conf"
    file.write_text("# nothing\n", encoding="utf-8")
    status, said = configtest(portal, file)
    assert status == 0, said
    assert "Syntax OK" in said


def test_a_time_zone_that_is_none_is_named(portal, tmp_path):
    file = tmp_path / "zone.conf"
    file.write_text("RehabTimeZone Asia/Jerusalm\n", encoding="utf-8")
    status, said = configtest(portal, file)
    assert status != 0
    assert "RehabTimeZone Asia/Jerusalm is no time zone" in said


def test_a_missing_database_passes(portal, tmp_path):
    file = tmp_path / "elsewhere.conf"
    file.write_text('RehabDatabase sqlite3 "/nowhere/at/all.db"\n', encoding="utf-8")
    status, said = configtest(portal, file)
    assert status == 0, said


def test_a_word_that_a_language_lacks_is_named(portal, tmp_path):
    sheet = tmp_path / "wordless.xsl"
    sheet.write_text("""<xsl:stylesheet version="1.0"
        xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:rehab:words">
        <xsl:template match="/"><p><xsl:value-of select="r:text('no.such.word')"/></p>
        </xsl:template></xsl:stylesheet>""", encoding="utf-8")
    name = os.path.relpath(sheet, f"{HOME}/xsl")
    file = tmp_path / "page.conf"
    file.write_text(f"<RehabPage GET /w1>\nRehabAllow visitor\nRehabFormat html {name}\n"
                    "</RehabPage>\n", encoding="utf-8")
    status, said = configtest(portal, file)
    assert status != 0
    assert re.search(r"page\.conf:3: .*no\.such\.word.*strings/he\.xml lacks", said), said


def test_the_listing_is_its_owners_alone(portal):
    """It may hold PostgreSQL's password; timers that run as the owner read it."""
    listing = os.stat(os.path.join(portal.state, "site"))
    assert listing.st_mode & 0o077 == 0
    assert listing.st_uid == os.stat(os.path.realpath(portal.state)).st_uid


# --- A host among others

HOST = "<VirtualHost {}:${{REHAB_PORT}}>\nServerName other.example\n{}\n</VirtualHost>\n"


def test_two_hosts_may_share_a_state_when_they_are_the_same_portal(portal, tmp_path):
    file = tmp_path / "hosts.conf"
    file.write_text(HOST.format("*", ""), encoding="utf-8")
    assert configtest(portal, file)[0] == 0


@pytest.mark.parametrize("line", ["RehabUrl https://elsewhere.example", "RehabMaxRows 7",
                                  "RehabBase /portal", "RehabState ${REHAB_STATE}/\nRehabSlow 1"])
def test_two_portals_with_one_state_are_refused(portal, tmp_path, line):
    file = tmp_path / "hosts.conf"
    file.write_text(HOST.format("*", line), encoding="utf-8")
    status, said = configtest(portal, file)
    assert status != 0
    assert re.search(rf"{file}:1: RehabState \S+ is also that of the portal at ", said), said


def test_two_portals_with_a_state_each_are_fine(portal, tmp_path):
    file = tmp_path / "hosts.conf"
    file.write_text(HOST.format("*", f"RehabUrl https://elsewhere.example\nRehabState {tmp_path}"),
                    encoding="utf-8")
    assert configtest(portal, file)[0] == 0


def listings(portal, extra):
    """What httpd says that it would serve, a listing for each portal."""
    with open(os.path.join(HOME, "conf", "dev.sh"), encoding="utf-8") as f:
        assert "serve -t" in f.read()
    done = subprocess.run(["conf/dev.sh", "configtest"], cwd=HOME, text=True, check=False,
                          capture_output=True, env={**portal.environment, "REHAB_EXTRA": str(extra)})
    assert done.returncode == 0, done.stderr
    return re.findall(r"^set\topen_to_others\t(\d)$", done.stdout, re.MULTILINE)


def test_a_host_that_says_nothing_of_its_own_is_the_same_portal_read_once(portal, tmp_path):
    file = tmp_path / "hosts.conf"
    file.write_text("Define REHAB_PAGES\n" + HOST.format("*", "") + HOST.format("*", "RehabEngine Off"),
                    encoding="utf-8")
    assert len(listings(portal, file)) == 1
    file.write_text("Define REHAB_PAGES\n" + HOST.format("*", "RehabEngine On"), encoding="utf-8")
    assert len(listings(portal, file)) == 2


def test_a_demonstration_refuses_to_listen_for_others(portal, tmp_path):
    file = tmp_path / "listen.conf"
    file.write_text(f"Listen 0.0.0.0:{free_port()}\n", encoding="utf-8")
    status, said = configtest(portal, file)
    assert status != 0 and "listen on 127.0.0.1 only" in said, said


@pytest.mark.parametrize("lines, others", [
    ("", ["0"]),
    ("Listen 127.0.0.2:{port}", ["0"]),
    ("Listen [::1]:{port}", ["0"]),
    ("Listen 0.0.0.0:{port}", ["1"]),
    ("Listen {port}", ["1"]),
    ("Listen [::]:{port}", ["1"]),
    ("Listen 192.0.2.1:{port}", ["1"]),
    # A host of this machine alone, beside a main server that all reach.
    ("Listen 0.0.0.0:{port}\n<VirtualHost 127.0.0.1>\nServerName a.example\n</VirtualHost>",
     ["1", "0"]),
    # Others come by another port than this host's.
    ("Listen 0.0.0.0:{port}\n<VirtualHost *:1>\nServerName a.example\n</VirtualHost>", ["1", "0"]),
    ("Listen 0.0.0.0:{port}\n<VirtualHost *:{port}>\nServerName a.example\n</VirtualHost>",
     ["1", "1"]),
], ids=lambda x: x.replace("\n", " ") if isinstance(x, str) else "")
def test_a_portal_knows_whether_others_can_reach_it(portal, tmp_path, lines, others):
    file = tmp_path / "listen.conf"
    state = f"RehabState {tmp_path}\n</VirtualHost>"
    # A demonstration's state would be refused.
    file.write_text(f"Define REHAB_PAGES\nRehabState {tmp_path}/main\n" + lines.format(port=free_port()).replace(
        "</VirtualHost>", state) + "\n", encoding="utf-8")
    assert listings(portal, file) == others
