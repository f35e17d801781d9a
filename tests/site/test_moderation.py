"""Staff decide about jobs: the queue, the job's page, publishing, asking back, refusing, hiding, and
what stands in the way of each."""

import os
import re

import pytest
from accounts import EMPLOYER, OF_ROLE, Browser
from post import Post
from server import own_portal

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
COORDINATOR, LEAD = OF_ROLE["coordinator"], "lead@example.org"


@pytest.fixture(name="desk", scope="module")
def portal_of_its_own():
    with own_portal("moderation") as portal:
        yield portal


@pytest.fixture(name="post")
def outbox(desk, tmp_path):
    return Post(desk, tmp_path)


@pytest.fixture(name="staff", scope="module")
def signed_in_coordinator(desk):
    browser = Browser(desk)
    browser.sign_in(COORDINATOR)
    return browser


@pytest.fixture(name="other", scope="module")
def another_coordinator(desk):
    browser = Browser(desk)
    browser.sign_in(LEAD)
    return browser


def code_of(kind, n):
    """A code with its check, as mod_rehab/code.h says; another for each kind and n."""
    body = kind + SIGNS[n // 961 % 31] + SIGNS[n // 31 % 31] + SIGNS[n % 31]
    return body + SIGNS[sum((i + 1) * SIGNS.index(c) for i, c in enumerate(body)) % 31]


class Jobs:
    """Jobs of the demo's employer, as employers' pages leave them."""

    def __init__(self, post):
        self.sql, self.n = post.sql, int(post.sql("SELECT count(*) AS n FROM job")[0][0])
        self.employer = self.sql("SELECT e.employer_id AS i FROM employer e JOIN account a"
                                 " ON a.employer_id = e.employer_id ORDER BY a.account_id")[0][0]
        self.sql(f"UPDATE employer SET state = 'approved' WHERE employer_id = {self.employer}")
        if not self.one("employer_check", "count(*)", f"employer_id = {self.employer}") != "0":
            self.check()

    def one(self, table, column, where):
        return self.sql(f"SELECT {column} AS c FROM {table} WHERE {where}")[0][0]

    def check(self):
        self.sql("INSERT INTO employer_check (employer_id, at, how, account_id) SELECT"
                 f" {self.employer}, '2026-11-01T10:00:00Z', 'call', min(account_id) FROM account")

    def uncheck(self):
        self.sql(f"DELETE FROM employer_check WHERE employer_id = {self.employer}")

    def add(self, **columns):
        """The code of a new one that waits."""
        self.n += 1
        row = {"code": code_of("ZZ", self.n), "listed": str(self.n),
               "state": "review", "title": "Sheet metal worker", "lang": "en",
               "text": "Bending and cutting.", "employer_id": self.employer, "place_key": "l70",
               "region_key": "south", "field_key": "metal", "pay_min": "5000", "pay_unit": "hour",
               "origin": "account", "yes": "2026-11-20T08:00:00Z", "yes_way": "account",
               "waits": "2026-11-20T08:00:00Z", "closes": "2199-12-31", "openings": "2",
               "words": "sheet metal worker bending and cutting", **columns}
        row = {name: value for name, value in row.items() if value is not None}
        quoted = ", ".join("'" + str(v).replace("'", "''") + "'" if not str(v).isdigit() or
                           name in ("code",) else str(v) for name, v in row.items())
        self.sql(f"INSERT INTO job ({', '.join(row)}) VALUES ({quoted})")
        return row["code"]

    def open(self, **columns):
        return self.add(state="open", opens="2026-11-01", waits=None, **columns)

    def edit(self, code, **columns):
        row = {"waits": "2026-11-21T08:00:00Z", "title": "Sheet metal worker",
               "text": "Bending and welding.", "lang": "en", "place_key": "l70",
               "field_key": "metal", "pay_unit": "hour", "apply_way": "both", **columns}
        names, values = ", ".join(row), ", ".join(f"'{v}'" for v in row.values())
        self.sql(f"INSERT INTO job_edit (job_id, account_id, pay_min, named, {names})"
                 f" SELECT job_id, (SELECT min(account_id) FROM account), 5500, 1, {values}"
                 f" FROM job WHERE code = '{code}'")

    def report(self, code):
        self.n += 1
        own = code_of("YZ", self.n)
        self.sql("INSERT INTO job_report (code, job_code, at, reason) VALUES"
                 f" ('{own}', '{code}', '2026-11-21T09:00:00Z', 'pay')")
        return own


@pytest.fixture(name="jobs")
def jobs_of_an_employer(post):
    return Jobs(post)


def decide(browser, code, what, language="en", **fields):
    page = browser.get(f"/{language}/staff/jobs/{code}")
    assert page.status == 200, page.text
    return send(browser, code, what, language, **fields)


def send(browser, code, what, language="en", **fields):
    """From the page that this browser has before it."""
    return browser.post(f"/{language}/staff/jobs/{code}/{what}", **{**browser.hidden("version"), **fields})


def letters(post, desk):
    """What was mailed, as (recipient, text)."""
    import email
    import email.policy
    folder = f"{desk.state}/mail"
    before = set(os.listdir(folder)) if os.path.isdir(folder) else set()
    post.send()
    found = []
    for name in sorted(set(os.listdir(folder)) - before):
        with open(f"{folder}/{name}", "rb") as f:
            message = email.message_from_bytes(f.read(), policy=email.policy.default)
        found.append((message["To"], message.get_body(("plain",)).get_content()))
    return found


def everywhere(desk, code):
    """Where the public meets a job, and whether it does."""
    return [code in desk.get("/en/jobs").text, desk.get(f"/en/jobs/{code}").status == 200,
            code in desk.get("/en/jobs.atom").text, code in desk.get("/en/jobs.json").text,
            desk.get(f"/en/jobs/{code}.json").status == 200, code in desk.get("/sitemap.xml").text]


# --- The queue

def test_what_is_needed_soonest_stands_first_and_then_what_waits_longest(staff, jobs):
    old = jobs.add(title="Old one", waits="2026-11-01T08:00:00Z")
    new = jobs.add(title="New one", waits="2026-11-19T08:00:00Z")
    soon = jobs.add(title="Soon one", waits="2026-11-21T08:00:00Z", needed_by="2026-11-24")
    page = staff.get("/en/staff/queue").text
    assert [m for m in re.findall(r"/staff/jobs/(\w{6})\"", page) if m in (old, new, soon)] \
        == [soon, old, new]


def test_every_kind_waits_in_the_one_queue_and_is_counted(staff, jobs, post):
    jobs.add(origin="phone", yes=None, yes_way=None)
    jobs.edit(jobs.open())
    jobs.report(jobs.open())
    post.sql("UPDATE employer SET state = 'new', waits = '2026-11-20T08:00:00Z' WHERE employer_id ="
             f" (SELECT max(employer_id) FROM employer WHERE employer_id <> {jobs.employer})")
    page = staff.get("/en/staff/queue").text
    for kind in ("job", "phone", "edit", "employer", "report"):
        n = int(re.search(rf'\?kind={kind}"[^>]*>[^(<]*\((\d+)\)', page)[1])
        narrowed = staff.get(f"/en/staff/queue?kind={kind}").text
        assert n >= 1 and narrowed.count('<li class="panel">') == n
    assert "has not agreed to the text yet" in page


def test_the_queue_goes_on_where_its_page_ended(staff, jobs):
    for _ in range(32):
        jobs.add(title="One of many")
    seen, address = [], "/en/staff/queue"
    while address:
        page = staff.get(address).text
        seen += re.findall(r"<h2><a href=\"[^\"]*/(\w{6})\"", page)
        _, found, rest = page.partition('rel="next" href="')
        address = rest.split('"')[0].replace("&amp;", "&") if found else None
    assert len(seen) == len(set(seen)) and len(seen) > 32


# --- Publishing

def test_a_published_job_is_found_and_its_employer_told(desk, staff, jobs, post):
    post.empty()
    code = jobs.add(title="Hydroformer", words="hydroformer bending and cutting")
    assert desk.get(f"/en/jobs/{code}").status == 404
    assert decide(staff, code, "publish", does="You bend sheets of metal.").status == 303
    assert all(everywhere(desk, code))
    assert code in desk.get("/en/jobs?q=hydroformer").text
    assert "You bend sheets of metal." in desk.get(f"/en/jobs/{code}").text
    told = letters(post, desk)
    assert EMPLOYER in [to for to, _ in told] and all("Hydroformer" in text for _, text in told)


def test_publishing_without_a_check_is_refused(desk, staff, jobs):
    code = jobs.add()
    jobs.uncheck()
    answer = decide(staff, code, "publish", does="Kept as typed.")
    jobs.check()
    assert answer.status == 422 and "First note how we know" in answer.text
    assert "Kept as typed." in answer.text
    assert desk.get(f"/en/jobs/{code}").status == 404
    assert jobs.one("job", "state", f"code = '{code}'") == "review"


def test_publishing_for_an_employer_that_is_not_approved_is_refused(desk, staff, jobs, post):
    code = jobs.add()
    post.sql(f"UPDATE employer SET state = 'new' WHERE employer_id = {jobs.employer}")
    answer = decide(staff, code, "publish")
    post.sql(f"UPDATE employer SET state = 'approved' WHERE employer_id = {jobs.employer}")
    assert answer.status == 422 and "not approved yet" in answer.text
    assert desk.get(f"/en/jobs/{code}").status == 404


@pytest.mark.parametrize("origin", ["phone", "page"])
def test_publishing_without_the_yes_is_refused(desk, staff, jobs, post, origin):
    code = jobs.add(origin=origin, yes=None, yes_way=None)
    answer = decide(staff, code, "publish")
    assert answer.status == 422 and "has not agreed to the text yet" in answer.text
    assert desk.get(f"/en/jobs/{code}").status == 404
    post.sql(f"UPDATE job SET yes = '2026-11-21T08:00:00Z', yes_way = 'link' WHERE code = '{code}'")
    assert decide(staff, code, "publish").status == 303


def test_an_advert_of_an_unnamed_employer_that_says_its_name_is_refused(desk, staff, jobs, post):
    name = post.sql(f"SELECT name AS n FROM employer WHERE employer_id = {jobs.employer}")[0][0]
    code = jobs.add(named=0, text=f"Come to {name} and bend.")
    answer = decide(staff, code, "publish")
    assert answer.status == 422 and "Take the name out first" in answer.text
    assert desk.get(f"/en/jobs/{code}").status == 404
    post.sql(f"UPDATE job SET text = 'Come and bend.' WHERE code = '{code}'")
    assert decide(staff, code, "publish").status == 303
    assert name not in str(desk.json(f"/en/jobs/{code}.json")["job"])


def test_moderation_keeps_the_employers_closing_day(desk, staff, jobs):
    code = jobs.add(closes="2198-03-04")
    assert decide(staff, code, "publish", closes="2199-01-01").status == 303
    assert jobs.one("job", "closes", f"code = '{code}'") == "2198-03-04"


def test_a_job_without_a_closing_day_is_given_one_at_publication(staff, jobs):
    code = jobs.add(closes=None)
    assert 'name="closes"' in staff.get(f"/en/staff/jobs/{code}").text
    assert decide(staff, code, "publish").status == 422
    assert decide(staff, code, "publish", closes="2020-01-01").status == 422
    assert decide(staff, code, "publish", closes="2199-01-01").status == 303
    assert jobs.one("job", "closes", f"code = '{code}'") == "2199-01-01"


def test_a_sentence_of_13_words_comes_back(staff, jobs):
    code = jobs.add()
    words = "one two three four five six seven eight nine ten eleven twelve"
    answer = decide(staff, code, "publish", needs=f"{words} thirteen", gets="A good wage.")
    assert answer.status == 422
    assert "Write at most 12 words" in answer.text and 'href="#needs"' in answer.text
    assert f'value="{words} thirteen"' in answer.text and 'value="A good wage."' in answer.text
    assert decide(staff, code, "publish", needs=words).status == 303
    assert jobs.one("job_sentence", "position", f"text = '{words}'") == "3"


def test_an_edits_publication_replaces_the_public_text_and_keeps_the_code(desk, staff, jobs):
    code = jobs.open()
    listed = jobs.one("job", "listed", f"code = '{code}'")
    jobs.edit(code, title="Zinc worker", text="Bending and galvanising.")
    assert "Bending and cutting." in desk.get(f"/en/jobs/{code}").text
    page = staff.get(f"/en/staff/jobs/{code}").text
    assert "<del>Sheet metal </del><ins>Zinc </ins>worker" in re.sub(r"\s+", " ", page)
    assert "<del>₪50</del> <ins>₪55</ins>" in page
    assert send(staff, code, "publish").status == 303
    public = desk.get(f"/en/jobs/{code}").text
    assert "Zinc worker" in public and "galvanising" in public and "cutting" not in public
    assert code in desk.get("/en/jobs?q=galvanising").text
    assert code not in desk.get("/en/jobs?q=cutting").text
    assert jobs.one("job", "listed", f"code = '{code}'") == listed
    assert jobs.one("job_edit", "count(*)", f"job_id = (SELECT job_id FROM job WHERE code = '{code}')") == "0"


# --- Two people

@pytest.mark.parametrize("what", ["publish", "ask", "refuse"])
def test_two_people_cannot_decide_409_with_who_and_when(staff, other, jobs, what):
    code = jobs.add()
    staff.get(f"/en/staff/jobs/{code}")
    assert decide(other, code, "publish").status == 303
    answer = send(staff, code, what, reason="pay") if what != "publish" else send(staff, code, what)
    assert answer.status == 409
    before = answer.text.partition('id="before"')[2].partition("</p>")[0]
    assert "published" in before and "אלמוג" in before
    assert re.search(r"\d\d:\d\d UTC", before)
    assert jobs.one("job", "state", f"code = '{code}'") == "open"


def test_an_edit_that_was_sent_anew_meanwhile_is_not_published_unread(desk, staff, jobs, post):
    code = jobs.open()
    jobs.edit(code)
    staff.get(f"/en/staff/jobs/{code}")
    post.sql("UPDATE job_edit SET text = 'Something else.' WHERE job_id ="
             f" (SELECT job_id FROM job WHERE code = '{code}')")
    assert send(staff, code, "publish").status == 409
    assert "Bending and cutting." in desk.get(f"/en/jobs/{code}").text


# --- Asking back and refusing

def test_asked_back_comes_to_the_employer_with_reason_and_words_by_mail_in_his_language(
        desk, staff, jobs, post):
    post.empty()
    code = jobs.add()
    assert decide(staff, code, "ask", reason="pay", answer="Is it 50 or 60?").status == 303
    assert jobs.one("job", "state", f"code = '{code}'") == "draft"
    told = dict(letters(post, desk))
    assert "השכר חסר" in told[EMPLOYER] and "Is it 50 or 60?" in told[EMPLOYER]
    assert jobs.one("audit", "reason", f"code = '{code}' AND verb = 'asks-back'") == "pay"


def test_whom_the_employer_named_for_a_job_is_told_where_there_is_no_account(desk, staff, jobs, post):
    post.empty()
    known = post.sql("SELECT mail AS m, mail_lookup AS l FROM account WHERE code ="
                     " (SELECT min(code) FROM account)")[0]
    lone = post.sql("SELECT min(employer_id) AS i FROM employer e WHERE NOT EXISTS"
                    " (SELECT 1 FROM account a WHERE a.employer_id = e.employer_id)")[0][0]
    code = jobs.add(origin="page", employer_id=lone, contact_mail=known[0], contact_lookup=known[1])
    assert decide(staff, code, "ask", reason="double").status == 303
    told = letters(post, desk)
    assert len(told) == 1 and "המשרה כבר מופיעה" in told[0][1]


def test_an_edit_that_is_asked_back_leaves_the_queue_until_it_is_sent_anew(desk, staff, jobs, post):
    code = jobs.open()
    jobs.edit(code)
    assert decide(staff, code, "ask", reason="unclear").status == 303
    assert code not in staff.get("/en/staff/queue?kind=edit").text
    assert "Bending and cutting." in desk.get(f"/en/jobs/{code}").text
    post.sql("UPDATE job_edit SET waits = '2198-01-01T00:00:00Z' WHERE job_id ="
             f" (SELECT job_id FROM job WHERE code = '{code}')")
    assert code in staff.get("/en/staff/queue?kind=edit").text


def test_a_refused_job_is_closed_and_its_employer_reads_why(desk, staff, jobs, post):
    post.empty()
    code = jobs.add()
    assert decide(staff, code, "refuse", reason="unlawful").status == 303
    assert jobs.one("job", "state", f"code = '{code}'") == "closed"
    assert "לפי החוק אי אפשר לפרסם" in dict(letters(post, desk))[EMPLOYER]
    assert desk.get(f"/en/jobs/{code}").status == 404


def test_a_refused_edit_leaves_the_public_job_as_it_is(desk, staff, jobs):
    code = jobs.open()
    jobs.edit(code)
    assert decide(staff, code, "refuse", reason="double").status == 303
    assert "Bending and cutting." in desk.get(f"/en/jobs/{code}").text
    assert code not in staff.get("/en/staff/queue?kind=edit").text


def test_a_reason_that_is_none_of_the_list_needs_words(staff, jobs):
    code = jobs.add()
    answer = decide(staff, code, "ask", reason="other")
    assert answer.status == 422 and 'href="#answer"' in answer.text
    assert decide(staff, code, "ask", reason="other", answer="Please call us.").status == 303


# --- Hiding

def test_hide_takes_it_off_list_page_atom_json_sitemap_at_once(desk, staff, jobs):
    code = jobs.add()
    assert decide(staff, code, "publish").status == 303
    assert all(everywhere(desk, code))
    assert decide(staff, code, "hide").status == 303
    assert not any(everywhere(desk, code))
    assert decide(staff, code, "show").status == 303
    assert all(everywhere(desk, code))
    verbs = [v for v, in jobs.sql(f"SELECT verb AS v FROM audit WHERE code = '{code}' ORDER BY audit_id")]
    assert verbs == ["publishes", "hides", "shows"]


def test_a_report_leads_to_one_click_that_hides_and_one_that_ends_it(desk, staff, jobs):
    code = jobs.open()
    report = jobs.report(code)
    assert f"/staff/reports/{report}" in staff.get(f"/en/staff/jobs/{code}").text
    page = staff.get(f"/en/staff/reports/{report}").text
    versions = re.findall(r'name="version" value="([^"]+)"', page)
    assert staff.post(f"/en/staff/jobs/{code}/hide", version=versions[0]).status == 303
    assert desk.get(f"/en/jobs/{code}").status == 404
    assert staff.get(f"/en/staff/reports/{report}").status == 200
    assert staff.post(f"/en/staff/reports/{report}/done", version=versions[1]).status == 303
    assert staff.post(f"/en/staff/reports/{report}/done", version=versions[1]).status in (303, 409)
    assert code not in staff.get("/en/staff/queue?kind=report").text


# --- The law, and hints

def test_a_legal_basis_is_shown_to_the_public_only_when_staff_confirmed_it(desk, staff, jobs):
    code = jobs.open(legal_basis="minors_2001")
    words = "Approval required by law"
    assert words not in desk.get(f"/en/jobs/{code}").text
    assert decide(staff, code, "legal").status == 303
    assert words in desk.get(f"/en/jobs/{code}").text
    assert jobs.one("audit", "count(*)", f"code = '{code}' AND verb = 'confirms-law'") == "1"


def test_hints_of_wording_pay_spam_and_doubles_stand_beside_the_job(staff, jobs):
    jobs.open(title="Twin worker", words="twin worker x")
    code = jobs.add(title="TWIN-worker!", words="twin worker y", pay_min="2000",
                    text="No criminal record. www.spam.example 050-555-0123 050-555-0124")
    page = staff.get(f"/en/staff/jobs/{code}").text
    for words in ("may not ask about a criminal record", "below", "The text has links",
                  "many digits", "This may be the same job"):
        assert words in page, words


def test_nobody_but_coordinators_decides(desk, jobs):
    code = jobs.add()
    for role in ("worker", "manager", "admin", "employer"):
        browser = Browser(desk)
        browser.sign_in(OF_ROLE[role] if role != "employer" else EMPLOYER)
        assert browser.get("/en/staff/queue").status == 403
        browser.get("/en/account")
        assert browser.post(f"/en/staff/jobs/{code}/publish", version="1").status == 403, role


# --- Mending

def test_what_staff_mend_is_searched_for_and_the_log_names_columns_without_values(desk, staff, jobs):
    code = jobs.add()
    assert staff.get(f"/en/staff/jobs/{code}/edit").status == 200
    fields = {**staff.hidden("version"), "title": "Sheet metal worker", "text": "Only riveting.",
              "field": "metal", "place": "Jerusalem", "pay_min": "50", "pay_unit": "hour"}
    assert staff.post(f"/en/staff/jobs/{code}/edit", **fields).status == 303
    assert jobs.one("audit", "reason", f"code = '{code}' AND verb = 'edits'") == "text place"
    assert jobs.one("job", "region_key", f"code = '{code}'") == "jerusalem"
    assert "cutting" not in jobs.one("job", "words", f"code = '{code}'")
    assert decide(staff, code, "publish").status == 303
    assert code in desk.get("/en/jobs?q=riveting").text
    assert code not in desk.get("/en/jobs?q=cutting").text


def test_a_title_without_a_letter_may_be_mended_and_published(desk, staff, jobs):
    code = jobs.add(words="sheet metal worker bending and cutting zqtrade")
    for title, words in (("&!", "gates rails zqtrade"), ("Welder", "welder gates rails zqtrade")):
        assert staff.get(f"/en/staff/jobs/{code}/edit").status == 200
        fields = {**staff.hidden("version"), "title": title, "text": "Gates - rails",
                  "field": "metal", "place": "Jerusalem", "pay_min": "50", "pay_unit": "hour"}
        assert staff.post(f"/en/staff/jobs/{code}/edit", **fields).status == 303
        assert jobs.one("job", "words", f"code = '{code}'") == words
    for title, words in (("&!", "gates rails zqtrade"), ("Welder", "welder gates rails zqtrade")):
        jobs.edit(code, title=title, text="Gates - rails")
        assert decide(staff, code, "publish").status == 303
        assert jobs.one("job", "words", f"code = '{code}'") == words


def test_staff_mend_the_waiting_edit_and_not_the_public_text(desk, staff, jobs):
    code = jobs.open()
    jobs.edit(code)
    page = staff.get(f"/en/staff/jobs/{code}/edit")
    assert "Bending and welding." in page.text
    assert re.search(r"value=.55\.00.", page.text), re.findall(r"<input[^>]*pay_min[^>]*>", page.text)
    fields = {**staff.hidden("version"), "title": "Sheet metal worker", "text": "Soldering.",
              "field": "metal", "place": "Ashdod", "pay_min": "55", "pay_unit": "hour"}
    assert staff.post(f"/en/staff/jobs/{code}/edit", **fields).status == 303
    assert "Bending and cutting." in desk.get(f"/en/jobs/{code}").text
    assert jobs.one("audit", "reason", f"code = '{code}' AND verb = 'edits'") == "text"
    assert decide(staff, code, "publish").status == 303
    assert "Soldering." in desk.get(f"/en/jobs/{code}").text


def test_a_mended_job_with_a_place_that_is_none_or_less_pay_up_to_than_from_comes_back(staff, jobs):
    code = jobs.add()
    assert staff.get(f"/en/staff/jobs/{code}/edit").status == 200
    fields = {**staff.hidden("version"), "title": "Sheet metal worker", "text": "Kept as typed",
              "field": "metal", "place": "nowhere", "pay_min": "50", "pay_max": "40",
              "pay_unit": "hour"}
    answer = staff.post(f"/en/staff/jobs/{code}/edit", **fields)
    assert answer.status == 422 and "Kept as typed" in answer.text
    assert 'href="#place"' in answer.text and 'href="#pay_max"' in answer.text