"""rehabctl: what an administrator types, on states of their own, and on the portal that serves."""

import contextlib
import csv
import io
import os
import re
import sqlite3
import stat
import subprocess
import tarfile
import urllib.parse

import pytest
from markup import fields
from server import HOME, OUT

BINARY = os.path.join(HOME, OUT, "rehabctl")
COMMANDS = ["init", "migrate", "check", "pages", "render", "import", "trades", "desk", "daily",
            "audit", "mail", "key", "backup", "restore", "sql"]
COLUMNS = "id,company,category,size,title,level,city,url,function,first_seen,last_seen"


class State:
    """A state folder with a SQLite database, as an administrator has it before httpd runs."""

    def __init__(self, path):
        self.path = str(path / "state")
        self.database = os.path.join(self.path, "data", "portal.db")
        self.folder = path

    def run(self, *words, code=0, text=None, **environment):
        done = subprocess.run([BINARY, "--state", self.path, *words], input=text, text=True,
                              capture_output=True, check=False,
                              env={**os.environ, "REHAB_PASSPHRASE": "", **environment})
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done

    def init(self, *words):
        return self.run("init", "--home", HOME, "--database", f"sqlite3 {self.database}", *words)

    def ask(self, sql, *values):
        with sqlite3.connect(self.database) as database:
            return database.execute(sql, values).fetchall()

    def one(self, sql, *values):
        return self.ask(sql, *values)[0][0]

    def file(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    def fingerprint(self):
        """What must stay when nothing is to change."""
        return (self.ask("SELECT relation, n FROM revision ORDER BY 1"),
                self.ask("SELECT job_id, rev, listed, closes FROM job ORDER BY 1"))


@pytest.fixture(name="state")
def fresh_state(tmp_path):
    made = State(tmp_path)
    made.init()
    return made


@pytest.fixture(name="empty")
def empty_state(tmp_path):
    return State(tmp_path)


def line(number=1, company="Acme", title="Welder", city="חיפה", url=None, function="hardware",
         first="2026-01-05", last="2026-07-01"):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(
        [number, company, "Automotive", "m", title, "Engineer", city,
         f"https://www.example.org/jobs/{number}" if url is None else url, function, first, last])
    return out.getvalue()


def jobs_file(state, *lines, name="jobs.csv"):
    return state.file(name, COLUMNS + "\n" + "".join(lines))


def counts(done):
    return tuple(int(re.search(rf"{word} +(\d+)", done.stdout)[1])
                 for word in ("imported", "merged", "refused"))


# --- The command line

pytestmark = pytest.mark.browser    # says the same on any database, but where a portal is asked


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(empty, command):
    said = empty.run(command, "--help").stdout
    assert said.startswith(f"usage: rehabctl {command}")
    assert len(said.splitlines()) > 2


def test_without_a_command_it_lists_them_and_ends_with_2(empty):
    said = empty.run(code=2).stderr
    assert [c for c in COMMANDS if c not in said] == []
    assert "usage" in empty.run("--help").stdout


@pytest.mark.parametrize("words", [
    ["dance"], ["init", "extra"], ["import", "jobs"], ["import", "people", "x.csv"],
    ["desk", "dance"], ["audit", "dance"], ["pages", "--force"], ["backup"], ["sql", "x.sql", "--param"],
    ["restore", "x", "--force=1"], ["desk", "show", "nocode"],
])
def test_what_is_used_wrongly_ends_with_2_and_says_so(empty, words):
    assert empty.run(*words, code=2).stderr.startswith("rehabctl: ")


def test_without_a_state_it_says_what_to_do(empty):
    assert "--database" in empty.run("pages", code=1).stderr


def test_a_listing_that_was_cut_short_is_not_believed(state):
    with open(os.path.join(state.path, "site"), "r+", encoding="utf-8") as f:
        f.truncate(100)
    assert "cut short" in state.run("migrate", code=1).stderr


# --- audit

def test_a_flipped_byte_in_the_audit_trail_is_found_and_named(state):
    assert "the chain is whole" in state.run("audit", "verify").stdout
    with sqlite3.connect(state.database) as database:
        database.execute("UPDATE audit_head SET n = 1, hash = 'x'")
        database.execute("INSERT INTO audit (at, role, verb, page, previous, hash)"
                         " VALUES ('2026-11-21T10:00:00Z', 'admin', 'signs-in', 'x', '', 'x')")
    said = state.run("audit", "verify", code=1).stdout
    assert said.startswith("row 1: ")


# --- init and migrate

def test_init_makes_closed_folders_a_database_in_wal_and_keys(state):
    for folder in ("data", "keys", "count"):
        assert stat.S_IMODE(os.stat(os.path.join(state.path, folder)).st_mode) == 0o700
    assert state.one("PRAGMA journal_mode") == "wal"
    assert state.one("SELECT count(*) FROM migration") >= 4
    for key in ("lookup.key", "delivery.key"):
        mode = os.stat(os.path.join(state.path, "keys", key)).st_mode
        assert stat.S_IMODE(mode) & 0o077 == 0
    assert not os.path.exists(os.path.join(state.path, "keys", "desk.pub"))


def test_init_knows_the_places_of_the_country(state):
    assert state.one("SELECT count(*) FROM place WHERE kind = 'locality'") > 250
    assert state.one("SELECT text FROM name WHERE scheme = 'place' AND key = 'l70' "
                     "AND lang = 'en'") == "Ashdod"


def test_init_may_be_run_again(state):
    before = state.fingerprint()
    key = open(os.path.join(state.path, "keys", "lookup.key"), encoding="utf-8").read()
    state.init()
    state.run("init")
    assert state.fingerprint() == before
    assert open(os.path.join(state.path, "keys", "lookup.key"), encoding="utf-8").read() == key


def test_the_demo_has_jobs_and_a_key_and_is_loaded_once(empty):
    said = empty.init("--demo").stdout
    words = open(os.path.join(empty.path, "desk.passphrase"), encoding="utf-8").read().strip()
    assert words in said and len(words) > 20
    jobs = empty.one("SELECT count(*) FROM job WHERE example = 1 AND state = 'open'")
    assert jobs > 50
    before = [empty.one(f"SELECT count(*) FROM {table}")
              for table in ("job", "job_edit", "job_sentence", "employer_check", "employer_pledge")]
    assert before[0] > jobs and all(before)
    assert words not in empty.init("--demo").stdout
    assert before == [empty.one(f"SELECT count(*) FROM {table}")
                      for table in ("job", "job_edit", "job_sentence", "employer_check",
                                    "employer_pledge")]


def test_demo_jobs_stand_in_the_order_in_which_they_opened(empty):
    empty.init("--demo")
    opens = [row[0] for row in empty.ask("SELECT opens FROM job WHERE opens IS NOT NULL ORDER BY listed")]
    assert opens == sorted(opens)


def test_migrate_says_nothing_when_there_is_nothing_to_do(state):
    assert state.run("migrate").stdout == ""


def test_migrate_refuses_a_schema_that_was_changed(state):
    with sqlite3.connect(state.database) as database:
        database.execute("UPDATE migration SET checksum = 'x' WHERE name = '002-portal'")
    assert "002-portal" in state.run("migrate", code=1).stderr


def test_refold_mends_words_and_check_finds_them(state):
    state.run("import", "jobs", jobs_file(state, line(1, title="מחסנאי/ת בחיפה"), line(2)))
    words = state.ask("SELECT job_id, words FROM job ORDER BY 1")
    with sqlite3.connect(state.database) as database:
        database.execute("UPDATE job SET words = 'stale' WHERE job_id = 1")
    assert "1 job is not found by the words" in state.run("check", code=1).stdout
    assert state.run("migrate", "--refold").stdout == "1 job folded anew\n"
    assert state.ask("SELECT job_id, words FROM job ORDER BY 1") == words
    assert state.run("migrate", "--refold").stdout == "0 jobs folded anew\n"


def test_check_finds_a_missing_key(state):
    assert "desk.pub is missing" in state.run("check", code=1).stdout


# --- import jobs

def test_imported_jobs_say_where_they_come_from(state):
    done = state.run("import", "jobs", jobs_file(state, line(7, title="רתך CO2")))
    assert counts(done) == (1, 0, 0)
    job = state.ask("SELECT title, lang, source_name, source_url, opens, pay_min, text, field_key, "
                    "region_key, place_key, state FROM job")[0]
    assert job == ("רתך CO2", "he", "example.org", "https://www.example.org/jobs/7", "2026-01-05",
                   None, None, "metal", "haifa", "l4000", "open")
    assert state.ask("SELECT name, checked FROM employer") == [("Acme", 0)]


def test_a_second_import_changes_nothing(state):
    file = jobs_file(state, *[line(i, company=f"C{i % 7}", title=f"Job {i}") for i in range(300)])
    assert counts(state.run("import", "jobs", file)) == (300, 0, 0)
    before = state.fingerprint()
    assert counts(state.run("import", "jobs", file)) == (0, 300, 0)
    assert state.fingerprint() == before


def test_a_dry_run_writes_nothing_and_counts_the_same(state):
    file = jobs_file(state, line(1), line(1), line(2, title="Other"), line(3, city="Atlantis"))
    before = state.fingerprint(), state.one("SELECT count(*) FROM import_run")
    assert counts(state.run("import", "jobs", file, "--dry-run")) == (2, 1, 1)
    assert (state.fingerprint(), state.one("SELECT count(*) FROM import_run")) == before
    assert counts(state.run("import", "jobs", file)) == (2, 1, 1)


def test_the_same_job_at_another_address_or_spelling_is_one(state):
    file = jobs_file(
        state, line(1, company="Acme Ltd", title="מחסנאי/ת", city="תל אביב - יפו"),
        line(2, company="ACME LTD", title="מחסנאי", city="Tel Aviv-Yafo"),
        line(3, company="Acme Ltd", title="מחסנאי", city="Haifa"))
    assert counts(state.run("import", "jobs", file)) == (2, 1, 0)
    assert state.one("SELECT count(*) FROM employer") == 1


def test_a_job_seen_later_stands_longer_and_an_expired_one_opens_anew(state):
    today = state.run("sql", "-", text="SELECT :today AS t").stdout.split()[1]
    year = int(today[:4])
    state.run("import", "jobs", jobs_file(state, line(1, last=today), line(2, last=today)))
    closes = state.one("SELECT closes FROM job WHERE source_url LIKE '%/1'")
    with sqlite3.connect(state.database) as database:
        database.execute("UPDATE job SET state = 'expired', closes = opens "
                         "WHERE source_url LIKE '%/1'")
    listed = state.one("SELECT max(listed) FROM job")
    later = jobs_file(state, line(1, last=f"{year + 1}-01-01"), name="later.csv")
    said = state.run("import", "jobs", later).stdout
    assert "1 of them opened anew" in said
    assert state.ask("SELECT state, closes > ?, listed > ? FROM job WHERE source_url LIKE '%/1'",
                     closes, listed) == [("open", 1, 1)]


def test_jobs_stand_in_the_order_in_which_they_opened(state):
    days = [f"2026-0{1 + i * 7 % 9}-{1 + i * 5 % 28:02}" for i in range(200)]
    state.run("import", "jobs", jobs_file(state, *[line(i, title=f"Job {i}", first=day)
                                                   for i, day in enumerate(days)]))
    opens = [row[0] for row in state.ask("SELECT opens FROM job WHERE opens IS NOT NULL ORDER BY listed")]
    assert opens == sorted(days)


def test_a_vacancy_closes_sixty_days_after_it_was_seen_or_a_month_from_now(state):
    today = state.run("sql", "-", text="SELECT :today AS t, date(:today, '+30 days') AS m, "
                                       "date(:today, '+60 days') AS s").stdout.split()[1].split(",")
    state.run("import", "jobs", jobs_file(
        state, line(1, last="2020-02-02", first="2020-01-01"), line(2, title="B", last=today[0])))
    assert [row[0] for row in state.ask("SELECT closes FROM job ORDER BY opens")] == today[1:]


@pytest.mark.parametrize("title", [
    "first line\nsecond line", "a < b & c > d \"quoted\"", "מנכ\"ל " + "ארוך " * 320,
    "emoji 🙂 and ZWNJ می‌خواهم", "=HYPERLINK(\"x\")",
])
def test_titles_are_kept_whole(state, title):
    assert counts(state.run("import", "jobs", jobs_file(state, line(1, title=title)))) == (1, 0, 0)
    assert state.one("SELECT title FROM job") == title.replace("\n", " ").strip()


@pytest.mark.parametrize("row, reason", [
    (line(1, title=""), "no title"),
    (line(1, company=""), "no employer"),
    (line(1, city=""), "it names no one place"),
    (line(1, city="Israel"), "it names no one place"),
    (line(1, city="Atlantis"), "the place is not known: Atlantis"),
    (line(1, url="javascript:alert(1)"), "url is not what it should be"),
    (line(1, first="2098-01-01"), "it opens after today"),
    (line(1, first="05/2026"), "first_seen is not what it should be"),
    (line(1, title="x" * 4001), "title is too long"),
    ("1,2,3\n", "3 fields where the header has 11"),
    ("\"1\"2,x\n", "text after a closing quote"),
], ids=lambda value: "" if "\n" in value else value)
def test_a_row_that_is_refused_says_where_and_why(state, row, reason):
    done = state.run("import", "jobs", jobs_file(state, line(8), row, line(9, title="Other")))
    assert counts(done) == (2, 0, 1)
    assert f"  line 3: {reason}" in done.stdout


def test_a_row_that_is_no_utf_8_is_refused(state):
    path = state.folder / "latin.csv"
    path.write_bytes((COLUMNS + "\n").encode() + line(1, title="K\x81").encode(
        ).replace(b"\xc2\x81", b"\xf6"))
    assert "title is no UTF-8" in state.run("import", "jobs", str(path), code=1).stdout


def test_places_that_are_not_found_are_counted(state):
    done = state.run("import", "jobs", jobs_file(
        state, *[line(i, city="Atlantis", title=f"J{i}") for i in range(3)],
        line(9, city="Lemuria"), line(10)))
    assert re.search(r"places not found\n +3  Atlantis\n +1  Lemuria", done.stdout)


@pytest.mark.parametrize("name, key", [
    ("תל אביב", "l5000"), ("Tel Aviv-Yafo", "l5000"), ("תל אביב - יפו", "l5000"),
    ("קרית גת", "l2630"), ("קריית גת", "l2630"), ("הרצליה", "l6400"), ("הרצלייה", "l6400"),
    ("יוקנעם עילית", "l240"), ("מודיעין מכבים רעות", "l1200"), ("Rosh Haayin", "l2640"),
    ("פתח תקוה", "l7900"), ("Lod, Center District, Israel", "l7000"), ("צפון", "north"),
])
def test_other_spellings_of_a_place_are_known(state, name, key):
    state.run("import", "jobs", jobs_file(state, line(1, city=name)))
    assert state.one("SELECT place_key FROM job") == key


def test_our_own_columns_are_read(state):
    file = state.file("own.csv", (
        "\ufefftitle,text,employer,place,field,pay_min,pay_max,pay_unit,hours,openings,"
        "no_experience,ride,legal_check,apply_phone,opens,closes,source_url\r\n"
        "טבח,\"שורה\r\nשנייה\",מסעדה,חולון,cooking,42.50,\"1,200\",hour,א-ה,3,1,כן,,"
        "050-1234567,2026-01-01,2099-12-31,\r\n"
        "מלצר,,מסעדה,חולון,serving,50,40,hour,,,,,,,,,\r\n"
        "מלצר,,מסעדה,חולון,serving,50,,,,,,,,,,,\r\n"
        "מלצר,,מסעדה,חולון,dancing,,,,,,,,,,,,\r\n"
        "מלצר,,מסעדה,חולון,serving,,,,,,maybe,,,,,,\r\n"
        "מלצר,,מסעדה,חולון,serving,,,,,,,,,,,2020-01-01,\r\n"))
    done = state.run("import", "jobs", file)
    assert state.ask("SELECT text, field_key, pay_min, pay_max, pay_unit, openings, no_experience, "
                     "ride, day_only, apply_phone, closes, source_name FROM job") == [
        ("שורה\nשנייה", "cooking", 4250, 120000, "hour", 3, 1, 1, 0, "+972501234567", "2099-12-31",
         None)]
    for reason in ("line 4: pay_min is more than pay_max", "line 5: pay without pay_unit",
                   "line 6: there is no field of work dancing",
                   "line 7: no_experience is neither 1 nor 0",
                   "line 8: its closing day has passed"):
        assert reason in done.stdout


def test_a_header_that_names_no_jobs_is_refused(state):
    assert "title" in state.run("import", "jobs", state.file("x.csv", "a,b\n1,2\n"), code=1).stderr
    assert "is empty" in state.run("import", "jobs", state.file("e.csv", ""), code=1).stderr
    assert "nowhere" in state.run("import", "jobs", "/nowhere/jobs.csv", code=1).stderr


# Where the database does not say how much memory it takes, FTS5 takes one MiB.
SEARCH_SETTINGS = """SELECT k, v FROM job_search_config
    UNION SELECT 'hashsize', 1048576 WHERE NOT EXISTS (SELECT 1 FROM job_search_config
                                                        WHERE k = 'hashsize') ORDER BY k"""


def test_an_import_that_was_killed_goes_on_where_it_stopped(state):
    file = jobs_file(state, *[line(i, title=f"Job {i}", company=f"C{i % 50}")
                              for i in range(30000)])
    settings = state.ask(SEARCH_SETTINGS)
    going = subprocess.Popen([BINARY, "--state", state.path, "import", "jobs", file],
                             stdout=subprocess.DEVNULL)
    try:
        while going.poll() is None and state.one("SELECT coalesce(max(line), 0) "
                                                 "FROM import_run") < 4000:
            pass
        going.kill()
    finally:
        going.wait()
    there, reached = state.one("SELECT count(*) FROM job"), state.one("SELECT line FROM import_run")
    assert 3900 < reached - 1 <= there < 30000
    assert state.ask(SEARCH_SETTINGS) == settings
    imported, merged, refused = counts(state.run("import", "jobs", file, "--resume"))
    assert state.one("SELECT count(*) FROM job") == 30000
    assert (imported, refused) == (30000, 0) or imported + merged == 30000
    assert state.one("SELECT count(*) FROM import_run WHERE finished IS NOT NULL") == 1


def test_others_may_write_while_an_import_runs(state):
    file = jobs_file(state, *[line(i, title=f"Job {i}", company=f"C{i % 50}")
                              for i in range(20000)])
    going = subprocess.Popen([BINARY, "--state", state.path, "import", "jobs", file],
                             stdout=subprocess.DEVNULL)
    reached = "SELECT coalesce(max(line), 0) FROM import_run"
    between = 0
    with sqlite3.connect(state.database, timeout=0.1) as database:
        while going.poll() is None:
            begun = state.one(reached) > 0
            try:
                database.execute("INSERT INTO setting (name, value) VALUES (?, 'x')"
                                 " ON CONFLICT (name) DO UPDATE SET value = 'y'", ("written",))
                database.commit()
                between += begun and state.one(reached) < 20000
            except sqlite3.OperationalError as error:
                assert "locked" in str(error)
    assert going.returncode == 0
    assert between > 0
    assert state.one("SELECT count(*) FROM job") == 20000


def test_the_log_of_the_database_stays_short_while_an_import_runs(state):
    file = jobs_file(state, *[line(i, title=f"Job {i} at the plant", company=f"C{i % 50}")
                              for i in range(30000)])
    with contextlib.closing(sqlite3.connect(state.database)) as database:
        database.execute("SELECT count(*) FROM job").fetchall()     # who is there keeps the log
        state.run("import", "jobs", file)
        assert 1 << 20 < os.path.getsize(state.database + "-wal") < 12 << 20
    assert state.one("SELECT count(*) FROM job") == 30000


def test_of_one_address_in_one_batch_the_first_job_stays(state):
    rows = [line(i % 40, title=f"Job {i}", company=f"C{i % 3}") for i in range(1200)]
    assert counts(state.run("import", "jobs", jobs_file(state, *rows))) == (40, 1160, 0)
    assert state.ask("SELECT title FROM job ORDER BY listed") == [(f"Job {i}",) for i in range(40)]
    assert state.one("SELECT count(*) FROM job_trade WHERE job_id NOT IN (SELECT job_id FROM job)") \
        == 0


def test_thousands_of_jobs_without_an_address_are_known_again(state):
    rows = [f"Job {i},C{i % 50},חיפה\n" for i in range(3000)] * 2
    file = state.file("plain.csv", "title,employer,place\n" + "".join(rows))
    assert counts(state.run("import", "jobs", file)) == (3000, 3000, 0)
    assert counts(state.run("import", "jobs", file)) == (0, 6000, 0)


@pytest.mark.parametrize("n", [1, 3, 16, 255, 512, 1025, 2061])
def test_any_number_of_rows_is_imported_whole(state, n):
    file = jobs_file(state, *[line(i, title=f"Welder {i}", company=f"C{i % 9}") for i in range(n)])
    assert counts(state.run("import", "jobs", file)) == (n, 0, 0)
    assert state.one("SELECT count(DISTINCT title || source_url || code) FROM job") == n
    assert state.one("SELECT count(*) FROM job_trade WHERE trade_key = 'welder'") == n
    assert state.one("SELECT count(*) FROM job JOIN employer USING (employer_id) WHERE"
                     " substr(employer.name, 2) = CAST(substr(title, 8) % 9 AS text)") == n
    assert state.one("SELECT sum(n) FROM job_count") == n


ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
NEAR = 1 << 18


def reach(codes):
    """How much of the circle of all codes lies between the first and the last of these."""
    bodies = sorted(sum(ALPHABET.index(c) * 31 ** (4 - at) for at, c in enumerate(code[:5]))
                    for code in codes)
    return 31 ** 5 - max(after - one
                         for one, after in zip(bodies, [*bodies[1:], bodies[0] + 31 ** 5]))


def test_codes_of_a_batch_lie_near_each_other_and_those_of_many_batches_do_not(state):
    for part in range(4):
        rows = [line(n, title=f"Welder {n}") for n in range(part * 200, part * 200 + 200)]
        state.run("import", "jobs", jobs_file(state, *rows))
        codes = [code for code, in state.ask("SELECT code FROM job")]
        assert len(codes) == part * 200 + 200
        assert part or NEAR // 2 < reach(codes) <= NEAR
    assert reach(codes) > NEAR


def test_where_codes_are_taken_a_batch_draws_elsewhere(state):
    # As if each code that begins with one of these letters were that of another job.
    state.ask("CREATE TRIGGER taken BEFORE INSERT ON job WHEN new.code < 'N'"
              " BEGIN SELECT RAISE(IGNORE); END")
    for part in range(4):
        rows = [line(n, title=f"Welder {n}") for n in range(part * 200, part * 200 + 200)]
        assert counts(state.run("import", "jobs", jobs_file(state, *rows))) == (200, 0, 0)
    assert state.one("SELECT min(code) FROM job") >= "N"


def test_the_night_joins_the_pieces_of_the_search_index(state):
    state.run("import", "jobs", jobs_file(state, line(1, title="Welder")))
    for i in range(12):
        state.ask("UPDATE job SET words = words || ' again' || ?", i)
    pieces = "SELECT count(DISTINCT segid) FROM job_search_idx"
    before = state.one(pieces)
    state.run("daily")
    assert state.one(pieces) == 1 < 4 < before
    assert state.one("SELECT count(*) FROM job_search WHERE job_search MATCH 'again11'") == 1
    state.ask("INSERT INTO job_search (job_search) VALUES ('integrity-check')")


def test_an_import_writes_few_large_pieces_and_leaves_the_settings_of_the_search_index(state):
    settings = state.ask(SEARCH_SETTINGS)
    assert ("automerge", 16) in settings
    told = [" ".join(f"{(i * 7 + k * 131) % 2000:04}word" for k in range(50))
            for i in range(2048)]
    state.run("import", "jobs", jobs_file(state, *[line(i, title=f"Job {i} {told[i]}")
                                                   for i in range(2048)]))
    # One piece for each 256 to 1,024 rows; in memory of FTS5's own size they would be more than ten.
    assert state.one("SELECT count(DISTINCT segid) FROM job_search_idx") <= 8
    assert state.ask(SEARCH_SETTINGS) == settings
    assert state.one("SELECT count(*) FROM job_search WHERE job_search MATCH '0007word'") \
        == sum("0007word" in title for title in told)
    state.ask("INSERT INTO job_search (job_search) VALUES ('integrity-check')")


def test_what_a_search_finds_matches_the_jobs(state):
    state.run("import", "jobs", jobs_file(state, *[line(i, title=f"Welder {i}")
                                                   for i in range(500)]))
    assert state.one("SELECT count(*) FROM job_search WHERE job_search MATCH 'welder'") == 500
    state.ask("INSERT INTO job_search (job_search) VALUES ('integrity-check')")
    assert state.one("SELECT sum(n) FROM job_count") == 500


# --- import localities

def test_localities_of_the_bureau_are_read_and_keep_our_names(state):
    file = state.file("cbs.csv", (
        "\ufeffid,name,name_en,district_id,district_name,population,merged_locality_names\n"
        "70,\"אשדוד\",\"Ashdod (CBS)\",6,\"הדרום\",230000,\n"
        "9999,\"יישוב חדש (קיבוץ)\",\"Yishuv Hadash\",2,\"הצפון\",,\"צד א,צד ב\"\n"
        "x,\"רע\",\"Bad\",2,\"הצפון\",5,\n"
        "9998,\"רע\",\"Bad\",9,\"הצפון\",5,\n"))
    done = state.run("import", "localities", file)
    assert counts(done) == (1, 1, 2)
    assert "line 4: no code" in done.stdout and "line 5: no district" in done.stdout
    assert state.ask("SELECT parent_key, population FROM place WHERE place_key = 'l9999'") == [
        ("north", 0)]
    assert state.one("SELECT population FROM place WHERE place_key = 'l70'") == 230000
    assert state.one("SELECT text FROM name WHERE key = 'l70' AND lang = 'en'") == "Ashdod"
    before = state.fingerprint()
    assert counts(state.run("import", "localities", file)) == (0, 2, 2)
    assert state.fingerprint() == before
    state.run("import", "jobs", jobs_file(state, line(1, city="יישוב חדש"),
                                          line(2, city="צד ב", title="B")))
    assert state.ask("SELECT DISTINCT place_key FROM job") == [("l9999",)]


# --- sql

def test_sql_prints_rows_as_csv(state):
    said = state.run("sql", "-", "--param", "a=x,y\"z", "--int", "n=41", text=(
        "SELECT :a AS first, :n + 1 AS second, :none AS third /*if never*/ , 1 AS fourth /*end*/"))
    assert said.stdout == "first,second,third\n\"x,y\"\"z\",42,\n"


def test_sql_says_how_many_rows_it_changed_and_what_is_wrong(state):
    insert = "INSERT INTO setting (name, value) VALUES (:n, 'v')"
    assert state.run("sql", "-", "--param", "n=a", text=insert).stderr == "1 row\n"
    assert state.one("SELECT value FROM setting WHERE name = 'a'") == "v"
    assert "rehabctl: " in state.run("sql", "-", text="SELECT nothing FROM nowhere", code=1).stderr
    assert "NAME=VALUE" in state.run("sql", "-", "--param", "n", text="SELECT 1", code=2).stderr


# --- daily

def test_daily_adds_up_days_that_are_over_once(state):
    folder = os.path.join(state.path, "count")
    today = state.run("sql", "-", text="SELECT :today AS t").stdout.split()[1]

    def put(name, text):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text)

    put("2026-01-02.log", "job 7KQ4MD\njob 7KQ4MD\njob 234567\nbroken\n\n")
    put(f"{today}.log", "job 7KQ4MD\n")
    put("notes.txt", "job 7KQ4MD\n")
    state.run("daily")
    want = [("job", "234567", "2026-01-02", 1), ("job", "7KQ4MD", "2026-01-02", 2)]
    assert state.ask("SELECT page, code, day, n FROM page_count ORDER BY 2") == want
    assert sorted(os.listdir(folder)) == sorted([f"{today}.log", "notes.txt"])
    # A run that was stopped before it removed the file.
    put("2026-01-02.log", "job 7KQ4MD\njob 7KQ4MD\njob 234567\n")
    state.run("daily")
    assert state.ask("SELECT page, code, day, n FROM page_count ORDER BY 2") == want
    assert "2026-01-02.log" not in os.listdir(folder)


