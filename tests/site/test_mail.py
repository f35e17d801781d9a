"""Mail: what waits in the outbox goes out once, whole and to whom it was for, whatever the server or
what was typed is like."""

import glob
import os
import queue
import re
import subprocess
import textwrap
import urllib.parse

import pytest
from naughty import markup
from post import Post, Server, certificate, seal
from server import HOME, OUT, own_portal

LANGUAGES = {"he": "rtl", "ar": "rtl", "en": "ltr", "ru": "ltr", "fa": "rtl"}
TEMPLATES = sorted(os.path.relpath(f, f"{HOME}/xsl/mail")[:-4]
                   for f in glob.glob(f"{HOME}/xsl/mail/*/*.xsl"))
# Every column that a template names at its head.
ROW = {"name": "Avi Söhne", "link": "/verify/AAAA", "title": "Welder (MIG)", "code": "7KQ4MD",
       "reason": "It says no pay.\n\nPlease call.", "text": "Welding.", "closes": "2026-12-18",
       "day": "2026-11-21", "n": "12", "head": "9f86d0"}
PAGES = """
RehabMailFrom office@portal.example.org
<RehabPage GET /t/form>
    RehabAllow  visitor
    RehabFormat html {there}/form.xsl
</RehabPage>
<RehabPage POST /t/form>
    RehabAllow    visitor
    RehabParam    to     email  required
    RehabWrite    -      {here}/note.sql  expect=1
    RehabMail     account/verify  to={here}/mail.sql
    RehabSeeOther /t/form
    RehabInvalid  /t/form
</RehabPage>
"""
FILES = {
    "note.sql": "-- note\nINSERT INTO setting (name, value) VALUES ('t-' || CAST(:new_code AS text),"
                " 'x')\n",
    "mail.sql": "-- mail.  takes to  gives address link\n"
                "SELECT :to AS \"address\", '/verify/' || :new_link AS \"link\"\n",
    "form.xsl": '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
                '<xsl:output method="html"/><xsl:template match="/page"><html lang="en"><head>'
                '<title>t</title></head><body><form method="post" action=""><input name="once"'
                ' value="{@once}"/></form></body></html></xsl:template></xsl:stylesheet>',
}


