"""The ways in for an employer without an account: one page, the yes, renewal, the telephone; reports."""

import email
import email.policy
import glob
import hashlib
import os
import re
import secrets
from urllib.parse import urlencode

import accounts
import canary
import pytest
from rows import ask

FORM = {"title": "Welder for gates", "openings": "2", "place": "Ashdod", "pay_min": "48",
        "pay_unit": "hour", "hours": "7 to 16", "needed_by": "2199-01-01", "text": "Gates of steel.",
        "business": "Zqbusiness", "contact_name": "Zqname", "contact_phone": "050-700-4411",
        "contact_mail": "zqcanary@example.org"}
PHONE = {**FORM, "whose": "new", "field": "metal", "text_lang": "en", "apply_way": "us"}
MOST_FIELDS = 12


def an_address():
    """Each test writes to its own: no address gets more than six letters an hour."""
    return f"zq{secrets.token_hex(4)}@example.org"


def send(portal, path="/offer-job", form=None, once=None, **changes):
    body = urlencode({"once": once or secrets.token_urlsafe(16), **(FORM if form is None else form),
                      **changes}, doseq=True)
    return portal.post(f"/en{path}", body.encode())


def offer(portal, **changes):
    """The code of a job that came by the one page."""
    assert send(portal, **{"checked": "1", "contact_mail": an_address(), **changes}).status == 303
    return newest(portal)["code"]


def newest(portal):
    return ask(portal, "SELECT * FROM job ORDER BY job_id DESC LIMIT 1")[0]


def job(portal, code):
    return ask(portal, "SELECT * FROM job WHERE code = :code", "--param", f"code={code}")[0]


def letters(portal):
    """Subject and whole text of every letter that lies in the folder, after all were sent: a run
    takes some of them, and tests before this one may have left many."""
    due = "SELECT count(*) AS n FROM outbox WHERE sent IS NULL AND next_try <= :now"
    portal.rehabctl("mail", check=False)
    while ask(portal, due)[0]["n"] != "0":
        portal.rehabctl("mail", check=False)
    found = {}
    for name in glob.glob(f"{portal.state}/mail/*.eml"):
        with open(name, "rb") as f:
            letter = email.message_from_binary_file(f, policy=email.policy.default)
        found[os.path.basename(name)] = (
            letter["to"], letter.get_body(("plain",)).get_content())
    return found


def mailed(portal, kind, act):
    """The path of the link of that kind which `act` had sent."""
    before = set(letters(portal))
    act()
    fresh = [text for name, (_, text) in letters(portal).items() if name not in before]
    links = re.findall(rf"(/{kind}/[A-Za-z0-9_-]{{43}})", "\n".join(fresh))
    assert len(links) == 1, fresh
    return links[0]


@pytest.fixture(scope="module", name="staff")
def coordinator(portal):
    browser = accounts.Browser(portal)
    browser.sign_in(accounts.OF_ROLE["coordinator"])
    return browser


def typed(portal, staff, **changes):
    """The code of a job that a coordinator typed."""
    staff.get("/en/staff/jobs/new")
    answer = staff.post("/en/staff/jobs", **{**PHONE, "contact_mail": an_address(), **changes})
    assert answer.status == 303, re.findall(r'id="errors".*?</div>', answer.text, re.S)
    return re.search(r"/staff/jobs/(\w{6})/yes", answer.headers["location"])[1]


# --- One page

def test_the_one_page_has_at_most_twelve_fields(site, portal):
    for language in site.languages:
        page = portal.get(f"/{language}/offer-job").text
        form = re.search(r'<form method="post" action="[^"]*/offer-job.*?</form>', page, re.S)[0]
        names = set(re.findall(r'name="([a-z_]+)"', form)) - {"once", "token"}
        assert names == set(FORM) and len(names) <= MOST_FIELDS


def test_what_the_page_does_not_ask_is_the_safer_of_both(portal):
    row = job(portal, offer(portal))
    assert (row["state"], row["origin"], row["apply_way"]) == ("review", "page", "us")
    assert (row["named"], row["indexed"], row["yes"]) == ("0", "0", "")


def test_an_employer_of_the_same_name_is_not_joined(portal):
    first, second = offer(portal), offer(portal)
    rows = ask(portal, "SELECT e.employer_id AS id, e.state AS state FROM employer e"
                       " WHERE e.name = 'Zqbusiness'")
    assert len({row["id"] for row in rows}) >= 2 and first != second
    assert {row["state"] for row in rows} == {"new"}


