"""The package on a stock Debian server with other sites, PHP and PostgreSQL, by README's commands.

The tests of one server run in the order of this file: what is installed is used, upgraded, moved
below a prefix, removed, installed again and purged.
"""

import glob
import os
import re
import subprocess

import pytest
import stock
from server import HOME

# It is the same on both databases of a run.
pytestmark = pytest.mark.browser

STATE = "runuser -u www-data -- rehabctl --state /var/lib/portal"
NAME = "Zerubavela"

# What stands on the server before: a shop with a cookie of its own and PHP that uses libxml2.
SHOP = """<VirtualHost *:80>
    ServerName shop.example.org
    DocumentRoot /var/www/shop
    ErrorLog ${APACHE_LOG_DIR}/shop-error.log
    CustomLog ${APACHE_LOG_DIR}/shop.log combined
</VirtualHost>
"""
PAGES = {
    "index.html": "<!DOCTYPE html><title>Shop</title><p>Bread and cheese.\n",
    "cart.php": """<?php setcookie('cart', 'three-loaves', 0, '/');
$d = new DOMDocument; @$d->loadXML('<a><b>not closed</a>');
$d->loadXML('<list><item>bread</item></list>');
$x = new DOMDocument; $x->loadXML('<x:stylesheet version="1.0"
 xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:output method="text"/>
 <x:template match="/">We sell <x:value-of select="//item"/>.</x:template></x:stylesheet>');
$p = new XSLTProcessor; $p->importStylesheet($x);
echo $p->transformToXml($d), ' Cart: ', $_COOKIE['cart'] ?? 'empty', "\n";
""",
}
# What a visitor of the other sites asks for.
OTHERS = [("shop.example.org", "/"), ("shop.example.org", "/cart.php"),
          ("shop.example.org", "/nothing?q=bread"), ("shop.example.org", "/he/jobs"),
          ("shop.example.org", "/error/404"), ("localhost", "/"), ("localhost", "/he/jobs")]


@pytest.fixture(scope="module", name="package")
def built_package():
    subprocess.run(["make", "deb"], cwd=HOME, check=True, capture_output=True,
                   env={k: v for k, v in os.environ.items() if k not in ("SAN", "MAKEFLAGS")})
    found = glob.glob(f"{HOME}/build/deb/*.deb")
    assert len(found) == 1
    return found[0]


