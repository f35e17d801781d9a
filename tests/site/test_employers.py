"""Employers: they register, prove their address, are checked and decided about, invite colleagues, and
promise.  A portal of its own, with a key of the team: what is sealed is opened by who holds it."""

import email
import email.policy
import glob
import os
import re
import secrets

import canary
import pytest
from accounts import DEMO, EMPLOYER, OF_ROLE, OTHER_EMPLOYER, Browser
from markup import fields
from rows import ask, number
from server import Portal, extra

COORDINATOR, SECOND = OF_ROLE["coordinator"], "lead@example.org"
WITHOUT_KEY = OF_ROLE["manager"]
WORDS = "my own long words"


def name():
    return "Zq" + secrets.token_hex(5)


class House:
    """The portal, whoever signs in there, and the mail that it sends."""

    def __init__(self, portal):
        self.portal, self.people = portal, {}

    def browser(self, mail):
        """Signed in; kept."""
        if mail not in self.people:
            self.people[mail] = Browser(self.portal)
        if self.people[mail].get("/en/account").status != 200:
            self.people[mail].sign_in(mail, "en")
        return self.people[mail]

    def anew(self, mail):
        browser = Browser(self.portal)
        browser.sign_in(mail, "en")
        return browser

    def form(self, **changes):
        return {"organisation": name(), "organisation_kind": "company",
                "registration": canary.il_number("51"), "place": "Ashdod", "field": "metal",
                "contact_name": name(), "contact_phone": "050-555-0123",
                "contact_mail": f"{name().lower()}@example.org", "language": "en", "agree": "1",
                **changes}

    def register(self, **changes):
        """(form, answer)"""
        browser, form = Browser(self.portal), self.form(**changes)
        browser.get("/en/employer/register")
        answer = browser.post("/en/employer/register", **{k: v for k, v in form.items() if v})
        return form, answer

    def mails(self, to):
        """What was sent to an address, the oldest first."""
        self.portal.rehabctl("mail", check=False)
        found = []
        for file in sorted(glob.glob(f"{self.portal.state}/mail/*.eml"), key=os.path.getmtime):
            with open(file, "rb") as f:
                message = email.message_from_binary_file(f, policy=email.policy.default)
            if to in message["To"]:
                found.append(message.get_body(("plain",)).get_content())
        return found

    def link(self, to):
        return re.findall(r"/employer/verify/[A-Za-z0-9_-]{43}", self.mails(to)[-1])[-1]

    def verify(self, to):
        browser, path = Browser(self.portal), "/en" + self.link(to)
        assert browser.get(path).status == 200
        return browser.post(path, password=WORDS)

    def employer(self, **changes):
        """The form and code of an employer that registered and proved its address."""
        form, answer = self.register(**changes)
        assert answer.status == 303, answer.text
        assert self.verify(form["contact_mail"]).status == 303
        DEMO[form["contact_mail"]] = {"password": WORDS}
        return form, self.code(form["organisation"])

    def code(self, organisation):
        return ask(self.portal, "SELECT code FROM employer WHERE name = :name",
                   "--param", f"name={organisation}")[0]["code"]

    def row(self, code, columns):
        return ask(self.portal, f"SELECT {columns} FROM employer WHERE code = :code",
                   "--param", f"code={code}")[0]

    def act(self, browser, code, act, **sent):
        """One of the forms of the employer's page, as the browser has that page open."""
        path = f"/en/staff/employers/{code}"
        if f"/staff/employers/{code}/" not in (browser.page.text if browser.page else ""):
            assert browser.get(path).status == 200
        unseen = {k: v for k, v in fields(browser.page.text, f"{code}/{act}").items()
                  if k in ("once", "token", "version")}
        return browser.post(f"{path}/{act}", **{**unseen, **sent, "once": secrets.token_urlsafe(16)})


@pytest.fixture(name="house", scope="module")
def portal_with_a_key():
    before = {mail: dict(row) for mail, row in DEMO.items()}
    portal = Portal("employers", os.environ.get("REHAB_TEST_DB", "sqlite"),
                    REHAB_EXTRA=extra("employers", "RehabAttempts 1000000"))
    try:
        yield House(portal.start())
    finally:
        DEMO.clear()
        DEMO.update(before)
        portal.forget()


# --- Registering

