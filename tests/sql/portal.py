"""The portal's statements and schema, run from Python on SQLite and on PostgreSQL.

Flows in: files of conf/sql and conf/demo.  Flows out: rows as dictionaries of text, NULL as None,
so that what the two databases answer can be compared as it stands.  The small translator below
reads the same optional clauses as the engine does; it is written apart from it on purpose.
"""
import contextlib
import csv
import datetime
import glob
import io
import itertools
import os
import pathlib
import re
import sqlite3
import subprocess

HOME = pathlib.Path(__file__).resolve().parents[2]
SQL = HOME / "conf/sql"
DEMO = HOME / "conf/demo"
LANGUAGES = ("he", "ar", "en", "ru", "fa")
TODAY = "2026-11-21"
NOW = TODAY + "T10:00:00Z"
BIGINT = {"account", "outbox_id", "attempts", "limit", "no_examples", "new_listed", "after", "me",
          "my_employer", "no_experience",
          "day_only", "no_licence", "ride", "training", "message", "job_id", "employer_id",
          "import_id", "line", "imported", "merged", "refused", "pay_min", "pay_max", "openings",
          "n", "position", "guessed", "consent",
          "named", "indexed", "version", "found", "uses"}
TOKEN = re.compile(r"/\*(?P<clause>if not \w+|if \w+|end)\*/|--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'"
                   r"|\"[^\"]*\"|::|:(?P<name>[a-z_]\w*)", re.S)