def readme_commands():
    """The commands of README's "Install", each with its further lines."""
    with open(os.path.join(HOME, "README.md"), encoding="utf-8") as f:
        section = f.read().split("\n## Install\n")[1].split("\n## ")[0]
    block = re.search(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[1]
    return re.findall(r"^(?:.*<<'END'\n(?:.*\n)*?END|(?:.*\\\n)*.+)$", block, re.MULTILINE)


def enabled(server):
    return server.run("ls /etc/apache2/*-enabled; "
                      "find /etc/systemd/system -name 'rehab*' | sort")


def answers(server):
    return {address: server.get(*address) for address in OTHERS}


def log_lines(server):
    """What all logs of the other sites hold, without the clock, how they are named, and without what
    httpd says of its own processes that take long to end, which is the machine's doing."""
    text = server.run("cd /var/log/apache2 && for f in [!p]*.log; do echo == $f; cat $f; done")
    text = re.sub(r"\[[^\]]*\d{4}[^\]]*\]|\[pid [^]]*\]|client [\d.:]+", "", text)
    return [line for line in text.splitlines() if not re.search(r"AH0004[5-7]", line)]


@pytest.fixture(scope="module", name="server")
def stock_server(package):
    reason = stock.why_not()
    if reason:
        pytest.skip(reason)
    one = stock.Stock()
    one.put(package, f"/root/{os.path.basename(package)}")
    one.write("/etc/apache2/sites-available/shop.conf", SHOP)
    for name, text in PAGES.items():
        one.write(f"/var/www/shop/{name}", text)
    one.run("a2ensite shop && service postgresql start && service apache2 start")
    try:
        yield one
    finally:
        one.close()


@pytest.fixture(scope="module", name="before")
def state_before(server):
    server.run("rm -f /var/log/apache2/*.log")
    server.restart()
    return {"enabled": enabled(server), "answers": answers(server), "log": log_lines(server)}


def visits_leave_no_trace(server, before):
    """The other sites' answers and logs are, byte for byte, what they were."""
    server.run("rm -f /var/log/apache2/[!p]*.log")
    server.restart()
    assert answers(server) == before["answers"]
    assert log_lines(server) == before["log"]


def portal(server, path, options="", host="portal.example.org"):
    return server.get(host, path, options)


def languages():
    with open(os.path.join(HOME, "conf/rehab.conf"), encoding="utf-8") as f:
        return re.findall(r"^RehabLanguage (\w+)", f.read(), re.MULTILINE)


def the_portal_answers(server, base="", host="portal.example.org"):
    for language in languages():
        for page in ("/jobs", "/about"):
            answer = portal(server, f"{base}/{language}{page}", host=host)
            assert answer.startswith("HTTP/1.1 200 "), answer
            assert f'<html lang="{language}"' in answer
    about = portal(server, f"{base}/he/about", host=host)
    assert f'href="http://{host}{base}/he/about"' in about
    assert portal(server, f"{base}/portal.css", host=host).startswith("HTTP/1.1 200 ")


def render_anew(server, url):
    """Makes the content pages for another address, once the server has listed it."""
    server.run(f"until grep -q {url} /var/lib/portal/site; do sleep 0.1; done; {STATE} render")


# --- The file

def test_the_package_holds_what_runs_with_the_right_modes(package):
    listing = subprocess.run(["dpkg-deb", "-c", package], check=True, text=True,
                             capture_output=True).stdout.splitlines()
    modes = {line.split()[5][1:]: (line.split()[0], line.split()[1]) for line in listing}
    for path in ("/usr/lib/apache2/modules/mod_rehab.so", "/etc/apache2/mods-available/rehab.load",
                 "/etc/apache2/conf-available/rehab.conf", "/etc/portal/organisation.xml",
                 "/lib/systemd/system/rehab-daily.timer", "/lib/systemd/system/rehab-daily.service",
                 "/lib/systemd/system/rehab-mail.timer", "/lib/systemd/system/rehab-mail.service",
                 "/usr/share/man/man8/rehabctl.8.gz", "/usr/share/mod_rehab/conf/rehab.conf",
                 "/usr/share/mod_rehab/conf/strings/he.xml", "/usr/share/mod_rehab/xsl/layout.xsl",
                 "/usr/share/mod_rehab/conf/sql/schema/001-engine.sql",
                 "/usr/share/mod_rehab/htdocs/portal.css"):
        assert modes[path] == ("-rw-r--r--", "root/root"), path
    assert modes["/usr/bin/rehabctl"][0] == "-rwxr-xr-x"
    if os.path.exists(f"{HOME}/htdocs/fonts/OFL.txt"):
        assert "/usr/share/mod_rehab/htdocs/fonts/OFL.txt" in modes
    for path, (mode, owner) in modes.items():
        assert owner == "root/root" and re.match(r"-rw-r--r--|-rwxr-xr-x|drwxr-xr-x|l", mode), path
        assert not re.search(r"/demo|/var/|-enabled/|/dev\.|deps\.sh|/debian/", path), path


def test_lintian_finds_no_error(package):
    done = subprocess.run(["lintian", "--allow-root", "--fail-on", "error", package], text=True,
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_manual_page_names_every_command(package):
    page = subprocess.run(f"dpkg-deb --fsys-tarfile {package} | "
                          "tar -xO ./usr/share/man/man8/rehabctl.8.gz | gzip -d | "
                          "MANWIDTH=100 man -E UTF-8 --warnings -l -", shell=True, text=True,
                          capture_output=True, check=True)
    usage = subprocess.run([f"{HOME}/build/rehabctl", "--help"], capture_output=True, text=True,
                           check=True).stdout
    commands = re.findall(r"^  ([a-z]+) ", usage, re.MULTILINE)
    assert "init" in commands and page.stderr == ""
    for command in commands:
        assert re.search(rf"^ +rehabctl {command}\b", page.stdout, re.MULTILINE), command


def test_make_install_puts_all_that_runs_below_its_prefix_and_nothing_else(tmp_path):
    env = {k: v for k, v in os.environ.items() if k not in ("SAN", "MAKEFLAGS")}
    subprocess.run(["make", "install", f"DESTDIR={tmp_path}", "PREFIX=/opt/portal"], cwd=HOME,
                   check=True, capture_output=True, env=env)
    files = {f.removeprefix(str(tmp_path)) for f in glob.glob(f"{tmp_path}/**/*", recursive=True)
             if os.path.isfile(f)}
    share = "/opt/portal/share/mod_rehab"
    outside = {f for f in files if not f.startswith("/opt/portal/")}
    assert [os.path.basename(f) for f in outside] == ["mod_rehab.so"]
    for name in ("conf/rehab.conf", "conf/organisation.xml", "conf/facts.xml", "xsl/layout.xsl",
                 "conf/content/fa/rights/rent.xml", "conf/sql/schema/001-engine.sql",
                 "conf/strings/he.xml", "htdocs/portal.css"):
        assert f"{share}/{name}" in files, name
    assert {"/opt/portal/bin/rehabctl", "/opt/portal/share/man/man8/rehabctl.8"} <= files
    assert not [f for f in files if re.search(r"/demo/|/dev\.|deps\.sh|/debian/", f)]
    conf = (tmp_path / share[1:] / "conf/rehab.conf").read_text("utf-8")
    assert f"Define REHAB_HOME {share}\n" in conf and "/usr/local" not in conf


# --- The server, step by step

def test_readme_needs_at_most_ten_commands():
    commands = readme_commands()
    assert len(commands) <= 10 and commands[0].startswith("apt-get install"), commands


def test_installing_it_enables_nothing(server, before):
    server.run(readme_commands()[0])
    assert enabled(server) == before["enabled"]
    assert server.run("stat -c '%U:%G %a' /var/lib/portal") == "www-data:www-data 750\n"
    assert server.run("ls -A /var/lib/portal") == ""
    visits_leave_no_trace(server, before)


def test_after_readmes_commands_the_portal_answers(server):
    for command in readme_commands()[1:]:
        # systemd is enabled here, but not running.
        server.run(command, check=not command.startswith("systemctl"))
    the_portal_answers(server)
    assert "rehab-daily.timer" in enabled(server) and "rehab-mail.timer" in enabled(server)
    assert "pgsql" in server.run("cat /var/lib/portal/site")


def test_no_demonstration_is_loaded(server):
    server.write("/tmp/count.sql", "SELECT count(*) AS \"n\" FROM job\n")
    assert server.run(f"{STATE} sql /tmp/count.sql") == "n\n0\n"
    assert "demo" not in server.run("ls -R /var/lib/portal /usr/share/mod_rehab")


def test_configtest_has_nothing_to_warn_of(server):
    assert "warning:" not in server.run("apachectl configtest")


def test_the_other_sites_do_not_notice(server, before):
    visits_leave_no_trace(server, before)


def test_the_portal_serves_no_other_site_when_its_file_is_enabled_for_all(server, before):
    server.run("a2enconf rehab")
    visits_leave_no_trace(server, before)
    server.run("a2disconf rehab")
    server.restart()
    the_portal_answers(server)


def test_an_example_that_httpd_serves_to_others_takes_no_form_whatever_its_url_says(server):
    server.run("install -d -o www-data /srv/desk && runuser -u www-data -- "
               "env REHAB_PASSPHRASE='kettle under the stairs' "
               "rehabctl --state /var/lib/portal desk key /srv/desk/desk.key")
    site, ports = "/etc/apache2/sites-available/portal.conf", "/etc/apache2/ports.conf"
    server.run(f"sed -i.own 's|REHAB_URL .*|REHAB_URL http://localhost|' {site}")
    server.restart()
    assert 'name="once"' not in portal(server, "/he/callback")
    assert "<loc>" not in portal(server, "/sitemap.xml")
    server.run(f"sed -i.own 's/^Listen 80$/Listen 127.0.0.1:80/' {ports}")
    server.restart()
    assert 'name="once"' in portal(server, "/he/callback")
    assert "<loc>" in portal(server, "/sitemap.xml")
    server.run(f"mv {ports}.own {ports} && mv {site}.own {site}")
    server.restart()
    assert 'name="once"' not in portal(server, "/he/callback")


def open_the_forms(server):
    """What an organisation does before its forms open, when its desk has a key: its own file."""
    server.run("sed -i -e 's/ example=\"yes\"//' -e 's/00-000-0000/*1234/' "
               "/etc/portal/organisation.xml")
    server.restart()


def send_a_form(server, base="", host="portal.example.org", options=""):
    """Asks to be called back, under a name that no log may know."""
    form = portal(server, f"{base}/he/callback", options, host)
    once = re.search(r'name="once" value="([^"]+)"', form)
    sent = portal(server, f"{base}/he/callback", f"{options} -H 'Origin: http://{host}' "
                  f"-d 'once={once[1]}&topic=work&name={NAME}&phone=0501234567"
                  "&language=he&part_of_day=any'", host)
    assert sent.startswith("HTTP/1.1 303 "), sent


def test_a_name_typed_in_is_in_no_log(server):
    open_the_forms(server)
    referrer = f"-e http://portal.example.org/he/jobs?q={NAME}"
    for path in (f"/he/jobs?q={NAME}", f"/{NAME}", f"/he/jobs/{NAME}", f"/he/callback?job={NAME}",
                 f"/%00{NAME}", "/nothing.css", f"/icons/{NAME}", f"/he/jobs?q=%ZZ{NAME}",
                 "/.htaccess"):
        portal(server, path, referrer)
    send_a_form(server, options=referrer)
    portal(server, f"/he/callback?name={NAME}", f"{referrer} -X DELETE")
    assert "jobs" in server.run("cat /var/log/apache2/portal.log")
    assert "AH01630" in server.run("cat /var/log/apache2/portal-error.log")
    assert server.run(f"grep -rl {NAME} /var/log /var/lib/portal", check=False) == ""
    assert server.run("grep -rE '127\\.0\\.0\\.1|tester' /var/log/apache2/portal*",
                      check=False) == ""


def test_another_applications_cookie_is_left_alone(server):
    answer = portal(server, "/he/jobs", "-H 'Cookie: cart=three-loaves; sid=1'")
    assert answer.startswith("HTTP/1.1 200 ")
    assert not re.search(r"^(Set-Cookie|Clear-Site-Data):", answer, re.MULTILINE | re.IGNORECASE)


@pytest.mark.parametrize("timer", ["rehab-daily", "rehab-mail"])
def test_a_timers_work_runs_as_the_web_user(server, timer):
    unit = server.run(f"cat /lib/systemd/system/{timer}.service")
    command = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)[1]
    assert "User=www-data" in unit
    assert "rehabctl:" not in server.run(f"runuser -u www-data -- {command}")
    assert server.run("find /var/lib/portal ! -user www-data ! -path /var/lib/portal/site") == ""


def test_php_and_the_portal_share_a_process_over_reloads(server, before):
    for _ in range(2):
        server.run("service apache2 reload")
        the_portal_answers(server)
        assert server.get("shop.example.org", "/cart.php") == \
            before["answers"]["shop.example.org", "/cart.php"]
    assert not re.search("exit signal|Segmentation", server.run("cat /var/log/apache2/*error.log"))


# The shop with the portal below a prefix of its host.
SHOP_AND_PORTAL = SHOP.replace("combined", "combined env=!portal").replace("</V", """
    Define REHAB_BASE  /portal
    Define REHAB_URL   http://shop.example.org/portal
    Define REHAB_PGSQL "host=/run/postgresql dbname=portal connect_timeout=2"
    IncludeOptional conf-available/rehab.conf
</V""")


@pytest.mark.parametrize("mpm", ["event", "worker"])
def test_it_works_under_the_other_models(server, before, mpm):
    """At the root of a host and below a prefix; PHP's module knows no threads and stays off."""
    server.run("a2dismod php8.2; a2dismod mpm_prefork mpm_event mpm_worker", check=False)
    server.run(f"a2enmod mpm_{mpm}")
    server.restart()
    assert f"mpm_{mpm}_module" in server.run("apachectl -M")
    the_portal_answers(server)
    server.run("a2dissite portal")
    server.write("/etc/apache2/sites-available/shop.conf", SHOP_AND_PORTAL)
    server.restart()
    render_anew(server, "http://shop.example.org/portal")
    the_portal_answers(server, "/portal", "shop.example.org")
    for address in OTHERS:
        if "cart.php" not in address[1]:
            assert server.get(*address) == before["answers"][address]
    server.write("/etc/apache2/sites-available/shop.conf", SHOP)
    server.run("a2ensite portal")
    server.restart()
    render_anew(server, "http://portal.example.org")


def test_below_a_prefix_the_rest_of_the_host_stays(server, before):
    server.run("a2dismod mpm_worker && a2enmod mpm_prefork php8.2 && a2dissite portal")
    own = SHOP_AND_PORTAL
    server.write("/etc/apache2/sites-available/shop.conf", own.replace(" env=!portal", ""))
    assert re.search(r"shop\.conf:5: warning: CustomLog", server.run("apachectl configtest"))
    server.write("/etc/apache2/sites-available/shop.conf", own)
    visits_leave_no_trace(server, before)
    render_anew(server, "http://shop.example.org/portal")
    the_portal_answers(server, "/portal", "shop.example.org")
    assert portal(server, "/portalx", host="shop.example.org").startswith("HTTP/1.1 404 ")
    portal(server, f"/portal/he/jobs?q={NAME}", host="shop.example.org")
    send_a_form(server, "/portal", "shop.example.org")
    assert server.run(f"grep -rl {NAME} /var/log", check=False) == ""


def test_below_a_prefix_the_hosts_cookie_survives(server):
    jar = "-b /tmp/jar -c /tmp/jar"
    server.get("shop.example.org", "/cart.php", jar)
    for path in ("/portal/", "/portal/he/jobs", "/portal/he/callback", "/portal/nothing"):
        server.get("shop.example.org", path, jar)
    assert "Cart: three-loaves" in server.get("shop.example.org", "/cart.php", jar)


def test_an_upgrade_keeps_the_data_and_says_what_to_run(server):
    sums = ("cd /var/lib/portal && find . -type f ! -path './count/*' ! -name site | sort | "
            "xargs sha256sum")
    server.write("/etc/apache2/sites-available/shop.conf", SHOP)
    server.run("a2ensite portal")
    server.restart()
    render_anew(server, "http://portal.example.org")
    before = server.run(sums)
    server.write("/etc/portal/organisation.xml",
                 server.run("cat /etc/portal/organisation.xml") + "<!-- ours -->\n")
    said = server.run("dpkg -i /root/libapache2-mod-rehab_*.deb")
    command = re.search(r"^ +(runuser .* migrate)$", said, re.MULTILINE)
    again = re.search(r"^ +(runuser .* render)$", said, re.MULTILINE)
    assert command and again, said
    assert server.run(sums) == before
    assert "ours" in server.run("cat /etc/portal/organisation.xml")
    assert "/organisation.xml: rehabctl render" in server.run(f"{STATE} check", check=False)
    server.run(command[1])
    server.run(again[1])
    assert "render" not in server.run(f"{STATE} check", check=False)
    server.restart()
    the_portal_answers(server)


def test_removed_the_data_and_the_other_sites_are_still_there(server, before):
    data = server.run("find /var/lib/portal | sort")
    server.run("apt-get remove -y libapache2-mod-rehab")
    server.restart()
    assert server.run("find /var/lib/portal | sort") == data
    visits_leave_no_trace(server, before)
    assert "rehab" not in portal(server, "/he/jobs")


def test_installed_again_it_works(server):
    commands = readme_commands()
    server.run(commands[0])
    server.run("a2enmod rehab")
    server.restart()
    the_portal_answers(server)


def test_a_purge_keeps_the_data_where_nobody_can_be_asked(server):
    server.run("apt-get purge -y libapache2-mod-rehab")
    server.restart()
    assert "keys" in server.run("ls /var/lib/portal")


def test_a_purge_erases_the_data_when_told_to(server):
    server.run(readme_commands()[0])
    server.run("echo 'libapache2-mod-rehab libapache2-mod-rehab/erase boolean true' | "
               "debconf-set-selections && apt-get purge -y libapache2-mod-rehab")
    server.run("test ! -e /var/lib/portal && test ! -e /etc/portal "
               "&& test ! -e /etc/apache2/conf-available/rehab.conf")
    server.restart()
    assert server.get("shop.example.org", "/").startswith("HTTP/1.1 200 ")


def test_with_sqlite_three_lines_fewer_are_enough(server):
    for command in readme_commands():
        if "postgres -- " not in command:
            server.run(re.sub(r".*REHAB_PGSQL.*\n", "", command),
                       check=not command.startswith("systemctl"))
    the_portal_answers(server)
    assert server.run("stat -c '%U %a' /var/lib/portal/data/portal.db") == "www-data 600\n"
