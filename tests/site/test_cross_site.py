"""A form counts only when it came from our own page."""

from urllib.parse import urlencode

import pytest

from markup import fields, has_telephone

OWN = object()
WRONG = "http://evil.example"

# Sec-Fetch-Site, Origin, Referer, and whether the form passes.  None: not sent.  OWN: our own.
MATRIX = [
    ("same-origin", OWN, OWN, True),
    ("same-origin", None, None, True),
    ("none", None, None, True),
    ("same-site", OWN, OWN, False),
    ("cross-site", OWN, OWN, False),
    ("cross-site", WRONG, None, False),
    ("cross-site", None, None, False),
    ("", OWN, OWN, False),
    ("made-up", OWN, OWN, False),
    (None, OWN, None, True),
    (None, OWN, WRONG, True),
    (None, WRONG, OWN, False),
    (None, "null", OWN, False),
    (None, "null", None, False),
    (None, "https://localhost", None, False),
    (None, "http://localhost.evil.example", None, False),
    (None, "http://evil.example/http://localhost", None, False),
    (None, None, OWN, True),
    (None, None, WRONG, False),
    (None, None, "http://evil.example/?http://localhost:80/", False),
    (None, None, "http://localhost:1/he/callback", False),
    (None, None, "/he/callback", False),
    (None, None, "", False),
    (None, None, None, False),
]


def send(portal, site, page, fetch, origin, referer, language="he"):
    own = f"http://127.0.0.1:{portal.port}"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if fetch is not None:
        headers["Sec-Fetch-Site"] = fetch
    if origin is not None:
        headers["Origin"] = own if origin is OWN else origin
    if referer is not None:
        headers["Referer"] = own + site.address(page) if referer is OWN else referer
    body = urlencode(site.sent_form(page)).encode()
    return portal.request("POST", site.address(page, language), headers, body)


@pytest.mark.parametrize("fetch, origin, referer, passes", MATRIX, ids=[
    " ".join("own" if h is OWN else "absent" if h is None else h or "empty" for h in row[:3])
    for row in MATRIX])
def test_passes_from_our_own_page_alone(portal, site, post_page, fetch, origin, referer, passes):
    answer = send(portal, site, post_page, fetch, origin, referer)
    assert answer.status == (303 if passes else 403)


def test_the_name_by_which_we_are_known_counts_too(portal, site, post_page):
    answer = send(portal, site, post_page, None, f"http://localhost:{portal.port}", None)
    assert answer.status == 303


def test_a_refused_form_comes_back_filled_with_a_telephone(portal, site, post_page):
    answer = send(portal, site, post_page, "cross-site", WRONG, None)
    kept = fields(answer.text)
    for name, value in site.valid_form(post_page).items():
        if post_page.param(name).word in ("line", "text", "phone", "email"):
            assert kept[name] == value
    assert has_telephone(answer.text)


def test_a_get_from_anywhere_is_welcome(portal, site, get_page):
    answer = portal.get(site.address(get_page), Sec_Fetch_Site="cross-site", Origin=WRONG,
                        Referer=WRONG)
    assert answer.status == 200
    assert "access-control-allow-origin" not in answer.headers
