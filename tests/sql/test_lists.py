"""What the lists say: the right jobs, newest first, page after page, and honest counts."""
import pytest

import portal
from portal import TODAY, day, run, text_of

OPEN = f"state = 'open' AND closes >= '{TODAY}'"


def codes(rows):
    return [row["code"] for row in rows]


def told(database, condition):
    """Codes of the open jobs for which a condition holds, newest first, asked in another way."""
    return codes(database.ask(f"SELECT code FROM job WHERE {OPEN} AND {condition}"
                              " ORDER BY listed DESC"))


def add_jobs(database, n):
    """n more open jobs like the first."""
    database.script("".join(
        "INSERT INTO job (code, listed, state, title, lang, employer_id, place_key, region_key,"
        f" field_key, opens, closes) SELECT '{900000 + i}', {900000 + i}, 'open', title, lang,"
        " employer_id, place_key, region_key, field_key, opens, closes"
        " FROM job WHERE code = '000000';" for i in range(n)))


def test_pages_follow_each_other_without_gap_or_repeat(demo):
    seen, after = [], None
    while rows := run(demo, "jobs/list", limit=7, after=after):
        seen += codes(rows)
        after = rows[-1]["_cursor"]
    assert seen == told(demo, "1 = 1") and len(seen) > 60


@pytest.mark.parametrize("asked, condition", [
    ({"region": "south"}, "region_key = 'south'"),
    ({"place": "l9000"}, "place_key = 'l9000'"),
    ({"field": ["metal"]}, "field_key = 'metal'"),
    ({"field": ["metal", "cleaning", "metal"]}, "field_key IN ('metal', 'cleaning')"),
    ({"no_experience": 1}, "no_experience = 1"), ({"day_only": 1}, "day_only = 1"),
    ({"no_licence": 1}, "no_licence = 1"), ({"ride": 1}, "ride = 1"),
    ({"training": 1}, "training = 1"),
    ({"region": "south", "field": ["trucks", "cleaning", "driving"], "day_only": 1},
     "region_key = 'south' AND field_key IN ('trucks', 'cleaning', 'driving') AND day_only = 1"),
    ({"ride": 0}, "1 = 1"),
], ids=str)
def test_a_filter_gives_exactly_the_jobs_that_it_names(demo, asked, condition):
    expected = told(demo, condition)
    assert codes(run(demo, "jobs/list", **asked)) == expected and expected
    assert run(demo, "jobs/found", **asked) == [{"n": str(len(expected)), "capped": None}]


def test_a_search_gives_the_jobs_with_all_its_words_newest_first(demo):
    query = {"sqlite": '"רישיון" AND "למשאית"', "pgsql": "'רישיון' & 'למשאית'"}[demo.dialect]
    jobs = demo.ask("SELECT code, words FROM job ORDER BY listed DESC")
    expected = [job["code"] for job in jobs if {"רישיון", "למשאית"} <= set(job["words"].split())]
    assert codes(run(demo, "jobs/list", q=query)) == expected and len(expected) > 1
    assert run(demo, "jobs/list", q=query, after=1000) == []
    assert run(demo, "jobs/found", q=query)[0]["n"] == str(len(expected))


def test_a_search_finds_words_by_their_beginning(demo):
    start = {"sqlite": '"רישי" *', "pgsql": "'רישי':*"}[demo.dialect]
    assert len(run(demo, "jobs/list", q=start)) > 5


@pytest.mark.parametrize("name", ["jobs/list", "home/newest", "site/sitemap"])
def test_a_job_is_public_through_its_closing_day_and_not_longer(db, name):
    newest = told(db, "1 = 1")[:2]
    db.script(f"UPDATE job SET closes = '{TODAY}' WHERE code = '{newest[0]}';"
              f"UPDATE job SET closes = '{day(-1)}' WHERE code = '{newest[1]}'")
    shown = codes(run(db, name))
    assert newest[0] in shown and newest[1] not in shown
    assert len(run(db, "jobs/job", code=newest[0])) == 1
    assert run(db, "jobs/job", code=newest[0])[0]["state"] == "open"
    assert run(db, "jobs/job", code=newest[1])[0]["state"] == "expired"
    assert run(db, "callback/asked", job=newest[1]) == []


