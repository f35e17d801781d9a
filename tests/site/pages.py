"""Every page of the portal, as `rehabctl pages` lists it, and concrete addresses for each."""

import csv
import hashlib
import io
import json
import os
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode

import accounts
from days import day
from rows import ask

# The media type that each format has, and a page that has one of its own.
MEDIA = {
    "html": "text/html", "json": "application/json", "csv": "text/csv",
    "atom": "application/atom+xml", "ics": "text/calendar", "txt": "text/plain",
    "xml": "application/xml", "/opensearch.xml": "application/opensearchdescription+xml",
}
# What is in the database, by the name of a parameter and its kind.
THERE = {("field", "key"): "metal", ("place", "key"): "l70", ("place", "line"): "אשדוד"}


@dataclass
class Param:
    name: str
    kind: str
    source: str
    options: dict = field(default_factory=dict)

    @property
    def word(self):
        """choice(a|b) -> choice"""
        return self.kind.partition("(")[0]

    @property
    def choices(self):
        return self.kind[7:-1].split("|") if self.word == "choice" else []

    @property
    def is_text(self):
        return self.word in ("line", "text", "search", "email", "phone", "url", "secret", "code",
                             "key", "int", "money", "date", "datetime", "time", "id", "link")


@dataclass
class Page:
    method: str
    path: str
    name: str
    language: str
    roles: list
    params: list
    formats: list
    invalid: str
    once: bool
    check: str

    def param(self, name):
        return next(p for p in self.params if p.name == name)

    def param_or_none(self, name):
        return next((p for p in self.params if p.name == name), None)

    @property
    def variables(self):
        return re.findall(r"\{([a-z0-9_]+)\}", self.path)

    @property
    def spoken(self):
        """Whether the page stands below a language."""
        return self.language != "none"


def read_param(text):
    """name:kind:source[:required][:many][:sealed][:min=N][:max=N]"""
    name, kind, source, *options = text.split(":")
    return Param(name, kind, source,
                 {key: value or "1" for key, _, value in (o.partition("=") for o in options)})


def read_pages(text):
    found = []
    for row in csv.DictReader(io.StringIO(text)):
        found.append(Page(
            row["method"], row["path"], row["name"], row["language"],
            re.split(r"[ ,;|]+", row["roles"]),
            [read_param(p) for p in row["params"].split(";") if p],
            [f for f in re.split(r"[ ,;|]+", row["formats"]) if f],
            row["invalid"], row["once"] in ("1", "yes", "once", "true"), row["check"]))
    return found


def read_over(page, form):
    """What a form is read over with comes from the form alone: no address says it."""
    for param in page.params:
        if param.source == "query" and form.param_or_none(param.name):
            param.source = "form"