def test_daily_expires_jobs_and_forgets_old_forms(state):
    state.run("import", "jobs", jobs_file(state, line(1), line(2, title="Other")))
    with sqlite3.connect(state.database) as database:
        database.execute("UPDATE job SET opens = '2020-01-01', closes = '2020-01-02' "
                         "WHERE title = 'Other'")
        database.executemany("INSERT INTO spent (hash, spent) VALUES (?, ?)", [
            ("old", "2020-01-01T00:00:00Z"), ("new", "2999-01-01T00:00:00Z")])
    assert state.run("daily").stdout == "1 job expired\n"
    assert state.ask("SELECT title, state FROM job ORDER BY 1") == [("Other", "expired"),
                                                                    ("Welder", "open")]
    assert state.one("SELECT sum(n) FROM job_count") == 1
    assert state.ask("SELECT hash FROM spent") == [("new",)]
    assert state.run("daily").stdout == ""


# --- backup and restore

def test_a_backup_comes_back_with_its_keys(state, tmp_path):
    state.run("import", "jobs", jobs_file(state, line(1)))
    copy = str(tmp_path / "backup.db")
    key = os.path.join(state.path, "keys", "lookup.key")
    secret = open(key, encoding="utf-8").read()
    state.run("backup", copy)
    assert stat.S_IMODE(os.stat(copy).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(copy + ".keys").st_mode) == 0o600
    assert "keys/lookup.key" in tarfile.open(copy + ".keys").getnames()
    with sqlite3.connect(state.database) as database:
        database.execute("DELETE FROM job")
    os.unlink(key)
    assert "--force" in state.run("restore", copy, code=2).stderr
    assert state.one("SELECT count(*) FROM job") == 0
    state.run("restore", copy, "--force")
    assert state.one("SELECT title FROM job") == "Welder"
    assert state.one("PRAGMA journal_mode") == "wal"
    assert open(key, encoding="utf-8").read() == secret


