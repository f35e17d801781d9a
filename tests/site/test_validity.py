"""Every page, form, error and style sheet is valid by the Nu checker, in one Java process."""

import json
import os
import re
import subprocess
from urllib.parse import urlencode

import nu
import pytest

from conftest import the_site
from markup import links
from server import HOME

pytestmark = pytest.mark.browser
_checked = {}


def static_files(site):
    """Style sheets and pictures that pages point at, and static pages."""
    found = set()
    for _, _, _, path in site.addresses():
        for tag, _, address in links(site.portal.get(path).text):
            if tag in ("link", "img") and re.match(r"^/[^/].*\.(css|svg)(\?|$)", address):
                found.add(address)
    for folder in (f"{site.portal.state}/rendered", f"{HOME}/htdocs"):
        for top, _, names in os.walk(os.path.realpath(folder)):
            for name in names:
                if name.endswith(".html"):
                    found.add("/" + os.path.relpath(os.path.join(top, name),
                                                    os.path.realpath(folder)))
    return sorted(found)


def documents():
    """Name to (address for people, suffix, bytes)."""
    site = the_site()
    portal = site.portal
    for _, _, _, path in site.addresses():
        yield path, ".html", portal.get(path)
    for page in site.visible("POST"):
        for language in site.languages:
            path = site.address(page, language)
            yield f"{path} refused", ".html", portal.post(path, b"once=" + b"A" * 22)
            if page.check:
                form = {**site.sent_form(page), "checked": ""}
                yield f"{path} to read over", ".html", portal.post(path, urlencode(form).encode())
    for language in site.languages:
        yield f"/{language} 404", ".html", portal.get(f"/{language}/nothing-here")
        yield f"/{language} 400", ".html", portal.get(f"/{language}/jobs?after=x")
    for path in static_files(site):
        yield path, "." + re.sub(r"\?.*", "", path).rpartition(".")[2], portal.get(path)


def all_documents():
    """Those of documents() that are pages, asked for once: a link of a mail differs each time, and a
    form may just lead on."""
    if "documents" not in _checked:
        _checked["documents"] = [one for one in documents() if one[2].status // 100 != 3]
    return _checked["documents"]


def check_all():
    """Complaints by name of document."""
    if "complaints" not in _checked:
        _checked["complaints"] = nu.complaints(
            ((name, suffix, answer.body) for name, suffix, answer in all_documents()), "validity")
    return _checked["complaints"]


def pytest_generate_tests(metafunc):
    if "document" in metafunc.fixturenames:
        metafunc.parametrize("document", [name for name, _, _ in all_documents()])


def test_is_valid(document):
    complaints = check_all()
    assert document in complaints
    assert not complaints[document], "\n".join(complaints[document][:10])


def test_the_checker_finds_a_mistake_that_was_planted(tmp_path):
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><title>x</title><p><div></p><img src=x>")
    done = subprocess.run(["java", "-jar", nu.JAR, "--format", "json", "--stdout",
                           "--exit-zero-always", str(bad)], capture_output=True, text=True,
                          check=False)
    assert json.loads(done.stdout)["messages"]
