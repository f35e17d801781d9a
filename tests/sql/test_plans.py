"""How the databases go about the statements of public pages: by index, never over all jobs, never
sorting on SQLite; and the same on PostgreSQL where it has many jobs to choose its plans by."""
import itertools
import re

import pytest

import portal
from test_statements import PUBLIC, SAMPLES, ids, values

MANY = 100000
FIELDS = [["metal"], ["metal", "cleaning"]]

# What may be read from end to end: tables that have as many rows as the organisation has fields of
# work or ways to help, the few sums of counts, and the words that a search asks for.
SHORT = re.compile(r"SCAN (field|f) USING INDEX sqlite_autoindex_field_2"
                   r"|SCAN r USING INDEX sqlite_autoindex_volunteer_role_2"
                   r"|SCAN c USING COVERING INDEX job_count_field"
                   r"|SCAN job_search VIRTUAL TABLE INDEX \d+:M1<?|SCAN CONSTANT ROW")
# What grows with the laws, and not with jobs, may be read whole and sorted: what one advert that is
# offered is compared with.
OF_FORMS = {"wording/found", "wording/wage"}


def asked_by_pages():
    """The statements of all pages that visitors see."""
    names = set()
    for file in sorted((portal.HOME / "conf/pages").glob("*.conf")):
        for page in re.findall(r"<RehabPage GET .*?</RehabPage>", file.read_text(), re.S):
            if re.search(r"RehabAllow\s.*\bvisitor\b", page):
                names |= set(re.findall(r"RehabQuery\s+\S+\s+(\S+)\.sql", page))
    return sorted(names | {s.name for s in PUBLIC if s.text.lstrip("-").find("INSERT") < 0
                           and not s.dialect and "SELECT" in s.text and "VALUES" not in s.text})


def variants(statement):
    """(what is present, text) for all combinations of the clauses, with one field and with two."""
    for fields in FIELDS if "field" in statement.names else FIELDS[:1]:
        for size in range(len(statement.conditions) + 1):
            for present in itertools.combinations(statement.conditions, size):
                given = values(statement, present, {**SAMPLES, "field": fields})
                yield (present, fields), statement.variant(given, portal.literal)


def subqueries(statement):
    """Names that stand for a query within the statement or for the view untaken, not for a table."""
    return set(re.findall(r"(?:\)|\buntaken)\s+(?:AS\s+)?([a-z]\w*)", statement.text))


def test_pages_ask_what_is_looked_at_here():
    assert {"jobs/list", "jobs/found", "home/newest", "site/sitemap", "volunteer/roles"} \
        <= set(asked_by_pages())


@pytest.mark.parametrize("name", asked_by_pages())
def test_reads_no_table_from_end_to_end_and_sorts_nothing(sqlite, name):
    statement = portal.statement(name, "sqlite")
    if name in OF_FORMS:
        assert not re.search(r"\b(FROM|JOIN)\s+(job|shown_job|masked_job|employer)\b", statement.text)
        return
    inner = {f"SCAN {alias}" for alias in subqueries(statement)}
    for present, text in variants(statement):
        plan = sqlite.plan(text)
        over = [line for line in plan if "TEMP B-TREE" in line
                or line.startswith("SCAN") and not SHORT.fullmatch(line) and line not in inner]
        assert not over, (present, plan)


def test_a_search_is_led_by_its_index(sqlite):
    statement = portal.statement("jobs/list", "sqlite")
    for (present, _), text in variants(statement):
        if "q" in present:
            assert sqlite.plan(text)[0].startswith("SCAN job_search VIRTUAL TABLE INDEX"), present


@pytest.mark.parametrize("names, index", [
    (["region"], "job_region"), (["field"], "job_field"), (["place"], "job_place"),
    (["region", "field"], "job_region_field"), (["place", "field"], "job_place_field")], ids=str)
def test_each_facet_and_each_pair_has_an_index_of_its_own(sqlite, names, index):
    statement = portal.statement("jobs/list", "sqlite")
    given = values(statement, names, {**SAMPLES, "field": ["metal"]})
    plan = sqlite.plan(statement.variant(given, portal.literal))
    assert any(f"SEARCH j USING INDEX {index} " in line for line in plan), plan


def test_what_is_narrowed_away_is_never_fetched(sqlite):
    """Flags and days are read from the index, so counting asks no row of job."""
    statement = portal.statement("jobs/found", "sqlite")
    for (present, fields), text in variants(statement):
        # A place lies in one district, and pages ask for the one or the other.
        if set(present) & {"q", "no_examples"} or len(fields) > 1 \
                or {"place", "region"} <= set(present):
            continue
        plan = [line for line in sqlite.plan(text) if line.startswith("SEARCH j ")]
        assert plan and all("COVERING INDEX" in line for line in plan), (present, plan)


