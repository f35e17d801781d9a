"""Every address that a page points at leads somewhere."""

import re

from markup import links, read


def test_no_link_leads_nowhere(site, portal):
    own = re.compile(r"^(https?://(localhost|127\.0\.0\.1)(:\d+)?)?(/.*)$")
    waiting = [a for _, _, _, a in site.readable()]
    seen, wrong = set(waiting), []
    while waiting and len(seen) < 900:
        path = waiting.pop(0)
        answer = portal.get(path)
        if answer.status not in (200, 301, 302, 304):
            wrong.append(f"{path}: {answer.status}")
        if answer.media_type != "text/html" or answer.status != 200:
            continue
        for tag, name, address in links(answer.text):
            match = own.match(address.split("#")[0])
            if not match or address.startswith("//"):
                assert address.startswith(("#", "tel:", "mailto:", "https://", "http://")) \
                    or not address.split("#")[0], f"{path}: <{tag} {name}={address}>"
                continue
            if tag == "form" or match.group(4) in seen:
                continue
            seen.add(match.group(4))
            waiting.append(match.group(4))
    assert not wrong, "\n".join(wrong)
    assert len(seen) > len(site.visible())


def test_links_within_a_page_have_their_target(portal, read_address):
    page = read(portal.get(read_address[3]).text)
    ids = [a["id"] for _, a, _ in page.elements if a.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    for tag, attributes, _ in page.elements:
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for target in (attributes.get(name) or "").split():
                assert target in ids, f"<{tag} {name}={target}>"
        href = attributes.get("href") or ""
        if href.startswith("#") and len(href) > 1:
            assert href[1:] in ids, f"<{tag} href={href}>"


def test_the_same_page_is_one_link_away_in_every_language(site, portal, read_address):
    page, language, _, path = read_address
    # A mailed link stands in no page.
    if not page.spoken or any(p.word == "link" for p in page.params):
        return
    there = {a.split("#")[0] for _, _, a in links(portal.get(path).text)}
    for other in site.languages:
        if other != language:
            assert any(a.endswith(site.address(page, other)) for a in there), other


def test_links_to_other_sites_give_nothing_away(portal, read_address):
    for tag, attributes, _ in read(portal.get(read_address[3]).text).elements:
        href = attributes.get("href") or ""
        if tag == "a" and re.match(r"https?://(?!localhost|127\.0\.0\.1)", href):
            assert {"noopener", "noreferrer"} <= set((attributes.get("rel") or "").split()), href
