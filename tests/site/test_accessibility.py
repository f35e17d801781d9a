"""axe finds nothing on any page, nothing scrolls sideways, and no page needs a script.

Hebrew and English at 390 px and Hebrew at 1280 always; another language or width where the
skeleton of the page was not tested at that width in this run.  AXE=all skips nothing.
"""

import json
import os

import pytest

from conftest import the_site
from server import HOME, OUT

pytestmark = pytest.mark.browser
ALL = os.environ.get("AXE") == "all"
ALWAYS = {("he", 390), ("en", 390), ("he", 1280)}
_tested = {}


def views():
    """(page, language, width), those that are always tested first."""
    site = the_site()
    every = [(page, language, width) for page, language, _, _ in site.readable()
             for width in (390, 1280)]
    return sorted(every, key=lambda v: (v[1], v[2]) not in ALWAYS)


def refused_forms():
    """Empty forms that are refused: something must be filled in."""
    return [(page, language, width) for page in the_site().visible("POST")
            if page.invalid and any(p.source == "body" and "required" in p.options
                                    for p in page.params)
            for language in the_site().languages for width in (390, 1280)
            if ALL or (language, width) in ALWAYS]


def forms_to_read_over():
    return [view for view in refused_forms() if view[0].check]


def view_id(view):
    return f"{view[1]}{view[0].path} {view[2]}"


def pytest_generate_tests(metafunc):
    if "view" in metafunc.fixturenames:
        metafunc.parametrize("view", views(), ids=view_id)
    if "refused" in metafunc.fixturenames:
        metafunc.parametrize("refused", refused_forms(), ids=view_id)
    if "read_over" in metafunc.fixturenames:
        metafunc.parametrize("read_over", forms_to_read_over(), ids=view_id)
    if "status_view" in metafunc.fixturenames:
        cases = [(status, language) for status in (400, 404) for language in the_site().languages]
        metafunc.parametrize("status_view", cases, ids=lambda c: f"{c[1]} {c[0]}")


def check(browser, key, always):
    """Runs axe unless a page with this skeleton was tested at this width."""
    skeleton = browser.skeleton()
    tested = _tested.setdefault(key, set())
    if ALL or always or skeleton not in tested:
        tested.add(skeleton)
        violations = browser.accessibility()
        assert not violations, "\n".join(violations)


def test_axe_finds_nothing(site, browser, view):
    page, language, width = view
    browser.open(site.portal.url + site.address(page, language), width)
    check(browser, width, (language, width) in ALWAYS)
    assert browser.overflow() <= 0
    assert not browser.complaints(), "the console is not quiet"


def test_axe_finds_nothing_on_a_refused_form(site, browser, refused):
    page, language, width = refused
    browser.open(site.portal.url + site.address(page, language), width)
    # As a browser would that checks nothing itself.
    browser.evaluate("(() => { const f = document.querySelector('form[method=post]');"
                     " f.noValidate = true; f.submit(); })()")
    browser.until("document.querySelector('[aria-invalid=true]')")
    assert "#" in browser.driver.current_url or browser.evaluate(
        "!!document.querySelector('[role=alert], #errors')")
    check(browser, width, True)
    assert browser.overflow() <= 0


FILL = """(fields => { const f = document.querySelector('form[method=post]');
    for (const [name, value] of Object.entries(fields)) {
        const own = [...f.elements].filter(e => e.name == name);
        const box = own.find(e => e.value == value) || own[0];
        if (/checkbox|radio/.test(box.type)) box.checked = true; else box.value = value;
    }
    f.submit(); })(%s)"""


def test_axe_finds_nothing_on_a_form_that_is_read_over(site, browser, read_over):
    page, language, width = read_over
    browser.open(site.portal.url + site.address(page, language), width)
    browser.evaluate(FILL % json.dumps(site.valid_form(page)))
    browser.until("document.querySelector('[name=checked]')")
    check(browser, width, True)
    assert browser.overflow() <= 0


