"""The life of a job in its employer's hands: written, sent, changed, filled, renewed, taken down."""

import re
from urllib.parse import quote

import pytest
from accounts import EMPLOYER, OTHER_EMPLOYER, Browser
from days import day
from rows import ask
from server import own_portal

OWN = ("(SELECT a.employer_id FROM account a JOIN account_role r ON r.account_id = a.account_id"
       " WHERE r.role = 'employer' ORDER BY a.account_id LIMIT 1)")


WHOLE = {"title": "רתך/ת", "text": "מרתכים מסגרות.", "text_lang": "he", "field": "metal",
         "place": "Ashdod", "pay_min": "50.50", "pay_unit": "hour", "openings": "2",
         "closes": day(40), "apply_way": "us", "named": "1", "indexed": "1"}


@pytest.fixture(name="portal", scope="module")
def portal_of_its_own():
    with own_portal("own-jobs") as portal:
        yield portal


@pytest.fixture(name="owner", scope="module")
def signed_in_employer(portal):
    browser = Browser(portal)
    browser.sign_in(EMPLOYER, "en")
    return browser


@pytest.fixture(name="visitor", scope="module")
def somebody(portal):
    return Browser(portal)


def tell(portal, sql):
    """The only way in for what staff decide on pages of their own."""
    portal.rehabctl("sql", "-", text="-- tell\n" + sql)


def row(portal, code, columns="*"):
    return ask(portal, f"-- row\nSELECT {columns} FROM job WHERE code = '{code}'")[0]


def edit(portal, code):
    found = ask(portal, "-- edit\nSELECT d.* FROM job_edit d JOIN job j ON j.job_id = d.job_id"
                        f" WHERE j.code = '{code}'")
    return found[0] if found else None


def write(owner, act="send", **fields):
    """A new job; its code."""
    owner.get("/en/employer/jobs/new")
    answer = owner.post("/en/employer/jobs", act=act, **{**WHOLE, **fields})
    assert answer.status == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]


def public(portal, owner, **fields):
    """A job that staff have published."""
    code = write(owner, **fields)
    tell(portal, f"UPDATE job SET state = 'open', opens = '{day(-3)}', waits = NULL, answer_by = NULL,"
                 f" decided = '{day(-3)}T10:00:00Z' WHERE code = '{code}'")
    return code


def do(owner, code, act, **fields):
    owner.get(f"/en/employer/jobs/{code}")
    return owner.post(f"/en/employer/jobs/{code}/{act}", **fields)


def form(owner, code):
    """The form as it stands in the browser."""
    page = owner.get(f"/en/employer/jobs/{code}/edit")
    assert page.status == 200
    return page.text


def change(owner, code, act="send", **fields):
    form(owner, code)
    return owner.post(f"/en/employer/jobs/{code}/edit", act=act, **owner.hidden("version"),
                      **{**WHOLE, **fields})


def approve(portal):
    """The employer is approved, and it is noted how we know that it is there."""
    tell(portal, f"DELETE FROM employer_check WHERE employer_id = {OWN}")
    tell(portal, f"UPDATE employer SET state = 'approved' WHERE employer_id = {OWN}")
    tell(portal, "INSERT INTO employer_check (employer_id, at, how, account_id)"
                 f" SELECT {OWN}, '{day(-9)}T10:00:00Z', 'visit', min(account_id) FROM account")


# --- Written

def test_a_draft_needs_a_title_and_nothing_else(portal, owner):
    owner.get("/en/employer/jobs/new")
    assert owner.post("/en/employer/jobs", act="draft").status == 422
    answer = owner.post("/en/employer/jobs", act="draft", title="Welder")
    assert answer.status == 303
    code = answer.headers["location"].rpartition("/")[2]
    assert row(portal, code, "state")["state"] == "draft"
    assert re.search(r'id="place"[^>]* value=""', form(owner, code)), "no place was chosen yet"


def test_what_a_reader_must_know_is_asked_for_when_it_is_sent(owner):
    owner.get("/en/employer/jobs/new")
    answer = owner.post("/en/employer/jobs", act="send", title="Welder", pay_min="50")
    assert answer.status == 422
    missing = set(re.findall(r'href="#(\w+)"', answer.text)) - {"main"}
    assert missing == {"text", "field", "place", "pay_unit", "closes"}
    assert 'value="Welder"' in answer.text and 'value="50"' in answer.text