def test_who_registers_waits_for_us_once_the_mailed_link_was_used(house):
    form, answer = house.register()
    assert answer.status == 303 and answer.headers["location"].endswith("/employer/register/sent")
    code = house.code(form["organisation"])
    assert house.row(code, "state, waits") == {"state": "new", "waits": ""}
    done = house.verify(form["contact_mail"])
    assert done.status == 303 and done.headers["location"].endswith("/employer/verified")
    assert house.row(code, "state")["state"] == "new" and house.row(code, "waits")["waits"]
    DEMO[form["contact_mail"]] = {"password": WORDS}
    assert house.anew(form["contact_mail"]).get("/en/employer/people").status == 200
    listed = house.browser(COORDINATOR).get("/en/staff/employers").text
    assert form["organisation"] in listed.partition("All others")[0]


def test_the_link_works_once(house):
    form, _ = house.register()
    path = "/en" + house.link(form["contact_mail"])
    assert house.verify(form["contact_mail"]).status == 303
    assert Browser(house.portal).get(path).status == 410
    assert Browser(house.portal).post(path, password=WORDS, once="A" * 22).status == 410


def test_the_link_sets_no_password_elsewhere(house):
    """Its address is not that of a forgotten password, nor the other way round."""
    form, _ = house.register()
    link = house.link(form["contact_mail"]).rpartition("/")[2]
    assert Browser(house.portal).get(f"/en/password/{link}").status == 404
    assert Browser(house.portal).post(f"/en/password/{link}", password=WORDS).status == 410
    other = house.portal.rehabctl("user", "password", OTHER_EMPLOYER, "--link").stdout.strip()
    other = other.rpartition("/")[2]
    assert Browser(house.portal).post(f"/en/employer/verify/{other}", password=WORDS,
                                      once="A" * 22).status == 410


def test_registering_says_the_same_of_a_known_address(house):
    known, _ = house.employer()
    _, fresh = house.register()
    form, again = house.register(contact_mail=known["contact_mail"])
    assert (again.status, again.headers["location"], again.body) == \
        (fresh.status, fresh.headers["location"], fresh.body)
    assert number(house.portal, "SELECT count(*) AS n FROM employer WHERE name = :name",
                  "--param", f"name={form['organisation']}") == 0
    assert "/sign-in" in house.mails(known["contact_mail"])[-1]


def test_a_company_number_with_a_wrong_digit_comes_back_with_the_form_filled(house):
    right = canary.il_number("51")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    form, answer = house.register(registration=wrong)
    assert answer.status == 422 and "One of the digits is wrong" in answer.text
    shown = fields(answer.text)
    assert {k: shown[k] for k in ("organisation", "registration", "contact_mail", "place")} == \
        {k: form[k] for k in ("organisation", "registration", "contact_mail", "place")}
    assert number(house.portal, "SELECT count(*) AS n FROM employer WHERE name = :name",
                  "--param", f"name={form['organisation']}") == 0


@pytest.mark.parametrize("kind, status", [("company", 422), ("association", 422),
                                          ("public_body", 303), ("sole_trader", 303)])
def test_companies_and_associations_have_a_number(house, kind, status):
    assert house.register(organisation_kind=kind, registration="")[1].status == status


def test_nobody_registers_without_the_agreement(house):
    _, answer = house.register(agree="")
    assert answer.status == 422 and 'href="#agree"' in answer.text


def test_a_sole_traders_number_is_in_no_clear_byte(house, tmp_path):
    own = canary.il_number("3")
    form, code = house.employer(organisation_kind="sole_trader", registration="",
                                registration_sealed=own)
    house.portal.rehabctl("backup", str(tmp_path / "copy"))
    assert canary.found_in_clear(house.portal, [own, form["contact_name"]], tmp_path) == []
    assert own in house.anew(COORDINATOR).get(f"/en/staff/employers/{code}").text


def test_a_personal_number_is_not_taken_for_a_companys(house):
    assert house.register(registration=canary.il_number("3"))[1].status == 422


def test_an_address_gets_three_links_an_hour_at_most(house):
    mail = f"{name().lower()}@example.org"
    for _ in range(5):
        assert house.register(contact_mail=mail)[1].status == 303
    assert len(house.mails(mail)) == 3


def test_who_never_proves_the_address_is_forgotten_after_a_week(house):
    form, _ = house.register()
    code = house.code(form["organisation"])
    keys = number(house.portal, "SELECT count(*) AS n FROM person_key")
    for table, column in (("employer", "agreed"), ("employer_invite", "at")):
        house.portal.rehabctl("sql", "-", "--param", f"code={code}", text=f"""
            UPDATE {table} SET {column} = '2020-01-01T00:00:00Z' WHERE employer_id =
            (SELECT employer_id FROM employer WHERE code = :code)""")
    house.portal.rehabctl("daily")
    assert ask(house.portal, "SELECT code FROM employer WHERE code = :code",
               "--param", f"code={code}") == []
    assert number(house.portal, "SELECT count(*) AS n FROM person_key") < keys


