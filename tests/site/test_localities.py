"""All localities of the country, as the Central Bureau of Statistics lists them, with names in other
languages where a source has them.

The lists lie beside the checkout, in ../shared/data; where they are not, this is skipped.
"""

import csv
import os
import re
import urllib.parse

import pytest
from server import HOME, Portal

DATA = os.path.join(HOME, "..", "shared", "data")
BUREAU = os.path.join(DATA, "il_localities_cbs.csv")
JOINED = os.path.join(DATA, "il_localities_he_en_ar_ru_joined.csv")
OURS = os.path.join(HOME, "conf/import/localities.csv")
LANGUAGES = ("he", "ar", "en", "ru", "fa")

pytestmark = pytest.mark.skipif(not (os.path.exists(BUREAU) and os.path.exists(JOINED)),
                                reason="the lists of localities are not beside this checkout")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(name="country", scope="module")
def portal_of_the_whole_country(tmp_path_factory):
    """Every locality, and a job in one that has no name in most languages."""
    portal = Portal("country", os.environ.get("REHAB_TEST_DB", "sqlite"), DEMO="0")
    jobs = tmp_path_factory.mktemp("jobs") / "jobs.csv"
    nowhere = next(r for r in rows(BUREAU) if r["id"] not in {j["cbs_code"] for j in rows(JOINED)}
                   and r["id"] not in {o["code"] for o in rows(OURS)})
    jobs.write_text(f"title,employer,place\nרתך,מפעל,\"{nowhere['name']}\"\n", encoding="utf-8")
    try:
        portal.start()
        portal.said = [portal.rehabctl("import", "localities", file).stdout
                       for file in (BUREAU, JOINED)]
        portal.rehabctl("import", "jobs", str(jobs))
        portal.nowhere = nowhere
        yield portal
    finally:
        portal.forget()


def ask(portal, sql, tmp_path, *words):
    file = tmp_path / "ask.sql"
    file.write_text(sql, encoding="utf-8")
    return list(csv.DictReader(portal.rehabctl("sql", str(file), *words).stdout.splitlines()))


def test_every_locality_of_the_list_is_there(country, tmp_path):
    assert [re.search(r"refused +(\d+)", said)[1] for said in country.said] == ["0", "0"]
    keys = {r["k"] for r in ask(country, "-- keys\nSELECT place_key AS k FROM place"
                                         " WHERE kind = 'locality'\n", tmp_path)}
    assert keys == {"l" + r["id"] for r in rows(BUREAU)} and len(keys) >= 1227


def test_names_are_those_of_the_sources_and_ours_stand(country, tmp_path):
    ours = {r["code"]: r for r in rows(OURS)}
    there = {}
    for row in ask(country, "-- names\nSELECT key AS k, lang AS l, text AS t FROM name"
                            " WHERE scheme = 'place'\n", tmp_path):
        there.setdefault(row["k"], {})[row["l"]] = row["t"]
    for row in rows(JOINED):
        names, own = there["l" + row["cbs_code"]], ours.get(row["cbs_code"], {})
        for lang in ("ar", "ru"):
            sourced = row[lang] if row["match"] != "area" else None
            assert names.get(lang) == (own.get(lang) or sourced or None), row["he"]
        assert names["he"] and names["en"] == (own.get("en") or row["en"]), row["he"]


def test_the_hundred_largest_are_named_in_every_language():
    largest = sorted(rows(OURS), key=lambda r: -int(r["population"]))[:100]
    assert [r["he"] for r in largest if not all(r[lang] for lang in LANGUAGES)] == []


def test_the_same_lists_again_change_nothing(country, tmp_path):
    revisions = ("-- revisions\nSELECT relation AS r, sum(n) AS n FROM revision"
                 " GROUP BY relation ORDER BY relation\n")
    before = ask(country, revisions, tmp_path)
    for file in (JOINED, BUREAU, OURS):
        assert re.search(r"imported +0\n", country.rehabctl("import", "localities", file).stdout)
    assert ask(country, revisions, tmp_path) == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_without_a_name_in_the_language_stands_in_hebrew_and_english(country, lang):
    row = country.nowhere
    job = country.json(f"/{lang}/jobs.json")["jobs"][0]
    name = row["name_en"] if lang == "en" else row["name"]
    assert job["place"] == name and job.get("place_lang") == (None if lang in ("he", "en") else "he")
    assert job.get("place_en") == (None if lang in ("he", "en") else row["name_en"])
    key = urllib.parse.quote(f"l{row['id']}")
    for path in (f"/{lang}/jobs", f"/{lang}/jobs/{job['code']}", f"/{lang}/jobs?place={key}"):
        text = country.get(path).text
        if lang in ("he", "en"):
            assert name in text and f">{name}</bdi> (<bdi" not in text
        else:
            assert f'<bdi lang="he">{name}</bdi>' in text
            assert row["name_en"] in text and ('<bdi lang="en">' in text)
    if lang not in ("he", "en"):
        assert f'lang="he">{name} / {row["name_en"]} (' in country.get(f"/{lang}/jobs").text