class Statement:
    """One file of conf/sql: `name` is jobs/list, `dialect` None, "sqlite" or "pgsql"."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        parts = path.name.split(".")
        self.dialect = parts[1] if len(parts) == 3 else None
        self.name = f"{path.parent.name}/{parts[0]}"
        tokens = list(TOKEN.finditer(self.text))
        self.names = list(dict.fromkeys(t["name"] for t in tokens if t["name"]))
        clauses = [t["clause"] for t in tokens if t["clause"]]
        self.conditions = sorted({c.split()[-1] for c in clauses if c != "end"})
        self.head = "".join(itertools.takewhile(lambda line: line.startswith("--"),
                                                self.text.splitlines(True)))

    def variant(self, values, place):
        """The text for what is present in `values`; place(name, value) stands for each value."""
        out, stands, at = [], [True], 0
        for token in TOKEN.finditer(self.text):
            if stands[-1]:
                out.append(self.text[at:token.start()])
            at = token.end()
            clause, name = token["clause"], token["name"]
            if clause == "end":
                stands.pop()
            elif clause:
                name = clause.split()[-1]
                there = values.get(name) not in (None, 0)
                stands.append(stands[-1] and there != clause.startswith("if not"))
            elif name and stands[-1]:
                value = values.get(name)
                many = value if isinstance(value, list) else [value]
                out.append(", ".join(place(name, one) for one in many))
            elif stands[-1]:
                out.append(token[0])
        assert stands == [True], f"{self.path}: a clause is not closed"
        return "".join(out) + self.text[at:]


def statements():
    return [Statement(path) for path in sorted(SQL.glob("*/*.sql"))
            if path.parent.name != "schema"]


def statement(name, dialect):
    """The file that `dialect` runs: its twin where there is one."""
    twin = SQL / f"{name}.{dialect}.sql"
    return Statement(twin if twin.exists() else SQL / f"{name}.sql")


def runs_on(dialect):
    """The files that `dialect` runs."""
    return [s for s in statements() if s.dialect == dialect
            or s.dialect is None and not (SQL / f"{s.name}.{dialect}.sql").exists()]


def schema(dialect):
    return [path for path in sorted((SQL / "schema").glob("*.sql"))
            if path.name.count(".") == 1 or f".{dialect}." in path.name]


def quoted(value):
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def literal(name, value):
    return f"CAST({quoted(value)} AS {'bigint' if name in BIGINT else 'text'})"


class Sqlite:
    dialect = "sqlite"

    def __init__(self, source=None):
        self.handle = sqlite3.connect(":memory:", isolation_level=None)
        self.handle.execute("PRAGMA foreign_keys = ON")
        if source:
            source.handle.backup(self.handle)

    def script(self, text):
        self.handle.executescript("BEGIN;" + text + ";COMMIT")

    def ask(self, sql):
        cursor = self.handle.execute(sql)
        names = [column[0] for column in cursor.description or ()]
        return [{n: None if v is None else str(v) for n, v in zip(names, row)} for row in cursor]

    @contextlib.contextmanager
    def undone(self):
        """What happens inside is rolled back."""
        self.handle.execute("BEGIN")
        try:
            yield self.handle
        finally:
            self.handle.execute("ROLLBACK")

    def plan(self, sql):
        return [row[3] for row in self.handle.execute("EXPLAIN QUERY PLAN " + sql)]

    def refuses(self, sql):
        """Whether a rule forbids it; nothing is kept either way."""
        try:
            with self.undone() as handle:
                handle.execute(sql)
        except sqlite3.IntegrityError:
            return True
        return False

    def close(self):
        self.handle.close()

    def columns(self, table):
        kinds = {"INTEGER": "integer", "BIGINT": "bigint", "TEXT": "text"}
        found = {}
        for _, name, kind, required, _, key in self.handle.execute(f"PRAGMA table_info({table})"):
            rowid = name == f"{table.removesuffix('_run')}_id"
            found[name] = ("bigint" if rowid else kinds[kind], bool(required or key))
        return found

    def tables(self):
        return {row[0] for row in self.handle.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'job_search%'")}


class Pgsql:
    """A database of its own below `server` (a libpq connection string), through psql.  Every call
    is a session of its own, that is, another writer."""
    dialect = "pgsql"
    server = os.environ.get("REHAB_TEST_PGSQL")
    numbers = itertools.count()

    def __init__(self, source=None):
        self.name = f"rehab_sql_{os.getpid()}_{next(self.numbers)}"
        like = f" TEMPLATE {source.name}" if source else " TEMPLATE template0"
        psql(f"CREATE DATABASE {self.name}{like}")

    def script(self, text):
        psql(text, self.name, "-1")

    def ask(self, sql):
        out = psql(sql, self.name, "--csv", "-Pnull=<null>")
        return [{n: None if v == "<null>" else v for n, v in row.items()}
                for row in csv.DictReader(io.StringIO(out))]

    def refuses(self, sql):
        try:
            psql(f"BEGIN; {sql}; ROLLBACK", self.name)
        except Refused as refused:
            return "violates" in str(refused)
        return False

    def close(self):
        psql(f"DROP DATABASE {self.name}")

    def columns(self, table):
        return {row["column_name"]: (row["data_type"], row["is_nullable"] == "NO")
                for row in self.ask("SELECT column_name, data_type, is_nullable"
                                    " FROM information_schema.columns"
                                    f" WHERE table_name = '{table}' AND data_type <> 'tsvector'")}

    def tables(self):
        return {row["table_name"] for row in self.ask(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE'")}


class Refused(Exception):
    """What PostgreSQL said."""


INSTALLED = Pgsql.server or glob.glob("/usr/lib/postgresql/*/bin/initdb")
KINDS = [Sqlite] + ([Pgsql] if INSTALLED else [])


def psql(text, database=None, *options):
    conninfo = Pgsql.server + (f" dbname={database}" if database else "")
    done = subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *options, conninfo],
                          input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(done.stderr)
    return done.stdout


def text_of(database, path, /, **values):
    """The statement as `database` gets it, with the values written in."""
    given = {"today": TODAY, "kept_from": day(-90), "no_examples": None,
             "now": TODAY + "T10:00:00Z", "lang": "he", "limit": 1000, **values}
    return statement(path, database.dialect).variant(given, literal)


def run(database, path, /, **values):
    return database.ask(text_of(database, path, **values))


def build(database):
    for path in schema(database.dialect):
        database.script(path.read_text(encoding="utf-8"))


def read_csv(name):
    with open(DEMO / name, encoding="utf-8", newline="") as file:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]


def day(offset):
    return (datetime.date.fromisoformat(TODAY) + datetime.timedelta(int(offset))).isoformat()


def folded(text):
    return " ".join(re.findall(r"\w+", text.lower()))


def code(number):
    return f"{number:06d}"


def fill(database):
    """The demo, as rehabctl loads it; codes are 000000 and up, listed 1000 and up."""
    parts = []

    def add(path, /, **values):
        parts.append(text_of(database, "demo/" + path, **values))

    for row in read_csv("../trades.csv"):
        add("../trade/set", **{name: row[name] for name in ("trade_key", "field_key", "isco")})
        for lang in LANGUAGES:
            add("../trade/name-set", trade_key=row["trade_key"], name_lang=lang, text=row[lang])
            add("../trade/word-add", trade_key=row["trade_key"], folded=folded(row[lang]))
    add("../trade/term-fill")
    for row in read_csv("places.csv"):
        key = "l" + row["official_code"]
        add("place-add", place_key=key, **row)
        for lang in ("he", "en", "ar", "ru"):
            add("place-name-add", place_key=key, name_lang=lang, text=row[lang])
        for alias in (row["aliases"] or "").split("|"):
            add("place-alias-add", place_key=key, folded=folded(alias or row["he"]))
    for number, row in enumerate(read_csv("employers.csv")):
        add("employer-add", new_code=code(number), folded=folded(row["name"]), now=NOW,
            waits=row["waits_hours_ago"] and NOW, **row)
    parts.append("INSERT INTO account (code, mail, mail_lookup, lang, employer_id, created)"
                 f" VALUES ('222223', 'x0', 'x0', 'he', 1, '{TODAY}T09:00:00Z')")
    for number, row in enumerate(read_csv("jobs.csv")):
        own = {"new_code": code(number), "new_listed": 1000 + number,
               "words": folded(row["title"] + " " + row["text"]),
               "folded": folded(row["employer"]), "opens": day(-int(row["opened_days_ago"])),
               "closes": day(row["closes_in_days"]),
               "starts": row["starts_in_days"] and day(row["starts_in_days"]), "now": NOW,
               "needed_by": row["needed_in_days"] and day(row["needed_in_days"]),
               "waits": row["waits_hours_ago"] and NOW}
        add("job-add", **{**row, **own})
        add("job-own", **{**row, **own})
        for shift in filter(None, (row["shifts"] or "").split("|")):
            add("job-shift-add", new_code=code(number), shift=shift)
        for place in filter(None, (row["further_places"] or "").split("|")):
            add("job-place-add", new_code=code(number), further_place=place)
        for skill in row["skills"].split("|"):
            add("job-skill-add", new_code=code(number), skill_key=skill)
        for lang in row["languages"].split("|"):
            add("job-language-add", new_code=code(number), work_lang=lang)
        for trade in (row["trades"] or "").split("|"):
            if trade:
                add("job-trade-add", new_code=code(number), trade_key=trade, guessed=0)
    for row in read_csv("sentences.csv"):
        add("sentence-add", title=row["job"], lang=row["lang"], text=row["text"])
    database.script(";\n".join(parts) + ";")


def total(database, table, where="1 = 1"):
    return int(database.ask(f"SELECT coalesce(sum(n), 0) AS n FROM {table} WHERE {where}")[0]["n"])