def test_axe_finds_nothing_on_an_error_page(site, browser, status_view):
    status, language = status_view
    path = "jobs?after=x" if status == 400 else "nothing-here"
    browser.open(f"{site.portal.url}/{language}/{path}", 390)
    check(browser, 390, True)
    assert browser.overflow() <= 0


def test_nothing_scrolls_sideways_on_the_smallest_phone_nor_with_large_letters(
        site, browser, read_address):
    """At 1280 px and 400 per cent a page is as wide as that phone (WCAG 1.4.10)."""
    browser.open(site.portal.url + read_address[3], 320)
    assert browser.overflow() <= 0
    browser.evaluate("document.documentElement.style.fontSize = '150%'")
    assert browser.overflow() <= 0
    browser.evaluate("document.documentElement.style.fontSize = ''")


def test_a_button_is_large_enough_for_a_thumb(site, browser, html_address):
    browser.open(site.portal.url + html_address[3], 390)
    small = browser.evaluate("""JSON.stringify([...document.querySelectorAll(
            'button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select')]
        .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
        .filter(([_, r]) => r.width && (r.height < 44 || r.width < 44)).map(([h, r]) =>
            h + ' ' + Math.round(r.width) + 'x' + Math.round(r.height)))""")
    assert small == "[]", small


def test_the_keyboard_reaches_main_first(site, browser, html_address):
    from selenium.webdriver.common.keys import Keys
    browser.open(site.portal.url + html_address[3], 1280)
    browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    first = browser.evaluate("document.activeElement.getAttribute('href') || ''")
    assert first.startswith("#"), "the first stop is the way past the head"
    assert browser.evaluate(f"!!document.querySelector({first!r})")
    visible = browser.evaluate("(() => { const r = document.activeElement.getBoundingClientRect();"
                               " return r.top >= 0 && r.left >= 0 && r.height > 10; })()")
    assert visible, "it shows when it has the focus"


def test_it_is_read_without_scripts(site):
    """A search and a form, in a browser that runs none."""
    from browser import Browser
    from selenium.webdriver.common.by import By
    plain = Browser(scripts=False)
    try:
        driver = plain.driver
        driver.get(site.portal.url + "/he/jobs")
        driver.find_element(By.NAME, "q").send_keys("עבודה")
        plain.press(".search [type=submit]")
        assert "q=" in driver.current_url
        assert driver.find_element(By.TAG_NAME, "main").text.strip()
        driver.get(site.portal.url + "/he/callback")
        driver.find_element(By.NAME, "name").send_keys("שם לבדיקה")
        driver.find_element(By.NAME, "phone").send_keys("050-555-0123")
        topic = driver.find_element(By.NAME, "topic")
        if topic.tag_name == "select":
            topic.find_elements(By.TAG_NAME, "option")[-1].click()
        else:
            topic.click()
        plain.press("form[method=post] [type=submit]")
        assert driver.current_url.split("#")[0].endswith("/he/callback/sent")
        driver.get(site.portal.url + "/he/volunteer")
        driver.find_element(By.NAME, "name").send_keys("שם לבדיקה")
        driver.find_element(By.NAME, "phone").send_keys("050-555-0123")
        driver.find_element(By.NAME, "consent").click()
        plain.press("form[method=post] [type=submit]")
        assert "050-555-0123" in driver.find_element(By.TAG_NAME, "main").text
        plain.press("[name=checked][value='1']")
        assert "/he/volunteer/sent/" in driver.current_url
    finally:
        plain.quit()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_list_of_jobs_has_its_picture(site, browser, width):
    """The picture of the README is of this very run."""
    browser.open(site.portal.url + "/he/jobs", width)
    path = os.path.join(HOME, OUT, "screenshots", f"jobs-he-{width}.png")
    browser.screenshot(path)
    assert os.path.getsize(path) > 20000