def test_of_key_files_only_the_newest_is_kept(state, tmp_path):
    other = tmp_path / "mine.keys"
    other.write_text("not a tar of ours")
    state.run("backup", str(tmp_path / "monday.db"))
    state.run("backup", str(tmp_path / "tuesday.db"))
    assert sorted(f.name for f in tmp_path.glob("*.keys")) == ["mine.keys", "tuesday.db.keys"]
    assert (tmp_path / "monday.db").exists()


def test_restore_refuses_what_is_no_backup(state):
    before = state.fingerprint()
    broken = state.file("broken.db", "SQLite format 3\0 and nothing else")
    assert "no backup" in state.run("restore", broken, "--force", code=1).stderr
    assert state.fingerprint() == before


def test_a_backup_holds_what_was_written_before_it_while_others_write(state, tmp_path):
    copy = str(tmp_path / "backup.db")
    with sqlite3.connect(state.database) as database:
        database.execute("INSERT INTO setting (name, value) VALUES ('before', 'x')")
        database.commit()
        database.execute("INSERT INTO setting (name, value) VALUES ('unfinished', 'x')")
        state.run("backup", copy)
        database.rollback()
    with sqlite3.connect(copy) as database:
        names = [row[0] for row in database.execute("SELECT name FROM setting"
                                                    " WHERE name IN ('before', 'unfinished')")]
    assert names == ["before"]


