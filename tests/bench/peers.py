"""tests/bench/peers.py: the list of jobs, not kept, against the same list by what others would build it
with: Node (fastify, better-sqlite3, eta), PHP-FPM with a plain template, PHP-FPM with XSLTProcessor.
They read the same database by the same statements on the same core; what surrounds the rows they
get as finished text, which is kind to them.  conf/deps.sh bench installs what they are made of."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request

from harness import CONNECTIONS, HOME, ROOM, ROUNDS, SECONDS, free_port, rounds, serve, wrk
from list_page import fresh_pages

HERE = os.path.join(HOME, "tests", "bench", "peers")
STATEMENTS = ["list", "found", "regions", "fields", "places"]

FPM = """
[global]
error_log = {folder}/fpm.log
daemonize = no
[list]
{user}
listen = {folder}/fpm.sock
listen.mode = 0666
pm = static
pm.max_children = 4
env[REHAB_BENCH] = {folder}
env[REHAB_DATABASE] = {database}
"""

PHP_HOST = """
LoadModule proxy_module      /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_fcgi_module /usr/lib/apache2/modules/mod_proxy_fcgi.so
Listen 127.0.0.1:{port}
<VirtualHost 127.0.0.1:{port}>
    ServerName localhost
    RehabEngine Off
    CustomLog /dev/null pages env=never
    <Proxy "fcgi://localhost/" enablereuse=on max=8>
    </Proxy>
    ProxyPassMatch "^/(list|xslt)[.]php$" "unix:{folder}/fpm.sock|fcgi://localhost{folder}/$1.php"
</VirtualHost>
"""


def plain(statement):
    """A statement of the list without comments and clauses of what nobody asked for."""
    with open(f"{HOME}/conf/sql/jobs/{statement}.sql", encoding="utf-8") as f:
        text = re.sub(r"(?m)^\s*--.*\n", "", f.read())
    kept, closed = [], []       # closed: of each clause that is open, whether it is left out
    for piece in re.split(r"(/\*(?:if (?:not )?\w+|end)\*/)", text):
        if piece == "/*end*/":
            closed.pop()
        elif piece.startswith("/*if "):
            closed.append(not piece.startswith("/*if not "))
        elif not any(closed):
            kept.append(piece)
    return "".join(kept)


def frame(page):
    """The page without its rows, in the five pieces between them."""
    pieces = re.split(r'(?s)(?<=</option>)\s*<option value="(?:jerusalem|l\d+)".*?(?=\s*</select>)',
                      page, maxsplit=2)
    top, places, rest = pieces
    fields, rest = re.split(r'<label class="check">\s*<input type="checkbox" name="field"', rest,
                            maxsplit=1)
    rest = rest[rest.index("</fieldset>"):]
    jobs, rest = re.split(r'(?<=<ul class="jobs">)', rest, maxsplit=1)
    bottom = rest[rest.rindex("</article></li>") + len("</article></li>"):]
    return {"top": top, "places": places, "fields": fields, "jobs": jobs, "bottom": bottom}


@contextlib.contextmanager
def process(command, **more):
    """Ends with the block, by its own id."""
    with subprocess.Popen(command, **more) as child:
        try:
            yield child
        finally:
            child.terminate()


def page_of(address):
    """What it answers, once it does."""
    end = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.read().decode("utf-8")
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def lay_out(folder, portal):
    """What the peers start from."""
    today = time.strftime("%Y-%m-%d")
    for name in os.listdir(HERE):
        shutil.copy(os.path.join(HERE, name), folder)
    for name in STATEMENTS:
        with open(f"{folder}/{name}.sql", "w", encoding="utf-8") as f:
            f.write(plain(name))
    with open(f"{folder}/frame.json", "w", encoding="utf-8") as f:
        json.dump({**frame(portal.get("/he/jobs").text),
                   "values": {"today": today, "lang": "he", "limit": 21}}, f, ensure_ascii=False)
    database = os.path.realpath(f"{portal.state}/data/portal.db")
    user = "user = www-data\ngroup = www-data" if os.geteuid() == 0 else ""
    with open(f"{folder}/fpm.conf", "w", encoding="utf-8") as f:
        f.write(FPM.format(folder=folder, database=database, user=user))
    return database


def fpm():
    return next((os.path.join("/usr/sbin", name) for name in sorted(os.listdir("/usr/sbin"))
                 if re.fullmatch(r"php-fpm[\d.]*", name)), None)


def run(report):
    modules = os.path.join(ROOM, "peers", "node_modules")
    if not fpm() or not os.path.isdir(modules):
        report.heading("peers: left out, for want of PHP-FPM or Node's packages (conf/deps.sh bench)")
        return
    php, node = free_port(), free_port()
    folder = tempfile.mkdtemp(prefix="rehab-peers.", dir="/var/tmp")
    os.chmod(folder, 0o755)
    try:
        with serve("peers", fresh_pages() + PHP_HOST.format(port=php, folder=folder)) \
                as (portal, _, _):
            database = lay_out(folder, portal)
            os.symlink(modules, f"{folder}/node_modules")
            with process([fpm(), "--nodaemonize", "--fpm-config", f"{folder}/fpm.conf",
                          *(["-R"] if os.geteuid() == 0 else [])]), \
                    process(["node", f"{folder}/list.mjs", str(node), database, folder]):
                compare(report, {
                    "not kept, cards warm": f"http://127.0.0.1:{portal.port}/he/bench-warm",
                    "not kept, all cold": f"http://127.0.0.1:{portal.port}/he/bench-cold",
                    "Node fastify+eta": f"http://127.0.0.1:{node}/",
                    "PHP plain template": f"http://127.0.0.1:{php}/list.php",
                    "PHP XSLTProcessor": f"http://127.0.0.1:{php}/xslt.php"})
    finally:
        shutil.rmtree(folder)


def compare(report, addresses):
    pages = {name: page_of(address) for name, address in addresses.items()}
    sizes = {name: f"{len(page.encode())} bytes, {page.count('<article')} cards"
             for name, page in pages.items()}
    wrong = [name for name, page in pages.items() if page.count("<article") != 20]
    if wrong:
        raise RuntimeError(f"not the list of 20 jobs: {sizes}")
    report.heading(f"peers: wrk -t1 -c{CONNECTIONS} -d{SECONDS}s, {ROUNDS} rounds; "
                   + "; ".join(f"{name} {size}" for name, size in sizes.items()))
    done = rounds({name: lambda address=address: wrk(address)
                   for name, address in addresses.items()})
    report.keep("peers", done)
    report.ratios(done, [
        ("not kept, cards warm", "Node fastify+eta", 2, 3.5),
        ("not kept, cards warm", "PHP plain template", 2.5, 4.5),
        ("not kept, cards warm", "PHP XSLTProcessor", 15, 25),
        ("not kept, all cold", "PHP XSLTProcessor", 2.5, 3.5)])