@pytest.mark.parametrize("name", ["jobs/list", "home/newest", "jobs/similar", "jobs/job"])
def test_a_place_without_a_name_in_the_language_has_its_hebrew_and_its_english_one(db, name):
    code, key = db.ask(f"SELECT code, place_key FROM job WHERE {OPEN} ORDER BY listed DESC")[0].values()
    other = db.ask(f"SELECT o.code FROM job j JOIN job o ON o.field_key = j.field_key"
                   f" AND o.code <> j.code WHERE j.code = '{code}'")[0]["code"]
    asked = {"code": other if name == "jobs/similar" else code}

    def card(lang):
        return next(row for row in run(db, name, lang=lang, **asked) if row["code"] == code)

    names = {row["lang"]: row["text"] for row in
             db.ask(f"SELECT lang, text FROM name WHERE scheme = 'place' AND key = '{key}'")}
    said = [card("fa")[column] for column in ("place", "place_lang", "place_en")]
    assert said == [names["he"], "he", names["en"]]
    before = card("fa")
    db.script(f"UPDATE name SET text = 'Elsewhere' WHERE key = '{key}' AND lang = 'en'")
    assert card("fa")["place_en"] == "Elsewhere"
    assert before.get("_rev") != card("fa").get("_rev") or name == "jobs/job"
    db.script(f"INSERT INTO name (scheme, key, lang, text) VALUES ('place', '{key}', 'fa', 'جا')")
    said = [card("fa")[column] for column in ("place", "place_lang", "place_en")]
    assert said == ["جا", None, None]


@pytest.mark.parametrize("state", ["draft", "review", "filled", "expired", "closed"])
def test_a_job_that_is_not_open_is_nowhere(db, state):
    db.script(f"UPDATE job SET state = '{state}' WHERE code = '000088'")
    assert "000088" not in codes(run(db, "jobs/list"))
    for name in ("jobs/skills", "jobs/languages"):
        assert run(db, name, code="000088") == []
    shown = run(db, "jobs/job", code="000088")
    assert [row["state"] for row in shown] == ([state] if state not in ("draft", "review") else [])


@pytest.mark.parametrize("state", ["open", "filled", "expired", "closed"])
def test_a_job_that_is_over_shows_no_way_to_apply_and_is_gone_after_ninety_days(db, state):
    def told_on(closes):
        db.script(f"UPDATE job SET state = '{state}', opens = '{day(-200)}', closes = '{closes}',"
                  " apply_phone = '+97220000000', source_name = 'x', source_url = 'https://x.example/'"
                  " WHERE code = '000088'")
        return run(db, "jobs/job", code="000088")[0]

    if state == "open":
        row = told_on(TODAY)
        assert row["apply_phone"] and row["source_url"] and not row["_gone"]
    for closes, gone in ((day(-1), None), (day(-90), None), (day(-91), "1")):
        row = told_on(closes)
        assert (row["apply_phone"], row["source_url"], row["_gone"]) == (None, None, gone)


def test_where_examples_are_not_to_be_seen_none_is_seen_or_counted(db):
    own = told(db, "field_key = 'kitchen'")[0]
    db.script("UPDATE job SET example = 0 WHERE code = '" + own + "'")
    hidden = told(db, f"field_key = 'kitchen' AND code <> '{own}'")[0]
    for name in ("jobs/list", "home/newest", "site/sitemap"):
        assert codes(run(db, name, no_examples=1)) == [own], name
    assert codes(run(db, "jobs/similar", code=hidden, no_examples=1)) == [own]
    for name, asked in (("jobs/job", "code"), ("callback/asked", "job")):
        assert len(run(db, name, no_examples=1, **{asked: own})) == 1
        assert run(db, name, no_examples=1, **{asked: hidden}) == []
    assert run(db, "jobs/found", no_examples=1)[0]["n"] == "1"
    assert run(db, "home/total", no_examples=1)[0]["n"] == "1"
    for name in ("home/regions", "jobs/regions", "jobs/fields", "jobs/places"):
        assert sum(int(row["n"]) for row in run(db, name, no_examples=1)) == 1, name


def test_an_example_says_so_wherever_it_is_shown(db):
    code = told(db, "field_key = 'kitchen'")[0]
    other = told(db, f"field_key = 'kitchen' AND code <> '{code}'")[0]
    db.script(f"UPDATE job SET listed = listed + 100000 WHERE code = '{code}'")
    for example in ("1", None):
        db.script(f"UPDATE job SET example = {example or 0} WHERE code = '{code}'")
        for name, asked in (("jobs/list", {}), ("jobs/job", {"code": code}), ("home/newest", {}),
                            ("jobs/similar", {"code": other})):
            row = next(row for row in run(db, name, **asked) if row["code"] == code)
            assert row["example"] == example, name


