"""What a portal's database holds: a fingerprint of each table, to see what a request changed."""

import csv
import hashlib
import io

TABLES = {
    "sqlite": "SELECT name AS \"name\" FROM sqlite_schema WHERE type = 'table'"
              " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'job_search%'",
    "pgsql": "SELECT table_name AS \"name\" FROM information_schema.tables"
             " WHERE table_schema = 'public'",
}


def ask(portal, sql, *arguments):
    """Rows as dictionaries of text."""
    done = portal.rehabctl("sql", "-", *arguments, text=sql)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def number(portal, sql, *arguments):
    return int(next(iter(ask(portal, sql, *arguments)[0].values())))


def fingerprints(portal, without=()):
    """Table -> hash of all its rows, in whatever order they come."""
    found = {}
    for row in ask(portal, TABLES[portal.database]):
        if row["name"] not in without:
            text = portal.rehabctl("sql", "-", text=f"SELECT * FROM {row['name']}").stdout
            found[row["name"]] = hashlib.sha256(
                "\n".join(sorted(text.splitlines())).encode()).hexdigest()
    return found


def changed(before, after):
    return sorted(name for name in before if before[name] != after[name])