def test_a_draft_that_lacks_something_is_not_sent_by_its_button(portal, owner):
    code = write(owner, act="draft", pay_min="")
    answer = do(owner, code, "send")
    assert answer.status == 422 and "Something is missing" in answer.text
    assert row(portal, code, "state")["state"] == "draft"


def test_a_whole_draft_is_sent_and_the_answer_has_a_day(portal, owner):
    code = write(owner, act="draft")
    assert do(owner, code, "send").status == 303
    kept = row(portal, code)
    assert (kept["state"], kept["yes_way"]) == ("review", "account") and kept["waits"]
    assert kept["answer_by"] >= kept["waits"]
    for page in (f"/en/employer/jobs/{code}", "/en/employer"):
        assert "An answer comes by" in owner.get(page).text, page


def test_nobody_else_sees_a_draft_or_what_waits(portal, owner, visitor):
    for act in ("draft", "send"):
        code = write(owner, act=act, title="Zebrawriter")
        assert visitor.get(f"/en/jobs/{code}").status == 404
        assert code not in visitor.get("/en/jobs?q=Zebrawriter").text


def test_pay_says_its_unit_and_days_lie_ahead(owner):
    owner.get("/en/employer/jobs/new")
    answer = owner.post("/en/employer/jobs", act="send", **{**WHOLE, "pay_unit": ""})
    assert answer.status == 422 and 'href="#pay_unit"' in answer.text
    for name in ("closes", "needed_by"):
        answer = owner.post("/en/employer/jobs", act="send", **{**WHOLE, name: day(-2)})
        assert answer.status == 422 and f'href="#{name}"' in answer.text, name


def test_a_place_that_nobody_knows_is_said_beside_its_field(owner):
    owner.get("/en/employer/jobs/new")
    for name in ("place", "further_place"):
        answer = owner.post("/en/employer/jobs", act="draft", **{**WHOLE, name: "Atlantis"})
        assert answer.status == 422 and f'id="{name}-wrong"' in answer.text, name
        assert 'value="Atlantis"' in answer.text, name


def test_places_and_shifts_are_kept_and_shown(portal, owner):
    owner.get("/en/employer/jobs/new")
    fields = [*WHOLE.items(), ("act", "send"), ("shift", "night"), ("shift", "weekend"),
              ("further_place", "ירושלים"), ("further_place", "ashdod"),
              *owner.hidden("once").items(), *owner.hidden("token").items()]
    body = "&".join(f"{k}={quote(v, safe='')}" for k, v in fields).encode()
    answer = owner.request("POST", "/en/employer/jobs", body)
    assert answer.status == 303, answer.text
    page = owner.get(answer.headers["location"]).text
    assert "Jerusalem" in page and "night" in page and "weekend" in page
    assert len(ask(portal, "-- places\nSELECT m.place_key FROM job_further_place m JOIN job j"
                           " ON j.job_id = m.job_id WHERE j.code = "
                           f"'{answer.headers['location'][-6:]}'")) == 1, "its own is said once"


def test_an_unnamed_job_shows_no_name_to_its_employer_either(owner):
    page = owner.get(f"/en/employer/jobs/{write(owner, named='0')}").text
    assert "שבע אורות" not in page


# --- The wording

def test_what_asks_about_a_record_is_named_with_its_law_and_nothing_is_refused(portal, owner):
    code = write(owner, text="דרוש רתך ללא עבר פלילי")
    assert row(portal, code, "state")["state"] == "review"
    page = owner.get(f"/en/employer/jobs/{code}").text
    box = page.split('id="wording"')[1].split("</div>")[0]
    assert "You may not ask about a criminal record" in box and "חוק" in box
    assert "Does a law make you ask?" in page
    assert 'id="wording"' not in owner.get(f"/en/employer/jobs/{write(owner)}").text


def test_a_named_law_is_kept_and_not_shown_before_it_is_confirmed(portal, owner):
    code = write(owner, legal_basis="violence_2023")
    assert row(portal, code, "legal_basis")["legal_basis"] == "violence_2023"
    assert "Approval required by law" not in owner.get(f"/en/employer/jobs/{code}").text
    tell(portal, f"UPDATE job SET legal_confirmed = '{day(0)}T10:00:00Z' WHERE code = '{code}'")
    assert "Approval required by law" in owner.get(f"/en/employer/jobs/{code}").text
    change(owner, code, legal_basis="licence")
    assert not row(portal, code)["legal_confirmed"], "another law, another look"


