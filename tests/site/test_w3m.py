"""The portal is read and used in a text browser: what a screen reader meets, in order."""

import re
import secrets
import subprocess
from urllib.parse import quote, urlencode

import pytest

pytestmark = pytest.mark.browser


def w3m(url, *more):
    done = subprocess.run(["w3m", "-dump", "-cols", "100", "-O", "UTF-8", "-I", "UTF-8", *more, url],
                          capture_output=True, check=False, timeout=60,
                          env={"HOME": "/tmp", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                               "TERM": "dumb"})
    return done.stdout.decode("utf-8", errors="replace")


def test_a_search_finds_jobs_with_pay_and_place(site, portal):
    import json
    job = json.loads(portal.get("/he/jobs.json").body)["jobs"][0]
    word = max(re.findall(r"\w+", job["title"]), key=len)
    text = w3m(f"{portal.url}/he/jobs?q={quote(word)}")
    assert job["title"].split()[0] in text
    assert job["place"].split()[0] in text


def test_a_job_is_read_in_order(site, portal):
    import json
    code = site.a_code()
    job = json.loads(portal.get(f"/he/jobs/{code}.json").body)["job"]
    text = w3m(f"{portal.url}/he/jobs/{code}")
    title, place = text.find(job["title"].split()[0]), text.find(job["place"].split()[0])
    assert 0 <= title < place or 0 <= title
    assert re.search(r"[A-Z0-9]{3}-[A-Z0-9]{3}", text), "the code as people read it aloud"


def test_every_page_has_words_before_any_picture(site, portal):
    for page, _, _, path in site.addresses():
        assert len(w3m(portal.url + path).split()) > 10, path


def test_a_call_back_is_asked_for_without_any_header_of_new_browsers(site, portal, tmp_path):
    page = next(p for p in site.visible("POST") if p.path == "/callback")
    body = tmp_path / "form"
    body.write_text(urlencode({**site.valid_form(page), "once": secrets.token_urlsafe(16)}))
    url = f"{portal.url}/he/callback"
    before = portal.rehabctl("desk", "list").stdout.count("\n")
    text = w3m(url, "-header", f"Referer: {url}", "-post", str(body))
    assert len(text.split()) > 10
    assert portal.rehabctl("desk", "list").stdout.count("\n") == before + 1


def test_a_form_without_referer_comes_back_filled(site, portal, tmp_path):
    page = next(p for p in site.visible("POST") if p.path == "/callback")
    body = tmp_path / "form"
    body.write_text(urlencode({**site.valid_form(page), "once": secrets.token_urlsafe(16)}))
    text = w3m(f"{portal.url}/he/callback", "-post", str(body))
    assert "שם לבדיקה" in text
