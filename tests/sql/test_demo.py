"""The demo: enough of everything, believable, and nothing in it about anybody's past."""
import collections
import re

import portal

JOBS = portal.read_csv("jobs.csv")
EMPLOYERS = portal.read_csv("employers.csv")
PLACES = portal.read_csv("places.csv")
NEVER = r"\b[והבלמשכ]?(?:כלא|מאסר|אסיר|אסירים|עבריין|פושע|פלילי|פלילית|משטרה|שיקום)\b" \
        r"|سجن|سوابق|مجرم|أسير|شرطة|prison|criminal|offend|convict|police" \
        r"|тюрьм|судим|зэк|заключ|полици|уголов"


def test_has_jobs_for_everybody(demo):
    jobs = demo.ask("SELECT lang, region_key, field_key FROM job WHERE state = 'open'")
    langs = collections.Counter(job["lang"] for job in jobs)
    assert len(jobs) == len(JOBS) >= 64 and len(EMPLOYERS) >= 25
    assert langs["he"] > 40 and langs["ar"] >= 6 and langs["ru"] >= 6
    assert len({job["region_key"] for job in jobs}) == 7
    assert {job["field_key"] for job in jobs} == {
        row["k"] for row in demo.ask("SELECT field_key AS k FROM field")}


def test_every_row_arrived_with_its_skills_and_languages(demo):
    for table, column in (("job_skill", "skills"), ("job_language", "languages")):
        n = demo.ask(f"SELECT count(*) AS n FROM {table}")[0]["n"]
        assert int(n) == sum(len(job[column].split("|")) for job in JOBS)
    assert demo.ask("SELECT code FROM job WHERE example <> 1 OR source_name IS NOT NULL") == []


def test_most_jobs_name_their_trades(demo):
    named = [job["trades"].split("|") for job in JOBS if job["trades"]]
    rows = demo.ask("SELECT position, guessed FROM job_trade")
    assert len(JOBS) - 10 <= len(named) < len(JOBS)
    assert len(rows) == sum(map(len, named)) and {row["guessed"] for row in rows} == {"0"}
    assert {row["position"] for row in rows} == {"1", "2"}


def test_pay_is_said_and_fair():
    least = {"hour": 3600, "day": 32000, "month": 670000}
    for job in JOBS:
        low, high = int(job["pay_min"]), int(job["pay_max"])
        assert least[job["pay_unit"]] <= low <= high <= 2 * low, job["title"]


def test_says_when_where_and_how_to_get_there():
    for job in JOBS:
        assert all(job[column] for column in ("hours", "transport", "place_key", "text")), job
        assert 2 <= len(job["text"].split("\n\n")) <= 5, job["title"]
        assert len(job["title"]) <= 60 and int(job["closes_in_days"]) >= 20


def test_rows_come_oldest_first():
    ages = [int(job["opened_days_ago"]) for job in JOBS]
    assert ages == sorted(ages, reverse=True) and ages[-1] >= 1


def test_says_nothing_about_anybodys_past():
    for row in JOBS + EMPLOYERS:
        assert not re.search(NEVER, " ".join(v for v in row.values() if v), re.I), row
    assert re.search(NEVER, "בלי רישום פלילי")


def test_phones_ring_nowhere():
    phones = [job["apply_phone"] for job in JOBS if job["apply_phone"]]
    assert len(phones) > 5 and all(re.fullmatch(r"\+97220000\d{3}", p) for p in phones)


def test_places_have_official_codes_and_names_in_four_languages():
    codes = [place["official_code"] for place in PLACES]
    assert len(PLACES) >= 80 and len(set(codes)) == len(codes)
    for place in PLACES:
        assert re.fullmatch(r"[1-9]\d{0,3}", place["official_code"])
        assert re.fullmatch(r"[א-ת '\-]+", place["he"]), place["he"]
        assert re.fullmatch(r"[A-Za-z '\-]+", place["en"]), place["en"]
        assert re.fullmatch(r"[\u0621-\u0652 \-]+", place["ar"]), place["ar"]
        assert re.fullmatch(r"[А-Яа-яё \-—]+", place["ru"]), place["ru"]


def test_employers_have_names_of_their_own():
    names = [employer["name"] for employer in EMPLOYERS]
    assert len(set(map(portal.folded, names))) == len(names)
    assert {job["employer"] for job in JOBS} == set(names)