# --- Staff

def test_contact_data_open_for_key_holders_alone_and_each_view_is_written_down(house):
    form, code = house.employer()
    count = ("SELECT count(*) AS n FROM audit WHERE verb = 'reads' AND object = 'employer'"
             " AND code = :code")
    page = house.anew(COORDINATOR).get(f"/en/staff/employers/{code}").text
    assert form["contact_name"] in page and form["contact_mail"] in page
    other = house.anew(WITHOUT_KEY).get(f"/en/staff/employers/{code}").text
    assert form["contact_name"] not in other and "Sealed" in other
    assert number(house.portal, count, "--param", f"code={code}") == 2


def test_approval_without_a_check_is_refused(house):
    _, code = house.employer()
    staff = house.anew(COORDINATOR)
    refused = house.act(staff, code, "approve")
    assert refused.status == 422 and "First note how we know" in refused.text
    assert house.row(code, "state")["state"] == "new"
    assert house.act(staff, code, "check", how="register").status == 303
    staff.get(f"/en/staff/employers/{code}")
    assert house.act(staff, code, "approve").status == 303
    assert house.row(code, "state, checked") == {"state": "approved", "checked": "1"}


def test_who_is_approved_or_refused_learns_it_by_mail_with_the_reason(house):
    yes, code = house.employer()
    staff = house.anew(COORDINATOR)
    house.act(staff, code, "check", how="visit")
    staff.get(f"/en/staff/employers/{code}")
    house.act(staff, code, "approve")
    assert "/en/employer" in house.mails(yes["contact_mail"])[-1]
    no, code = house.employer()
    staff.get(f"/en/staff/employers/{code}")
    house.act(staff, code, "refuse", reason="not_found", words="Zq nobody answers there")
    letter = house.mails(no["contact_mail"])[-1]
    assert "could not find" in letter and "Zq nobody answers there" in letter
    row = ask(house.portal, "SELECT verb, reason FROM audit WHERE code = :code"
              " AND object = 'employer' ORDER BY audit_id DESC LIMIT 1", "--param", f"code={code}")
    assert row == [{"verb": "refuses", "reason": "not_found"}]


def test_of_two_coordinators_the_second_gets_409_with_who_and_when(house):
    _, code = house.employer()
    first, second = house.anew(COORDINATOR), house.anew(SECOND)
    house.act(first, code, "check", how="call")
    first.get(f"/en/staff/employers/{code}")
    second.get(f"/en/staff/employers/{code}")
    assert house.act(first, code, "approve").status == 303
    late = house.act(second, code, "refuse", reason="double")
    assert late.status == 409
    said = late.text.partition('id="errors"')[2].partition("</div>")[0]
    actor = ask(house.portal, "SELECT name, code FROM account WHERE code ="
                " (SELECT actor FROM audit WHERE verb = 'approves' AND code = :code)",
                "--param", f"code={code}")[0]
    assert actor["name"] in said and "UTC" in said and "approved" in said
    assert house.row(code, "state")["state"] == "approved"
    # The other way round, by a third who still sees the employer as it was.
    second.get(f"/en/staff/employers/{code}")
    version = fields(second.page.text, f"{code}/refuse")["version"]
    assert house.act(second, code, "refuse", reason="double").status == 303
    assert house.act(first, code, "approve", version=version).status == 409
    assert house.row(code, "state")["state"] == "refused"


def test_the_log_says_who_spoke_and_its_notes_are_sealed(house, tmp_path):
    _, code = house.employer()
    staff, note, wants = house.anew(COORDINATOR), name(), name()
    assert house.act(staff, code, "contact", way="call", note=note).status == 303
    staff.get(f"/en/staff/employers/{code}")
    assert house.act(staff, code, "wants", wants=wants).status == 303
    page = staff.get(f"/en/staff/employers/{code}").text
    assert note in page and wants in page
    other = house.anew(WITHOUT_KEY).get(f"/en/staff/employers/{code}").text
    assert note not in other and wants not in other
    house.portal.rehabctl("backup", str(tmp_path / "copy"))
    assert canary.found_in_clear(house.portal, [note, wants], tmp_path) == []


def test_other_words_take_the_key_of_the_old_ones_along(house):
    _, code = house.employer()
    staff = house.anew(COORDINATOR)
    house.act(staff, code, "wants", wants=name())
    keys = "SELECT count(*) AS n FROM person_key"
    before = number(house.portal, keys)
    for wants, fewer in ((name(), 0), ("", 1)):
        staff.get(f"/en/staff/employers/{code}")
        assert house.act(staff, code, "wants", wants=wants).status == 303
        assert number(house.portal, keys) == before - fewer


