"""What the page of a job shows beside its text: easy sentences, shifts, places, what is left of the
openings, until when somebody is needed, a pledge while it stands, and the ways to apply; and a
change of any of them shows at once, although the page is kept."""

import re
import time

import pytest
from days import day
from server import Portal
from test_kept import DATABASE


class Board:
    """A portal of its own; .code is a job of the demo with sentences in five languages."""

    def __init__(self):
        self.portal = Portal("advert", DATABASE)
        self.portal.start()
        jobs = self.portal.json("/en/jobs.json")["jobs"]
        self.code = next(j["code"] for j in jobs if "further" in j)
        # Of this one there are sentences in Hebrew, Arabic and English only.
        self.three = [j["code"] for j in jobs if "employer" not in j][-1]

    def change(self, sql):
        self.portal.rehabctl("sql", "-", text=sql.replace("{job}", "(SELECT job_id FROM job WHERE"
                                                         f" code = '{self.code}')"))
        time.sleep(1.2)

    def page(self, language="en", code=None):
        text = self.portal.get(f"/{language}/jobs/{code or self.code}").text
        return text.split("<main")[1].split('id="similar"')[0]

    def easy(self, language, code=None):
        part = re.search(r'<ul class="easy">.*?</ul>', self.page(language, code), re.S)[0]
        return re.findall(r"<li><bdi(?: lang=\"(..)\")?>(.*?)</bdi></li>", part)


@pytest.fixture(name="board", scope="module")
def own_portal():
    made = Board()
    yield made
    made.portal.forget()


@pytest.mark.parametrize("language", ["he", "ar", "en", "ru", "fa"])
def test_easy_sentences_stand_first_in_the_readers_language(board, language):
    easy = board.easy(language)
    assert len(easy) == 5 and {lang for lang, _ in easy} == {""}
    assert board.page(language).index('class="easy"') < board.page(language).index('class="table"')


def test_where_the_readers_language_has_none_they_are_the_jobs_own_and_say_so(board):
    assert {lang for lang, _ in board.easy("ar", board.three)} == {""}
    told = board.easy("ru", board.three)
    assert len(told) == 5 and {lang for lang, _ in told} == {"he"}
    assert [text for _, text in told] == [text for _, text in board.easy("he", board.three)]


def test_a_change_shows_at_once_on_a_page_that_is_kept(board):
    seen = [board.page()]
    for sql in ("UPDATE job_sentence SET text = 'You sort caps.' WHERE job_id = {job}"
                " AND lang = 'en' AND position = 1",
                "DELETE FROM job_shift WHERE job_id = {job} AND shift = 'night'",
                "DELETE FROM job_further_place WHERE job_id = {job} AND place_key = 'l7600'",
                "UPDATE job SET filled = filled + 1 WHERE job_id = {job}",
                "DELETE FROM employer_pledge WHERE employer_id ="
                " (SELECT employer_id FROM job WHERE job_id = {job})"):
        board.change(sql)
        seen.append(board.page())
        assert seen[-1] != seen[-2], sql
    assert "You sort caps." in seen[1] and "night" not in seen[2].split("Shifts")[1][:80]
    assert "Acre" not in seen[3].split("More places")[1][:80]
    assert "9 of 12" in seen[3] and "8 of 12" in seen[4]
    assert "Friendly employer" in seen[4] and "Friendly employer" not in seen[5]


@pytest.mark.parametrize("offset, shown", [(0, True), (5, True), (-1, False)])
def test_until_when_somebody_is_needed_is_said_while_it_is_so(board, offset, shown):
    board.change(f"UPDATE job SET needed_by = '{day(offset)}' WHERE job_id = {{job}}")
    card = board.portal.get("/en/jobs").text.split(board.code)[1].split("</article>")[0]
    assert ("Needed by" in board.page()) == ("Needed by" in card) == shown


@pytest.mark.parametrize("way, phone, us", [("us", False, True), ("phone", True, False),
                                            ("both", True, True)])
def test_people_apply_as_the_employer_chose(board, way, phone, us):
    board.change(f"UPDATE job SET apply_way = '{way}', apply_phone = '+97220000992'"
                 " WHERE job_id = {job}")
    apply = re.search(r'id="apply".*?</section>', board.page(), re.S)[0]
    assert ("02-000-0992" in apply) == ("need not say where you saw" in apply) == phone
    assert (f"callback?job={board.code}" in apply) == us


def test_who_gives_no_number_is_reached_through_us(board):
    board.change("UPDATE job SET apply_way = 'phone', apply_phone = NULL WHERE job_id = {job}")
    assert f"callback?job={board.code}" in re.search(r'id="apply".*?</section>', board.page(),
                                                    re.S)[0]


def test_a_legal_basis_is_said_when_one_of_us_confirmed_it_and_not_before(board):
    board.change("UPDATE job SET legal_basis = 'violence_2023', legal_check = NULL"
                 " WHERE job_id = {job}")
    assert "Approval required by law" not in board.page()
    board.change("UPDATE job SET legal_confirmed = '2026-11-01T10:00:00Z' WHERE job_id = {job}")
    page = board.page()
    assert "Approval required by law" in page and "The employer asks for it, not you." in page


def test_an_open_job_leads_to_where_it_is_reported(board):
    assert f'/en/report/{board.code}"' in board.page()
    assert board.portal.get(f"/en/report/{board.code}").status == 200
