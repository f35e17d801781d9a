"""The demo's accounts, and browsers that sign in to them."""

import base64
import csv
import hashlib
import hmac
import http.client
import os
import re
import struct
import time
from urllib.parse import urlencode

from server import HOME, TIMEOUT, Answer

with open(os.path.join(HOME, "conf/demo/accounts.csv"), encoding="utf-8") as _file:
    DEMO = {row["mail"]: row for row in csv.DictReader(_file)}
EMPLOYER, OTHER_EMPLOYER = "employer@example.org", "other-employer@example.org"
READER, SETTER = "worker@example.org", "volunteer@example.org"
# One account for each role.
OF_ROLE = {row["roles"]: mail for mail, row in reversed(DEMO.items()) if "|" not in row["roles"]}


def password(mail):
    return DEMO[mail]["password"]


def totp(secret, at=None):
    """RFC 6238, written apart from the engine's."""
    step = int(time.time() if at is None else at) // 30
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[19] & 15
    number = struct.unpack(">I", digest[start:start + 4])[0] & 0x7fffffff
    return f"{number % 10**6:06d}"


class Browser:
    """One visitor: keeps cookies, and sends a form with what its page carries unseen."""

    def __init__(self, portal, source="127.0.0.1"):
        self.portal, self.source, self.cookies, self.page = portal, source, {}, None

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=TIMEOUT,
                                                source_address=(self.source, 0))
        given = {"Sec-Fetch-Site": "same-origin", **(headers or {})}
        given = {name: value for name, value in given.items() if value is not None}
        if self.cookies:
            given["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body is not None:
            given.setdefault("Content-Type", "application/x-www-form-urlencoded")
        try:
            connection.request(method, self.portal.base + path, body, given)
            answer = connection.getresponse()
            whole = Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()
        for name, value in whole.pairs:
            if name == "set-cookie":
                key, _, text = value.partition(";")[0].partition("=")
                self.cookies[key] = text
                if not text:
                    del self.cookies[key]
        return whole

    def get(self, path):
        self.page = self.request("GET", path)
        return self.page

    def hidden(self, name):
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page.text if self.page else "")
        return {name: found[1]} if found else {}

    def post(self, path, headers=None, **fields):
        return self.request("POST", path, urlencode(
            {**self.hidden("once"), **self.hidden("token"), **fields}).encode(), headers)

    def sign_in(self, mail, language="he", to=None):
        """Both steps; a code of paper stands for the telephone's, which is good once in 30 s."""
        self.get(f"/{language}/sign-in")
        answer = self.post(f"/{language}/sign-in", mail=mail, password=password(mail),
                           **({"to": to} if to else {}))
        if "/sign-in/second" in answer.headers.get("location", ""):
            self.get(answer.headers["location"])
            code = self.portal.rehabctl("user", "code", mail).stdout.strip()
            answer = self.post(f"/{language}/sign-in/second", second_code=code,
                               **({"to": to} if to else {}))
        assert answer.status == 303, answer.text
        return answer


def wait_at_the_desk(portal):
    """Somebody asks to be called back about family, and about work."""
    visitor = Browser(portal)
    for topic in ("family", "work"):
        visitor.get("/he/callback")
        sent = visitor.post("/he/callback", topic=topic, name="Z", phone="050-555-0199")
        assert sent.status == 303