def test_a_hundred_are_counted_and_more_are_said_to_be_more(db):
    place = db.ask("SELECT place_key AS k FROM job WHERE code = '000000'")[0]["k"]
    add_jobs(db, 100 - len(told(db, f"place_key = '{place}'")))
    assert run(db, "jobs/found", place=place) == [{"n": "100", "capped": None}]
    db.script("UPDATE job SET listed = 999999, code = '999999' WHERE code = '900000'")
    add_jobs(db, 1)
    assert run(db, "jobs/found", place=place) == [{"n": "101", "capped": "1"}]
    db.script("UPDATE job SET listed = 999998, code = '999998' WHERE code = '900000'")
    add_jobs(db, 1)
    assert run(db, "jobs/found", place=place) == [{"n": "101", "capped": "1"}]
    whole = str(len(told(db, "1 = 1")))
    assert run(db, "jobs/found") == [{"n": whole, "capped": None}] and int(whole) > 101


def test_counts_of_districts_and_fields_add_up_to_the_whole(demo):
    whole = len(told(demo, "1 = 1"))
    for name in ("home/regions", "jobs/regions", "jobs/fields"):
        assert sum(int(row["n"]) for row in run(demo, name)) == whole
    assert run(demo, "home/total") == [{"n": str(whole)}]
    south = sum(int(row["n"]) for row in run(demo, "jobs/fields", region="south"))
    assert south == len(told(demo, "region_key = 'south'"))
    metal = sum(int(row["n"]) for row in run(demo, "jobs/regions", field=["metal"]))
    assert metal == len(told(demo, "field_key = 'metal'")) > 0


def test_districts_stand_in_their_official_order_and_fields_by_kinship(demo):
    assert [row["key"] for row in run(demo, "jobs/regions")] == [
        "jerusalem", "north", "haifa", "center", "tel-aviv", "south", "judea-samaria"]
    fields = [row["key"] for row in run(demo, "jobs/fields")]
    assert fields[:3] == ["cleaning", "hotels", "kitchen"] and fields[-1] == "other"


def test_places_are_those_of_the_chosen_district_that_have_open_jobs(demo):
    rows = run(demo, "jobs/places", region="south")
    expected = {r["k"] for r in demo.ask(f"SELECT DISTINCT place_key AS k FROM job WHERE {OPEN}"
                                         " AND region_key = 'south'")}
    assert {row["key"] for row in rows} == expected
    assert {row["region"] for row in rows} == {"south"}
    for row in rows:
        assert int(row["n"]) == len(told(demo, f"place_key = '{row['key']}'"))


def test_a_chosen_place_is_always_among_the_places(demo):
    empty = demo.ask("SELECT place_key AS k FROM place WHERE kind = 'locality' AND place_key NOT IN"
                     " (SELECT place_key FROM job)")[0]["k"]
    for region in (None, demo.ask(f"SELECT parent_key AS r FROM place WHERE place_key = '{empty}'"
                                  )[0]["r"]):
        rows = run(demo, "jobs/places", place=empty, region=region)
        assert [row["n"] for row in rows if row["key"] == empty] == ["0"]
        assert len({row["region"] for row in rows}) == 1


def test_without_a_district_the_forty_largest_places_stand_for_all(demo):
    rows = run(demo, "jobs/places")
    largest = demo.ask(f"SELECT place_key AS k FROM place WHERE place_key IN (SELECT place_key FROM"
                       f" job WHERE {OPEN}) ORDER BY population DESC LIMIT 40")
    assert [row["key"] for row in rows] == [row["k"] for row in largest]


@pytest.mark.parametrize("lang, place, mark", [("he", "אילת", None), ("ru", "Эйлат", None),
                                               ("fa", "אילת", "he")])
def test_a_place_without_a_name_in_the_language_says_its_hebrew_one(demo, lang, place, mark):
    job = demo.ask("SELECT code FROM job WHERE place_key = 'l2600'")[0]["code"]
    rows = run(demo, "jobs/list", lang=lang, place="l2600") + run(demo, "jobs/job", lang=lang,
                                                                  code=job)
    assert {(row["place"], row["place_lang"]) for row in rows} == {(place, mark)}


def test_a_flag_is_said_only_when_it_is_so(demo):
    rows = run(demo, "jobs/list")
    for flag in ("ride", "training", "no_licence", "no_experience", "day_only"):
        assert {row[flag] for row in rows} == {None, "1"}
        assert [r["code"] for r in rows if r[flag]] == told(demo, f"{flag} = 1")
    assert {row["employer_checked"] for row in rows} == {None, "1"}


