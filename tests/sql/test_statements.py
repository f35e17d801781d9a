"""Every statement file runs in every combination of its optional clauses, and keeps the rules."""
import itertools
import re

import pytest

import portal

ALL = portal.statements()
PUBLIC = [s for s in ALL if s.name.split("/")[0] in ("home", "jobs", "callback", "site")]
SAMPLES = {
    "today": portal.TODAY, "kept_from": portal.day(-90), "no_examples": 1, "lang": "he", "limit": 21,
    "now": portal.TODAY + "T10:00:00Z",
    "before": portal.TODAY + "T10:00:00Z", "after": 1050, "region": "south", "place": "l70",
    "field": ["metal", "cleaning"], "code": "000001", "job": "000001", "q": "a",
    "topic": "work", "name": "d1.x", "phone": "d1.x", "phone_lookup": "x", "language": "ar",
    "part_of_day": "noon", "message": 1, "new_code": "999999", "new_listed": 99999,
    "place_key": "l70", "region_key": "south", "official_code": "70", "population": "5",
    "name_lang": "he", "text": "x", "folded": "x", "field_key": "metal", "checked": "1",
    "skill_key": "welding", "work_lang": "he", "title": "x", "words": "x", "openings": "1",
    "opens": portal.TODAY, "closes": portal.TODAY, "no_experience": 1, "day_only": 1,
    "no_licence": 1, "ride": 1, "training": 1, "job_id": 1, "employer_id": 1,
    "stands": "2027-01-01",
    "pay_min": 4000, "pay_max": 5000, "pay_unit": "hour", "hours": "x", "starts": portal.TODAY,
    "transport": "x", "legal_check": "minors_2001", "apply_phone": "+97220000000",
    "source_name": "x", "source_url": "https://example.org/1", "about": "x", "file": "x",
    "checksum": "x", "import_id": 1, "line": 1, "imported": 1, "merged": 1, "refused": 1,
    "mail": "d1.x", "skills": "d1.x", "reach": "d1.x", "consent": 1, "role": "d1.x",
    "area": "d1.x", "speaks": "d1.x", "time": "d1.x", "sign_up_code": "234567",
    "old_phone_lookup": "x", "role_key": "hebrew", "role_place": "both",
    "role_hours": "2", "warned": "2025-11-29T10:00:00Z", "setting_name": "desk.reads_until",
    "answer_by": portal.TODAY + "T18:00:00Z", "closes_by": portal.TODAY + "T18:00:00Z",
    "value": "2026-11-21T10:00:00Z", "done_before": "2026-10-22T10:00:00Z",
    "undone_before": "2026-08-23T10:00:00Z", "contact_before": "2025-11-21T10:00:00Z",
    "trade_key": "welder", "isco": "7212", "position": 2, "guessed": 1, "none": 1,
    "half_year_ago": "2026-05-25T10:00:00Z", "mail_lookup": "y", "employer_code": None, "employer_folded": None, "new_link": "l1",
    "link": "l0", "link_hash": "l1", "kind": "password", "expires": portal.TODAY + "T11:00:00Z",
    "hour_ago": portal.TODAY + "T09:00:00Z", "in_day": portal.day(1) + "T10:00:00Z",
    "around": "both", "advert_title_words": "x", "harmless": 1, "phrase_lang": "en", "q_plain": "x", "text_plain": " x ",
    "source": "x", "law": "x", "retired": 1, "official": 1, "status": "in_force", "who": "adult",
    "unit": "hour", "amount": 3000,
    "me": 1, "my_code": "234567", "my_session": "s1",
    "organisation": "x", "organisation_kind": "company",
    "registration_sealed": "d1.x",
    "contact_name": "d1.x",
    "contact_phone": "d1.x",
    "contact_mail": "d1.x",
    "contact_mail_delivery": "d1.x",
    "contact_mail_lookup": "z",
    "agree": 1,
    "invite_code": "234567",
    "account_id": "1",
    "account_employer": "1",
    "person": "234567",
    "how": "call",
    "way": "call",
    "note": "d1.x",
    "coordinator": "234567",
    "wants": "d1.x",
    "employer_name": "x",
    "employer_name_plain": "x",
    "employer_registration": "516179157",
    "page": "jobs/job", "day": portal.TODAY, "n": 1, "finished": portal.TODAY + "T10:00:00Z",
    "outbox_id": 1, "attempts": 1, "next_try": portal.TODAY + "T10:01:00Z", "recipient": "x",
    "failure": "x", "since": portal.TODAY + "T09:00:00Z",
    "given_up_before": "2026-08-23T10:00:00Z", "rows": "12", "head": "x",
    "account": 1, "sealed": "d1.x", "key_id": "x", "key_after": "", "param": "role",
    "old_value": "d1.x", "made": portal.TODAY + "T10:00:00Z", "public": "x",
    "lookup": "x", "proof": "x", "uses": "1", "mine": 1, "item_kind": "call", "item_code": "234567",
    "item_job": "000001", "in_week": portal.day(7) + "T10:00:00Z",
    "phrase_key": "x1", "phrase_kind": "age", "phrase_lang": "en", "harmless": "1", "pattern": "% x %",
    "source": "x", "who": "adult", "unit": "hour", "amount": 3000, "status": "announced",
    "official": "1", "advert_title_plain": "x", "advert_text_plain": "x",
    "state": "open", "origin": "account", "waits": portal.NOW, "filled": 1, "reason": "pay",
    "answer": "x", "registration": "x", "employer_kind": "company", "employer_state": "new", "check_how": "call",
    "interviews": 1, "no_record": 1, "accompanies": 1, "signed_by": "d1.x",
    "lapses": portal.TODAY,
    "advert_pay_min": "2000", "advert_pay_unit": "hour",
    "act": "send", "title_words": "x", "text_words": "x", "text_lang": "he",
    "further_place": "l70", "shift": "night", "needed_by": portal.TODAY, "apply_way": "us",
    "reason": "pay", "answer": "x", "version": "1", "does": "x", "at_times": "x", "needs": "x",
    "gets": "x", "comes": "x", "month_ago": portal.day(-30) + "T10:00:00Z",
    "advert_employer_plain": " x ", "advert_title_words": "x", "advert_text_words": "x",
    "advert_was_title_words": "x", "advert_was_text_words": "x", "advert_hours_plain": "x",
    "advert_transport_plain": "x",
    "named": 1, "indexed": 1, "legal_basis": "licence", "my_employer": 1, "job_code": "000001",
    "state": "open", "in_week": portal.day(7) + "T10:00:00Z", "version": 1, "found": 1,
    "own_at_once": "1", "where_key": "l70",
    "business": "x",
    "contact_name": "d1.x", "contact_phone": "d1.x", "contact_mail": "d1.x",
    "contact_mail_delivery": "d1.x", "contact_mail_lookup": "z",
    "used_code": "000001", "say": "yes", "words": "d1.x",
    "beginning": "wor", "beyond": "wos", "mark": "éwor", "marks": "ééwelder éwor",
    "make_account": 1, "asked_code": "000001", "warn_until": portal.day(3), "week_ago": portal.day(-7),
    "listed_before": 1, "notice": "expires", "employer": "000001", "account_code": "234567", "report": "gone", "whose": "new",
}


