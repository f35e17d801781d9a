"""The desk as a page: who sees what waits, who opens it, and what is left behind by that."""

import re

import pytest
from accounts import DEMO, OF_ROLE, Browser
from post import Post
from server import own_portal

COORDINATOR, WORKER = OF_ROLE["coordinator"], OF_ROLE["worker"]
MANAGER, ADMIN, LEAD = OF_ROLE["manager"], OF_ROLE["admin"], "lead@example.org"
NAME = "Zqnightingale"


class Desk:
    def __init__(self, portal, folder):
        self.portal, self.post = portal, Post(portal, folder)
        self.people = {}

    def who(self, mail):
        """A browser of that account, signed in once."""
        if mail not in self.people:
            self.people[mail] = Browser(self.portal)
            self.people[mail].sign_in(mail)
        return self.people[mail]

    def send(self, path="/callback", **form):
        visitor = Browser(self.portal)
        visitor.get(f"/en{path}")
        sent = visitor.post(f"/en{path}", **{"name": NAME, "phone": "050-123-4567", **form})
        assert sent.status == 303, sent.text
        table = path.strip("/")
        return self.one(f"SELECT code AS c FROM {table} ORDER BY at DESC, code")

    def call(self, topic="work", **form):
        before = {row[0] for row in self.post.sql("SELECT code AS c FROM callback")}
        self.send(topic=topic, **form)
        return next(row[0] for row in self.post.sql("SELECT code AS c FROM callback")
                    if row[0] not in before)

    def volunteer(self, **form):
        visitor = Browser(self.portal)
        visitor.get("/en/volunteer")
        sent = visitor.post("/en/volunteer", name=NAME, phone="050-123-4567", reach="call",
                            consent="1", role="mentor", time="evening", checked="1", **form)
        return sent.headers["location"].rpartition("/")[2]

    def report(self, job):
        """Under a code that nothing else has any more."""
        code = self.call()
        self.post.sql("DELETE FROM callback WHERE code = :c", c=code)
        self.post.sql("INSERT INTO job_report (code, job_code, at, reason)"
                      " VALUES (:c, :job, '2026-11-22T07:00:00Z', 'pay')", c=code, job=job)
        return code

    def one(self, sql, **values):
        return self.post.sql(sql, **values)[0][0]

    def reads(self, code):
        return int(self.one("SELECT count(*) AS n FROM audit WHERE verb = 'reads' AND code = :c",
                            c=code))

    def job(self):
        return self.one("SELECT code AS c FROM job WHERE state = 'open' ORDER BY job_id LIMIT 1")

    def listed(self, mail, query=""):
        page = self.who(mail).get(f"/en/staff/desk{query}")
        assert page.status == 200
        return re.findall(r'/staff/desk/(\w{6})"', page.text)


@pytest.fixture(name="desk", scope="module")
def portal_with_a_desk(tmp_path_factory):
    with own_portal("staff") as portal:
        yield Desk(portal, tmp_path_factory.mktemp("staff"))


# --- Who sees what

def test_a_coordinator_sees_all_that_waits(desk):
    codes = [desk.call("work"), desk.call("family"), desk.volunteer(), desk.report(desk.job())]
    assert set(codes) <= set(desk.listed(COORDINATOR))


def test_a_worker_sees_no_call_back_about_work(desk):
    work, family, rights = desk.call("work"), desk.call("family"), desk.call("rights")
    others = [work, desk.call("offer"), desk.volunteer(), desk.report(desk.job())]
    listed = desk.listed(WORKER)
    assert family in listed and rights in listed
    assert not set(others) & set(listed)
    for code in others:
        assert desk.who(WORKER).get(f"/en/staff/desk/{code}").status == 404


def test_what_is_not_a_worker_s_is_neither_taken_nor_done_by_one(desk):
    browser = desk.who(WORKER)
    for code in (desk.call("work"), desk.volunteer()):
        browser.get("/en/staff/desk/" + desk.call("family"))
        for act in ("take", "done", "note"):
            answer = browser.post(f"/en/staff/desk/{code}/{act}",
                                  **({"job": desk.job()} if act == "note" else {}))
            assert answer.status == 404, act
        assert desk.one("SELECT state AS s FROM desk_row WHERE code = :c", c=code) == "new"
    assert desk.post.sql("SELECT job_code AS j FROM callback_yes") == []