def test_pay_below_the_least_in_force_is_said(portal, owner):
    tell(portal, "INSERT INTO wage (code, since, who, unit, amount, status, official, source, day)"
                 f" VALUES ('WAGE22', '{day(-30)}', 'adult', 'hour', 4500, 'in_force', 1, 'Order', "
                 f"'{day(-30)}')")
    assert "below the minimum wage" in owner.get(f"/en/employer/jobs/{write(owner, pay_min='30')}").text
    assert "below the minimum wage" not in owner.get(f"/en/employer/jobs/{write(owner)}").text


# --- Changed

def test_an_edit_of_the_pay_waits_while_the_old_pay_stays_public(portal, owner, visitor):
    code = public(portal, owner)
    assert change(owner, code, pay_min="61").status == 303
    assert "₪50.50" in visitor.get(f"/en/jobs/{code}").text
    assert "₪61" not in visitor.get(f"/en/jobs/{code}").text
    waiting = edit(portal, code)
    assert waiting["pay_min"] == "6100" and waiting["answer_by"]
    assert 'value="61"' in form(owner, code), "the form shows the change"
    assert "We are checking your change" in owner.get(f"/en/employer/jobs/{code}").text
    assert "We are checking the change" in owner.get("/en/employer").text


@pytest.mark.parametrize("field", [
    {"title": "Other"}, {"text": "Other"}, {"place": "Jerusalem"}, {"field": "cleaning"},
    {"pay_unit": "day"}, {"apply_way": "phone", "apply_phone": "050-555-0123"}, {"named": "0"},
    {"legal_basis": "licence"}], ids=lambda f: next(iter(f)))
def test_what_matters_waits(portal, owner, field):
    code = public(portal, owner)
    before = row(portal, code)
    assert change(owner, code, **field).status == 303
    waiting, after = edit(portal, code), row(portal, code)
    assert waiting and after["state"] == "open"
    for name in ("title", "text", "place_key", "field_key", "pay_unit", "apply_way", "named",
                 "legal_basis", "words"):
        assert after[name] == before[name], name


def test_an_edit_of_the_hours_shows_at_once(portal, owner, visitor):
    code = public(portal, owner)
    assert change(owner, code, hours="06:15 to 14:45", shift="night").status == 303
    page = visitor.get(f"/en/jobs/{code}").text
    assert "06:15 to 14:45" in page and "night" in page and edit(portal, code) is None


def test_a_change_that_is_taken_back_does_not_wait(portal, owner):
    code = public(portal, owner)
    change(owner, code, title="Other")
    assert edit(portal, code)
    change(owner, code)
    assert edit(portal, code) is None


def test_conflict_of_two_editors_answers_409_and_keeps_what_was_typed(portal, owner):
    code = public(portal, owner)
    form(owner, code)
    old = owner.hidden("version")
    change(owner, code, hours="first")
    form(owner, code)
    answer = owner.post(f"/en/employer/jobs/{code}/edit", act="send", **old,
                        **{**WHOLE, "hours": "second", "title": "Typed second"})
    assert answer.status == 409
    assert 'value="second"' in answer.text and 'value="Typed second"' in answer.text
    assert row(portal, code, "hours")["hours"] == "first" and edit(portal, code) is None
    new = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert new != old["version"], "sent again, it is based on what is there now"


def test_what_was_asked_back_is_said_with_our_words_and_answered_by_sending(portal, owner):
    code = write(owner)
    tell(portal, f"UPDATE job SET state = 'draft', answer = 'Which shifts are these?',"
                 f" reason = 'unclear' WHERE code = '{code}'")
    for page in (f"/en/employer/jobs/{code}", "/en/employer"):
        assert "Which shifts are these?" in owner.get(page).text, page
    assert change(owner, code).status == 303
    kept = row(portal, code)
    assert (kept["state"], kept["reason"], kept["answer"]) == ("review", "", "")


# --- Found, renewed, taken down, written again

def test_openings_count_down_until_the_job_is_filled(portal, owner, visitor):
    code = public(portal, owner)
    assert do(owner, code, "filled", found="1").status == 303
    assert row(portal, code, "state, filled") == {"state": "open", "filled": "1"}
    assert do(owner, code, "filled", found="1").status == 303
    assert row(portal, code, "state")["state"] == "filled"
    assert 'id="apply"' not in visitor.get(f"/en/jobs/{code}").text


