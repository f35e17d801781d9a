"""What the databases keep right by themselves: counts, revisions, revs and the search index."""
import random

import pytest

import portal
from portal import TODAY, day, run, text_of, total

TABLES = {
    "place": ("population = population + 1", "kind = 'locality' AND place_key NOT IN"
              " (SELECT place_key FROM job UNION SELECT place_key FROM employer UNION"
              " SELECT place_key FROM place_alias)"),
    "field": ("position = position + 1", "field_key = 'unused'"),
    "skill": ("skill_key = 'unused2'", "skill_key = 'unused'"),
    "name": ("text = text", "scheme = 'place' AND key = 'l70' AND lang = 'ru'"),
    "employer": ("checked = 0", "code = '999999'"),
    "job": ("hours = 'x'", "code = '000001'"),
    "job_skill": ("skill_key = 'picking'", "job_id = 2 AND skill_key = 'picking'"),
    "job_language": ("lang = 'fa'", "job_id = 2 AND lang = 'fa'"),
    "job_sentence": ("text = 'y'", "job_id = 2 AND lang = 'fa' AND position = 5"),
    "job_further_place": ("place_key = 'l2600'", "job_id = 2 AND place_key IN ('l70', 'l2600')"),
    "job_shift": ("shift = 'noon'", "job_id = 2 AND shift IN ('night', 'noon')"),
    "employer_pledge": ("lapses = '2028-01-01'", "employer_id = 2"),
    "trade": ("isco = '9999'", "trade_key = 'unused'"),
    "job_trade": ("guessed = 1", "job_id = 2 AND position = 3"),
}
INSERTS = {
    "place": "INSERT INTO place (place_key, kind, parent_key, official_code)"
             " VALUES ('l1', 'locality', 'south', '1')",
    "field": "INSERT INTO field (field_key, position) VALUES ('unused', 9999)",
    "skill": "INSERT INTO skill (skill_key) VALUES ('unused')",
    "name": "INSERT INTO name (scheme, key, lang, text) VALUES ('place', 'l70', 'fa', 'x')",
    "employer": "INSERT INTO employer (code, name, name_lang, folded)"
                " VALUES ('999999', 'x', 'he', 'x')",
    "job": "INSERT INTO job (code, listed, title, lang, employer_id, place_key, region_key,"
           " field_key) VALUES ('999999', 7, 'x', 'he', 1, 'l70', 'south', 'metal')",
    "job_skill": "INSERT INTO job_skill (job_id, skill_key) VALUES (2, 'picking')",
    "job_language": "INSERT INTO job_language (job_id, lang) VALUES (2, 'fa')",
    "job_sentence": "INSERT INTO job_sentence (job_id, lang, position, text)"
                    " VALUES (2, 'fa', 5, 'x')",
    "job_further_place": "INSERT INTO job_further_place (job_id, place_key) VALUES (2, 'l70')",
    "job_shift": "INSERT INTO job_shift (job_id, shift) VALUES (2, 'night')",
    "employer_pledge": "INSERT INTO employer_pledge (employer_id, no_record, signed_by, signed,"
                       " lapses) VALUES (2, 1, 'd1.x', '2026-11-01', '2027-11-01')",
    "trade": "INSERT INTO trade (trade_key, field_key, isco) VALUES ('unused', 'metal', '7212')",
    "job_trade": "INSERT INTO job_trade (job_id, position, trade_key) VALUES (2, 3, 'welder')",
}


def counted(database):
    """(what the counts say, what counting says); both without zeros."""
    kept = {tuple(row.values()) for row in database.ask(
        "SELECT region_key, field_key, sum(n) AS n FROM job_count"
        " GROUP BY region_key, field_key HAVING sum(n) <> 0")}
    kept |= {tuple(row.values()) for row in database.ask(
        "SELECT place_key, sum(n) AS n FROM place_count GROUP BY place_key HAVING sum(n) <> 0")}
    real = {tuple(row.values()) for row in database.ask(
        "SELECT region_key, field_key, count(*) AS n FROM job WHERE state = 'open'"
        " GROUP BY region_key, field_key")}
    real |= {tuple(row.values()) for row in database.ask(
        "SELECT place_key, count(*) AS n FROM job WHERE state = 'open' GROUP BY place_key")}
    return kept, real


def same(database):
    kept, real = counted(database)
    return kept == real and len(real) > 0


def revision(database, relation):
    return total(database, "revision", f"relation = '{relation}'")


def found(database, word):
    query = {"sqlite": f'"{word}"', "pgsql": f"'{word}'"}[database.dialect]
    return [row["code"] for row in run(database, "jobs/list", q=query)]


def sound(database):
    """SQLite compares its index with the words of all jobs; PostgreSQL generates them."""
    if database.dialect == "sqlite":
        database.script("INSERT INTO job_search (job_search, rank) VALUES ('integrity-check', 1)")
    return True


