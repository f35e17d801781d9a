"""A slow reader holds memory, never a connection to the database."""

import os
import socket
import textwrap

import pytest
from server import HOME, own_portal

READERS = 100


@pytest.fixture(name="slow")
def portal_with_a_large_page(tmp_path):
    """A page of 2,000 rows and more than a megabyte, sent through small buffers."""
    (tmp_path / "large.sql").write_text(textwrap.dedent(f"""\
        -- large: two thousand long rows.  takes limit  gives i text
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
        SELECT i AS "i", '{"x" * 700}' AS "text" FROM n LIMIT :limit
        """), encoding="utf-8")
    name = os.path.relpath(tmp_path / "large.sql", f"{HOME}/conf/sql")
    extra = tmp_path / "large.conf"
    extra.write_text(textwrap.dedent(f"""\
        SendBufferSize 8192
        <RehabPage GET /large>
            RehabAllow  visitor
            RehabQuery  rows/row  {name}
            RehabFormat json
        </RehabPage>
        """), encoding="utf-8")
    with own_portal("slow", REHAB_EXTRA=str(extra)) as portal:
        yield portal


def slow_reader(portal):
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.connect(("127.0.0.1", portal.port))
    reader.sendall(f"GET {portal.base}/he/large HTTP/1.1\r\n"
                   f"Host: 127.0.0.1:{portal.port}\r\n\r\n".encode())
    return reader


def test_slow_readers_hold_no_connection(slow):
    assert len(slow.get("/he/large").body) > 1_000_000
    readers = [slow_reader(slow) for _ in range(READERS)]
    try:
        # A first byte from each: its page is rendered, and most of it waits to be read.
        for reader in readers:
            reader.settimeout(120)
            assert reader.recv(1) == b"H"
        for _ in range(20):
            assert slow.get("/he/jobs.json").status == 200
    finally:
        for reader in readers:
            reader.close()