def test_filled_also_after_it_expired(portal, owner):
    code = public(portal, owner)
    tell(portal, f"UPDATE job SET state = 'expired', closes = '{day(-1)}' WHERE code = '{code}'")
    assert do(owner, code, "filled", found="9").status == 303
    assert row(portal, code, "state, filled") == {"state": "filled", "filled": "2"}
    assert do(owner, code, "filled", found="1").status == 409, "there is nobody left to find"


@pytest.mark.parametrize("state", ["expired", "filled", "closed"])
def test_renewed_unchanged_opens_at_once(portal, owner, visitor, state):
    approve(portal)
    code = public(portal, owner)
    tell(portal, f"UPDATE job SET state = '{state}', closes = '{day(-2)}', filled = 2"
                 f" WHERE code = '{code}'")
    before = row(portal, code)
    assert "The job shows at once" in owner.get(f"/en/employer/jobs/{code}").text
    assert do(owner, code, "renew", closes=day(20)).status == 303
    after = row(portal, code)
    assert (after["state"], after["closes"], after["filled"]) == ("open", day(20), "0")
    assert int(after["listed"]) > int(before["listed"]) and not after["waits"]
    assert visitor.get(f"/en/jobs/{code}").status == 200


@pytest.mark.parametrize("lacks", [
    f"UPDATE employer SET state = 'new' WHERE employer_id = {OWN}",
    f"DELETE FROM employer_check WHERE employer_id = {OWN}"], ids=["approval", "check"])
def test_renewed_by_an_employer_whom_nobody_checked_it_waits(portal, owner, lacks):
    code = public(portal, owner)
    tell(portal, f"UPDATE job SET state = 'expired', closes = '{day(-2)}' WHERE code = '{code}'")
    approve(portal)
    tell(portal, lacks)
    assert do(owner, code, "renew", closes=day(20)).status == 303
    approve(portal)
    after = row(portal, code)
    assert after["state"] == "review" and after["answer_by"]


def test_renewed_after_a_change_or_long_ago_it_waits(portal, owner):
    approve(portal)
    changed, old = public(portal, owner), public(portal, owner)
    tell(portal, f"UPDATE job SET state = 'expired', closes = '{day(-2)}' WHERE code = '{changed}'")
    assert change(owner, changed, title="Other").status == 303
    assert row(portal, changed, "state")["state"] == "review"
    assert do(owner, changed, "renew", closes=day(20)).status == 409
    tell(portal, f"UPDATE job SET state = 'expired', opens = '{day(-200)}', closes = '{day(-100)}'"
                 f" WHERE code = '{old}'")
    assert do(owner, old, "renew", closes=day(20)).status == 303
    assert row(portal, old, "state")["state"] == "review"


def test_a_job_is_not_renewed_into_the_past(portal, owner):
    code = public(portal, owner)
    answer = do(owner, code, "renew", closes=day(-1))
    assert answer.status == 422 and 'id="closes-wrong"' in answer.text
    assert row(portal, code, "closes")["closes"] == WHOLE["closes"]


def test_a_closed_job_is_gone_from_lists_and_its_change_does_not_wait(portal, owner, visitor):
    code = public(portal, owner)
    change(owner, code, title="Other")
    assert do(owner, code, "close").status == 303
    assert row(portal, code, "state")["state"] == "closed" and edit(portal, code) is None
    assert code not in visitor.get(f"/en/jobs?q={quote('רתך')}").text
    assert do(owner, code, "close").status == 409


@pytest.mark.parametrize("state", ["draft", "review", "open", "expired", "closed", "filled"])
def test_a_duplicate_is_a_draft_with_a_code_of_its_own(portal, owner, state):
    code = public(portal, owner, hours="7 to 4", shift="night", further_place="Jerusalem")
    tell(portal, f"UPDATE job SET state = '{state}', filled = 1 WHERE code = '{code}'")
    answer = do(owner, code, "duplicate")
    assert answer.status == 303
    copy = answer.headers["location"].rpartition("/")[2]
    old, new = row(portal, code), row(portal, copy)
    assert copy != code and new["state"] == "draft" and new["filled"] == "0"
    for name in ("title", "text", "place_key", "pay_min", "pay_unit", "hours", "openings", "words"):
        assert new[name] == old[name], name
    for name in ("opens", "closes", "waits", "yes", "decided", "reason"):
        assert not new[name], name
    text = form(owner, copy)
    assert re.search(r'value="night" checked', text) and 'value="Jerusalem"' in text