@pytest.mark.parametrize("change", [
    INSERTS["job"], "DELETE FROM job WHERE code < '000020'",
    "UPDATE job SET state = 'filled' WHERE code < '000030'",
    "UPDATE job SET region_key = 'north', place_key = 'l9100' WHERE code < '000030'",
    "UPDATE job SET field_key = 'other' WHERE code > '000050'",
    "UPDATE job SET state = 'closed', field_key = 'other' WHERE code > '000050'",
    "UPDATE job SET state = 'closed'; UPDATE job SET state = 'open' WHERE code < '000009'",
    "UPDATE job SET title = 'x', words = 'x'",
    "INSERT INTO job (code, listed, state, title, lang, employer_id, place_key, region_key,"
    " field_key, opens, closes) VALUES ('999999', 7, 'open', 'x', 'he', 1, 'l70', 'south',"
    " 'metal', '2026-11-01', '2026-12-01')",
], ids=range(9))
def test_counts_are_right_after(db, change):
    assert same(db)
    db.script(change)
    assert same(db)


def test_counts_are_right_after_two_hundred_changes_of_every_kind(db):
    pick = random.Random(7)
    regions = ["north", "south", "center"]
    changes = []
    for i in range(200):
        code = f"{pick.randrange(89):06d}"
        changes.append(pick.choice([
            f"UPDATE job SET state = 'closed' WHERE code = '{code}'",
            f"UPDATE job SET state = 'open' WHERE code = '{code}'",
            f"UPDATE job SET region_key = '{pick.choice(regions)}' WHERE code = '{code}'",
            f"UPDATE job SET place_key = 'l{pick.choice([70, 2600, 9000])}' WHERE code = '{code}'",
            f"DELETE FROM job WHERE code = '{code}' AND listed < 1040",
            f"UPDATE job SET listed = {2000 + i}, words = 'w{i}' WHERE code = '{code}'"]))
    db.script(";\n".join(changes) + ";")
    assert same(db) and sound(db)


def test_a_change_that_is_rolled_back_counts_for_nothing(db):
    before = counted(db)[0], revision(db, "job")
    with pytest.raises(Exception):
        db.script("UPDATE job SET state = 'closed' WHERE code = '000005';"
                  "INSERT INTO audit_head (one) VALUES (2)")
    if db.dialect == "sqlite":
        db.handle.execute("ROLLBACK")
    assert (counted(db)[0], revision(db, "job")) == before


def test_a_job_that_stays_open_where_it_is_writes_no_count(db):
    before = db.ask("SELECT * FROM job_count ORDER BY region_key, field_key, writer")
    db.script("UPDATE job SET title = 'x', state = state")
    assert db.ask("SELECT * FROM job_count ORDER BY region_key, field_key, writer") == before


@pytest.mark.parametrize("table", TABLES)
def test_the_revision_rises_with_each_kind_of_change(db, table):
    change, where = TABLES[table]
    revisions = [revision(db, table)]
    for sql in (INSERTS[table], f"UPDATE {table} SET {change} WHERE {where}",
                f"DELETE FROM {table} WHERE {where}" if table != "skill"
                else "DELETE FROM skill WHERE skill_key LIKE 'unused%'"):
        db.script(sql)
        revisions.append(revision(db, table))
    assert revisions == sorted(set(revisions)) and len(revisions) == 4


@pytest.mark.parametrize("table", TABLES)
def test_a_statement_that_changes_no_row_raises_no_revision(db, table):
    before = revision(db, table)
    change = TABLES[table][0]
    db.script(f"UPDATE {table} SET {change} WHERE 1 = 0; DELETE FROM {table} WHERE 1 = 0")
    assert revision(db, table) == before


def test_the_revision_of_other_tables_stays(db):
    before = {table: revision(db, table) for table in TABLES}
    db.script("UPDATE employer SET checked = 0 WHERE code = '000001'")
    after = {table: revision(db, table) for table in TABLES}
    assert [table for table in TABLES if before[table] != after[table]] == ["employer"]


def test_each_change_of_an_edit_that_waits_raises_its_rev_by_one(db):
    db.script(f"INSERT INTO account (code, mail, mail_lookup, lang, created)"
              f" VALUES ('999999', 'd1.x', 'x', 'he', '{TODAY}T10:00:00Z');"
              "INSERT INTO job_edit (job_id, waits, account_id, title, lang, place_key, field_key,"
              " pay_min, pay_unit, apply_way, named) SELECT job_id, '2026-11-21T10:00:00Z',"
              " (SELECT account_id FROM account WHERE code = '999999'), title, lang, place_key,"
              " field_key, 4000, 'hour', 'us', 1 FROM job WHERE code = '000003';"
              "UPDATE job_edit SET title = 'x'; UPDATE job_edit SET title = 'y'")
    assert db.ask("SELECT title, rev FROM job_edit") == [{"title": "y", "rev": "3"}]


