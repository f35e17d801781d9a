"""The portal is read and used in a text browser: what a screen reader meets, in order."""

import json
import re
import secrets
import subprocess
from urllib.parse import quote, urlencode

import pytest
from markup import links

pytestmark = pytest.mark.browser


def w3m(url, *more):
    done = subprocess.run(["w3m", "-dump", "-cols", "100", "-O", "UTF-8", "-I", "UTF-8", *more, url],
                          capture_output=True, check=False, timeout=60,
                          env={"HOME": "/tmp", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                               "TERM": "dumb"})
    return done.stdout.decode("utf-8", errors="replace")


@pytest.fixture(name="lang", params=["he", "ar", "en", "ru", "fa"])
def each_language(request, site):
    assert request.param in site.languages
    return request.param


def shown(portal, path):
    return w3m(portal.url + path)


def place_of(job):
    return job.get("place_en") or job["place"]


def test_a_search_finds_jobs_with_pay_and_place(site, portal, lang):
    """In the reader's language: by what the work of a job is called in it."""
    jobs = json.loads(portal.get(f"/{lang}/jobs.json").body)["jobs"]
    job = next(j for j in jobs if "trade" in j)
    word = max(re.findall(r"\w+", job["trade"]), key=len)
    text = shown(portal, f"/{lang}/jobs?q={quote(word)}")
    assert job["trade"] in text and job["title"].split()[0] in text
    assert place_of(job).split()[0] in text and "₪" in text


def test_a_job_is_read_in_order(site, portal, lang):
    code = site.a_code()
    page = json.loads(portal.get(f"/{lang}/jobs/{code}.json").body)
    job, trade = page["job"], page["trades"][0]["text"]
    text = shown(portal, f"/{lang}/jobs/{code}")
    order = [text.find(part) for part in
             (trade, job["title"].split()[0], place_of(job).split()[0], code[:3] + "-" + code[3:])]
    assert order[0] >= 0 and order == sorted(order), order


def test_from_the_front_page_by_links_alone_to_a_job_and_to_help(site, portal, lang):
    """What a text browser's reader follows: addresses of links, each found on the page before."""
    def linked(path, wanted):
        found = {a.split("#")[0] for tag, _, a in links(portal.get(path).text) if tag == "a"}
        return next(a for a in sorted(found) if re.search(wanted, a))

    jobs = linked(f"/{lang}/", rf"^/{lang}/jobs$")
    job = linked(jobs, rf"^/{lang}/jobs/[A-Z0-9]{{6}}$")
    assert linked(job, rf"^/{lang}/callback\?job=").endswith(job[-6:])
    assert "100" in shown(portal, linked(f"/{lang}/", "help-now$"))
    rights = linked(f"/{lang}/", "rights$")
    assert len(shown(portal, linked(rights, "rights/income$")).split()) > 60


def test_every_page_has_words_before_any_picture(portal, read_address):
    assert len(shown(portal, read_address[3]).split()) > 10


def test_a_call_back_is_asked_for_without_any_header_of_new_browsers(site, portal, lang, tmp_path):
    page = next(p for p in site.visible("POST") if p.path == "/callback")
    body = tmp_path / "form"
    body.write_text(urlencode({**site.valid_form(page), "once": secrets.token_urlsafe(16)}))
    url = f"{portal.url}/{lang}/callback"
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