def test_similar_jobs_are_other_ones_of_the_same_field(demo):
    first = told(demo, "field_key = 'kitchen'")[0]
    rows = codes(run(demo, "jobs/similar", code=first))
    assert rows == told(demo, f"field_key = 'kitchen' AND code <> '{first}'")[:4] and rows


@pytest.mark.parametrize("lang, trade", [("he", "רצף/ית"), ("ru", "Плиточник"), ("fa", "کاشی‌کار")])
def test_a_job_says_its_first_trade_in_the_language_asked_for(db, lang, trade):
    code = db.ask("SELECT code FROM job WHERE title = 'רצפים'")[0]["code"]
    db.script("INSERT INTO job_trade (job_id, position, trade_key, guessed) SELECT job_id, 2,"
              f" 'plumber', 1 FROM job WHERE code = '{code}'")
    other = told(db, f"field_key = 'finishing' AND code <> '{code}'")[0]
    for name, asked in (("jobs/list", {}), ("home/newest", {}),
                        ("jobs/similar", {"code": other})):
        db.script(f"UPDATE job SET listed = listed + 100000 WHERE code = '{code}'")
        row = next(row for row in run(db, name, lang=lang, **asked) if row["code"] == code)
        assert (row["trade"], row["trade_guessed"]) == (trade, None), name
        db.script("UPDATE job_trade SET guessed = 1 WHERE position = 1")
        row = next(row for row in run(db, name, lang=lang, **asked) if row["code"] == code)
        assert (row["trade"], row["trade_guessed"]) == (trade, "1"), name
        db.script("UPDATE job_trade SET guessed = 0 WHERE position = 1")


def test_the_page_of_a_job_has_all_its_trades_with_their_groups_also_when_it_is_over(db):
    code = db.ask("SELECT code FROM job WHERE title = 'רצפים'")[0]["code"]
    db.script("INSERT INTO job_trade (job_id, position, trade_key, guessed) SELECT job_id, 2,"
              f" 'plumber', 1 FROM job WHERE code = '{code}'")
    expected = [{"text": "Tiler", "isco": "7122", "guessed": None},
                {"text": "Plumber", "isco": "7126", "guessed": "1"}]
    assert run(db, "jobs/trades", code=code, lang="en") == expected
    db.script(f"UPDATE job SET state = 'filled' WHERE code = '{code}'")
    assert run(db, "jobs/trades", code=code, lang="en") == expected
    db.script(f"UPDATE job SET state = 'review' WHERE code = '{code}'")
    assert run(db, "jobs/trades", code=code, lang="en") == []


def test_a_job_without_a_trade_is_shown_without_one(db):
    db.script("DELETE FROM job_trade")
    assert {(row["trade"], row["trade_guessed"]) for row in run(db, "jobs/list")} == {(None, None)}
    assert len(run(db, "jobs/list")) == len(told(db, "1 = 1"))


def test_what_a_card_remembers_ends_when_job_employer_place_name_or_trade_changes(db):
    def rev():
        return run(db, "jobs/list", place="l2600", limit=1)[0]["_rev"]
    revs = [rev()]
    for change in ("UPDATE job SET hours = 'x' WHERE place_key = 'l2600'",
                   "UPDATE employer SET checked = 0", "UPDATE name SET text = 'x' WHERE"
                   " scheme = 'place' AND key = 'l2600' AND lang = 'he'",
                   "UPDATE job_trade SET guessed = 1 WHERE position = 1",
                   "UPDATE name SET text = 'x' WHERE scheme = 'trade'"):
        db.script(change)
        revs.append(rev())
    assert len(set(revs)) == 6


def test_a_request_to_be_called_is_kept_as_it_was_sent(db):
    sent = {"new_code": "777777", "topic": "family", "name": "d1.a", "phone": "d1.b",
            "phone_lookup": "c", "message": 1}
    db.script(text_of(db, "callback/add", **sent, lang="ar"))
    db.script(text_of(db, "callback/add", **{**sent, "new_code": "777778"}, language="ru",
                      part_of_day="noon", job="000001"))
    rows = db.ask("SELECT code, topic, name, phone, phone_lookup, lang, part_of_day, message,"
                  " job_code, state FROM callback ORDER BY code")
    assert [list(row.values()) for row in rows] == [
        ["777777", "family", "d1.a", "d1.b", "c", "ar", "any", "1", None, "new"],
        ["777778", "family", "d1.a", "d1.b", "c", "ru", "noon", "1", "000001", "new"]]
