"""All servers of `make start SCALE=2`, for tests and measurements: each can be asked and ended."""

import contextlib
import os
import signal
import subprocess

from keeping import children_of, stand_still, until
from server import Portal, free_ports

ESTABLISHED = "01"


def lives(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
            return f.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class Front(Portal):
    """One httpd behind the balancer, asked by its own port."""

    def __init__(self, scaled, number):
        super().__init__("unused", "pgsql")
        self.state = scaled.state if number == 1 else os.path.join(scaled.state, "front-2")
        self.port = scaled.port + number

    def pause(self):
        parent = self.parent_pid
        stand_still([parent, *children_of(parent)])

    def resume(self):
        with contextlib.suppress(OSError):
            os.killpg(self.parent_pid, signal.SIGCONT)

    def unread(self):
        """Connections on which it was told something that it has not read; of Linux' proc(5)."""
        with open("/proc/net/tcp", encoding="utf-8") as f:
            lines = [line.split() for line in f][1:]
        return sum(line[3] == ESTABLISHED and int(line[1].rsplit(":", 1)[1], 16) == self.port
                   and int(line[4].split(":")[1], 16) > 0 for line in lines)

    def kill(self):
        parent = self.parent_pid
        os.killpg(parent, signal.SIGKILL)
        until(lambda: not lives(parent))


class Scaled(Portal):
    """All of it; asked by the balancer's port."""

    def __init__(self, extra):
        super().__init__("scale", "pgsql", SCALE="2", REHAB_EXTRA=str(extra))
        self.port = free_ports(5)
        self.environment["PORT"] = str(self.port)
        self.fronts = [Front(self, 1), Front(self, 2)]

    def sql(self, text, port=5432):
        return subprocess.run(["psql", "-qAt", "-h", f"{self.room}/pg", "-p", str(port), "-U",
                               "portal", "-d", "portal", "-c", text], check=True, text=True,
                              stdout=subprocess.PIPE).stdout.strip()

    def replica(self, *command):
        """pg_ctl for the replica, as who owns it."""
        folder = f"{self.room}/pgsql-2"
        if not os.path.isdir(folder):
            folder = f"{self.state}/pgsql-2"
        program = sorted(f"/usr/lib/postgresql/{v}/bin/pg_ctl"
                         for v in os.listdir("/usr/lib/postgresql"))[-1]
        who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*who, program, "-D", folder, "-w", "-t", "60", *command], check=True,
                       cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill_primary(self):
        postmaster = self.postmaster_pid
        os.kill(postmaster, signal.SIGKILL)
        until(lambda: not lives(postmaster))

    def caught_up(self):
        """The replica has all that was written so far."""
        end = self.sql("SELECT pg_current_wal_lsn()")
        until(lambda: self.sql(f"SELECT pg_last_wal_replay_lsn() >= '{end}'", 5433) == "t")

    def callbacks(self, port=5432):
        return int(self.sql("SELECT count(*) FROM callback", port))