class Site:
    """The pages of a running portal with what it takes to ask for them."""

    def __init__(self, portal):
        self.portal = portal
        self.pages = read_pages(portal.rehabctl("pages").stdout)
        if not self.pages:
            raise RuntimeError("rehabctl pages lists no page")
        for form in self.pages:
            if form.check:
                for page in self.pages:
                    if page.method == "GET" and page.path == form.invalid:
                        read_over(page, form)
        with open(f"{portal.state}/site", encoding="utf-8") as f:
            listing = f.read()
        self.languages = re.findall(r"^language\t([^\t\n]+)", listing, re.M)
        self._values = {}

    def visible(self, method="GET", role="visitor"):
        """Pages of a method that a role may see; the error page is reached by errors alone."""
        return [p for p in self.pages
                if p.method == method and role in p.roles and not p.path.startswith("/error/")]

    def contents(self):
        """The pages that are rendered once and served as files, as pages like the others."""
        top = os.path.join(os.path.realpath(self.portal.state), "rendered", self.languages[0])
        names = sorted(os.path.relpath(os.path.join(folder, name), top)[:-5]
                       for folder, _, names in os.walk(top) for name in names if name.endswith(".html"))
        if not names:
            raise RuntimeError(f"{top} holds no page")
        return [Page("GET", "/" + name, "content/" + name, "all", ["visitor"], [], ["html"], "",
                     False, "")
                for name in names]

    def readable(self):
        """(page, language, format, address) of everything that people read."""
        yield from self.addresses()
        for page in self.contents():
            for language in self.languages:
                yield page, language, "html", self.address(page, language)

    def value_of(self, page, name):
        """A real value for a path variable, found in the list that stands above it."""
        key = (page.method, page.path, name)
        if page.param(name).word == "link" and (page.method == "POST" or key not in self._values):
            self._values[key] = [self.a_link(page)]
        if page.param(name).choices:
            return page.param(name).choices[0]
        if key not in self._values:
            parent = page.path[:page.path.index("{" + name + "}")].rstrip("/")
            listing = next((p for p in self.visible() if p.path == parent and "json" in p.formats),
                           None)
            if not listing and name == "code":
                # Pages that look nothing up take the code of anything.
                self._values[key] = [self.a_code()]
                return self._values[key][0]
            if not listing:
                raise LookupError(f"{page.path}: no list {parent} with json to find {name} in")
            answer = self.portal.get(f"/{self.languages[0]}{parent}.json")
            values = [row[name] for rows in json.loads(answer.body).values()
                      if isinstance(rows, list) for row in rows if name in row]
            if not values:
                raise LookupError(f"{parent}.json has no {name}")
            self._values[key] = values
        return self._values[key][0]

    def values_of(self, page, name):
        self.value_of(page, name)
        return self._values[(page.method, page.path, name)]

    def fill(self, page, pattern=None):
        """The pattern of a page with real values in it."""
        path = pattern or page.path
        for name in re.findall(r"\{([a-z0-9_]+)\}", path):
            path = path.replace("{" + name + "}", self.value_of(page, name))
        return path

    def address(self, page, language=None, format_=None):
        """/he/jobs, /he/jobs.json; the first format is the plain address."""
        path = self.fill(page)
        if page.spoken:
            path = f"/{language or self.languages[0]}{'' if path == '/' else path}"
            if path.count("/") == 1:
                path += "/"
        if format_ and format_ != page.formats[0]:
            path += "." + format_
        return path

    def addresses(self, formats=("html",), languages=None):
        """(page, language, format, address) of everything a visitor can get."""
        for page in self.visible():
            for language in (languages or self.languages) if page.spoken else [None]:
                for format_ in page.formats:
                    # The front page has no name that a suffix could stand behind.
                    if page.path == "/" and format_ != page.formats[0]:
                        continue
                    if formats is None or format_ in formats:
                        yield page, language, format_, self.address(page, language, format_)

    def valid_form(self, page):
        """Fields of a POST that pass: every required one, and the optional ones too."""
        fields = {}
        for param in page.params:
            if param.source == "body":
                fields[param.name] = self.valid_value(param)
        if page.path in ("/volunteer/change", "/volunteer/replace"):
            fields["code"] = self.a_sign_up()
            if "old_phone" in fields:
                fields["old_phone"] = self.valid_value(page.param("old_phone"))
        if page.path == "/sign-in":
            fields["mail"], fields["password"] = accounts.EMPLOYER, accounts.password(
                accounts.EMPLOYER)
        return fields

    def sent_form(self, page):
        """The same as it is sent for good: once, and read over where the page asks for that."""
        own = {"once": secrets.token_urlsafe(16)}
        return {**self.valid_form(page), **own, **({"checked": "1"} if page.check else {})}

    def a_link(self, page):
        """A link of a mail, not used yet.  Forms use up those of another account."""
        kind = page.path.split("/")[1]
        if kind in ("yes", "renew"):
            return self.a_job_link(kind, page.method)
        if page.path.startswith("/employer/verify/"):
            return self.a_verify_link()
        mail = accounts.READER if page.method == "GET" else accounts.SETTER
        return self.portal.rehabctl("user", "password", mail, "--link").stdout.strip().rpartition(
            "/")[2]

    def a_job_link(self, kind, method="POST", code=None):
        """One that asks the employer of a job: of one that has just been offered, or is open.  Forms
        that keep one open end its other links, so that theirs is another job than what is read."""
        link = secrets.token_urlsafe(32)
        one = "SELECT code FROM job WHERE state = 'open' ORDER BY job_id " + (
            "DESC LIMIT 1" if method == "POST" else "LIMIT 1 OFFSET 20")
        code = code or (ask(self.portal, one)[0]["code"] if kind == "renew" else self.an_offer())
        self.portal.rehabctl(
            "sql", "-", "--param", f"code={code}", "--param", f"kind={kind}", "--param",
            f"hash={hashlib.sha256(link.encode()).hexdigest()}",
            text="INSERT INTO link (hash, kind, code, created, expires) VALUES"
                 " (:hash, :kind, :code, :now, '2999-01-01T00:00:00Z')")
        return link

    def an_offer(self):
        """The code of a job that has just been offered on the one page."""
        page = next(p for p in self.visible("POST") if p.path == "/offer-job")
        self.portal.post(self.address(page), urlencode(self.sent_form(page)).encode())
        return ask(self.portal, "SELECT code FROM job ORDER BY job_id DESC LIMIT 1")[0]["code"]

    def a_verify_link(self):
        """One that proves the address of somebody whom the employer of the demo invites."""
        link, code = secrets.token_urlsafe(32), self.a_new_code()
        words = [w for name, value in {
            "code": code, "mail": f"m{code}", "link": hashlib.sha256(link.encode()).hexdigest(),
        }.items() for w in ("--param", f"{name}={value}")]
        self.portal.rehabctl("sql", "-", *words, text="""
            INSERT INTO employer_invite (code, employer_id, mail, mail_lookup, lang, at)
            SELECT :code, min(employer_id), :mail, :mail, 'he', :now FROM employer""")
        self.portal.rehabctl("sql", "-", *words, text="""
            INSERT INTO link (hash, kind, code, created, expires)
            VALUES (:link, 'verify', :code, :now, '2999-01-01T00:00:00Z')""")
        return link

    @staticmethod
    def a_new_code():
        """A code that nothing has yet."""
        signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
        picked = [secrets.randbelow(len(signs)) for _ in range(5)]
        picked.append(sum((i + 1) * value for i, value in enumerate(picked)) % len(signs))
        return "".join(signs[value] for value in picked)

    def a_sign_up(self):
        """The code of somebody who has just offered to help."""
        page = next(p for p in self.visible("POST") if p.path == "/volunteer")
        answer = self.portal.post(self.address(page), urlencode(self.sent_form(page)).encode())
        return answer.headers["location"].rpartition("/")[2]

    def valid_value(self, param):
        if (param.name, param.word) in THERE:
            return THERE[param.name, param.word]
        if "check" in param.options:
            return {"il-id": "039337423", "il-company": "516179157"}[param.options["check"]]
        soon = day(9)
        return {
            "line": "שם לבדיקה", "text": "שורה ראשונה\nשורה שנייה", "search": "עבודה",
            "email": "somebody@example.org", "phone": "050-555-0123",
            "url": "https://example.org/", "secret": "correct horse battery", "key": "north",
            "int": "3", "money": "42.50", "date": soon, "datetime": f"{soon}T10:00",
            "time": "10:00", "flag": "1", "choice": (param.choices or [""])[0],
            "code": self.a_code(),
        }[param.word]

    def a_code(self):
        page = next(p for p in self.visible() if p.path == "/jobs/{code}")
        return self.value_of(page, "code")
