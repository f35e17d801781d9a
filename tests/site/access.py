"""access.csv as tests read it: who may do what, and one way to fill each path."""

import csv
import os
import re

from rows import ask

ROLES = ["visitor", "employer", "volunteer", "worker", "coordinator", "manager", "admin"]
TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "access.csv")


def table():
    with open(TABLE, encoding="utf-8") as f:
        return list(csv.DictReader(f))


def behind_sign_in(method):
    """(row, role): what is no visitor's, is there, and by whom it is seen: the first who may."""
    for row in table():
        if row["method"] == method and row["visitor"] != "ok" and row["what"] in ("", "own", "any"):
            role = next((r for r in ROLES if row[r] == "ok"), None)
            if role:
                yield row, role


def fill(portal, site, row):
    """The path of a row.  A link is made, which writes."""
    value = row["value"]
    if value.startswith("SELECT"):
        value = next(iter(ask(portal, value)[0].values()))
    elif value == "link":
        value = site.a_link(next(p for p in site.pages if p.method == row["method"]
                                 and p.path == row["path"]))
    return re.sub(r"\{[a-z0-9_]+\}", value, row["path"])
