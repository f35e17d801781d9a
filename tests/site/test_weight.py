"""A first view costs little: phones here run on prepaid data."""

import pytest

pytestmark = pytest.mark.browser
LIMIT = 80_000
# Where employers choose their place from all that there are; a page with a form is not compressed.
LIMIT_WITH_PLACES = 95_000


def test_a_first_view_is_at_most_80_kb(site, browser, read_address):
    parts = browser.transferred(site.portal.url + read_address[3])
    total = sum(size for _, size in parts)
    assert any(".css" in address for address, _ in parts)
    places = site.portal.get(read_address[3]).text.count("<option")
    assert total <= (LIMIT_WITH_PLACES if places > 200 else LIMIT), f"{total} bytes: {parts}"


def test_the_fonts_come_and_only_those_that_the_page_needs(site, browser):
    fonts = [a for a, _ in browser.transferred(site.portal.url + "/he/jobs") if "woff2" in a]
    assert any("hebrew" in a for a in fonts), "make deps brings the font"
    assert not any("arabic" in a or "cyrillic" in a for a in fonts)


def test_a_second_view_brings_no_font_again(site, browser):
    browser.transferred(site.portal.url + "/he/jobs")
    font = site.portal.get("/fonts/rubik-hebrew-wght-normal.woff2")
    assert font.status == 200 and font.media_type == "font/woff2"
    assert "immutable" in font.headers["cache-control"]
