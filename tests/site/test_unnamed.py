"""An employer that does not want to be named: its name, words about it, its telephone and the page
where it advertised stand on no page, in no format, list or address of visitors; no search finds
them, and search engines get nothing of its job."""

import json
import re
import time
from urllib.parse import quote

import pytest
from markup import read
from pages import Site
from server import Portal
from test_kept import DATABASE

NAME = "Quillwort Kiln"
FILL = [f"""
INSERT INTO employer (code, name, name_lang, folded, field_key, place_key, checked, about, state,
                      registration)
VALUES ('QUARRY', '{NAME}', 'en', 'quillwortkiln', 'metal', 'l1139', 1,
        'Makers of hand-thrown tiles', 'approved', '519990099')""", """
INSERT INTO employer_pledge (employer_id, no_record, signed_by, signed, lapses)
SELECT employer_id, 1, 'd1.x', '2026-01-01', '2999-01-01' FROM employer WHERE code = 'QUARRY'
"""]
JOB = """
UPDATE job SET employer_id = (SELECT employer_id FROM employer WHERE code = 'QUARRY'),
       field_key = 'metal', title = 'Glazier', text = :text, words = :words, named = :named,
       indexed = :indexed, example = 0, apply_way = 'both', apply_phone = '+97220000991',
       source_name = NULLIF(:source, ''), source_url = NULLIF(:source, '')
 WHERE code = :code
"""
TOLD = re.compile("quillwort|hand-thrown|20000991|000-?0991|QUARRY|519990099", re.I)


class Hall:
    """A portal of its own with jobs of that employer: .codes are the newest, of the demo."""

    def __init__(self):
        self.portal = Portal("unnamed", DATABASE)
        self.portal.start()
        self.site = Site(self.portal)
        self.codes = [j["code"] for j in self.portal.json("/en/jobs.json")["jobs"]][:3]
        for statement in FILL:
            self.sql(statement)

    def sql(self, statement, **values):
        params = [w for n, v in values.items() for w in ("--param", f"{n}={v}")]
        self.portal.rehabctl("sql", "-", *params, text=statement)

    def make(self, which, named=0, indexed=1, text="Work in a hall.", words="glazier", source=""):
        """Gives the employer that job, and waits until kept pages know it."""
        self.sql(JOB.replace(":named", str(named)).replace(":indexed", str(indexed)),
                 code=self.codes[which], text=text, words=words, source=source)
        time.sleep(1.2)
        return self.codes[which]

    def addresses(self, code):
        """All that visitors may look at: pages without a variable, those of the job, in every
        language and format."""
        for page in self.site.visible():
            path = page.path.replace("{code}", code)
            if "{" in path:
                continue
            for language in self.site.languages if page.spoken else [""]:
                for kind in page.formats:
                    ending = "" if kind == "html" or path.endswith(f".{kind}") else f".{kind}"
                    start = f"/{language}" if language else ""
                    # The front page as JSON and the like has the name of its folder.
                    whole = start + (path if path != "/" or not ending else "/index") + ending
                    queries = [""] + (["?field=metal", "?place=l1139", "?q=glazier"]
                                      if page.path == "/jobs" else
                                      [f"?job={code}"] if page.param_or_none("job") else [])
                    yield from (whole + query for query in queries)

    def postings(self, path):
        return [json.loads("".join(t)) for tag, a, t in read(self.portal.get(path).text).elements
                if tag == "script" and a.get("type") == "application/ld+json"]

    def noindex(self, path):
        """Beside the example's own word, which stands on every page."""
        return self.portal.get(path).text.count('content="noindex"')


@pytest.fixture(name="hall", scope="module")
def own_portal():
    made = Hall()
    yield made
    made.portal.forget()


@pytest.mark.expects_log("fault|request|404")
def test_who_is_unnamed_stands_nowhere(hall):
    code = hall.make(0, source="https://quillwort.example/7")
    looked = [path for path in hall.addresses(code) if hall.portal.get(path).status == 200]
    assert len([p for p in looked if code in p]) > 10 and len(looked) > 60
    assert {p.rpartition(".")[2] for p in looked if "." in p} >= {"json", "atom", "xml"}
    for path in looked:
        answer = hall.portal.get(path)
        found = TOLD.search(answer.text) or TOLD.search(str(answer.headers))
        assert not found, (path, found)
    job = hall.portal.json(f"/en/jobs/{code}.json")["job"]
    assert job["apply_way"] == "us" and not {"employer", "about", "apply_phone", "source_name",
                                             "pledge", "employer_checked"} & set(job)
    text = hall.portal.get(f"/en/jobs/{code}").text
    assert "An employer in metalwork and welding" in text and f"callback?job={code}" in text


def test_the_same_job_named_is_the_proof_that_this_was_looked_for(hall):
    code = hall.make(0, named=1)
    for path in (f"/en/jobs/{code}", f"/en/jobs/{code}.json", "/he/jobs", "/ru/jobs.json",
                 "/fa/jobs.atom", "/ar/"):
        assert TOLD.search(hall.portal.get(path).text), path
    text = hall.portal.get(f"/en/jobs/{code}").text
    assert "Friendly employer" in text and "02-000-0991" in text


def test_no_search_finds_an_unnamed_employer(hall):
    code = hall.make(0, words="glazier in a hall")
    for typed in (NAME, "Quillwort", "quillw", "kiln", "QUARRY", "hand-thrown"):
        for language in ("he", "en"):
            rows = hall.portal.json(f"/{language}/jobs.json?q={quote(typed)}")
            assert rows["jobs"] == [] and rows["found"]["n"] == "0", typed
    assert code in [j["code"] for j in hall.portal.json("/en/jobs.json?q=glazier")["jobs"]]


@pytest.mark.expects_log("fault|request|404")
def test_an_unnamed_advert_that_says_its_name_is_neither_shown_nor_found(hall):
    code = hall.make(0, text=f"Come to the {NAME.upper()} at seven.",
                     words="glazier quillwort kiln")
    assert hall.portal.get(f"/en/jobs/{code}").status == 404
    for query in ("", "?q=glazier", "?q=quillwort", "?field=metal"):
        rows = hall.portal.json(f"/en/jobs.json{query}")["jobs"]
        assert code not in [j["code"] for j in rows], query
    hall.make(0)
    assert hall.portal.get(f"/en/jobs/{code}").status == 200


def test_beside_an_unnamed_job_stands_no_named_one_of_its_employer(hall):
    unnamed, named = hall.make(0), hall.make(1, named=1)
    page = hall.portal.json(f"/en/jobs/{unnamed}.json")
    assert page["similar"] and not TOLD.search(json.dumps(page))
    other = hall.portal.json(f"/en/jobs/{named}.json")["similar"]
    assert "employer" not in next(j for j in other if j["code"] == unnamed)


@pytest.mark.parametrize("named, indexed", [(0, 1), (1, 0), (0, 0), (1, 1)])
def test_search_engines_get_a_job_only_of_who_is_named_and_wants_it(hall, named, indexed):
    code = hall.make(2, named=named, indexed=indexed)
    wanted = bool(named and indexed)
    assert bool(hall.postings(f"/en/jobs/{code}")) == wanted
    assert (code in hall.portal.get("/sitemap.xml").text) == wanted
    # Where the organisation is the example, every page says noindex anyhow, and once is enough.
    assert hall.noindex(f"/en/jobs/{code}") == 1
    assert (hall.portal.json(f"/en/jobs/{code}.json")["job"].get("unlisted") == "1") != wanted
