"""Values that are nowhere else, for what is sealed, and the search for them in all that a portal keeps:
database, write-ahead log, PostgreSQL's folder, logs, a backup."""

import contextlib
import glob
import os
import random


def il_number(first):
    """Nine digits whose last is Luhn's check digit, written apart from the engine's."""
    digits = [int(c) for c in first] + [random.randrange(10) for _ in range(8 - len(first))]
    doubled = [d * (1 + i % 2) for i, d in enumerate(digits)]
    return "".join(map(str, digits)) + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


def canary(param):
    """A value of the parameter's kind; None where only declared ones pass."""
    if param.options.get("check") == "il-id":
        return il_number("3")
    token = "".join(random.choice("bcdfghjkmnpqrstvwxz") for _ in range(10))
    return {"line": f"Zq{token}", "text": f"Zq{token}\nzq{token}",
            "email": f"zq{token}@example.org",
            "phone": f"052-{random.randrange(200, 1000)}-{random.randrange(10**4):04d}",
            }.get(param.word)


def of_page(page):
    """Parameter to canary, of those that the page seals."""
    sealed = {p.name: canary(p) for p in page.params if "sealed" in p.options}
    return {name: value for name, value in sealed.items() if value}


def needles(values):
    """The bytes that would give a value away; of a number also without what people write into it."""
    found = set()
    for value in values:
        digits = "".join(c for c in value if c.isdigit())
        found |= {value.encode()} if "\n" not in value else {v.encode() for v in value.split("\n")}
        if len(digits) >= 9 and "@" not in value:
            # Of a telephone also as it stands behind a country's number.
            found |= {digits.encode(), digits.removeprefix("0").encode()}
    return found


def kept_by(portal):
    """Every file that the portal keeps but letters that left it.  As root what its servers write lies
    beside the state, in a room of its own.  PostgreSQL writes what it still holds in memory first."""
    if portal.database == "pgsql":
        portal.rehabctl("sql", "-", text="CHECKPOINT")
    state = os.path.realpath(portal.state)
    files = {os.path.realpath(f) for folder in {state, portal.room}
             for f in glob.glob(f"{folder}/**", recursive=True) if os.path.isfile(f)}
    kept = {f for f in files if not f.startswith(f"{state}/mail/")}
    needed = ["/logs/error.log", "/logs/access.log"] + (
        ["/pgsql/server.log", "/pgsql/global/", "/pgsql/base/", "/pgsql/pg_wal/"]
        if portal.database == "pgsql" else ["/data/"])
    missing = [part for part in needed if not any(part in f for f in kept)]
    assert not missing, f"not searched: {missing}"
    return sorted(kept)


def contents(portal, *folders):
    """(file, what is in it) of all that the portal keeps, and of these folders.  A server that runs
    gives files other names and removes some meanwhile: what has come since is read too."""
    read = set()
    while fresh := {f for f in kept_by(portal) + [
            f for folder in folders for f in glob.glob(f"{folder}/**", recursive=True)
            if os.path.isfile(f)] if f not in read}:
        for file in sorted(fresh):
            with contextlib.suppress(FileNotFoundError):
                with open(file, "rb") as f:
                    yield file, f.read()
        read |= fresh


def found_in_clear(portal, values, *folders):
    """[(needle, file)] of all that the portal keeps, and of these folders."""
    looked_for = needles(values)
    assert looked_for
    return [(needle, file) for file, content in contents(portal, *folders)
            for needle in looked_for if needle in content]
