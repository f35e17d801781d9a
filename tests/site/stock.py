"""A Debian server of its own for a test: Apache with PHP and PostgreSQL as they come, in memory,
with a network, processes and port 80 that nobody else sees.  conf/deps.sh makes its folders."""

import os
import shutil
import subprocess
import tempfile

from server import HOME

FOLDERS = os.path.join(HOME, "build/deps/debian-12.tgz")
ROOT = [] if os.geteuid() == 0 else ["sudo", "-n"]
UNSHARE = ["unshare", "--mount", "--net", "--pid", "--fork"]
LOOPBACK = """import fcntl, socket, struct
s = socket.socket()
fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', 0x41))"""

# The first process inside collects those that ended.
FIRST = """import signal, sys
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print('ready', flush=True)
sys.stdin.read()"""


def why_not():
    """Why there can be no such server here, or "" when there can."""
    if not os.path.exists(FOLDERS):
        return f"{os.path.relpath(FOLDERS, HOME)} is not there: make deps could not debootstrap it"
    if ROOT and not shutil.which(ROOT[0]):
        return "no room of its own for a server: that takes root, or sudo"
    tried = subprocess.run([*ROOT, *UNSHARE, "true"],
                           capture_output=True, text=True, check=False)
    return f"no room of its own for a server: {tried.stderr.strip()}" if tried.returncode else ""


class Stock:
    """The server.  run() is its administrator's shell, get() a visitor."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="rehab-stock-", dir="/var/tmp")
        steps = " && ".join((
            f"mount -t tmpfs -o mode=755 none {self.folder}",
            f"tar -xzf {FOLDERS} -C {self.folder}",
            f"mkdir -p {self.folder}/proc {self.folder}/dev/shm",
            f"mount -t proc proc {self.folder}/proc",
            f"exec /usr/bin/python3 -c \"{FIRST}\""))
        self.first = subprocess.Popen(
            [*ROOT, *UNSHARE, "--kill-child", "sh", "-c", steps],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.first.stdout.readline() == "ready\n"
        self.inside = self.find_inside(self.first.pid)
        subprocess.run(self.entered("/usr/bin/python3", "-c", LOOPBACK), check=True)

    @staticmethod
    def find_inside(pid):
        """The process that runs inside: below sudo, when there is one, and unshare."""
        while True:
            with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
                children = f.read().split()
            if not children:
                return pid
            pid = int(children[0])

    def entered(self, *command):
        return [*ROOT, "nsenter", "-t", str(self.inside), "--mount", "--net", "--pid", *command]

    def run(self, command, check=True, text=None, **environment):
        """A command of root in the server; what it printed."""
        done = subprocess.run(
            self.entered("chroot", self.folder, "/usr/bin/env", "-i", "LANG=C.UTF-8", "HOME=/root",
                         "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                         "DEBIAN_FRONTEND=noninteractive",
                         *(f"{k}={v}" for k, v in environment.items()),
                         "sh", "-c", f"cd /root && {command}"),
            text=True, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        assert not check or done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def restart(self):
        """What `service apache2 restart` does, without its seconds of sleep."""
        pid, waits = "/run/apache2/apache2.pid", "do sleep 0.05; done"
        # A server that is just starting hears of no stop before it has written its number.
        self.run(f"timeout 180 sh -c 'while pidof apache2 && [ ! -e {pid} ]; {waits}; apachectl stop; "
                 f"while pidof apache2; {waits}; apachectl start && until [ -e {pid} ]; {waits}'")

    def write(self, path, text):
        self.run(f"mkdir -p $(dirname {path}) && cat >{path}", text=text)

    def put(self, file, path):
        with open(file, "rb") as f:
            subprocess.run(self.entered("chroot", self.folder, "sh", "-c", f"cat >{path}"),
                           input=f.read(), check=True)

    def get(self, host, path, options=""):
        """Headers and body as they came, but for the clock's."""
        answer = self.run(f"curl -s -i -m 60 -A tester --retry 3 --retry-connrefused "
                          f"--resolve {host}:80:127.0.0.1 {options} "
                          f"'http://{host}{path}'")
        return "\n".join(line for line in answer.splitlines() if not line.startswith("Date: "))

    def close(self):
        self.first.stdin.close()
        self.first.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
