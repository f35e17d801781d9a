"""tests/bench/databases.py: the list, not kept and with its cards remembered, on PostgreSQL against
the same on SQLite; the database shares the server's core."""

from harness import CONNECTIONS, ROUNDS, SECONDS, rounds, serve, wrk
from list_page import fresh_pages


def run(report):
    more = fresh_pages()
    with serve("lite", more, DB="sqlite") as (lite, _, _), \
            serve("server", more, DB="pgsql") as (server, _, _):
        addresses = {p.database: f"http://127.0.0.1:{p.port}/he/bench-warm" for p in (lite, server)}
        for portal in (lite, server):
            portal.get("/he/bench-warm")
        done = rounds({name: lambda address=address: wrk(address)
                       for name, address in addresses.items()})
    report.heading(f"PostgreSQL and SQLite, cards warm: wrk -t1 -c{CONNECTIONS} -d{SECONDS}s, "
                   f"{ROUNDS} rounds")
    report.keep("databases", done)
    report.ratios(done, [("pgsql", "sqlite", 0.25, None)])