# --- The desk

def test_a_desk_key_is_made_once_and_needs_a_passphrase(state, tmp_path):
    file = str(tmp_path / "desk.key")
    assert "twelve" in state.run("desk", "key", file, code=2, REHAB_PASSPHRASE="short").stderr
    assert not os.path.exists(file)
    state.run("desk", "key", file, REHAB_PASSPHRASE="long enough for a desk")
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert os.path.exists(os.path.join(state.path, "keys", "desk.pub"))
    state.run("desk", "key", file + "2", code=1, REHAB_PASSPHRASE="long enough for a desk")
    assert "desk.pub is missing" not in state.run("check", code=1).stdout


def test_the_desk_says_when_nobody_waits(state):
    assert state.run("desk", "list").stdout == "nobody waits\n"
    assert "--key" in state.run("desk", "show", "222-222", code=1).stderr


# --- On the portal that serves

def send(portal, **changes):
    once = fields(portal.get("/he/callback").text)["once"]
    form = {"topic": "family", "name": "Canary Desk", "phone": "050-111-2233", "language": "ru",
            "part_of_day": "evening", "message": "1", "once": once, **changes}
    answer = portal.post("/he/callback", urllib.parse.urlencode(form).encode())
    assert answer.status == 303
    listed = portal.rehabctl("desk", "list").stdout.splitlines()
    return listed[-1].split()[0]