def test_the_same_form_sent_twice_is_one_job(portal):
    once = secrets.token_urlsafe(16)
    count = "SELECT count(*) AS n FROM job"
    before = int(ask(portal, count)[0]["n"])
    for _ in range(2):
        assert send(portal, once=once, checked="1").status == 303
    assert int(ask(portal, count)[0]["n"]) == before + 1


def test_hints_on_wording_are_shown_before_anything_is_sent(portal):
    before = ask(portal, "SELECT count(*) AS n FROM job")
    page = send(portal, text="No criminal record. Young men only.")
    assert page.status == 200 and 'id="wording"' in page.text
    assert "You may not ask about a criminal record" in page.text
    assert 'id="wording"' not in send(portal).text
    assert ask(portal, "SELECT count(*) AS n FROM job") == before


def test_an_address_asks_nothing_of_the_check_of_wording(portal):
    assert "criminal" not in portal.get("/en/offer-job?title=no+criminal+record").text


def test_thanks_say_by_when_an_answer_comes_and_whom_to_call(site, portal):
    for language in site.languages:
        page = portal.get(f"/{language}/offer-job/sent").text
        assert "00-000-0000" in page.split("<main")[1].split("</main")[0]
    assert "Coordinator for employers" in portal.get("/en/offer-job/sent").text
    assert "We will answer by" in portal.get("/en/offer-job/sent").text


def test_a_title_without_a_letter_leaves_the_words_of_the_text_in_order(portal, staff):
    said = {"title": "&!", "text": "Gates - rails"}
    for code in (offer(portal, **said), typed(portal, staff, **said)):
        assert job(portal, code)["words"].startswith("gates rails"), code


def test_a_day_that_is_past_is_refused_and_the_form_comes_back(portal):
    answer = send(portal, needed_by="2020-01-01", checked="1")
    assert answer.status == 422 and "Welder for gates" in answer.text


def test_a_place_that_is_none_of_ours_makes_no_employer(portal):
    before = ask(portal, "SELECT count(*) AS n FROM employer")
    assert send(portal, place="north", checked="1").status == 422
    assert ask(portal, "SELECT count(*) AS n FROM employer") == before


def test_a_letter_says_nothing_that_a_stranger_typed_into_the_page(portal):
    before = set(letters(portal))
    offer(portal, title="Buy Zqspam now", text="Zqspam https://spam.example")
    fresh = [text for name, (_, text) in letters(portal).items() if name not in before]
    assert len(fresh) == 1 and "Zqspam" not in fresh[0] and "spam.example" not in fresh[0]


# --- The yes

def test_a_link_shows_the_text_and_looking_changes_nothing(portal):
    path = mailed(portal, "yes", lambda: offer(portal))
    code = newest(portal)["code"]
    page = portal.get(f"/en{path}")
    assert page.status == 200 and "Welder for gates" in page.text and "Gates of steel." in page.text
    assert "Zqbusiness" not in page.text and job(portal, code)["yes"] == ""


def test_a_yes_by_link_counts_once(portal):
    path = mailed(portal, "yes", lambda: offer(portal))
    code = newest(portal)["code"]
    assert send(portal, path, {"say": "yes"}).headers["location"].endswith("/yes/said/yes")
    assert job(portal, code)["yes_way"] == "link" and job(portal, code)["state"] == "review"
    for answer in (portal.get(f"/en{path}"), send(portal, path, {"say": "no", "words": "x"})):
        assert answer.status == 410 and "This link no longer works" in answer.text
        assert "00-000-0000" in answer.text
    assert job(portal, code)["wished"] == ""


def test_a_no_comes_with_words_that_staff_alone_read(portal, staff):
    path = mailed(portal, "yes", lambda: offer(portal))
    code = newest(portal)["code"]
    assert send(portal, path, {"say": "no"}).status == 422
    answer = send(portal, path, {"say": "no", "words": "Zqwish: 50 shekels"})
    assert answer.headers["location"].endswith("/yes/said/no")
    row = job(portal, code)
    assert row["yes"] == "" and row["wish"].startswith("d1.") and row["wished"]
    assert "The employer wants this changed" in staff.get(f"/en/staff/jobs/{code}/yes").text
    assert "Zqwish: 50 shekels" in staff.page.text