# --- The dashboard, and what is another's

def test_the_dashboard_says_what_needs_doing(portal, owner):
    code = public(portal, owner, title="Ending soon")
    assert "Ending soon" not in owner.get("/en/employer").text.split('id="todo"')[1].split(
        "</section>")[0]
    tell(portal, f"UPDATE job SET closes = '{day(5)}' WHERE code = '{code}'")
    write(owner, act="draft", title="Left as a draft")
    todo = owner.get("/en/employer").text.split('id="todo"')[1].split("</section>")[0]
    assert "Ending soon" in todo and "The advert comes down soon" in todo
    assert "Left as a draft" in todo


def test_own_jobs_are_found_by_state_and_by_words(owner):
    write(owner, act="draft", title="Quokkafeeder")
    page = owner.get("/en/employer?q=quokkafeeder&state=draft").text
    assert page.split('id="q"')[1].count("Quokkafeeder") == 1
    for query in ("?q=quokkafeeder&state=open", "?q=nothingofthekind"):
        page = owner.get("/en/employer" + query).text
        assert "Quokkafeeder" not in page.split('id="q"')[1] and "no jobs here" in page, query


def test_another_employer_s_job_is_not_there(portal, owner):
    code = public(portal, owner)
    other = Browser(portal)
    other.sign_in(OTHER_EMPLOYER, "en")
    other.get("/en/employer/jobs/new")
    before = row(portal, code)
    for path in ("", "/edit"):
        assert other.request("GET", f"/en/employer/jobs/{code}{path}").status == 404
    for act, fields in (("send", {}), ("close", {}), ("duplicate", {}), ("filled", {"found": "1"}),
                        ("renew", {"closes": day(9)}),
                        ("edit", {"act": "send", "version": before["rev"], **WHOLE})):
        assert other.post(f"/en/employer/jobs/{code}/{act}", **fields).status == 404, act
    assert row(portal, code) == before and edit(portal, code) is None
    assert code not in other.get("/en/employer").text


def test_what_an_employer_does_stands_in_the_trail_without_values(portal, owner):
    code = public(portal, owner, title="Trailblazer")
    change(owner, code, hours="early")
    do(owner, code, "filled", found="1")
    do(owner, code, "renew", closes=day(30))
    do(owner, code, "close")
    acts = ask(portal, f"-- acts\nSELECT * FROM audit WHERE code = '{code}' ORDER BY audit_id")
    assert [a["verb"] for a in acts] == ["adds", "edits", "fills", "renews", "closes"]
    assert "Trailblazer" not in str(acts) and "early" not in str(acts)


def test_what_was_asked_of_a_change_is_said_and_a_refused_one_too(portal, owner):
    code = public(portal, owner)
    change(owner, code, title="Other")
    tell(portal, "UPDATE job_edit SET asked = waits WHERE job_id = (SELECT j.job_id FROM job j"
                 f" WHERE j.code = '{code}')")
    tell(portal, f"UPDATE job SET reason = 'pay', answer = 'Ours' WHERE code = '{code}'")
    page = owner.get(f"/en/employer/jobs/{code}").text
    assert "We asked you something" in page and "Ours" in page
    assert "We are checking your change" not in page
    assert "Ours" in owner.get("/en/employer").text
    tell(portal, f"DELETE FROM job_edit WHERE job_id = (SELECT j.job_id FROM job j WHERE j.code = "
                 f"'{code}')")
    assert "We did not publish what you sent" in owner.get(f"/en/employer/jobs/{code}").text
    assert "Ours" not in owner.get("/en/employer").text


def test_a_job_is_found_by_its_trade_in_another_language(portal, owner, visitor):
    code = public(portal, owner, title="רתך", text="x")
    assert code in visitor.get("/ru/jobs?q=" + quote("сварщик")).text
    assert "probably: Welder" in visitor.get(f"/en/jobs/{code}").text
    draft = write(owner, act="draft", title="רתך", text="x")
    change(owner, draft, act="draft", title="נהג", text="x")
    assert "Welder" not in owner.get(f"/en/employer/jobs/{draft}").text
    told = portal.rehabctl("check", check=False)
    assert "not found by the words they hold" not in told.stdout + told.stderr
