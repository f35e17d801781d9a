"""configtest warns of a log that would remember visitors, and shows the line to write instead."""

import re

import pytest
from test_configtest import configtest

LINE = 'LogFormat "%{%Y-%m-%dT%H:%M}t %<m %{rehab-page}n %>s %B %D" pages'
HOST = "<VirtualHost *:1>\nServerName other.example\n{0}\n</VirtualHost>\n"
PORTAL = HOST.format("RehabEngine On\n{0}")

# What stands in the configuration, which line of it is warned of, and which items are named.
TELLING = {
    "an address": ('CustomLog "/tmp/x.log" "%h %t %>s"', 1, "%h"),
    "the request line": ('CustomLog "/tmp/x.log" "%t \\"%r\\" %>s"', 1, "%r"),
    "a referrer": ('CustomLog "/tmp/x.log" "%t %{Referer}i"', 1, "%{Referer}i"),
    "a query, behind modifiers": ('CustomLog "/tmp/x.log" "%t %!404,>q %<U"', 1, "%!404,>q %<U"),
    "a cookie, in a piped log": ('CustomLog "|/bin/cat" "%t %{session}C"', 1, "%{session}C"),
    "a format by its name": ('LogFormat "%a %t" mine\nCustomLog "/tmp/x.log" mine', 2, "%a"),
    "a name that is given twice, the last counts":
        ('LogFormat "%t" two\nLogFormat "%h" two\nCustomLog "/tmp/x.log" two', 3, "%h"),
    "httpd's own format": ('TransferLog "/tmp/x.log"', 1, '%h %l %u %r'),
    "a log of all hosts": ('GlobalLog "/tmp/x.log" "%U"', 1, "%U"),
    "a log with a condition": ('CustomLog "/tmp/x.log" "%h" env=!quiet', 1, "%h"),
    "another host's condition, at the root of this one":
        ('CustomLog "/tmp/x.log" "%h" env=!portal', 1, "%h"),
    "a log of a portal's own host": (PORTAL.format('CustomLog "/tmp/x.log" "%h %t"'), 4, "%h"),
    "a log that a portal's host inherits":
        ('CustomLog "/tmp/x.log" "%h"\n' + PORTAL.format(""), 1, "%h"),
    "the main server's format in a portal's host":
        (PORTAL.format('CustomLog "/tmp/x.log" far') + 'LogFormat "%a" far', 4, "%a"),
}

QUIET = {
    "what it says to write": LINE + '\nCustomLog "/tmp/x.log" pages',
    "times, sizes and the name that was asked for":
        'CustomLog "/tmp/x.log" "%t %>s %B %D %X %v %{Host}i %{UNIQUE_ID}e"',
    "a format that nothing uses": 'LogFormat "%h %r" unused',
    "a log that is thrown away": 'CustomLog "/dev/null" "%h %r"',
    "another host's log": HOST.format('RehabEngine Off\nCustomLog "/tmp/x.log" "%h %r"'),
}


def warnings(said):
    return [line for line in said.splitlines() if "who visits the portal" in line]


@pytest.mark.parametrize("case", TELLING)
def test_a_log_that_tells_of_visitors_is_named_with_its_line(portal, tmp_path, case):
    lines, line, items = TELLING[case]
    file = tmp_path / "log.conf"
    file.write_text(lines + "\n", encoding="utf-8")
    status, said = configtest(portal, file)
    assert status == 0, said
    found = warnings(said)
    assert found, said
    for warning in found:
        assert re.search(rf"{re.escape(str(file))}:{line}: warning: \w+Log writes "
                         rf"{re.escape(items)}: ", warning), warning
        assert LINE in warning


@pytest.mark.parametrize("case", QUIET)
def test_a_log_that_tells_nothing_is_not_warned_of(portal, tmp_path, case):
    file = tmp_path / "log.conf"
    file.write_text(QUIET[case] + "\n", encoding="utf-8")
    status, said = configtest(portal, file)
    assert status == 0, said
    assert not warnings(said)


def test_beside_a_portal_below_a_prefix_the_host_keeps_its_log(portal, tmp_path):
    file = tmp_path / "log.conf"
    file.write_text('RehabBase /portal\nCustomLog "/tmp/a.log" "%h %r" env=!portal\n'
                    'CustomLog "/tmp/b.log" "%h %r"\n'
                    'CustomLog "/tmp/c.log" "%{Referer}i" env=!portal\n', encoding="utf-8")
    status, said = configtest(portal, file)
    assert status == 0, said
    found = warnings(said)
    assert len(found) == 2, said
    assert ":3: " in found[0] and "env=!portal" in found[0]
    assert ":4: " in found[1] and "%{Referer}i" in found[1]
