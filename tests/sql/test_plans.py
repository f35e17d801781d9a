"""How SQLite goes about the public statements: by index, never over all jobs, never sorting."""
import itertools

import pytest

import portal
from test_statements import PUBLIC, SAMPLES, ids, values


def plans(sqlite, statement, samples):
    """(what is present, plan) for all combinations of the clauses."""
    for size in range(len(statement.conditions) + 1):
        for present in itertools.combinations(statement.conditions, size):
            text = statement.variant(values(statement, present, samples), portal.literal)
            yield present, sqlite.plan(text)


@pytest.mark.parametrize("fields", [["metal"], ["metal", "cleaning"]], ids=["one field", "two"])
@pytest.mark.parametrize("statement", [s for s in PUBLIC if not s.dialect], ids=ids)
def test_reads_no_table_of_jobs_from_end_to_end(sqlite, statement, fields):
    for present, plan in plans(sqlite, statement, {**SAMPLES, "field": fields}):
        over = [line for line in plan if line.startswith(("SCAN j ", "SCAN j\n", "SCAN job "))
                or line in ("SCAN j", "SCAN job")]
        assert not over, (present, plan)


@pytest.mark.parametrize("fields", [["metal"], ["metal", "cleaning"]], ids=["one field", "two"])
@pytest.mark.parametrize("statement", [s for s in PUBLIC if not s.dialect], ids=ids)
def test_sorts_nothing(sqlite, statement, fields):
    for present, plan in plans(sqlite, statement, {**SAMPLES, "field": fields}):
        assert not [line for line in plan if "TEMP B-TREE" in line], (present, plan)


def test_a_search_is_led_by_its_index(sqlite):
    statement = portal.statement("jobs/list", "sqlite")
    for present, plan in plans(sqlite, statement, SAMPLES):
        if "q" in present:
            assert plan[0].startswith("SCAN job_search VIRTUAL TABLE INDEX"), (present, plan)


@pytest.mark.parametrize("name, index", [("region", "job_region"), ("field", "job_field"),
                                         ("place", "job_place")])
def test_each_facet_has_an_index_of_its_own(sqlite, name, index):
    statement = portal.statement("jobs/list", "sqlite")
    text = statement.variant(values(statement, [name], {**SAMPLES, "field": ["metal"]}),
                             portal.literal)
    assert any(f"USING INDEX {index} " in line for line in sqlite.plan(text))
