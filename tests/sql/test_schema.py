"""The schema: the same on both databases, and its rules are kept."""
import pytest

import portal

JOB = {"code": "'234567'", "listed": "5", "state": "'draft'", "title": "'x'", "lang": "'he'",
       "employer_id": "1", "place_key": "'l70'", "region_key": "'south'", "field_key": "'metal'"}
OPEN = {"state": "'open'", "listed": "6", "opens": "'2026-11-01'", "closes": "'2026-12-01'"}
CALLBACK = {"code": "'234567'", "at": "'2026-11-21T10:00:00Z'", "topic": "'work'", "name": "'d1'",
            "phone": "'d1'", "phone_lookup": "'x'", "lang": "'he'"}


def insert(table, row, **change):
    row = {**row, **change}
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(row.values())})"


def test_both_databases_have_the_same_tables(sqlite, pgsql):
    assert sqlite.tables() == pgsql.tables()


def test_both_databases_have_the_same_columns_of_the_same_type(sqlite, pgsql):
    for table in sorted(sqlite.tables()):
        assert sqlite.columns(table) == pgsql.columns(table), table


def test_an_ordinary_job_and_request_are_taken(demo):
    assert not demo.refuses(insert("job", JOB))
    assert not demo.refuses(insert("job", {**JOB, **OPEN}, code="'234568'", pay_min="4000",
                                 pay_max="4000", pay_unit="'hour'"))
    assert not demo.refuses(insert("callback", CALLBACK))


@pytest.mark.parametrize("change", [
    {"ride": "2"}, {"example": "-1"}, {"state": "'gone'"}, {"title": "''"}, {"code": "'12345'"},
    {"pay_min": "5000", "pay_max": "4000", "pay_unit": "'hour'"}, {"pay_min": "4000"},
    {"pay_max": "4000"}, {"pay_min": "-1", "pay_unit": "'hour'"}, {"pay_unit": "'week'"},
    {"closes": "'9/3/2026'"}, {"closes": "'2026-3-9'"}, {"closes": "'2026-03-0x'"},
    {"starts": "'soon'"}, {"opens": "'2026-12-02'", "closes": "'2026-12-01'"},
    {"openings": "0"}, {"legal_check": "'other'"}, {"employer_id": "999"},
    {"place_key": "'l1'"}, {"field_key": "'nothing'"}, {"code": "'000001'"},
    {"listed": "NULL"}, {**OPEN, "opens": "NULL"}, {**OPEN, "closes": "NULL"},
    {"listed": "1001"}, {"origin": "'mail'"}, {"origin": "''"}, {"apply_way": "'post'"},
    {"yes_way": "'mail'"}, {"legal_basis": "'other'"},
], ids=lambda change: " ".join(f"{k}={v}" for k, v in change.items()))
def test_refuses_a_job_that_breaks_a_rule(demo, change):
    assert demo.refuses(insert("job", JOB, **change))


@pytest.mark.parametrize("column, words", [
    ("state", "draft review open filled expired closed"), ("pay_unit", "hour day month job"),
    ("origin", "import account page phone"), ("apply_way", "us phone both"),
    ("yes_way", "account link phone"), ("legal_check", "minors_2001 violence_2023"),
    ("legal_basis", "minors_2001 violence_2023 licence schedule")])
def test_takes_each_word_that_a_column_of_a_job_may_hold(demo, column, words):
    for word in words.split():
        assert not demo.refuses(insert("job", {**JOB, **OPEN}, **{column: f"'{word}'"})), word


def test_no_rule_of_a_job_makes_a_table_for_each_row(sqlite):
    made = [step[1] for step in sqlite.handle.execute("EXPLAIN " + insert("job", JOB))]
    assert "Insert" in made and "OpenEphemeral" not in made


@pytest.mark.parametrize("change", [{"topic": "'money'"}, {"message": "2"}, {"state": "'lost'"},
                                    {"part_of_day": "'night'"}, {"phone": "NULL"}], ids=str)
def test_refuses_a_request_that_breaks_a_rule(demo, change):
    assert demo.refuses(insert("callback", CALLBACK, **change))


def test_the_audit_chain_has_one_end(demo):
    assert demo.ask("SELECT one, n, hash FROM audit_head") == [{"one": "1", "n": "0", "hash": ""}]
    assert demo.refuses("INSERT INTO audit_head (one, n, hash) VALUES (2, 0, '')")


def test_two_jobs_cannot_come_from_one_address_but_many_from_none(db):
    db.script("UPDATE job SET source_url = 'https://a.example/1' WHERE code = '000001'")
    assert db.refuses("UPDATE job SET source_url = 'https://a.example/1' WHERE code = '000002'")
    assert not db.refuses("UPDATE job SET source_url = NULL WHERE code IN ('000001', '000002')")


def test_a_locality_has_a_district_and_a_district_has_none(demo):
    row = "INSERT INTO place (place_key, kind, parent_key, official_code) VALUES "
    assert demo.refuses(row + "('l1', 'locality', NULL, '1')")
    assert demo.refuses(row + "('east', 'region', 'south', '8')")


def test_districts_fields_skills_and_trades_have_names_in_five_languages(demo):
    keys = {("place", r["k"]) for r in demo.ask("SELECT place_key AS k FROM place"
                                                " WHERE kind = 'region'")}
    keys |= {("field", r["k"]) for r in demo.ask("SELECT field_key AS k FROM field")}
    keys |= {("skill", r["k"]) for r in demo.ask("SELECT skill_key AS k FROM skill")}
    keys |= {("trade", r["k"]) for r in demo.ask("SELECT trade_key AS k FROM trade")}
    named = {(r["scheme"], r["key"], r["lang"])
             for r in demo.ask("SELECT scheme, key, lang FROM name")}
    missing = {(*key, lang) for key in keys for lang in ("he", "ar", "en", "ru", "fa")} - named
    assert len(keys) > 290 and not missing


@pytest.mark.parametrize("scheme", ["field", "trade"])
def test_no_two_have_the_same_name_in_a_language(demo, scheme):
    assert demo.ask(f"SELECT lang, text FROM name WHERE scheme = '{scheme}'"
                    " GROUP BY lang, text HAVING count(*) > 1") == []


@pytest.mark.parametrize("row", ["3, 0, 'cook', 0", "3, 4, 'cook', 0", "3, 3, 'pilot', 0",
                                 "3, 3, 'cook', 2", "999999, 1, 'cook', 0", "1, 1, 'cook', 0",
                                 "1, 2, 'sign-installer', 0"])
def test_refuses_a_trade_of_a_job_that_breaks_a_rule(demo, row):
    assert demo.refuses("INSERT INTO job_trade (job_id, position, trade_key, guessed)"
                        f" VALUES ({row})")


def test_trades_go_with_their_job_and_words_with_their_trade(db):
    db.script("INSERT INTO trade (trade_key, field_key, isco) VALUES ('pilot', 'metal', '3153');"
              "INSERT INTO trade_word (folded, trade_key) VALUES ('flying', 'pilot');"
              "DELETE FROM trade WHERE trade_key = 'pilot'; DELETE FROM job WHERE code = '000000'")
    assert db.ask("SELECT folded FROM trade_word WHERE folded = 'flying'") == []
    assert db.ask("SELECT trade_key FROM job_trade WHERE trade_key = 'sign-installer'") == []


def test_every_schema_file_says_what_it_is_for():
    for path in (portal.SQL / "schema").glob("*.sql"):
        assert path.read_text(encoding="utf-8").startswith(f"-- {path.name.split('.')[0]}: "), path