def test_neither_managers_nor_employers_come_to_the_desk(desk):
    code = desk.call("family")
    for mail in (MANAGER, ADMIN, OF_ROLE["employer"], OF_ROLE["volunteer"]):
        for path in ("/en/staff/desk", f"/en/staff/desk/{code}"):
            assert desk.who(mail).get(path).status == 403, mail


def test_what_was_promised_soonest_stands_first_and_late_is_said(desk):
    slow, quick = desk.call("work"), desk.call("work")
    desk.post.sql("UPDATE callback SET answer_by = '2020-01-01T10:00:00Z' WHERE code = :c", c=quick)
    listed = desk.listed(COORDINATOR)
    assert listed[0] == quick and listed.index(quick) < listed.index(slow)
    page = desk.who(COORDINATOR).page.text
    assert "late" in page.split(quick)[1].split("</li>")[1]


def test_the_list_opens_nothing_and_is_narrowed_by_kind(desk):
    call, helper = desk.call("work"), desk.volunteer()
    assert call in desk.listed(COORDINATOR, "?kind=call")
    assert helper not in desk.listed(COORDINATOR, "?kind=call")
    assert desk.listed(COORDINATOR, "?kind=volunteer").count(helper) == 1
    assert NAME not in desk.who(COORDINATOR).page.text


# --- Opening

def test_who_holds_the_key_reads_name_telephone_and_all_that_was_sent(desk):
    call = desk.who(COORDINATOR).get("/en/staff/desk/" + desk.call("work", language="ru")).text
    assert NAME in call and "050-123-4567" in call and "Russian" in call
    helper = desk.who(COORDINATOR).get(
        "/en/staff/desk/" + desk.volunteer(skills="Lorries", area="north", speaks="fr")).text
    for said in (NAME, "Lorries", "North", "French", "In the evening", "Volunteer mentor",
                 "By phone call"):
        assert said in helper, said


def test_every_opening_is_in_the_audit(desk):
    code = desk.call("family")
    for n, mail in enumerate((COORDINATOR, WORKER, COORDINATOR), 1):
        assert NAME in desk.who(mail).get(f"/en/staff/desk/{code}").text
        assert desk.reads(code) == n
    assert desk.who(WORKER).get("/en/staff/desk/" + desk.call("work")).status == 404
    desk.listed(COORDINATOR)
    assert desk.reads(code) == 3
    assert "whole" in desk.portal.rehabctl("audit", "verify").stdout


def test_a_form_that_comes_back_opens_no_less_audited(desk):
    code = desk.call("family")
    desk.who(COORDINATOR).get(f"/en/staff/desk/{code}")
    answer = desk.who(COORDINATOR).post(f"/en/staff/desk/{code}/note", job="none")
    assert answer.status == 422 and NAME in answer.text
    assert desk.reads(code) == 2


def test_without_a_key_nothing_is_opened_and_the_page_says_what_to_do(desk):
    code, mine = desk.call("family"), desk.one("SELECT code AS c FROM account WHERE name = 'ליאור'")
    desk.portal.rehabctl("key", "remove", WORKER)
    try:
        page = desk.who(WORKER).get(f"/en/staff/desk/{code}").text
        assert NAME not in page and "123-4567" not in page
        assert f"key add {mine[:3]}-{mine[3:]} --by HOLDER" in page
    finally:
        environment = desk.portal.environment
        environment["REHAB_PASSWORD"] = DEMO[COORDINATOR]["password"]
        desk.portal.rehabctl("key", "add", WORKER, "--by", COORDINATOR)
        del environment["REHAB_PASSWORD"]
    page = desk.who(WORKER).get(f"/en/staff/desk/{code}").text
    assert NAME not in page and "Sign out and in again" in page
    desk.people.pop(WORKER)
    assert NAME in desk.who(WORKER).get(f"/en/staff/desk/{code}").text


def test_what_a_report_says_is_read_at_the_desk_and_on_its_own_page(desk):
    job, visitor = desk.job(), Browser(desk.portal)
    keys = "SELECT key_id AS k FROM person_key ORDER BY key_id"
    before = desk.post.sql(keys)
    visitor.get(f"/en/report/{job}")
    assert visitor.post(f"/en/report/{job}", report="pay", text="Zqpaid less").status == 303
    code = desk.one("SELECT code AS c FROM job_report WHERE text IS NOT NULL")
    for path in (f"/en/staff/desk/{code}", f"/en/staff/reports/{code}"):
        assert "Zqpaid less" in desk.who(COORDINATOR).get(path).text, path
    assert desk.post.sql(keys) != before
    desk.post.sql("DELETE FROM job_report")
    assert desk.post.sql(keys) == before, "the key goes with what it closed"


