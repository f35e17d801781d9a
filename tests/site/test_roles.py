"""A page serves the roles that it lists, and nobody else."""

KNOWN = {"visitor", "seeker", "employer", "volunteer", "worker", "coordinator", "manager", "admin"}


def test_every_page_lists_whom_it_admits(site):
    for page in site.pages:
        assert page.roles and set(page.roles) <= KNOWN, page.path


def test_a_visitor_gets_no_page_that_does_not_list_visitors(site, portal):
    for page in site.pages:
        if "visitor" in page.roles or page.variables:
            continue
        path = f"/{site.languages[0]}{page.path}"
        answer = portal.get(path) if page.method == "GET" else portal.post(path, b"")
        assert answer.status in (303, 401, 403), f"{page.method} {path}: {answer.status}"


def test_a_page_for_visitors_asks_for_no_sign_in(site, portal):
    for page in site.visible():
        assert portal.get(site.address(page)).status == 200, page.path


def test_made_up_cookies_and_credentials_open_nothing_and_harm_nothing(site, portal):
    for headers in ({"Cookie": "s=" + "A" * 43}, {"Cookie": "__Host-s=x; s="},
                    {"Authorization": "Basic YWRtaW46YWRtaW4="}, {"Cookie": "s=" + "é" * 2000},
                    {"X-Forwarded-User": "admin"}, {"X-Original-URL": "/he/staff"}):
        headers = {k: v.encode("utf-8").decode("latin-1") for k, v in headers.items()}
        for page in site.visible():
            answer = portal.request("GET", site.address(page), headers)
            assert answer.status == 200, f"{page.path} {headers}"