def test_the_desk_lists_who_waits_and_opens_what_was_sealed(portal):
    code = send(portal)
    row = portal.rehabctl("desk", "list").stdout.splitlines()[-1]
    assert row.split()[0] == code and "0 min" in row and "family" in row and "yes" in row
    assert "Canary" not in portal.rehabctl("desk", "list").stdout
    shown = dict(l.split(None, 1) for l in
                 portal.rehabctl("desk", "show", code.lower()).stdout.splitlines())
    assert shown["name"] == "Canary Desk"
    assert shown["phone"] == "+972501112233"
    assert shown["lang"] == "ru" and shown["code"] == code


def test_the_desk_opens_nothing_with_a_wrong_passphrase(portal):
    code = send(portal, name="Canary Locked")
    key = os.path.join(portal.state, "desk.key")
    done = subprocess.run([BINARY, "--state", portal.state, "desk", "--key", key, "show", code],
                          env={**os.environ, "REHAB_PASSPHRASE": "a wrong passphrase"}, text=True,
                          capture_output=True, check=False)
    assert done.returncode == 1
    assert "Canary" not in done.stdout + done.stderr


def test_check_finds_nothing_wrong_with_the_portal(portal):
    done = portal.rehabctl("check", check=False)
    assert (done.returncode, done.stdout.splitlines()[-1].endswith("nothing found")) == (0, True), \
        done.stdout


def test_pages_are_listed_with_their_parameters(portal):
    rows = list(csv.DictReader(io.StringIO(portal.rehabctl("pages").stdout)))
    post = next(r for r in rows if r["method"] == "POST" and r["path"] == "/callback")
    phone = next(p for p in post["params"].split(";") if p.startswith("phone:"))
    assert phone.startswith("phone:phone:body:required:sealed:row=callback/")
    assert post["invalid"] == "/callback"
    get = next(r for r in rows if r["method"] == "GET" and r["path"] == "/callback")
    assert (get["once"], get["language"], get["roles"]) == ("1", "all", "visitor")
    assert next(r for r in rows if r["path"] == "/robots.txt")["language"] == "none"


def test_content_pages_are_rendered_where_the_portal_serves_them(portal):
    portal.rehabctl("render")
    for language in ("he", "en"):
        page = portal.get(f"/{language}/about")
        assert page.status == 200 and f'lang="{language}"' in page.text