def shown(portal, code, **forms):
    """What a coordinator sees of whom to call about a job, when these statements were run first."""
    browser = accounts.Browser(portal)
    browser.sign_in(accounts.OF_ROLE["coordinator"])
    text = browser.get(f"/en/staff/jobs/{code}/yes").text
    return {name for name, value in forms.items() if value in text}


@pytest.mark.parametrize("way", ["the one page", "the telephone", "the telephone, of a known employer"])
def test_who_holds_the_key_sees_whom_to_call(portal, staff, way):
    known = ask(portal, "SELECT code FROM employer ORDER BY employer_id LIMIT 1")[0]["code"]
    of = {"name": f"Zq{secrets.token_hex(4)}", "phone": "050-700-4412"}
    form = {"contact_name": of["name"], "contact_phone": of["phone"]}
    code = (offer(portal, **form) if way == "the one page" else
            typed(portal, staff, **form, **({"whose": "known", "employer": known, "business": ""}
                                            if "known" in way else {})))
    assert shown(portal, code, **of) == {"name", "phone"}
    held = "SELECT sealed FROM person_key WHERE key_id = substr(:v, 4, 32)"
    value = job(portal, code)["contact_name"]
    sealed = ask(portal, held, "--param", f"v={value}")[0]["sealed"]
    ask(portal, "UPDATE person_key SET sealed = 'd1.x' WHERE sealed = :s", "--param", f"s={sealed}")
    assert shown(portal, code, **of) == set()


def test_what_was_sealed_for_one_job_does_not_open_in_another(portal):
    codes = []
    for _ in range(2):
        path = mailed(portal, "yes", lambda: offer(portal, contact_name="Zqhers"))
        codes.append(newest(portal)["code"])
        send(portal, path, {"say": "no", "words": "Zqchange this"})
    mine, other = codes
    of = {"contact": "Zqhers", "wish": "Zqchange this"}
    assert shown(portal, other, **of) == {"contact", "wish"}
    for column in ("contact_name", "wish"):
        ask(portal, f"UPDATE job SET {column} = (SELECT j.{column} FROM job j WHERE j.code = :mine)"
            " WHERE code = :other", "--param", f"mine={mine}", "--param", f"other={other}")
    assert shown(portal, other, **of) == set()
    assert shown(portal, mine, **of) == {"contact", "wish"}


def test_who_says_yes_may_have_an_account_by_the_same_address(portal):
    address = an_address()
    path = mailed(portal, "yes", lambda: offer(portal, contact_mail=address))
    code = newest(portal)["code"]
    invited = mailed(portal, "password",
                     lambda: send(portal, path, {"say": "yes", "make_account": "1"}))
    row = ask(portal, "SELECT a.employer_id AS id, r.role AS role FROM account a"
                      " JOIN account_role r ON r.account_id = a.account_id"
                      " ORDER BY a.account_id DESC LIMIT 1")[0]
    assert row == {"id": job(portal, code)["employer_id"], "role": "employer"}
    assert portal.get(f"/en{invited}").status == 200
    again = mailed(portal, "yes", lambda: offer(portal, contact_mail=address))
    assert 'name="make_account"' not in portal.get(f"/en{again}").text


# --- By telephone

def test_no_job_typed_by_staff_is_public_before_the_yes(portal, staff):
    code = typed(portal, staff)
    row = job(portal, code)
    assert (row["origin"], row["state"], row["yes"]) == ("phone", "review", "")
    assert portal.get(f"/en/jobs/{code}").status == 404
    assert code not in portal.get("/en/jobs.json?q=welder").text
    page = staff.get(f"/en/staff/jobs/{code}").text
    version = re.search(r'name="version" value="([^"]+)"', page)[1]
    answer = staff.post(f"/en/staff/jobs/{code}/publish", version=version)
    assert answer.status == 422 and job(portal, code)["state"] == "review"