def test_a_coordinator_takes_over_or_gives_to_a_colleague_and_to_nobody_else(house):
    _, code = house.employer()
    staff = house.anew(COORDINATOR)
    codes = {r["code"]: r["name"] for r in ask(
        house.portal, "SELECT a.code AS code, a.name AS name FROM account a JOIN account_role r"
        " ON r.account_id = a.account_id WHERE r.role = 'coordinator'")}
    for colleague, called in codes.items():
        staff.get(f"/en/staff/employers/{code}")
        assert house.act(staff, code, "coordinator", coordinator=colleague).status == 303
        assert called in staff.get(f"/en/staff/employers/{code}").text
    worker = ask(house.portal, "SELECT a.code AS code FROM account a JOIN account_role r"
                 " ON r.account_id = a.account_id WHERE r.role = 'worker'"
                 " AND NOT EXISTS (SELECT 1 FROM account_role c WHERE c.role = 'coordinator'"
                 " AND c.account_id = a.account_id)")[0]["code"]
    staff.get(f"/en/staff/employers/{code}")
    assert house.act(staff, code, "coordinator", coordinator=worker).status == 422
    assert house.act(staff, code, "next-call", day="9/3/2027").status == 303
    assert house.row(code, "next_call")["next_call"] == "2027-03-09"


def test_employers_are_found_by_code_and_by_a_part_of_their_name(house):
    form, code = house.employer()
    staff = house.anew(COORDINATOR)
    for q in (code, f"{code[:3]}-{code[3:]}".lower(), form["organisation"][2:9]):
        page = staff.get(f"/en/staff/employers?q={q}").text
        assert re.findall(r'/staff/employers/([2-9A-Z]{6})"', page) == [code], q
    assert form["organisation"] not in staff.get("/en/staff/employers?state=refused").text


def test_no_job_of_a_refused_employer_is_public(house):
    _, code = house.employer()
    job = ask(house.portal, "SELECT code FROM job WHERE state = 'open' AND closes >= :today"
              " AND origin = 'import' ORDER BY job_id DESC LIMIT 1")[0]["code"]
    house.portal.rehabctl("sql", "-", "--param", f"code={code}", "--param", f"job={job}",
                          text="UPDATE job SET employer_id = (SELECT employer_id FROM employer"
                               " WHERE code = :code) WHERE code = :job")
    staff, visitor = house.anew(COORDINATOR), Browser(house.portal)
    assert visitor.get(f"/en/jobs/{job}").status == 200
    assert house.act(staff, code, "refuse", reason="unlawful").status == 303
    assert visitor.get(f"/en/jobs/{job}").status in (404, 410)
    assert job not in visitor.get("/en/jobs.json").text


# --- People

def test_somebody_invited_speaks_for_the_employer_too(house):
    form, _ = house.employer()
    first, mail = house.anew(form["contact_mail"]), f"{name().lower()}@example.org"
    first.get("/en/employer/people")
    assert first.post("/en/employer/people", mail=mail, name="Night shift",
                      language="en").status == 303
    assert house.verify(mail).status == 303
    DEMO[mail] = {"password": WORDS}
    seen = house.anew(mail).get("/en/employer/people").text
    assert "Night shift" in seen and len(re.findall("people/remove", seen)) == 2


def test_inviting_says_nothing_of_whether_an_address_is_known(house):
    form, _ = house.employer()
    browser = house.anew(form["contact_mail"])
    shown = []
    for mail in (EMPLOYER, f"{name().lower()}@example.org"):
        browser.get("/en/employer/people")
        answer = browser.post("/en/employer/people", mail=mail)
        page = browser.get("/en/employer/people").text
        shown.append((answer.status, answer.headers["location"], page.count("people/uninvite")))
    assert [s[:2] for s in shown[:1]] == [s[:2] for s in shown[1:]]
    assert [s[2] for s in shown] == [1, 2]


def person_of(page, index=0):
    return re.findall(r'people/remove.*?name="person" value="([2-9A-Z]{6})"', page, re.S)[index]


def test_the_last_person_cannot_be_removed(house):
    form, _ = house.employer()
    browser = house.anew(form["contact_mail"])
    page = browser.get("/en/employer/people").text
    answer = browser.post("/en/employer/people/remove", person=person_of(page))
    assert answer.status == 422 and "Somebody has to stay" in answer.text
    assert browser.get("/en/employer/people").status == 200


