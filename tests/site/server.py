"""A private portal for a test run: started by conf/dev.sh from the same dev.conf as `make run`."""

import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import socket
import subprocess

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAN = os.environ.get("SAN") == "1"
# Seconds for an answer, long beyond need: a machine may be ten times slower than usual.
TIMEOUT = 300
OUT = "build/san" if SAN else "build"

# What an error log may hold: httpd's own notices of starting and stopping, and that a statement took
# long, which says something of the machine and what else runs on it (test_statement_limit.py).
EXPECTED = [
    r"\[warn\].* statement \S+ took \d+ ms$",
    r"\[notice\]", r"\[mpm_event:notice\]", r"\[core:notice\]",
    # One process under sanitizers answers signals in its own words.
    r"AH00489", r"AH00094", r"AH00491",
]
# What httpd says when a process of its crashed, whatever its level.
CRASHES = re.compile(r"exit signal|[Ss]egmentation fault|glibc detected|pool concurrency check|"
                     r"[Aa]ssertion.*failed|AddressSanitizer|runtime error")


class Answer:
    """What came back: status, headers (lower-case names), body."""

    def __init__(self, status, pairs, body):
        self.status = status
        self.pairs = [(name.lower(), value) for name, value in pairs]
        self.headers = dict(self.pairs)
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def media_type(self):
        return self.headers.get("content-type", "").split(";")[0].strip()

    def __repr__(self):
        return f"<{self.status} {self.media_type} {len(self.body)} bytes>"


