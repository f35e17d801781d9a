"""Trades: the list itself, and that a search in any language finds the jobs of a trade."""

import contextlib
import csv
import json
import os
import re
import sqlite3
import subprocess
import urllib.parse

import pytest
from server import HOME, OUT, Portal

LANGUAGES = ("he", "ar", "en", "ru", "fa")
ISCO = os.path.join(HOME, "..", "shared", "data", "isco08_groups_en.csv")
FILE = os.path.join(HOME, "conf/trades.csv")
SCRIPTS = {"he": "[א-ת]", "ar": "[\u0621-\u064a]", "en": "[A-Za-z]", "ru": "[А-Яа-яё]",
           "fa": "[\u0621-\u06cc]"}
# Letters of one keyboard that have a twin on the other.
OTHERS = {"ar": "[\u06cc\u06a9\u06af\u0686\u067e\u0698]", "fa": "[\u064a\u0643\u0629\u0649]"}

with open(FILE, encoding="utf-8", newline="") as _file:
    TRADES = {row["trade_key"]: row for row in csv.DictReader(_file)}

# Fifty of them, from all over the list.
SOUGHT = """welder plumber forklift-operator picker waiter cnc-operator plasterer crane-operator
    gardener courier car-mechanic warehouse-worker shelf-stacker excavator-operator cashier butcher
    barista bartender dishwasher storekeeper warehouse-manager scaffolder steel-fixer
    building-labourer locksmith upholsterer turner greenhouse-worker fruit-picker milker beekeeper
    ac-technician ac-installer tyre-fitter car-washer panel-beater taxi-driver minibus-driver
    driver-c1 call-centre-agent pc-technician phone-technician elderly-carer drywaller
    quality-checker electricians-mate recycling-sorter shoemaker ironer kitchen-installer""".split()


def called(trade, lang):
    """Its name and its synonyms."""
    return [TRADES[trade][lang], *TRADES[trade][lang + "_words"].split("|")]


def typed(name):
    """What somebody types who looks for it: the shorter form."""
    return re.sub(r"/\w+", "", name)


# --- The list

def test_there_are_two_hundred_and_each_once():
    with open(FILE, encoding="utf-8", newline="") as file:
        keys = [row[0] for row in csv.reader(file)]
    assert len(set(keys)) == len(keys) > 200
    assert all(re.fullmatch(r"[a-z][a-z0-9-]+", key) for key in TRADES)


def test_each_has_a_field_of_work_and_each_field_has_one():
    with open(os.path.join(HOME, "conf/sql/schema/004-names.sql"), encoding="utf-8") as file:
        fields = set(re.findall(r"\('([a-z-]+)', \d+\)", file.read()))
    assert {row["field_key"] for row in TRADES.values()} == fields


@pytest.mark.skipif(not os.path.exists(ISCO), reason="the groups of ISCO-08 are not at hand")
def test_each_has_a_group_of_isco_08():
    with open(ISCO, encoding="utf-8", newline="") as file:
        groups = {row["code"] for row in csv.DictReader(file) if len(row["code"]) == 4}
    assert {row["isco"] for row in TRADES.values()} <= groups


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_is_called_something_in_the_language(lang):
    for trade in TRADES:
        words = called(trade, lang)
        assert 3 <= len(words) <= 7 and len(set(words)) == len(words), trade
        for word in words:
            assert word == word.strip() and re.search(SCRIPTS[lang], word) \
                or re.fullmatch(r"[A-Z]{2,3}", word), f"{trade}: {word}"
            assert not re.search(OTHERS.get(lang, r"\A\b\B"), word), f"{trade}: {word}"


# --- Importing it, and jobs