def test_a_yes_by_telephone_is_marked_and_audited(portal, staff):
    code = typed(portal, staff)
    staff.get(f"/en/staff/jobs/{code}/yes")
    assert staff.post(f"/en/staff/jobs/{code}/yes").status == 422
    assert staff.post(f"/en/staff/jobs/{code}/yes", how="we_called").status == 303
    row = job(portal, code)
    assert row["yes_way"] == "phone" and row["yes_by"] and row["state"] == "review"
    act = ask(portal, "SELECT verb, object, code, reason FROM audit ORDER BY audit_id DESC LIMIT 1")[0]
    assert act == {"verb": "says-yes", "object": "job", "code": code, "reason": "we_called"}
    staff.get(f"/en/staff/jobs/{code}/yes")
    again = staff.post(f"/en/staff/jobs/{code}/yes", how="they_called",
                       once=secrets.token_urlsafe(16))
    assert again.status == 409 and job(portal, code)["yes"] == row["yes"]


def test_a_yes_by_telephone_ends_the_link_and_staff_never_see_one(portal, staff):
    path = mailed(portal, "yes", lambda: typed(portal, staff))
    code = newest(portal)["code"]
    for page in (f"/en/staff/jobs/{code}/yes", f"/en/staff/jobs/{code}"):
        assert path.rpartition("/")[2] not in staff.get(page).text
        assert not re.search(r"/yes/[A-Za-z0-9_-]{43}", staff.page.text)
    staff.get(f"/en/staff/jobs/{code}/yes")
    staff.post(f"/en/staff/jobs/{code}/yes", how="we_called")
    assert portal.get(f"/en{path}").status == 410


def test_the_question_may_be_mailed_again_and_the_old_link_ends(portal, staff):
    old = mailed(portal, "yes", lambda: typed(portal, staff))
    code = newest(portal)["code"]
    staff.get(f"/en/staff/jobs/{code}/yes")
    new = mailed(portal, "yes", lambda: staff.post(f"/en/staff/jobs/{code}/letter"))
    assert portal.get(f"/en{old}").status == 410 and portal.get(f"/en{new}").status == 200


def test_an_employer_that_is_known_is_named_by_its_code(portal, staff):
    known = ask(portal, "SELECT code, employer_id, name FROM employer ORDER BY employer_id LIMIT 1")[0]
    assert known["name"] in staff.get(f"/en/staff/jobs/new?employer={known['code']}").text
    code = typed(portal, staff, whose="known", employer=known["code"], business="")
    assert job(portal, code)["employer_id"] == known["employer_id"]
    staff.get("/en/staff/jobs/new")
    answer = staff.post("/en/staff/jobs", **{**PHONE, "whose": "new", "business": ""})
    assert answer.status == 422 and 'href="#business"' in answer.text


# --- A job that closes

def test_a_job_stays_open_by_one_press(site, portal):
    link = site.a_job_link("renew")
    code = ask(portal, "SELECT code FROM link WHERE hash = :hash", "--param",
               f"hash={hashlib.sha256(link.encode()).hexdigest()}")[0]["code"]
    before = job(portal, code)
    assert "Keep this job open?" in portal.get(f"/en/renew/{link}").text
    answer = send(portal, f"/renew/{link}", {})
    assert answer.headers["location"].endswith("/renew/said/open")
    assert job(portal, code)["closes"] > before["closes"]
    assert send(portal, f"/renew/{link}", {}).status == 410


# --- Reports

def test_a_report_goes_to_the_desk_with_its_words_sealed(site, portal):
    code = site.a_code()
    assert 'action="/en/report/' in portal.get(f"/en/report/{code}").text
    assert send(portal, f"/report/{code}", {}).status == 422
    answer = send(portal, f"/report/{code}", {"report": "asks_money", "text": "Zqreport 500"})
    assert answer.headers["location"].endswith(f"/report/{code}/sent")
    assert "Thank you for telling us" in portal.get(answer.headers["location"]).text
    row = ask(portal, "SELECT * FROM job_report ORDER BY at DESC LIMIT 1")[0]
    assert (row["job_code"], row["reason"], row["state"]) == (code, "asks_money", "new")
    assert row["text"].startswith("d1.")


def test_what_was_typed_into_contact_fields_is_nowhere_in_clear(portal, staff):
    offer(portal, contact_phone="052-733-9911", contact_mail="zqplain@example.org")
    typed(portal, staff, contact_phone="052-733-9922", contact_mail="zqtyped@example.org")
    assert canary.found_in_clear(
        portal, ["Zqname", "zqplain@example.org", "zqtyped@example.org", "Zqwish", "Zqreport",
                 "052-733-9911", "052-733-9922"]) == []