@pytest.fixture(name="desk", scope="module")
def portal_that_sends_mail(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mail")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    extra = folder / "mail.conf"
    extra.write_text(textwrap.dedent(PAGES).format(
        here=os.path.relpath(folder, f"{HOME}/conf/sql"),
        there=os.path.relpath(folder, f"{HOME}/xsl")), encoding="utf-8")
    with own_portal("mail", REHAB_EXTRA=str(extra)) as portal:
        yield portal


@pytest.fixture(name="post")
def empty_outbox(desk, tmp_path):
    one = Post(desk, tmp_path)
    one.empty()
    one.say(clock_shift="0", mail_server=None, mail_ca=None, mail_login=None)
    return one


@pytest.fixture(name="server")
def smtp_server(post):
    with Server() as one:
        post.say(mail_server=f"smtp://127.0.0.1:{one.port}")
        yield one


def headers_of(message):
    return [name for name, _ in message.parsed.items()]


# --- A letter

def test_a_letter_in_the_folder_opens_in_a_mail_reader(post, desk):
    import email
    import email.policy
    post.say(mail_server="folder")
    post.queue(lang="he", name="דנה")
    assert "1 sent" in post.send().stdout
    files = glob.glob(f"{desk.state}/mail/*.eml")
    assert len(files) == 1
    with open(files[0], "rb") as f:
        raw = f.read()
    os.unlink(files[0])
    letter = email.message_from_bytes(raw, policy=email.policy.default)
    assert letter["Subject"] == "אישור כתובת הדואר"
    assert letter["From"].addresses[0].addr_spec == "office@portal.example.org"
    assert letter["From"].addresses[0].display_name.startswith("בדרך לעבודה")
    assert [p.get_content_type() for p in letter.walk()] == [
        "multipart/alternative", "text/plain", "text/html"]
    assert f"{desk_url(desk)}/he/verify/AAAA" in letter.get_body(("plain",)).get_content()
    assert 'dir="rtl"' in letter.get_body(("html",)).get_content()
    assert letter["Auto-Submitted"] == "auto-generated"
    assert not letter.defects and not any(p.defects for p in letter.walk())


def desk_url(desk):
    return f"http://localhost:{desk.port}"


def test_every_letter_is_made_in_every_language(post, server):
    rows = [(template, lang, {"address": f"{lang}{i}@example.org", **ROW})
            for i, template in enumerate(TEMPLATES) for lang in LANGUAGES]
    assert len(TEMPLATES) >= 11
    post.queue_all(rows)
    assert post.send().stderr == ""
    assert len(server.messages) == len(rows)
    for message in server.messages:
        lang = message.to[0][:2]
        text, html = message.part("plain"), message.part("html")
        assert message.parsed["Subject"].strip() and "⟦" not in text + html
        assert f'<html lang="{lang}" dir="{LANGUAGES[lang]}">' in html
        assert message.parsed["Content-Language"] == lang
        assert (text[0] == "\u200f") == (LANGUAGES[lang] == "rtl")
        assert not message.parsed.defects
        for line in message.raw.split(b"\r\n"):
            assert len(line) <= 78 and line.isascii() and b"\n" not in line and b"\r" not in line
        assert b"rehab" not in message.raw.lower()


def test_a_row_that_is_sealed_itself_is_opened(post, server):
    post.queue(address=seal(post.key, "account", "mail", "sealed@example.org"),
               name=seal(post.key, "account", "name", "Dana"))
    post.send()
    assert server.messages[0].to == ["sealed@example.org"]
    assert "Dana" in server.messages[0].part("plain")


def test_who_takes_leave_finds_where_in_the_header(post, server, desk):
    post.queue(leave="/leave/AAAA")
    post.send()
    assert server.messages[0].parsed["List-Unsubscribe"] == f"<{desk_url(desk)}/en/leave/AAAA>"


# --- Nothing that was typed becomes a header

ENDS = ["\r\n", "\n", "\r", "\u2028", "\x0b", "%0d%0a", "\\r\\n", "=0D=0A", "\u0085"]
ADDED = ["Bcc: victim@example.net", "To: victim@example.net", "Subject: other", "RCPT TO:<victim@example.net>",
         "\r\n.\r\nMAIL FROM:<x@example.net>", "Content-Type: text/html", "X-A: b", "From: x@example.net"]
FIELDS = ["address", "name", "title", "reason", "link", "leave", "code", "lang"]


def injections():
    made = []
    for i in range(208):
        end, added = ENDS[i % len(ENDS)], ADDED[i // len(ENDS) % len(ADDED)]
        made.append((FIELDS[i % len(FIELDS)], end + added + end))
    made += [("name", text.decode()) for text in markup()]
    return made


def test_no_input_changes_a_recipient_or_adds_a_header(post, server):
    plain = dict(ROW, leave="/leave/AAAA")
    post.queue_all([("employer/refused", "en", dict(plain, address="first@example.org"))])
    post.send()
    wanted = headers_of(server.messages[0])
    rows, addresses = [], set()
    for i, (field, text) in enumerate(injections()):
        row = dict(plain, address=f"to{i}@example.org")
        lang = "en" + text if field == "lang" else "en"
        row[field if field != "lang" else "name"] = (row[field] if field in row else "") + text
        if field != "address":
            addresses.add(row["address"])
        rows.append(("employer/refused", lang, row))
    assert len(rows) >= 200
    post.queue_all(rows)
    post.send(code=1)
    got = server.messages[1:]
    assert {m.to[0] for m in got} == addresses, "an address with more in it is none"
    for message in got:
        assert len(message.to) == 1 and message.sender == "office@portal.example.org"
        left_out = ["List-Unsubscribe"] if "List-Unsubscribe" not in message.parsed else []
        assert headers_of(message) == [h for h in wanted if h not in left_out]
        assert message.parsed["To"].addresses[0].addr_spec == message.to[0]
        assert not message.parsed.get_all("Bcc") and not message.parsed.defects
        assert b"victim" not in message.raw.split(b"\r\n\r\n")[0]
    assert all(w[2] == "given up" for w in post.waiting())
    assert len(post.waiting()) == len(rows) - len(addresses)


def test_a_form_takes_no_address_with_more_in_it(post, desk):
    once = re.search(r'value="([^"]+)"', desk.get("/en/t/form").text).group(1)
    for end in ("\r\n", "\n", "\r", ",", ";", " ", ">", "\t"):
        body = urllib.parse.urlencode({"once": once, "to": f"a@example.org{end}b@example.org"})
        assert desk.post("/en/t/form", body.encode()).status == 422
    assert post.waiting() == []


# --- The server is away, slow to agree, or refuses

def send_form(desk, address):
    once = re.search(r'value="([^"]+)"', desk.get("/en/t/form").text).group(1)
    body = urllib.parse.urlencode({"once": once, "to": address})
    return desk.post("/en/t/form", body.encode()).status


def test_while_the_server_is_away_nothing_is_lost_and_no_request_knows(post, desk):
    touched = []
    with Server() as server:
        port = server.port
        server.on_message = lambda: touched.append(1)
        post.say(mail_server=f"smtp://127.0.0.1:{port}")
        assert send_form(desk, "first@example.org") == 303
        assert not touched, "a request only writes the outbox"
    sent = {"first@example.org"}
    for i in range(5):
        address = f"away{i}@example.org"
        assert send_form(desk, address) == 303
        sent.add(address)
        post.send(code=1)
        post.later(60)
    assert {w[1] for w in post.waiting()} == {"0"}, "what the server did not see is no attempt at it"
    server = Server()
    server.port = port
    with server:
        post.send()
        post.later(3600)
        post.send()
    assert sorted(m.to[0] for m in server.messages) == sorted(sent)
    assert post.waiting() == []


def test_what_was_not_acknowledged_is_sent_again_as_the_same_message(post, server):
    address = post.queue()
    server.says = ["drop"]
    post.send()
    assert post.waiting()[0][1] == "1"
    post.send()
    assert len(server.messages) == 1, "not before it is time"
    post.later(61)
    post.send()
    assert [m.to for m in server.messages] == [[address]] * 2
    assert server.messages[0].id == server.messages[1].id
    assert server.messages[0].raw == server.messages[1].raw
    post.later(86400)
    post.send()
    assert len(server.messages) == 2


def test_a_sender_that_dies_loses_nothing(post, server, desk):
    post.queue()
    server.says, begun = ["drop"], queue.Queue()
    # The server has the message and has not said yes.
    server.on_message = lambda: begun.get(timeout=60).kill()
    sender = subprocess.Popen([f"{HOME}/{OUT}/rehabctl", "--state", desk.state, "mail"])
    begun.put(sender)
    assert sender.wait() == -9
    server.on_message = None
    post.send()
    assert len(server.messages) == 1, "the claim holds"
    post.later(901)
    post.send()
    assert len(server.messages) == 2 and server.messages[0].id == server.messages[1].id


def test_what_was_acknowledged_is_not_sent_again_though_the_database_never_heard(post, server, desk):
    import hashlib
    post.queue()
    post.queue()
    rows = post.sql("SELECT outbox_id AS i, sealed AS s FROM outbox ORDER BY outbox_id")
    message = hashlib.blake2b(rows[0][1].encode(), digest_size=16).hexdigest()
    os.makedirs(f"{desk.state}/mail-sent", exist_ok=True)
    for name in (f"{rows[0][0]}-{message}", f"{rows[1][0]}-{'0' * 32}"):
        open(f"{desk.state}/mail-sent/{name}", "w", encoding="ascii").close()
    subprocess.run(["chown", "-R", "--reference", f"{desk.state}/keys", f"{desk.state}/mail-sent"],
                   check=True)
    post.send()
    assert [m.to for m in server.messages] == [[f"to{post.n}@example.org"]]
    assert post.waiting() == [] and os.listdir(f"{desk.state}/mail-sent") == []


def test_two_senders_at_once_send_nothing_twice(post, server, desk):
    post.queue_all([("account/verify", "en", {"address": f"many{i}@example.org", "link": "/x"})
                    for i in range(60)])
    senders = [subprocess.Popen([f"{HOME}/{OUT}/rehabctl", "--state", desk.state, "mail"],
                                stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [s.communicate()[0] for s in senders]
    assert all(s.returncode == 0 for s in senders)
    assert len({m.to[0] for m in server.messages}) == len(server.messages) == 60
    assert sum(int(s.split(" ")[0]) for s in said if s) == 60


def test_what_the_server_refuses_is_given_up_listed_and_sent_again_when_told(post, server):
    address = post.queue()
    server.refuses = {address: "550 no such mailbox"}
    post.send(code=1)
    assert server.messages == []
    listed = post.portal.rehabctl("mail", "--list").stdout
    assert "given up" in listed and "550" in listed and address not in listed
    server.refuses = {}
    post.later(86400)
    post.send()
    assert server.messages == []
    post.portal.rehabctl("mail", "--again")
    post.send()
    assert [m.to for m in server.messages] == [[address]]


def test_one_refused_message_does_not_hold_up_the_next(post, server):
    server.refuses = {post.queue(): "550 no"}
    post.queue()
    server.says = ["554 not this one"]
    address = post.queue()
    post.send(code=1)
    assert [m.to for m in server.messages] == [[address]]


def test_who_says_not_now_is_asked_at_ever_longer_intervals_and_then_no_more(post, server):
    address = post.queue()
    server.refuses = {address: "451 greylisted"}
    tries = 0
    while post.waiting()[0][2] != "given up" and tries < 40:
        post.send(code=1 if tries == 23 else 0)
        tries += 1
        assert post.waiting()[0][1] == str(tries)
        before = min(60 * 2 ** (tries - 1), 4 * 3600)
        post.later(before - 30)
        post.send()
        assert post.waiting()[0][1] == str(tries), "not before it is time"
        post.later(31)
    assert tries == 24


def test_an_address_gets_its_share_and_the_rest_later(post, server):
    for _ in range(9):
        post.queue(address="often@example.org")
    other = post.queue()
    post.send()
    assert sorted(m.to[0] for m in server.messages) == ["often@example.org"] * 6 + [other]
    post.later(3601)
    post.send()
    assert len(server.messages) == 10 and post.waiting() == []


def test_what_nobody_can_open_or_make_is_given_up(post, server):
    post.queue(sealed=seal((post.key[0], b"\x09" + bytes(31)), "account/verify", "row", "a\tb\n"))
    post.queue(sealed=seal(post.key, "account/password", "row", "address\ta@example.org\n"))
    post.queue(template="../../../etc/passwd")
    post.queue(address="nobody")
    post.send(code=1)
    assert server.messages == []
    assert [w[2] for w in post.waiting()] == ["given up"] * 4


def test_what_was_sent_leaves_neither_address_nor_words(post, server):
    post.queue()
    post.send()
    assert server.messages
    assert post.sql("SELECT sealed AS s FROM outbox WHERE sent IS NOT NULL") == [[""]]


def test_a_dry_run_sends_nothing_and_says_what_it_would(post, server):
    post.queue()
    assert "Please confirm your mail address" in post.portal.rehabctl("mail", "--dry-run").stdout
    assert server.messages == [] and post.waiting()[0][1] == "0"


def test_without_a_server_all_waits_and_that_is_said(post):
    post.queue()
    assert "RehabMailServer" in post.send().stdout
    assert post.waiting()[0][1] == "0"


# --- TLS and login

@pytest.fixture(name="tls", scope="module")
def own_certificate(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"), "server")


@pytest.mark.parametrize("implicit", [True, False], ids=["smtps", "starttls"])
def test_mail_goes_over_tls_to_whom_the_certificate_names(post, tls, implicit):
    file, context = tls
    with Server(tls=context, implicit=implicit) as server:
        post.say(mail_server=f"{'smtps' if implicit else 'smtp'}://localhost:{server.port}",
                 mail_ca=file)
        post.queue()
        post.send()
        assert len(server.messages) == 1


@pytest.mark.parametrize("implicit", [True, False], ids=["smtps", "starttls"])
def test_a_certificate_that_nobody_vouches_for_gets_nothing(post, tls, tmp_path, implicit):
    other, _ = certificate(tmp_path, "other")
    with Server(tls=tls[1], implicit=implicit) as server:
        post.say(mail_server=f"{'smtps' if implicit else 'smtp'}://localhost:{server.port}",
                 mail_ca=other)
        post.queue()
        post.send(code=1)
        assert server.messages == [] and post.waiting()[0][1] == "0"


def test_a_server_without_tls_gets_nothing(post, tls):
    with Server() as server:
        post.say(mail_server=f"smtp://localhost:{server.port}", mail_ca=tls[0])
        post.queue()
        post.send(code=1)
        assert server.messages == []


def login_file(tmp_path, desk, password, mode=0o640):
    file = tmp_path / "login"
    file.write_text(f"user portal\npassword {password}\n", encoding="utf-8")
    file.chmod(mode)
    return str(file)


def test_the_login_is_read_from_a_file_that_not_everybody_reads(post, desk, tls, tmp_path):
    with Server(tls=tls[1], implicit=True, login=("portal", "two words")) as server:
        post.say(mail_server=f"smtps://localhost:{server.port}", mail_ca=tls[0],
                 mail_login=login_file(tmp_path, desk, "wrong"))
        post.queue()
        post.send(code=1)
        assert server.messages == [] and post.waiting()[0][1] == "0"
        post.say(mail_login=login_file(tmp_path, desk, "two words", 0o644))
        assert "everybody" in post.send(code=1).stderr
        post.say(mail_login=login_file(tmp_path, desk, "two words"))
        post.later(61)
        post.send()
        assert len(server.messages) == 1


# --- What the configuration may say

@pytest.mark.parametrize("line, said", [
    ("RehabMailServer http://mail.example.org", "RehabMailServer: say smtps"),
    ("RehabMailServer folder ca=/x", "second word"),
    ("RehabMailServer smtps://mail.example.org ca=x", "second word"),
    ("RehabMailFrom nobody", "no address of mail"),
])
def test_configtest_refuses_what_could_not_send(desk, tmp_path, line, said):
    extra = tmp_path / "wrong.conf"
    extra.write_text(line + "\n", encoding="utf-8")
    done = subprocess.run(["conf/dev.sh", "configtest"], cwd=HOME, text=True, capture_output=True,
                          check=False, env={**desk.environment, "REHAB_EXTRA": str(extra)})
    assert done.returncode and said in done.stdout + done.stderr
