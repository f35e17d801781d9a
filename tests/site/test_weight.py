"""A first view costs little: phones here run on prepaid data."""

import pytest

pytestmark = pytest.mark.browser
LIMIT = 80_000


def test_a_first_view_is_at_most_80_kb(site, browser, read_address):
    parts = browser.transferred(site.portal.url + read_address[3])
    total = sum(size for _, size in parts)
    assert any(".css" in address for address, _ in parts)
    assert total <= LIMIT, f"{total} bytes: {parts}"


def test_the_fonts_come_and_only_those_that_the_page_needs(site, browser):
    fonts = [a for a, _ in browser.transferred(site.portal.url + "/he/jobs") if "woff2" in a]
    assert any("hebrew" in a for a in fonts), "make deps brings the font"
    assert not any("arabic" in a or "cyrillic" in a for a in fonts)


def test_a_second_view_brings_no_font_again(site, browser):
    browser.transferred(site.portal.url + "/he/jobs")
    font = site.portal.get("/fonts/rubik-hebrew-wght-normal.woff2")
    assert font.status == 200 and font.media_type == "font/woff2"
    assert "immutable" in font.headers["cache-control"]
