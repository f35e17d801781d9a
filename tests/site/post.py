"""Mail for tests: rows of the outbox as the portal seals them, and a real SMTP server that can be
away, slow to agree, or refuse."""

import base64
import ctypes
import email
import email.policy
import os
import ssl
import subprocess

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from server import free_port

SODIUM = ctypes.CDLL("libsodium.so.23")
SEAL_BYTES = 48


def key_of(state, name="delivery.pub"):
    with open(os.path.join(state, "keys", name), encoding="utf-8") as f:
        words = dict(line.split(" ", 1) for line in f.read().splitlines() if line[:1] not in "#")
    return words["id"], base64.b64decode(words["key"])


def seal(key, page, param, value):
    """d1.KEYID.BASE64 of crypto_box_seal over page, parameter and value, each behind its length."""
    key_id, public = key
    plain = b"".join(len(part).to_bytes(4, "big") + part
                     for part in (page.encode(), param.encode(), value.encode()))
    closed = ctypes.create_string_buffer(len(plain) + SEAL_BYTES)
    assert SODIUM.crypto_box_seal(closed, plain, ctypes.c_ulonglong(len(plain)), public) == 0
    return f"d1.{key_id}.{base64.b64encode(closed.raw).decode()}"


def row_text(row):
    def escape(value):
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    return "".join(f"{name}\t{escape(value)}\n" for name, value in row.items())


class Post:
    """The outbox of a portal, filled and sent."""

    def __init__(self, portal, folder):
        self.portal, self.folder, self.n = portal, folder, 0
        self.key = key_of(portal.state)

    def sql(self, text, **params):
        file = self.folder / "ask.sql"
        file.write_text(f"-- ask\n{text}\n", encoding="utf-8")
        words = [w for name, value in params.items() for w in ("--param", f"{name}={value}")]
        lines = self.portal.rehabctl("sql", str(file), *words).stdout.splitlines()
        return [line.split(",") for line in lines[1:]]

    def empty(self):
        self.sql("DELETE FROM outbox")

    def queue(self, template="account/verify", lang="en", sealed=None, **row):
        """One message; its address."""
        self.n += 1
        row = {"address": f"to{self.n}@example.org", "link": "/verify/AAAA", **row}
        sealed = sealed or seal(self.key, template, "row", row_text(row))
        self.sql("INSERT INTO outbox (template, lang, sealed, created, next_try)"
                 " VALUES (:template, :lang, :sealed, :now, :now)",
                 template=template, lang=lang, sealed=sealed)
        return row["address"]

    def queue_all(self, rows):
        """Many at once: (template, lang, row)."""
        for at in range(0, len(rows), 25):
            params, values = {}, []
            for i, (template, lang, row) in enumerate(rows[at:at + 25]):
                params |= {f"t{i}": template, f"l{i}": lang,
                           f"s{i}": seal(self.key, template, "row", row_text(row))}
                values.append(f"(:t{i}, :l{i}, :s{i}, :now, :now)")
            self.sql("INSERT INTO outbox (template, lang, sealed, created, next_try) VALUES "
                     + ", ".join(values), **params)

    def waiting(self):
        return self.sql("SELECT template AS t, attempts AS a, coalesce(next_try, 'given up') AS n,"
                        " coalesce(failure, '') AS f FROM outbox WHERE sent IS NULL"
                        " ORDER BY outbox_id")

    def say(self, **settings):
        """What httpd lists at its next start when its configuration says otherwise."""
        path = os.path.join(self.portal.state, "site")
        with open(path, encoding="utf-8") as f:
            lines = f.read().split("\n")
        for name, value in settings.items():
            lines = [line for line in lines if not line.startswith(f"set\t{name}\t")]
            if value is not None:
                lines.insert(1, f"set\t{name}\t{value}")
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(lines))

    def later(self, seconds):
        """The clock, moved as RehabNow moves it."""
        path = os.path.join(self.portal.state, "site")
        with open(path, encoding="utf-8") as f:
            now = next(int(line.split("\t")[2]) for line in f if line.startswith("set\tclock_shift"))
        self.say(clock_shift=now + seconds * 1000000)

    def send(self, code=0):
        done = self.portal.rehabctl("mail", check=False)
        assert done.returncode == code, f"{done.returncode}\n{done.stdout}{done.stderr}"
        return done


class Server:
    """SMTP on loopback.  `says` holds, for the next messages, what it answers at their end: a reply,
    or "drop": it took the message, and its yes never arrives.  `on_message` runs before the yes."""

    def __init__(self, tls=None, implicit=False, login=None):
        self.port, self.tls, self.implicit, self.login = free_port(), tls, implicit, login
        self.messages, self.refuses, self.says, self.controller = [], {}, [], None
        self.on_message = None

    def __enter__(self):
        outer = self

        class Waiting(Controller):
            def factory(self):
                return SMTP(self.handler, hostname="mx.example.org", enable_SMTPUTF8=True,
                            tls_context=None if outer.implicit else outer.tls,
                            authenticator=outer.check if outer.login else None,
                            auth_required=bool(outer.login), auth_require_tls=bool(outer.tls)
                            and not outer.implicit)

        self.controller = Waiting(self, hostname="127.0.0.1", port=self.port, ready_timeout=120,
                                  ssl_context=self.tls if self.implicit else None)
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    def check(self, _server, _session, _envelope, _mechanism, data):
        return AuthResult(success=(data.login.decode(), data.password.decode()) == self.login)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):
        answer = self.says.pop(0) if self.says else "250 OK"
        if answer.startswith("250") or answer == "drop":
            self.messages.append(Message(envelope))
        if self.on_message:
            self.on_message()
        if answer == "drop":
            server.transport.abort()
            return "451 nobody hears this"
        return answer


class Message:
    def __init__(self, envelope):
        self.to, self.sender, self.raw = envelope.rcpt_tos, envelope.mail_from, envelope.content
        self.parsed = email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def id(self):
        return self.parsed["Message-ID"]

    def part(self, kind):
        return self.parsed.get_body((kind,)).get_content()


def certificate(folder, name):
    """A certificate for localhost that signs itself: its file, and a server's TLS with it."""
    file, key = str(folder / f"{name}.pem"), str(folder / f"{name}.key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                    "-keyout", key, "-out", file], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return file, context