def ids(statement):
    return statement.name + (".pgsql" if statement.dialect else "")


def combinations(statement):
    """What is present: nothing, each alone, all but one, everything."""
    names = statement.conditions
    chosen = [()] + [(n,) for n in names]
    chosen += list(itertools.combinations(names, max(len(names) - 1, 0))) + [tuple(names)]
    return list(dict.fromkeys(chosen))


def values(statement, present, samples=None):
    given = dict(samples or SAMPLES)
    for name in set(statement.conditions) - set(present):
        given[name] = None
    return given


def statement_samples(statement):
    """One value for each name."""
    return {n: v[0] if isinstance(v := SAMPLES[n], list) else v for n in statement.names}


def typed(database, statement, given):
    """PostgreSQL: prepared with untyped parameters inside CASTs, as the engine sends them."""
    if database.dialect == "sqlite":
        return statement.variant(given, portal.literal)
    texts = []

    def place(name, value):
        texts.append(portal.quoted(value))
        return f"CAST(${len(texts)} AS {'bigint' if name in portal.BIGINT else 'text'})"
    sql = statement.variant(given, place)
    arguments = f" ({', '.join(texts)})" if texts else ""
    return f"BEGIN; PREPARE s AS {sql}; EXECUTE s{arguments}; ROLLBACK"


