"""What may be the same job as one that staff decide about: the right ones, of few that are read."""
import re

import pytest

import portal
from portal import day, run, text_of
from test_plans import large_database   # noqa: F401  a fixture

PLACE, ELSEWHERE, FIELD = "l70", "l4000", "metal"
OPEN, OTHERS, OWN = 2000, 500, 500      # how many are read


def add(database, title, words, **columns):
    """The code of a job of an employer of its own."""
    n = 500000 + int(database.ask("SELECT count(*) AS n FROM job")[0]["n"])
    row = {"code": str(n), "listed": n, "state": "open", "title": title, "words": words,
           "lang": "en", "employer_id": n, "place_key": PLACE, "region_key": "south",
           "field_key": FIELD, "opens": day(0), "closes": day(20), **columns}
    database.script(
        "INSERT INTO employer (employer_id, code, name, name_lang, folded)"
        f" SELECT {row['employer_id']}, '{n}', 'E {n}', 'en', 'e {n}' WHERE NOT EXISTS"
        f" (SELECT 1 FROM employer WHERE employer_id = {row['employer_id']});"
        f"INSERT INTO job ({', '.join(row)}) VALUES"
        f" ({', '.join(portal.quoted(v) for v in row.values())})")
    return row["code"]


def more(database, code, n, state):
    """n further jobs like that of the code, newer ones, with other words."""
    database.script(
        "INSERT INTO job (code, listed, state, title, lang, employer_id, place_key, region_key,"
        " field_key, opens, closes, words) WITH RECURSIVE i (i) AS (SELECT 700000 UNION ALL SELECT"
        f" i + 1 FROM i WHERE i < {700000 + n - 1})"
        f" SELECT CAST(i AS text), i, '{state}', 'Other', j.lang, j.employer_id,"
        " j.place_key, j.region_key, j.field_key, j.opens, j.closes, 'other'"
        f" FROM job j, i WHERE j.code = '{code}'")


def twins(database, code, words="welder haifa"):
    return [row["code"] for row in run(database, "moderation/twins", code=code, limit=6,
                                       month_ago=day(-30), advert_title_words=words)]


@pytest.fixture(name="code")
def a_job_to_decide(db):
    return add(db, "Welder, Haifa", "welder haifa gates", state="review")


@pytest.mark.parametrize("state", ["open", "review", "filled", "expired", "closed"])
def test_the_same_title_at_the_same_place_is_found_however_it_is_written(db, code, state):
    twin = add(db, "WELDER - haifa!", "welder haifa and quite other words", state=state)
    alone = add(db, "Welder Haifa", "welder haifa", state=state)
    assert twins(db, code) == [alone, twin]


@pytest.mark.parametrize("other", [
    {"place_key": ELSEWHERE}, {"field_key": "cleaning"}, {"state": "draft"},
    {"opens": day(-31)}, {"words": "welder haifabay"}, {"words": "old welder haifa"},
    {"words": "welder"}], ids=str)
def test_what_differs_is_no_twin(db, code, other):
    add(db, "Welder, Haifa", **{"words": "welder haifa", **other})
    assert twins(db, code) == []


def test_titles_that_differ_late_are_no_twins(db):
    words = " ".join(f"word{i}" for i in range(20))
    code = add(db, words + " end", words + " end", state="review")
    twin = add(db, words + " end", words + " end and more")
    add(db, words + " or", words + " or")
    assert twins(db, code, words + " end") == [twin]


def test_a_job_of_the_same_employer_and_field_is_found_with_any_title_at_any_place(db, code):
    employer = db.ask(f"SELECT employer_id AS n FROM job WHERE code = '{code}'")[0]["n"]
    same = add(db, "Smith", "smith", employer_id=employer, place_key=ELSEWHERE)
    add(db, "Cook", "cook", employer_id=employer, field_key="cleaning")
    add(db, "Draft", "draft", employer_id=employer, state="draft")
    assert twins(db, code) == [same]


@pytest.mark.parametrize("state, most", [("open", OPEN), ("review", OTHERS), ("filled", OTHERS),
                                         ("expired", OTHERS), ("closed", OTHERS)])
def test_among_many_of_a_place_the_newest_are_looked_at(db, code, state, most):
    twin = add(db, "Welder, Haifa", "welder haifa", state=state)
    more(db, twin, most - 1, state)
    assert twins(db, code) == [twin]
    add(db, "Other", "other", state=state, listed=990000)
    assert twins(db, code) == []


def test_of_an_employer_with_many_jobs_the_last_are_looked_at(db, code):
    employer = db.ask(f"SELECT employer_id AS n FROM job WHERE code = '{code}'")[0]["n"]
    same = add(db, "Smith", "smith", employer_id=employer, place_key=ELSEWHERE)
    other = add(db, "Cook", "cook", employer_id=employer, field_key="cleaning", place_key=ELSEWHERE)
    more(db, other, OWN - 2, "open")
    assert twins(db, code) == [same]
    add(db, "Cook", "cook", employer_id=employer, field_key="cleaning", code="899999",
        listed=899999)
    assert twins(db, code) == []


def test_sqlite_reads_by_index_and_sorts_only_what_it_found(sqlite):
    plan = sqlite.plan(text_of(sqlite, "moderation/twins", code="000001", limit=6,
                               month_ago=day(-30), advert_title_words="x"))
    read = [line for line in plan if re.search(r"\b(job|t|e)\b", line)]
    assert all(line.startswith("SEARCH") for line in read), plan
    assert sum("INDEX job_place_field (state=? AND place_key=? AND field_key=?)" in line
               for line in read) == 5, plan
    assert sum("INDEX job_employer (employer_id=?)" in line for line in read) == 1, plan
    assert [line for line in plan if "ORDER BY" in line] == plan[-1:], plan


def test_among_many_jobs_postgresql_reads_by_index_in_its_order(large):
    text = text_of(large, "moderation/twins", code="000001", limit=6, month_ago=day(-30),
                   advert_title_words="x")
    plan = portal.psql(f"EXPLAIN (COSTS off) {text}", large.name, "-At")
    assert not re.search(r"Seq Scan on job( |$)", plan, re.M), plan
    inside = r"Limit\n(?:\s+(?:InitPlan|->  CTE Scan) .*\n)*\s+->  "
    assert len(re.findall(inside + r"Index Scan using job_place_field on", plan)) == 5, plan
    assert len(re.findall(inside + r"Index Scan Backward using job_employer on", plan)) == 1, plan