@pytest.mark.parametrize("name", ["home/regions", "jobs/regions", "jobs/fields", "jobs/places"])
def test_examples_are_counted_by_their_own_index(sqlite, name):
    statement = portal.statement(name, "sqlite")
    for (present, _), text in variants(statement):
        if "no_examples" in present:
            plan = sqlite.plan(text)
            assert any(re.match(r"SEARCH x USING (COVERING )?INDEX job_example ", line)
                       for line in plan), (present, plan)


@pytest.fixture(name="large", scope="module")
def large_database(filled):
    """PostgreSQL with so many jobs, in all districts and fields, and what ANALYZE learnt of them."""
    if portal.Pgsql not in filled:
        pytest.skip("no PostgreSQL server is installed")
    copy = portal.Pgsql(filled[portal.Pgsql])
    copy.script(
        # Counts and revisions are not what is looked at here.
        "SET session_replication_role = replica;"
        "INSERT INTO job (code, listed, state, title, lang, employer_id, place_key, region_key,"
        " field_key, opens, closes, words, ride, training)"
        " SELECT to_char(i, 'FM000000'), i + 100000, 'open', j.title, j.lang, j.employer_id,"
        " j.place_key, j.region_key, j.field_key, j.opens, j.closes, j.words || ' w' || i % 997,"
        " (i % 7 = 0)::int, (i % 31 = 0)::int"
        " FROM (SELECT row_number() OVER (ORDER BY job_id) - 1 AS k, count(*) OVER () AS n, *"
        "       FROM job WHERE state = 'open') j"
        f" JOIN generate_series(300000, {300000 + MANY - 1}) i ON i % j.n = j.k")
    copy.script("ANALYZE")
    yield copy
    copy.close()


@pytest.fixture(name="small", scope="module")
def small_database(filled):
    """PostgreSQL with the demo's jobs, and what ANALYZE learnt of them."""
    if portal.Pgsql not in filled:
        pytest.skip("no PostgreSQL server is installed")
    copy = portal.Pgsql(filled[portal.Pgsql])
    copy.script("ANALYZE")
    yield copy
    copy.close()


def test_postgresql_expects_that_most_jobs_are_shown(small):
    plan = portal.psql("EXPLAIN SELECT * FROM shown_job", small.name, "-At")
    expected = int(re.search(r"rows=(\d+)", plan).group(1))
    assert expected > int(small.ask("SELECT count(*) AS n FROM shown_job")[0]["n"]) // 2, plan


@pytest.mark.parametrize("name", ["jobs/list", "home/newest"])
def test_among_few_jobs_postgresql_reads_the_newest_in_their_order(small, name):
    text = portal.statement(name, "pgsql").variant(
        values(portal.statement(name, "pgsql"), [], {**SAMPLES, "limit": 21}), portal.literal)
    plan = portal.psql(f"SET join_collapse_limit TO 4; EXPLAIN (COSTS off) {text}", small.name, "-At")
    assert "Sort" not in plan, plan


@pytest.mark.parametrize("name", asked_by_pages())
def test_among_many_jobs_postgresql_reads_them_by_index(large, name):
    todo = list(variants(portal.statement(name, "pgsql")))
    said = portal.psql("".join(f"\\echo == {i}\nEXPLAIN (COSTS off) {text};\n"
                               for i, (_, text) in enumerate(todo)), large.name, "-At")
    plans = re.split(r"^== \d+\n", said, flags=re.M)[1:]
    assert len(plans) == len(todo)
    for (present, _), plan in zip(todo, plans):
        assert not re.search(r"Seq Scan on job( |$)", plan, re.M), (present, plan)


@pytest.mark.parametrize("name", ["jobs/list", "home/newest", "jobs/similar"])
def test_a_card_that_is_remembered_asks_for_no_names(demo, name):
    """What the engine makes of the statement of a list of cards asks for no more than this."""
    text = f'SELECT "_id", "_rev" FROM ({portal.text_of(demo, name, code="000001")}) AS whole'
    plan = demo.plan(text) if demo.dialect == "sqlite" else \
        portal.psql(f"EXPLAIN (COSTS off) {text}", demo.name, "-At").splitlines()
    read = [line for line in plan if re.search(r" name [a-z]\b|_name_", line)]
    assert plan and not read, plan


@pytest.mark.parametrize("word, index", [("w5", "job_search"), ("nowhere", "job_search"),
                                         (None, "job_listed_key")])
def test_a_rare_word_is_looked_up_and_a_frequent_one_met_among_the_newest(large, word, index):
    word = word or large.ask("SELECT word FROM ts_stat('SELECT words_search FROM job') ORDER BY ndoc"
                             " DESC LIMIT 1")[0]["word"]
    statement = portal.statement("jobs/list", "pgsql")
    text = statement.variant(values(statement, ["q"], {**SAMPLES, "q": f"'{word}'", "limit": 21}),
                             portal.literal)
    plan = portal.psql("SET random_page_cost TO 1.1; SET join_collapse_limit TO 4;"
                       f" EXPLAIN (COSTS off) {text}", large.name, "-At")
    assert re.search(rf"Index Scan .*\b{index}\b", plan), plan