# --- Acts

def test_who_takes_it_is_named_and_who_comes_second_learns_that(desk):
    code = desk.call("rights")
    first, second = desk.who(COORDINATOR), desk.who(WORKER)
    second.get(f"/en/staff/desk/{code}")
    first.get(f"/en/staff/desk/{code}")
    assert first.post(f"/en/staff/desk/{code}/take").status == 303
    late = second.post(f"/en/staff/desk/{code}/take")
    assert late.status == 409 and "Somebody else is seeing to this" in late.text
    assert "רותם" in late.text and "22 November" in late.text or "2026" in late.text
    assert code in desk.listed(COORDINATOR, "?mine=1")
    assert code not in desk.listed(WORKER, "?mine=1")


def test_what_is_done_waits_no_more_and_is_still_found_by_its_code(desk):
    code, browser = desk.call("work"), desk.who(COORDINATOR)
    browser.get(f"/en/staff/desk/{code}")
    answer = browser.post(f"/en/staff/desk/{code}/done")
    assert answer.status == 303 and answer.headers["location"].endswith("/staff/desk")
    assert code not in desk.listed(COORDINATOR)
    assert browser.get(f"/en/staff/desk/{code}").status == 200
    verbs = desk.post.sql("SELECT verb AS v FROM audit WHERE code = :c AND verb <> 'reads'", c=code)
    assert verbs == [["finishes"]]


def test_volunteers_and_reports_are_taken_and_done_alike(desk):
    browser = desk.who(COORDINATOR)
    for code in (desk.volunteer(), desk.report(desk.job())):
        for act, state in (("take", "taken"), ("done", "done")):
            browser.get(f"/en/staff/desk/{code}")
            assert browser.post(f"/en/staff/desk/{code}/{act}").status == 303
            assert desk.one("SELECT state AS s FROM desk_row WHERE code = :c", c=code) == state
    desk.post.sql("DELETE FROM job_report")


def test_an_act_at_the_desk_keeps_the_forms_open(desk):
    code, browser = desk.call("work"), desk.who(COORDINATOR)
    desk.post.sql("UPDATE setting SET value = '0000-01-01T00:00:00Z'"
                  " WHERE name = 'desk.reads_until'")
    browser.get(f"/en/staff/desk/{code}")
    assert browser.post(f"/en/staff/desk/{code}/take").status == 303
    assert desk.one("SELECT value AS v FROM setting WHERE name = 'desk.reads_until'") > "2026-11"


def test_a_yes_is_noted_for_one_job_with_who_heard_it_and_when(desk):
    code, job, browser = desk.call("work"), desk.job(), desk.who(COORDINATOR)
    browser.get(f"/en/staff/desk/{code}")
    for _ in range(2):
        browser.get(f"/en/staff/desk/{code}")
        assert browser.post(f"/en/staff/desk/{code}/note", job=job).status == 303
    page = browser.get(f"/en/staff/desk/{code}").text
    noted = page.split("A yes to being named")[1]
    assert f"{job[:3]}-{job[3:]}" in noted and "רותם" in noted and "Said yes by telephone" in noted
    assert len(desk.post.sql("SELECT job_code AS j FROM callback_yes WHERE job_code = :j",
                             j=job)) == 1
    assert browser.post(f"/en/staff/desk/{code}/note", job="222222").status == 404
    desk.post.sql("DELETE FROM callback WHERE code = :c", c=code)
    assert desk.post.sql("SELECT job_code AS j FROM callback_yes") == []


# --- The start page

def start(desk, mail, query=""):
    page = desk.who(mail).get(f"/en/staff{query}")
    assert page.status == 200
    return page.text.split("<main")[1]


def test_each_role_is_told_what_waits_for_it_and_no_more(desk):
    desk.call("family"), desk.call("work"), desk.volunteer()
    waits = desk.post.sql("SELECT topic AS t FROM callback WHERE state = 'new'")
    family = sum(topic in ("family", "rights") for [topic] in waits)
    assert f"<strong>{len(waits)}</strong> Call-backs" in start(desk, COORDINATOR)
    assert "Volunteers" in start(desk, COORDINATOR)
    assert f"<strong>{family}</strong> Call-backs" in start(desk, WORKER)
    for mail in (MANAGER, ADMIN):
        assert "Call-backs" not in start(desk, mail)