def test_a_job_that_is_hidden_is_not_open_whoever_says_so(db):
    def state():
        return db.ask("SELECT state, waits FROM job WHERE code = '000003'")[0]
    since = TODAY + "T10:00:00Z"
    db.script(f"UPDATE job SET hidden = '{since}' WHERE code = '000003'")
    assert state() == {"state": "review", "waits": since} and same(db)
    assert "000003" not in [row["code"] for row in run(db, "jobs/list")]
    assert run(db, "jobs/job", code="000003") == []
    db.script("UPDATE job SET state = 'open' WHERE code = '000003'")
    assert state()["state"] == "review" and same(db)
    db.script("UPDATE job SET state = 'open', hidden = NULL WHERE code = '000003'")
    assert state()["state"] == "open" and same(db)
    assert len(run(db, "jobs/job", code="000003")) == 1


@pytest.mark.parametrize("table", ["job", "employer"])
def test_each_update_raises_the_rev_of_the_row_by_one(db, table):
    revs = f"SELECT rev FROM {table} WHERE code = '000003'"
    assert db.ask(revs) == [{"rev": "1"}]
    db.script(f"UPDATE {table} SET code = code WHERE code = '000003';"
              f"UPDATE {table} SET code = code WHERE code < '000005'")
    assert db.ask(revs) == [{"rev": "3"}]
    assert db.ask(f"SELECT rev FROM {table} WHERE code = '000007'") == [{"rev": "1"}]


def test_a_search_finds_new_words_and_forgets_old_ones(db):
    old = db.ask("SELECT words FROM job WHERE code = '000004'")[0]["words"].split()[0]
    assert "000004" in found(db, old)
    db.script("UPDATE job SET words = 'zebra crossing' WHERE code = '000004'")
    assert found(db, "zebra") == ["000004"]
    assert "000004" not in found(db, old) and sound(db)


def test_a_renewed_job_is_found_at_its_new_place_only(db):
    db.script("UPDATE job SET words = 'zebra' WHERE code IN ('000004', '000080')")
    assert found(db, "zebra") == ["000080", "000004"]
    db.script("UPDATE job SET listed = 5000 WHERE code = '000004'")
    assert found(db, "zebra") == ["000004", "000080"] and sound(db)
    db.script("UPDATE job SET listed = 5001, words = 'zebra fish' WHERE code = '000080'")
    assert found(db, "zebra") == ["000080", "000004"]
    assert found(db, "fish") == ["000080"] and sound(db)


def test_a_draft_is_found_from_the_moment_that_it_opens(db):
    db.script(INSERTS["job"] + ";UPDATE job SET words = 'zebra' WHERE code = '999999'")
    assert found(db, "zebra") == [] and sound(db)
    db.script(f"UPDATE job SET state = 'open', listed = 6000, opens = '{TODAY}',"
              f" closes = '{day(9)}' WHERE code = '999999'")
    assert found(db, "zebra") == ["999999"] and sound(db)


def test_a_deleted_job_is_found_no_more(db):
    db.script("UPDATE job SET words = 'zebra' WHERE code = '000004'")
    db.script("DELETE FROM job WHERE code = '000004'")
    assert found(db, "zebra") == [] and sound(db)
    assert db.ask("SELECT job_id FROM job_skill WHERE job_id NOT IN (SELECT job_id FROM job)") == []


def test_expiry_ends_yesterdays_jobs_and_takes_them_from_the_counts(db):
    db.script(f"UPDATE job SET closes = '{TODAY}' WHERE code = '000001';"
              f"UPDATE job SET closes = '{day(-1)}' WHERE code = '000002'")
    before = total(db, "job_count")
    db.script(text_of(db, "daily/expire"))
    states = db.ask("SELECT state FROM job WHERE code IN ('000001', '000002') ORDER BY code")
    assert [row["state"] for row in states] == ["open", "expired"]
    assert total(db, "job_count") == before - 1 and same(db)


def test_only_forms_older_than_asked_are_forgotten(db):
    db.script("INSERT INTO spent (hash, spent) VALUES ('a', '2026-11-13T10:00:00Z'),"
              " ('b', '2026-11-15T10:00:00Z')")
    db.script(text_of(db, "daily/purge-spent", before="2026-11-14T10:00:00Z"))
    assert db.ask("SELECT hash FROM spent") == [{"hash": "b"}]


def test_writers_of_postgresql_keep_rows_of_their_own_until_they_are_gone(filled, pgsql):
    copy = portal.Pgsql(pgsql)
    try:
        for field in ("metal", "wood", "metal"):
            copy.script(f"UPDATE job SET field_key = '{field}' WHERE code < '000005'")
        sums = {t: total(copy, t) for t in ("job_count", "place_count", "revision")}
        assert int(copy.ask("SELECT count(DISTINCT writer) AS n FROM job_count")[0]["n"]) > 2
        for table in sums:
            copy.script(text_of(copy, f"daily/fold-{table.replace('_', '-')}"))
            assert copy.ask(f"SELECT DISTINCT writer FROM {table}") == [{"writer": "0"}]
        assert {t: total(copy, t) for t in sums} == sums and same(copy)
    finally:
        copy.close()