@pytest.mark.parametrize("kind, statement", [(kind, s) for kind in portal.KINDS
                                             for s in portal.runs_on(kind.dialect)],
                         ids=lambda it: it.dialect if isinstance(it, type) else it.name)
def test_runs_in_every_combination_of_its_clauses(filled, kind, statement):
    database = filled[kind]
    texts = [typed(database, statement, values(statement, present))
             for present in combinations(statement)]
    if kind is portal.Pgsql:
        database.ask("; DEALLOCATE ALL; ".join(texts))
        return
    for text in texts:
        with database.undone():
            database.ask(text)


@pytest.mark.parametrize("statement", [s for s in ALL if s.dialect != "pgsql"], ids=ids)
def test_runs_in_the_shell_with_its_clauses_read_as_comments(sqlite, statement):
    with sqlite.undone() as handle:
        handle.execute(statement.text, statement_samples(statement))


@pytest.mark.parametrize("statement", ALL, ids=ids)
def test_says_in_its_head_what_it_takes(statement):
    assert statement.head.startswith(f"-- {statement.name}: ")
    takes = re.search(r"^-- takes(.*?)(^-- gives|\Z)", statement.head, re.M | re.S)
    said = set(re.findall(r"\w+", takes[1].split("gives ")[0]))
    assert set(statement.names) <= said


@pytest.mark.parametrize("statement", [s for s in PUBLIC if " gives " in s.head], ids=ids)
def test_gives_what_its_head_says(sqlite, statement):
    same = portal.Statement(portal.SQL / "jobs/list.sql") if "as jobs/list" in statement.head \
        else statement
    said = set(re.findall(r"\w+", re.search(r"gives(.*)", same.head, re.S)[1]))
    text = portal.statement(statement.name, "sqlite").variant(SAMPLES, portal.literal)
    given = [column[0] for column in sqlite.handle.execute(text).description]
    assert [name for name in given if not name.startswith("_") and name not in said] == []


@pytest.mark.parametrize("statement", ALL, ids=ids)
def test_is_short_portable_and_asks_no_clock_of_the_database(statement):
    body = statement.text[len(statement.head):]
    assert sum(not line.startswith("--") for line in statement.text.splitlines()) <= 30
    assert max(map(len, statement.text.splitlines())) <= 100
    assert not re.search(r"SELECT\s+\*|\b\w+\.\*|\bnow\s*\(|datetime\s*\(|date\s*\(|current_\w+",
                         body, re.I)


@pytest.mark.parametrize("statement", PUBLIC, ids=ids)
def test_names_every_column_by_a_plain_alias(sqlite, statement):
    text = portal.statement(statement.name, "sqlite").variant(SAMPLES, portal.literal)
    with sqlite.undone() as handle:
        columns = handle.execute(text).description or ()
    for column in columns:
        assert re.fullmatch(r"_?[a-z][a-z0-9_]*", column[0]), column[0]


@pytest.mark.parametrize("statement", PUBLIC, ids=ids)
def test_shows_the_public_only_jobs_that_are_open_today(statement):
    if re.search(r"\b(FROM|JOIN)\b[^;]*?\b(shown_)?job j\b", statement.text):
        assert "j.state = 'open' AND j.closes >= :today" in statement.text


@pytest.mark.parametrize("twin",
                         [s for s in ALL if s.dialect and (portal.SQL / f"{s.name}.sql").exists()],
                         ids=ids)
def test_twins_take_and_give_the_same(sqlite, pgsql, twin):
    base = portal.statement(twin.name, "sqlite")
    assert (set(base.names), base.conditions) == (set(twin.names), twin.conditions)
    given = {**SAMPLES, "q": None}
    with sqlite.undone() as handle:
        columns = [c[0] for c in handle.execute(base.variant(given, portal.literal)).description
                   or []]
    if not columns:
        return
    rows = portal.psql(twin.variant(given, portal.literal), pgsql.name, "--csv")
    assert rows.splitlines()[0].split(",") == columns