class State:
    """A state folder with the trades and one job for each of them, named in Hebrew."""

    def __init__(self, folder):
        self.path = str(folder / "state")
        self.database = os.path.join(self.path, "data", "portal.db")
        self.run("init", "--home", HOME, "--database", f"sqlite3 {self.database}")

    def run(self, *words, code=0):
        done = subprocess.run([os.path.join(HOME, OUT, "rehabctl"), "--state", self.path, *words],
                              text=True, capture_output=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def ask(self, sql, *values):
        with sqlite3.connect(self.database) as database:
            return database.execute(sql, values).fetchall()


@pytest.fixture(name="state")
def fresh_state(tmp_path):
    return State(tmp_path)


def jobs_file(folder, titles, **more):
    """One job for each title, each of another employer."""
    path = folder / "jobs.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["title", "employer", "place", *more])
        for number, title in enumerate(titles):
            rows.writerow([title, f"Employer {number}", "חיפה", *more.values()])
    return str(path)


def trades_of(state):
    """Title -> its trades in order, and whether they were guessed."""
    found = {}
    for title, key, guessed in state.ask(
            "SELECT j.title, t.trade_key, t.guessed FROM job j LEFT JOIN job_trade t"
            " ON t.job_id = j.job_id ORDER BY j.job_id, t.position"):
        found.setdefault(title, []).append((key, guessed))
    return found


@pytest.mark.browser
def test_init_reads_the_list_and_the_same_list_again_changes_nothing(state):
    assert state.ask("SELECT count(*) FROM trade") == [(len(TRADES),)]
    names = state.ask("SELECT key, lang, text FROM name WHERE scheme = 'trade'")
    assert set(names) == {(t, lang, TRADES[t][lang]) for t in TRADES for lang in LANGUAGES}
    before = state.ask("SELECT relation, n FROM revision ORDER BY 1")
    said = state.run("import", "trades", FILE)
    assert re.search(r"imported +0\nmerged +%d " % len(TRADES), said)
    state.run("init")
    assert state.ask("SELECT relation, n FROM revision ORDER BY 1") == before


@pytest.mark.browser
def test_no_name_or_synonym_stands_for_two_trades(state):
    assert state.ask("SELECT folded, group_concat(trade_key) FROM trade_word GROUP BY folded"
                     " HAVING count(*) > 1") == []


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trade_is_guessed_from_its_own_name_and_no_other(state, tmp_path, lang):
    state.run("import", "jobs", jobs_file(tmp_path, [TRADES[t][lang] for t in TRADES]))
    guessed = trades_of(state)
    wrong = {t: guessed[TRADES[t][lang]] for t in TRADES
             if guessed[TRADES[t][lang]] != [(t, 1)]}
    assert wrong == {}


@pytest.mark.browser
@pytest.mark.parametrize("title, trades", [
    ("דרושים/ות רתכים למפעל בצפון", ["welder"]), ("עוזרי טבח לבית אבות", ["cooks-help"]),
    ("מלגזנים ומלקטי הזמנות", ["picker", "forklift-operator"]),
    ("Welders and a Forklift Driver, Haifa", ["forklift-operator", "welder"]),
    ("Сборщики заказов и грузчики", ["picker", "mover"]), ("خبّازون لوردية الليل", ["baker"]),
    ("نبحث عن لحّامين", ["welder"]),
    ("طبّاخ، سائق حافلة، نادل، منظّف", ["bus-driver", "cook", "waiter"]),
    ("משרה מלאה בבית ספר, משמרת בוקר", []), ("Senior Software Engineer", []),
])
def test_titles_name_up_to_three_trades_the_longest_name_first(state, tmp_path, title, trades):
    state.run("import", "jobs", jobs_file(tmp_path, [title]))
    assert [key for key, _ in trades_of(state)[title] if key] == trades


@pytest.mark.browser
def test_a_file_that_names_trades_by_their_keys_is_believed(state, tmp_path):
    state.run("import", "jobs", jobs_file(tmp_path, ["בואו לעבוד איתנו"], trade="welder|tiler"))
    assert trades_of(state) == {"בואו לעבוד איתנו": [("welder", 0), ("tiler", 0)]}
    assert state.ask("SELECT field_key FROM job") == [("metal",)]


def trades_file(path, *rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    return str(path)


@pytest.mark.browser
def test_a_changed_list_reaches_the_jobs_at_once(state, tmp_path, marks_of):
    state.run("import", "jobs", jobs_file(tmp_path, ["רתך/ת"]))
    row = {**TRADES["welder"], "en": "Welder of steel", "en_words": "torchbearer|welding"}
    changed = trades_file(tmp_path / "trades.csv", row, {**row, "trade_key": "x y"},
                          {**row, "trade_key": "x", "field_key": "nothing"},
                          {**row, "trade_key": "x", "isco": "72"})
    said = state.run("import", "trades", changed, "--dry-run")
    assert "would be imported  1" in said and "no such field" in said
    assert state.ask("SELECT count(*) FROM trade_word WHERE folded = 'torchbearer'") == [(0,)]
    said = state.run("import", "trades", changed)
    assert re.search(r"imported +1\nmerged +0 .*\nrefused +3\n", said) and "--refold" not in said
    assert state.ask("SELECT folded FROM trade_word WHERE trade_key = 'welder' AND folded IN"
                     " ('torchbearer', 'welders', 'mig welder')") == [("torchbearer",)]
    [(words,)] = state.ask("SELECT words FROM job")
    assert marks_of("torchb") == {"ééwelder"} <= set(words.split())
    assert "ééwelder" not in marks_of("welders")
    assert "not found by the words" not in state.run("check", code=1)
    assert "1 trade read anew" in state.run("migrate", "--refold")


@pytest.mark.browser
def test_what_many_trades_have_in_common_reaches_the_jobs_by_refolding(state, tmp_path, marks_of):
    state.run("import", "jobs", jobs_file(tmp_path, ["רתך/ת"]))
    rows = [{**row, "en_words": row["en_words"] + "|zebra"} for row in TRADES.values()]
    rows.sort(key=lambda row: row["trade_key"] != "welder")
    assert "--refold" not in state.run("import", "trades",
                                       trades_file(tmp_path / "few.csv", *rows[:20]))
    assert len(marks_of("zebra")) == 20
    assert "--refold" in state.run("import", "trades",
                                   trades_file(tmp_path / "many.csv", *rows[:21]))
    assert marks_of("zebra") == marks_of("zeb") == {"ézeb"}
    assert "1 job is not found by the words" in state.run("check", code=1)
    assert "21 trades read anew\n0 jobs folded anew" in state.run("migrate", "--refold")
    assert "not found by the words" not in state.run("check", code=1)


# --- Marks

def beginnings(term):
    """What somebody may have typed of a word: three letters and more, or all of it."""
    return {term[:n] for n in range(3, len(term) + 1)} | {term}


def all_beginnings(state):
    """Of each term of any trade, and who has it."""
    having = {}
    for term, trade in state.ask("SELECT term, trade_key FROM trade_term"):
        for letters in beginnings(term):
            having.setdefault(letters, set()).add(trade)
    return having


@pytest.fixture(name="marks_of")
def marks_found(state):
    with open(os.path.join(HOME, "conf/sql/jobs/marks.sql"), encoding="utf-8") as file:
        statement = file.read()
    with contextlib.closing(sqlite3.connect(state.database)) as database:
        yield lambda letters: {word for word, in database.execute(
            statement, {"beginning": letters, "beyond": letters + chr(0x10FFFF)})}


@pytest.mark.browser
def test_marks_find_the_very_trades_that_have_a_word_which_begins_so(state, marks_of):
    """Against the plain way, for each beginning of each word that any trade has."""
    carriers = {}
    for trade, marks in state.ask("SELECT trade_key, marks FROM trade"):
        for mark in marks.split():
            carriers.setdefault(mark, set()).add(trade)
    having = all_beginnings(state)
    wrong = {letters: trades for letters, trades in having.items()
             if set().union(*(carriers[mark] for mark in marks_of(letters))) != trades}
    assert len(having) > 10000 and wrong == {}


@pytest.mark.browser
def test_no_beginning_asks_for_more_than_twenty_marks(state, marks_of):
    assert 10 < max(len(marks_of(letters)) for letters in all_beginnings(state)) <= 20
    assert len(marks_of("worker")) == 1 and marks_of("worker") == marks_of("worke")


@pytest.mark.browser
def test_words_of_a_job_have_the_marks_of_its_trades_and_not_what_they_are_called(state, tmp_path):
    state.run("import", "jobs", jobs_file(tmp_path, ["רתך/ת"]))
    [(words,)], [(marks,)] = (state.ask("SELECT words FROM job"),
                              state.ask("SELECT marks FROM trade WHERE trade_key = 'welder'"))
    assert words == f"רתכ {marks}" and marks.split()[0] == "ééwelder" and "welding" not in words


@pytest.mark.browser
def test_a_database_of_before_gets_the_marks_when_it_is_migrated(state):
    made = [state.ask(f"SELECT * FROM {table} ORDER BY 1, 2") for table in
            ("trade_term", "trade_common", "(SELECT trade_key, marks FROM trade)")]
    state.ask("DELETE FROM trade_term")
    state.ask("DELETE FROM trade_common")
    state.ask("UPDATE trade SET marks = ''")
    state.run("migrate")
    assert made == [state.ask(f"SELECT * FROM {table} ORDER BY 1, 2") for table in
                    ("trade_term", "trade_common", "(SELECT trade_key, marks FROM trade)")]


# --- Searching

@pytest.fixture(name="answer", scope="module")
def portal_with_a_job_for_each_trade(tmp_path_factory):
    """What a search gives; the titles of the jobs are Hebrew names of trades."""
    portal = Portal("trades", os.environ.get("REHAB_TEST_DB", "sqlite"), DEMO="0")
    portal.start()
    try:
        titles = [row["he"] for row in TRADES.values()]
        portal.rehabctl("import", "jobs", jobs_file(tmp_path_factory.mktemp("jobs"), titles))
        yield lambda words, lang="he": json.loads(
            portal.get(f"/{lang}/jobs.json?{urllib.parse.urlencode({'q': words})}").text)
    finally:
        portal.forget()


@pytest.fixture(name="search", scope="module")
def titles_found(answer):
    def search(words, lang="he"):
        found = answer(words, lang)
        titles = {job["title"] for job in found.get("jobs") or []}
        assert found["found"]["n"] == str(len(titles)), f"{words}: more than a page"
        return titles
    return search


@pytest.fixture(name="count", scope="module")
def number_found(answer):
    return lambda words: int(answer(words)["found"]["n"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_trade_is_found_by_its_name_in_every_language(search, lang):
    lost = [trade for trade in TRADES
            if TRADES[trade]["he"] not in search(typed(TRADES[trade][lang]))]
    assert lost == []


@pytest.mark.parametrize("trade", SOUGHT)
def test_its_word_in_each_language_finds_the_same_jobs_as_the_hebrew_one(search, trade):
    found = {lang: search(typed(TRADES[trade][lang])) for lang in LANGUAGES}
    assert TRADES[trade]["he"] in found["he"]
    assert found == dict.fromkeys(LANGUAGES, found["he"])


@pytest.mark.parametrize("word", ["worker", "driver", "operator", "cleaner"])
def test_a_word_of_many_trades_finds_the_jobs_of_all_of_them(count, word):
    named = [trade for trade in TRADES for name in [" ".join(called(trade, "en")).lower()]
             if any(part.startswith(word) for part in re.split(r"[^a-z0-9]+", name))]
    assert count(word) == len(named) > 5


@pytest.mark.parametrize("trade", SOUGHT[::5])
def test_each_everyday_word_of_it_finds_it(search, trade):
    lost = [word for lang in LANGUAGES for word in called(trade, lang)
            if TRADES[trade]["he"] not in search(typed(word))]
    assert lost == []


def test_fifty_are_sought():
    assert len(set(SOUGHT)) == len(SOUGHT) == 50
