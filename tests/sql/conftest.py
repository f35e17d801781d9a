"""A demo portal on each database; every test that changes it gets a copy of its own.
REHAB_TEST_PGSQL names a PostgreSQL in which databases can be created; without it a private one is
started for as long as the tests run."""
import subprocess

import pytest

import portal
from portal import KINDS


@pytest.fixture(scope="session")
def server():
    if portal.Pgsql.server or portal.Pgsql not in KINDS:
        yield
        return
    beside = ["sh", str(portal.HOME / "tests/unit/with-pgsql.sh"),
              "sh", "-c", 'echo "$REHAB_TEST_PGSQL"; cat']
    with subprocess.Popen(beside, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as running:
        portal.Pgsql.server = running.stdout.readline().strip()
        yield
        running.stdin.close()


@pytest.fixture(scope="session")
def filled(server):
    made = {}
    for kind in KINDS:
        made[kind] = kind()
        portal.build(made[kind])
        portal.fill(made[kind])
    yield made
    for database in made.values():
        database.close()


@pytest.fixture(params=KINDS, ids=lambda kind: kind.dialect)
def db(request, filled):
    """The demo portal, to change."""
    copy = request.param(filled[request.param])
    yield copy
    copy.close()


@pytest.fixture(params=KINDS, ids=lambda kind: kind.dialect)
def demo(request, filled):
    """The demo portal, only to read."""
    return filled[request.param]


@pytest.fixture
def sqlite(filled):
    return filled[portal.Sqlite]


@pytest.fixture
def pgsql(filled):
    if portal.Pgsql not in filled:
        pytest.skip("no PostgreSQL server is installed")
    return filled[portal.Pgsql]