def test_the_queue_is_counted_by_kind_for_coordinators(desk):
    def counts():
        return {name: int(n) for n, name in
                re.findall(r"<strong>(\d+)</strong> ([^<]+)", start(desk, COORDINATOR))}

    before = counts()
    for change in ("origin = 'account', needed_by = '2026-11-23'",
                   "origin = 'phone', yes = NULL"):
        desk.post.sql(f"UPDATE job SET state = 'review', {change} WHERE job_id ="
                      " (SELECT min(job_id) FROM job WHERE state = 'open')")
    desk.post.sql("UPDATE employer SET state = 'new' WHERE employer_id ="
                  " (SELECT min(employer_id) FROM employer WHERE state <> 'new')")
    after = counts()
    for name in ("Jobs to check", "New employers", "Jobs without the employer\u2019s yes"):
        assert after[name] == before.get(name, 0) + 1, name
    assert "needed this week" in start(desk, COORDINATOR)
    assert "Jobs to check" not in start(desk, WORKER)


def test_letters_that_were_given_up_are_told_to_managers_and_admins(desk):
    desk.post.queue()
    desk.post.sql("UPDATE outbox SET next_try = NULL, failure = 'refused'")
    assert "Letters that were given up" in start(desk, MANAGER)
    assert "mail --list" in start(desk, ADMIN)
    assert "given up" not in start(desk, COORDINATOR)
    desk.post.empty()


def test_a_coordinator_is_told_whom_to_call_today(desk):
    desk.post.sql("UPDATE employer SET next_call = '2026-11-20', coordinator_id ="
                  " (SELECT account_id FROM account WHERE name = 'רותם') WHERE employer_id = 2")
    name = desk.one("SELECT name AS n FROM employer WHERE employer_id = 2")
    assert "Calls for today" in start(desk, COORDINATOR) and name in start(desk, COORDINATOR)
    assert "Calls for today" not in start(desk, LEAD)


def test_a_code_leads_to_what_has_it(desk):
    employer = desk.one("SELECT code AS c FROM employer WHERE employer_id = 1")
    call, job = desk.call("work"), desk.job()
    for code, path in ((call, "/staff/desk/"), (job, "/staff/jobs/"),
                       (employer, "/staff/employers/"), (desk.volunteer(), "/staff/desk/")):
        typed = f"{code[:3]}-{code[3:].lower()}"
        assert f'href="/en{path}{code}"' in start(desk, COORDINATOR, f"?code={typed}"), path
    assert f'href="/en/jobs/{job}"' in start(desk, WORKER, f"?code={job}")
    for code in (call, employer, "222222"):
        assert "There is no such thing" in start(desk, WORKER, f"?code={code}")


def test_a_wage_of_over_a_year_ago_says_so(desk):
    assert "minimum wage" not in start(desk, MANAGER)
    desk.post.sql("UPDATE wage SET official = 1, status = 'in_force', since = '2024-02-29'"
                  " WHERE code = (SELECT min(code) FROM wage)")
    assert "minimum wage" in start(desk, MANAGER) and "minimum wage" in start(desk, COORDINATOR)
    assert "minimum wage" not in start(desk, WORKER)


@pytest.mark.parametrize("language", ["he", "ar", "en", "ru", "fa"])
def test_no_word_is_missing_in_any_language(desk, language):
    begun = desk.portal.log_size()
    codes = [desk.call("family"), desk.volunteer(skills="x"), desk.report(desk.job())]
    for path in ("", "/desk", *(f"/desk/{code}" for code in codes)):
        assert "⟦" not in desk.who(LEAD).get(f"/{language}/staff{path}").text
    assert desk.portal.unexpected(begun) == []


@pytest.mark.parametrize("language, said", [
    ("he", "המלווים האישיים קוראים רק"), ("ar", "المرافقون الشخصيون يقرأون فقط"),
    ("en", "Support workers read only requests about family or rights"),
    ("ru", "Личные помощники читают только"), ("fa", "همراهان شخصی فقط")])
def test_the_privacy_page_says_who_reads_what(desk, language, said):
    assert said in desk.portal.get(f"/{language}/privacy").text
