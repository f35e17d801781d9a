"""Where many ask at once for pages that must be made, a thread that has answered lets others run
first; among a few, and for kept pages, it does not."""

import http.client
import os
import time

import pytest
from server import Portal
from test_kept import DATABASE

EXTRA = """
LogFormat "%{rehab-gave-way}n %U" gave
CustomLog "${REHAB_LOGS}/gave.log" gave
StartServers 1
ServerLimit 1
MaxRequestWorkers 64
RehabRenders 3
"""
FEW, MANY = 3, 6


@pytest.fixture(scope="module", name="portal")
def portal_of_one_process(tmp_path_factory):
    extra = tmp_path_factory.mktemp("crowd") / "crowd.conf"
    extra.write_text(EXTRA, encoding="utf-8")
    with Portal("crowd", DATABASE, REHAB_EXTRA=str(extra)) as portal:
        yield portal


def gave_way(portal, path, n):
    """For each of the first n requests of the path, in order, whether its thread gave way.  A request is
    logged after its answer was read, perhaps."""
    while True:
        with open(os.path.join(portal.logs, "gave.log"), encoding="utf-8") as f:
            logged = [line.split()[0] == "1" for line in f if line.endswith(f" {path}\n")]
        if len(logged) >= n:
            return logged[:n]
        time.sleep(0.01)


def ask(line, path):
    line.request("GET", path, headers={"Host": "localhost"})
    answer = line.getresponse()
    assert answer.status == 200
    answer.read()


def lines(portal, n):
    return [http.client.HTTPConnection("127.0.0.1", portal.port, timeout=120) for _ in range(n)]


def test_a_crowd_gives_way_and_few_do_not(portal):
    ours = lines(portal, MANY)
    for n, line in enumerate(ours):
        ask(line, f"/ru/jobs?q=word{n}")
        gave_way(portal, "/ru/jobs", n + 1)
    assert gave_way(portal, "/ru/jobs", MANY) == [n >= FEW for n in range(MANY)]
    for line in ours[1:]:
        line.close()
    # Until the server has seen their end they are a crowd.
    asked = MANY
    while gave_way(portal, "/ru/jobs", asked)[-1]:
        ask(ours[0], f"/ru/jobs?q=again{asked}")
        asked += 1
    ours[0].close()


def test_a_kept_page_and_one_without_statements_are_no_crowd(portal):
    ours = lines(portal, MANY)
    portal.get("/ar/jobs")
    for line in ours:
        ask(line, "/ar/jobs")
        ask(line, "/robots.txt")
    for line in ours:
        line.close()
    assert not any(gave_way(portal, "/ar/jobs", MANY + 1)[1:])
    assert not any(gave_way(portal, "/robots.txt", MANY))