class Portal:
    """One httpd with its own state, port and database."""

    def __init__(self, name, database="sqlite", home=HOME, **environment):
        self.home = home
        # Two runs at once have a state each.
        self.name = f"test-{name}-{database}-{os.getpid()}"
        self.database = database
        self.state = os.path.join(home, OUT, self.name)
        self.room = f"/var/tmp/rehab-{hashlib.sha256(self.state.encode()).hexdigest()[:12]}"
        self.port = free_port()
        self.environment = {
            **os.environ, "STATE": self.state, "PORT": str(self.port), "DB": database,
            "REHAB_OUT": OUT, **environment,
        }
        for variable in ("JOBS", "DEMO", "DEBUG", "SCALE"):
            if variable not in environment:
                self.environment.pop(variable, None)
        self.base = environment.get("REHAB_BASE", "")
        self.url = f"http://127.0.0.1:{self.port}{self.base}"

    def dev(self, command):
        done = subprocess.run(["conf/dev.sh", command], cwd=self.home, env=self.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise RuntimeError(f"conf/dev.sh {command}\n{done.stdout}")
        return done.stdout

    def tries_dev(self, command):
        """1 when the command succeeds."""
        return subprocess.run(["conf/dev.sh", command], cwd=self.home, env=self.environment,
                              capture_output=True, check=False).returncode == 0

    @property
    def logs(self):
        return os.path.join(self.state, "logs")

    @property
    def parent_pid(self):
        with open(os.path.join(self.state, "run", "httpd.pid"), encoding="utf-8") as f:
            return int(f.read())

    @property
    def postmaster_pid(self):
        folder = self.room if os.path.isdir(os.path.join(self.room, "pgsql")) else self.state
        with open(os.path.join(folder, "pgsql", "postmaster.pid"), encoding="utf-8") as f:
            return int(f.readline())

    def start(self):
        self.dev("forget")
        if os.path.islink(self.state):
            os.unlink(self.state)
        shutil.rmtree(self.state, ignore_errors=True)
        self.dev("start")
        return self

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.forget()
            raise

    def __exit__(self, *_):
        self.forget()

    def stop(self):
        self.dev("stop")

    def restart(self, **environment):
        """With all that was kept, and other settings."""
        self.stop()
        self.environment.update(environment)
        self.dev("start")

    def forget(self):
        self.dev("forget")
        if os.path.islink(self.state):
            os.unlink(self.state)
        shutil.rmtree(self.state, ignore_errors=True)

    def rehabctl(self, *arguments, check=True, text=None):
        done = subprocess.run([os.path.join(HOME, OUT, "rehabctl"), "--state", self.state,
                               *arguments], input=text, text=True, capture_output=True,
                              check=False, env=self.environment)
        if check and done.returncode:
            raise RuntimeError(f"rehabctl {' '.join(arguments)}: {done.returncode}\n{done.stderr}")
        return done

    @contextlib.contextmanager
    def without_keys(self):
        """While nobody has a key to seal to."""
        public = [p for p in (f"{self.state}/keys/{name}.pub" for name in ("desk", "team"))
                  if os.path.exists(p)]
        for path in public:
            os.rename(path, path + ".away")
        try:
            yield
        finally:
            for path in public:
                os.rename(path + ".away", path)

    # --- Requests.  Nothing is added that the caller did not ask for, but Host.

    def request(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.putrequest(method, self.base + path, skip_host=True,
                                  skip_accept_encoding=True)
            given = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
            if body is not None:
                given.setdefault("Content-Length", str(len(body)))
            for name, value in given.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body)
            with connection.sock.dup() as line:
                answer = connection.getresponse()
                whole = Answer(answer.status, answer.getheaders(), answer.read())
                wait_for_end(line)
            return whole
        finally:
            connection.close()

    def json(self, path):
        return json.loads(self.get(path).text)

    def get(self, path, **headers):
        return self.request("GET", path, {k.replace("_", "-"): v for k, v in headers.items()})

    def stream(self):
        """request() for many, over one connection that is opened again when the server closes it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)

        def request(method, path, headers, body=None):
            for attempt in (1, 2):
                try:
                    connection.request(method, self.base + path, body, headers)
                    answer = connection.getresponse()
                    return Answer(answer.status, answer.getheaders(), answer.read())
                except (http.client.HTTPException, ConnectionError):
                    connection.close()
                    if attempt == 2:
                        raise
            return None

        return request

    def raw(self, data, timeout=TIMEOUT):
        """Bytes as they stand to the server, all bytes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as s:
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
            answer = b""
            while chunk := s.recv(65536):
                answer += chunk
        return answer

    def post(self, path, body, headers=None):
        """A form as our own page sends it."""
        return self.request("POST", path, {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin",
            **(headers or {})}, body)

    # --- What it says of itself

    def log(self):
        path = os.path.join(self.state, "logs", "error.log")
        with open(path, encoding="utf-8", errors="replace") as f:
            return f.read().splitlines()

    def log_size(self):
        return len(self.log())

    def unexpected(self, start=0):
        """Lines of the error log since `start` that no test may leave unexplained."""
        return [line for line in self.log()[start:]
                if CRASHES.search(line) or not any(re.search(e, line) for e in EXPECTED)]

    def wreckage(self):
        """Core files and reports of sanitizers."""
        found = []
        for folder in ("run", "logs", "data", "."):
            path = os.path.join(self.state, folder)
            for name in os.listdir(path) if os.path.isdir(path) else []:
                if re.match(r"core(\.\d+)?$|sanitizer\.", name):
                    found.append(os.path.join(path, name))
        return found


def own_portal(name, **environment):
    """A portal for one file of tests, on the database of the run: `with own_portal("x") as portal`."""
    return Portal(name, os.environ.get("REHAB_TEST_DB", "sqlite"), **environment)


def extra(name, text):
    """A file of directives that a portal's configuration ends with."""
    path = os.path.join(HOME, "build", f"extra-{name}-{os.getpid()}.conf")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text + "\n")
    os.chmod(path, 0o644)
    return path


def wait_for_end(line):
    """Until the server has closed: it writes its logs after the answer, and closes after both."""
    try:
        line.shutdown(socket.SHUT_WR)
        while line.recv(65536):
            pass
    except OSError:
        pass


_held = []


def hold(port):
    """Takes a port so that nobody else is given it, and a server may listen there all the same: the
    kernel lets two have one that both say SO_REUSEADDR, as servers do, and one of them listens."""
    one = socket.socket()
    try:
        # It has not said so yet: a port that another one holds is refused.
        one.bind(("127.0.0.1", port))
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    except OSError:
        one.close()
        raise
    return one


def free_ports(n):
    """The first of n ports in a row that nobody else has until this run ends."""
    while True:
        first, held = random.randrange(10240, 32768 - n), []
        try:
            for port in range(first, first + n):
                held.append(hold(port))
        except OSError:
            for one in held:
                one.close()
        else:
            _held.extend(held)
            return first


def free_port():
    return free_ports(1)
