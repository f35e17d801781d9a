"""Guessing: what is counted, for whom, and that nobody else is kept out by it.

A password is looked at once for each answer that is not 429: what is looked at is counted, never
timed.  The guesses come from addresses 127.x.y.1, each in a network of its own.
"""

import os
import re

import accounts
import pytest
from accounts import Browser
from rows import number
from server import Portal

NAME, WINDOW, EVERYWHERE, NETWORK = 10, 900, 200, 30
VICTIM = accounts.OF_ROLE["volunteer"]


@pytest.fixture(scope="module", name="guarded")
def guarded_portal():
    """Limits as they are shipped."""
    portal = Portal("limits", os.environ.get("REHAB_TEST_DB", "sqlite"))
    try:
        portal.start()
        yield portal
    finally:
        portal.forget()


def guess(portal, mail, source, password="no such password"):
    return Browser(portal, source).post("/he/sign-in", mail=mail, password=password)


def looked_at(portal):
    """Each password that was hashed and wrong left one row."""
    return number(portal, "SELECT count(*) AS \"n\" FROM audit WHERE verb = 'fails-to-sign-in'")


def headers_of(answer):
    return sorted((k, v) for k, v in answer.pairs if k != "date")


def test_a_known_and_an_unknown_name_get_the_same(guarded):
    """Same status, headers and length, one hash and one row of the audit each."""
    name = accounts.OF_ROLE["admin"]
    known, unknown = (guess(guarded, mail, "127.9.1.1")
                      for mail in (name, "v" * (len(name) - 12) + "@example.org"))
    assert known.status == unknown.status == 422
    assert headers_of(known) == headers_of(unknown)
    assert len(known.body) == len(unknown.body)

    def plain(answer):
        return re.sub(r'value="[^"]*"', "", answer.text)
    assert plain(known) == plain(unknown)
    assert looked_at(guarded) == 2


def test_a_disabled_account_is_none(guarded):
    guarded.rehabctl("user", "disable", accounts.OTHER_EMPLOYER)
    answer = guess(guarded, accounts.OTHER_EMPLOYER, "127.9.2.1",
                   accounts.password(accounts.OTHER_EMPLOYER))
    assert answer.status == 422
    guarded.rehabctl("user", "disable", accounts.OTHER_EMPLOYER, "--undo")
    answer = guess(guarded, accounts.OTHER_EMPLOYER, "127.9.2.1",
                   accounts.password(accounts.OTHER_EMPLOYER))
    assert answer.status == 303


def test_a_thousand_guesses_at_one_account(guarded):
    owner = Browser(guarded, "127.9.3.1")
    owner.sign_in(VICTIM)
    before = looked_at(guarded)
    refused = []
    for i in range(1000):
        answer = guess(guarded, VICTIM, f"127.1.{i % 50}.1")
        if answer.status == 429:
            refused.append(answer)
        else:
            assert answer.status == 422
        if i == 700:
            # Somebody else signs in meanwhile, and so does the owner where they did before.
            other = Browser(guarded, "127.9.4.1")
            other.sign_in(accounts.EMPLOYER)
            owner.cookies.pop("s")
            owner.sign_in(VICTIM)
            owner.get("/he/account")
            assert owner.page.status == 200
    assert looked_at(guarded) - before == EVERYWHERE == 1000 - len(refused)
    for answer in refused:
        assert 0 < int(answer.headers["retry-after"]) <= WINDOW
    minutes = -(-int(refused[-1].headers["retry-after"]) // 60)
    assert f"בעוד {minutes} דקות" in refused[-1].text
    # The right password does not help whoever guesses.
    assert guess(guarded, VICTIM, "127.1.1.1", accounts.password(VICTIM)).status == 429


def test_one_network_guesses_at_one_account_ten_times(guarded):
    answers = [guess(guarded, accounts.OF_ROLE["manager"], f"127.2.1.{i + 1}").status
               for i in range(15)]
    assert answers == [422] * NAME + [429] * 5


def test_one_network_uses_up_its_own_tries_and_nobody_else_s(guarded):
    """More requests than an account has tries from everywhere, all of them from one house."""
    answers = [guess(guarded, "somebody@example.org", f"127.7.1.{i % 200 + 1}").status
               for i in range(EVERYWHERE + 10)]
    assert answers == [422] * NAME + [429] * (EVERYWHERE + 10 - NAME)
    assert guess(guarded, "somebody@example.org", "127.7.2.1").status == 422
    # Nor did the refused ones use up what the house has for other names.
    assert guess(guarded, "somebody-else@example.org", "127.7.1.1").status == 422


def test_a_thousand_guesses_at_many_accounts(guarded):
    """From ten networks: each may try thirty times."""
    before = looked_at(guarded)
    answers = [guess(guarded, f"name{i}@example.org", f"127.3.{i % 10}.1").status
               for i in range(1000)]
    assert answers.count(422) == looked_at(guarded) - before == 10 * NETWORK
    assert answers.count(429) == 1000 - 10 * NETWORK
    Browser(guarded, "127.9.5.1").sign_in(accounts.EMPLOYER)


def test_a_right_password_costs_none_of_the_tries(guarded):
    for _ in range(2 * NETWORK):
        assert guess(guarded, accounts.EMPLOYER, "127.4.1.1",
                     accounts.password(accounts.EMPLOYER)).status == 303


def test_an_unknown_name_is_refused_like_a_known_one(guarded):
    answers = [guess(guarded, "nobody-at-all@example.org", "127.5.1.1") for _ in range(NAME + 1)]
    assert [a.status for a in answers] == [422] * NAME + [429]
    assert "retry-after" in answers[-1].headers


def test_the_second_step_is_guessed_ten_times(guarded):
    browser = Browser(guarded, "127.6.1.1")
    mail = accounts.OF_ROLE["worker"]
    browser.get("/he/sign-in")
    browser.post("/he/sign-in", mail=mail, password=accounts.password(mail))
    browser.get("/he/sign-in/second")
    answers = [browser.post("/he/sign-in/second", second_code="00000x").status
               for _ in range(NAME + 1)]
    assert answers == [422] * NAME + [429]


def test_counts_hold_no_name_and_no_address(guarded):
    rows = guarded.rehabctl("sql", "-", text="SELECT bucket, began, n FROM attempt").stdout
    assert re.fullmatch(r"bucket,began,n\n([0-9a-f]{64},[^,]+,\d+\n)+", rows)


def test_the_log_says_nothing_of_it(guarded):
    for line in guarded.log():
        assert "example.org" not in line and "127.1." not in line, line
