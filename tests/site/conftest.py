"""One portal for all tests of a run, cases from its own list of pages, and a log that stays quiet.

REHAB_TEST_DB=pgsql runs on PostgreSQL; REHAB_TEST_BROWSER=no leaves out what needs Chromium or is
the same on both databases.
"""

import atexit
import os
import re
import shutil
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from markup import tags_of  # noqa: E402
from pages import Site  # noqa: E402
from server import SAN, Portal, extra  # noqa: E402

# A folder of this run alone.  The one that runs share is closed to others than its owner whenever
# another run begins, and no server reads then what a test of this one wrote there.
os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.mkdtemp(prefix="rehab-tests-", dir="/var/tmp")
os.chmod(os.environ["PYTEST_DEBUG_TEMPROOT"], 0o711)

_running = {}


@atexit.register
def remove_folder():
    """Behind pytest, which removes in it what is old."""
    if not _running.get("failed"):
        shutil.rmtree(os.environ["PYTEST_DEBUG_TEMPROOT"], ignore_errors=True)



def the_site():
    """The portal is there when tests are collected, since cases come from its pages."""
    if "site" not in _running:
        # Thousands of forms are sent from one address: what is limited has tests of its own.
        portal = Portal("site", os.environ.get("REHAB_TEST_DB", "sqlite"),
                        REHAB_EXTRA=extra("site", "RehabAttempts 1000000"))
        _running["portal"] = portal
        portal.start()
        _running["site"] = Site(portal)
    return _running["site"]


def pytest_configure(config):
    # Where a test runs apache2 -t itself, the sanitizers come with the module, not first.
    if SAN:
        os.environ.setdefault("ASAN_OPTIONS", "detect_leaks=0:verify_asan_link_order=0")
    config.addinivalue_line("markers", "browser: needs Chromium, or says the same on any database")
    config.addinivalue_line("markers", "expects_log(pattern): lines of the error log it causes")


def pytest_collection_modifyitems(config, items):
    if os.environ.get("REHAB_TEST_BROWSER") == "no":
        out = [i for i in items if i.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=out)
        items[:] = [i for i in items if not i.get_closest_marker("browser")]


def pytest_generate_tests(metafunc):
    """address: every page, language and format.  html_address: those that people read.
    read_address: these, and the pages that are rendered once.
    post_page: every form.  get_page: every page that is asked for."""
    names = metafunc.fixturenames

    def give(name, cases):
        cases = list(cases)
        metafunc.parametrize(name, [c for c, _ in cases], ids=[i for _, i in cases])

    def case(page, language, format_, address):
        return (page, language, format_, address), \
            f"{language or 'none'}{page.path}{'' if format_ == page.formats[0] else '.' + format_}"

    if "address" in names:
        give("address", (case(*a) for a in the_site().addresses(formats=None)))
    if "html_address" in names:
        give("html_address", (case(*a) for a in the_site().addresses(formats=("html",))))
    if "read_address" in names:
        give("read_address", (case(*a) for a in the_site().readable()))
    if "post_page" in names:
        give("post_page", ((p, p.path) for p in the_site().visible("POST")))
    if "get_page" in names:
        give("get_page", ((p, p.path) for p in the_site().visible("GET")))


@pytest.fixture(scope="session")
def site():
    return the_site()


@pytest.fixture(scope="session")
def portal():
    return the_site().portal


@pytest.fixture(autouse=True)
def quiet_log(request):
    """A test fails on error-log lines that it did not announce."""
    if "portal" not in _running:
        yield
        return
    portal = _running["portal"]
    start = portal.log_size()
    yield
    marker = request.node.get_closest_marker("expects_log")
    lines = portal.unexpected(start)
    if marker:
        lines = [line for line in lines if not re.search(marker.args[0], line)]
    assert not lines, "unexpected in the error log:\n" + "\n".join(lines)


@pytest.fixture(scope="session", autouse=True)
def whole_run():
    """At the end: stop, and look for what a crash leaves behind."""
    yield
    portal = _running.get("portal")
    if portal:
        portal.stop()
        wreckage = portal.wreckage()
        crashes = [line for line in portal.log()
                   if re.search(r"exit signal|AddressSanitizer|runtime error", line)]
        assert not wreckage and not crashes, f"{wreckage} {crashes}"


def pytest_sessionfinish(exitstatus):
    """What a run leaves behind is worth something only when it failed."""
    portal = _running.get("portal")
    _running["failed"] = exitstatus != 0
    if portal and exitstatus == 0:
        portal.forget()
    elif portal:
        portal.stop()
        print(f"\nits state and logs: {portal.state}")


@pytest.fixture(scope="session")
def browser():
    from browser import Browser
    one = Browser()
    yield one
    one.quit()


@pytest.fixture(scope="session")
def baseline(site):
    """Per address: which elements the page has when nobody tries anything."""
    seen = {}

    def tags(path):
        if path not in seen:
            seen[path] = tags_of(site.portal.get(path).text)
        return seen[path]

    return tags