def test_who_is_removed_is_out_at_once_and_forgotten(house):
    form, _ = house.employer()
    first, mail = house.anew(form["contact_mail"]), f"{name().lower()}@example.org"
    first.get("/en/employer/people")
    first.post("/en/employer/people", mail=mail, name="Zq leaves")
    house.verify(mail)
    DEMO[mail] = {"password": WORDS}
    second = house.anew(mail)
    page = first.get("/en/employer/people").text
    code = next(c for c in re.findall(r'name="person" value="([2-9A-Z]{6})"', page)
                if page.index("Zq leaves") < page.index(f'value="{c}"'))
    assert first.post("/en/employer/people/remove", person=code).status == 303
    assert second.get("/en/employer/people").status == 303
    assert "Zq leaves" not in first.get("/en/employer/people").text
    # Nothing of them is left, and the address may be invited anew.
    left = ask(house.portal, "SELECT mail, name, employer_id FROM account WHERE code = :code",
               "--param", f"code={code}")
    assert left == [{"mail": "", "name": "", "employer_id": ""}]
    first.post("/en/employer/people", mail=mail)
    assert house.verify(mail).status == 303


def test_another_employers_people_are_absent(house):
    mine, _ = house.employer()
    other, _ = house.employer()
    browser = house.anew(mine["contact_mail"])
    theirs = person_of(house.anew(other["contact_mail"]).get("/en/employer/people").text)
    assert theirs not in browser.get("/en/employer/people").text
    absent = browser.post("/en/employer/people/remove", person="222222")
    answer = browser.post("/en/employer/people/remove", person=theirs)
    assert (answer.status, absent.status) == (404, 404)
    assert house.anew(other["contact_mail"]).get("/en/employer/people").status == 200


# --- The pledge

def test_a_pledge_is_signed_seen_and_withdrawn(house, tmp_path):
    form, code = house.employer()
    browser, signer = house.anew(form["contact_mail"]), name()
    browser.get("/en/employer/pledge")
    assert browser.post("/en/employer/pledge", signed_by=signer).status == 422
    assert browser.post("/en/employer/pledge", signed_by=signer, interviews="1").status == 303
    assert "The promise holds until" in browser.get("/en/employer/pledge").text
    assert signer in house.anew(COORDINATOR).get(f"/en/staff/employers/{code}").text
    house.portal.rehabctl("backup", str(tmp_path / "copy"))
    assert canary.found_in_clear(house.portal, [signer], tmp_path) == []
    assert browser.post("/en/employer/pledge/withdraw").status == 303
    assert "The promise holds until" not in browser.get("/en/employer/pledge").text


def test_who_signed_one_pledge_is_not_read_beside_another(house):
    codes, signers = [], []
    for _ in range(2):
        form, code = house.employer()
        codes.append(code)
        signers.append(name())
        browser = house.anew(form["contact_mail"])
        browser.get("/en/employer/pledge")
        browser.post("/en/employer/pledge", signed_by=signers[-1], no_record="1")
    staff = house.anew(COORDINATOR)
    assert signers[1] in staff.get(f"/en/staff/employers/{codes[1]}").text
    of = "SELECT employer_id FROM employer WHERE code = "
    house.portal.rehabctl(
        "sql", "-", "--param", f"mine={codes[0]}", "--param", f"other={codes[1]}",
        text="UPDATE employer_pledge SET signed_by = (SELECT p.signed_by FROM employer_pledge p"
             f" WHERE p.employer_id = ({of} :mine)) WHERE employer_id = ({of} :other)")
    page = staff.get(f"/en/staff/employers/{codes[1]}").text
    assert signers[0] not in page and signers[1] not in page


def test_a_pledge_lapses_after_a_year(house):
    form, code = house.employer()
    browser = house.anew(form["contact_mail"])
    browser.get("/en/employer/pledge")
    browser.post("/en/employer/pledge", signed_by=name(), no_record="1", accompanies="1")
    row = ask(house.portal, "SELECT signed, lapses FROM employer_pledge ORDER BY signed DESC"
              " LIMIT 1")[0]
    assert int(row["lapses"][:4]) == int(row["signed"][:4]) + 1
    house.portal.rehabctl("sql", "-", "--param", f"code={code}", text="UPDATE employer_pledge"
                          " SET signed = '2001-01-01', lapses = '2002-01-01' WHERE employer_id ="
                          " (SELECT employer_id FROM employer WHERE code = :code)")
    page = browser.get("/en/employer/pledge").text
    assert "The promise ended on" in page and "The promise holds until" not in page
