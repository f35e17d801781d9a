"""A portal of real vacancies, and what a search makes of the words that people type.

The vacancies lie beside the checkout, in ../shared/data; where they are not, that part is skipped.
"""

import csv
import html
import os
import re
import urllib.parse

import pytest
from server import HOME, Portal, own_portal

REAL = os.path.join(HOME, "..", "shared", "data", "jobs_il_current_2026-07-23.csv")
ROWS = 3212
TITLE_WITH_ALL = "Line one\nline two <b>bold</b> & \"quoted\" / שורה בעברית (605585)"
LONG = ("מפעיל/ת מכונה Machine operator " * 60)[:1600]

# Each group folds to one: any of its words finds every title of it, and no title of another group.
GROUPS = {
    "storekeeper": ["מחסנאי/ת לבדיקה", "מחסנאית לבדיקה", "מחסנאי.ת לבדיקה", "מחסנאים לבדיקה"],
    "abbreviation": ['מפעיל צב"ד', "מפעיל צב״ד", "מפעיל צבד"],
    "arabic-hamza": ["أخصائي أرشفة", "اخصائي ارشفة"],
    "arabic-ta-marbuta": ["خياطة ملابس", "خياطه ملابس"],
    "arabic-alif": ["مستشفى مركزي", "مستشفي مركزي"],
    "arabic-tashkil": ["مُعَلِّم سواقة", "معلم سواقة"],
    "persian-zwnj": ["آشپز\u200cخانه مرکزی", "آشپزخانه مرکزی"],
    "persian-ye": ["نقاش ساختماني", "نقاش ساختمانی"],
    "persian-kaf": ["كارگر ساده", "کارگر ساده"],
    "russian-yo": ["Шофёр грузовика", "Шофер грузовика"],
}
QUERIES = {
    "storekeeper": ["מחסנאי", "מחסנאית", "מחסנאי/ת", "מחסנאי.ת", "מחסנאים"],
    "abbreviation": ["צבד", 'צב"ד', "צב״ד"],
    "arabic-hamza": ["أخصائي", "اخصائي", "أرشفة"],
    "arabic-ta-marbuta": ["خياطة", "خياطه"],
    "arabic-alif": ["مستشفى", "مستشفي"],
    "arabic-tashkil": ["مُعَلِّم", "معلم"],
    "persian-zwnj": ["آشپز\u200cخانه", "آشپزخانه"],
    "persian-ye": ["ساختماني", "ساختمانی"],
    "persian-kaf": ["كارگر", "کارگر"],
    "russian-yo": ["шофёр", "шофер", "ШОФЁР"],
}


@pytest.fixture(name="own", scope="module")
def portal_of_test_jobs(tmp_path_factory):
    """Only jobs of these tests, one a title."""
    file = tmp_path_factory.mktemp("jobs") / "jobs.csv"
    titles = [t for group in GROUPS.values() for t in group] + [TITLE_WITH_ALL, LONG]
    with open(file, "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(["title", "employer", "place", "source_url"])
        for i, title in enumerate(titles):
            out.writerow([title, f"Employer {i}", "חיפה", f"https://jobs.example.org/{i}"])
    with own_portal("words", DEMO="0", JOBS=str(file)) as portal:
        yield portal


def titles_found(portal, query):
    found = portal.json("/he/jobs.json?q=" + urllib.parse.quote(query))
    return {job["title"] for job in found["jobs"]}


@pytest.mark.parametrize("group", GROUPS)
def test_a_search_finds_every_spelling(own, group):
    for query in QUERIES[group]:
        assert titles_found(own, query) == set(GROUPS[group]), query


def shown(page):
    """The text of a page as a person sees it, spaces folded."""
    body = re.sub(r"<(head|svg|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


@pytest.mark.parametrize("title", [TITLE_WITH_ALL, LONG], ids=["marks", "long"])
def test_a_title_is_shown_whole_and_escaped(own, title):
    one_line = " ".join(title.split())
    jobs = own.json("/he/jobs.json")["jobs"] + own.json("/he/jobs.json?q=machine")["jobs"] \
        + own.json("/he/jobs.json?q=bold")["jobs"]
    code = next(job["code"] for job in jobs if " ".join(job["title"].split()) == one_line)
    for language in ("he", "en"):
        page = own.get(f"/{language}/jobs/{code}").text
        assert one_line in shown(page)
        assert "<b>bold</b>" not in page


@pytest.fixture(name="real", scope="module")
def portal_of_real_jobs():
    if not os.path.exists(REAL):
        pytest.skip("the real vacancies are not beside this checkout")
    portal = Portal("real", os.environ.get("REHAB_TEST_DB", "sqlite"), DEMO="0", JOBS=REAL)
    try:
        portal.start()
        yield portal
    finally:
        portal.forget()


def counts(report):
    return {name: int(n) for name, n in
            re.findall(r"^(imported|merged|refused|places not found)\s+(\d+)", report, re.MULTILINE)}


def test_every_real_job_is_accounted_for(real):
    report = real.rehabctl("import", "jobs", REAL).stdout
    seen = counts(report)
    assert seen["imported"] == 0, report
    assert seen["merged"] + seen["refused"] == ROWS, report
    assert seen["refused"] + seen.get("places not found", 0) <= ROWS * 0.003, report
    total = int(real.json("/he/jobs.json")["found"]["n"])
    assert ROWS - 2 * seen["refused"] - 20 <= total <= ROWS


def test_a_second_import_changes_nothing(real, tmp_path):
    ask = tmp_path / "revision.sql"
    ask.write_text("-- revision\nSELECT relation AS r, sum(n) AS n FROM revision"
                   " GROUP BY relation ORDER BY relation\n", encoding="utf-8")
    before = real.rehabctl("sql", str(ask)).stdout
    real.rehabctl("import", "jobs", REAL)
    assert real.rehabctl("sql", str(ask)).stdout == before


def test_real_jobs_are_searched_in_both_languages(real):
    for language in ("he", "en"):
        assert real.get(f"/{language}/jobs").status == 200
    assert titles_found(real, "מחסנאי") >= {"משרת מחסנאי", "מחסנאי.ת"}


def test_an_imported_job_has_no_badge_and_no_posting_for_search_engines(real):
    job = real.json("/he/jobs.json")["jobs"][0]
    assert "employer_checked" not in job and job["source_name"]
    page = real.get(f"/he/jobs/{job['code']}").text
    assert "ld+json" not in page
    assert 'rel="nofollow noreferrer noopener"' in page
