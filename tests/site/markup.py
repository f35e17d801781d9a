"""Reading pages as a strict reader would: elements, forms, and what should not be there."""

import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr"}
# Elements that end where the next block begins, so their end tag may be absent.
LOOSE = {"p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody"}


class Reader(HTMLParser):
    """Collects elements with attributes, and says where tags do not close."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements = []          # (tag, {attribute: value}, text pieces)
        self.stack = []
        self.broken = []

    def handle_starttag(self, tag, attrs):
        element = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), []))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.stack and self.stack[-1][0] != tag and self.stack[-1][0] in LOOSE:
            self.stack.pop()
        if self.stack and self.stack[-1][0] == tag:
            self.stack.pop()
        else:
            self.broken.append(tag)

    def handle_data(self, data):
        for element in self.stack:
            element[2].append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.broken += [tag for tag, _, _ in reader.stack if tag not in LOOSE]
    return reader


def said_twice(html):
    """Lines of the box on top of a refused form that do not tell which field they are about."""
    page = read(html).elements
    seen = {a["id"] for _, a, _ in page if "id" in a and a.get("type") != "hidden"}
    box = html.partition('id="errors"')[2].partition("</ul>")[0]
    said = Counter("".join(text).strip() for tag, a, text in
                   read("<div>" + box.partition(">")[2]).elements
                   if tag == "a" and a["href"][1:] in seen)
    return [line for line, times in said.items() if times > 1]


def tags_of(html):
    return Counter(tag for tag, _, _ in read(html).elements)


def links(html):
    """Every address that a page points at: (element, attribute, address)."""
    for tag, attributes, _ in read(html).elements:
        for name in ("href", "src", "action"):
            if attributes.get(name):
                yield tag, name, attributes[name]


def has_telephone(html):
    """The organisation's number: a link, or on an example site plain digits, so that nobody calls
    a stranger by mistake."""
    return any((attributes.get("href") or "").startswith("tel:")
               or tag == "bdi" and re.search(r"\d[\d-]{5,}\d", "".join(text))
               for tag, attributes, text in read(html).elements)


def fields(html, action_end=None):
    """Name to value of the controls of the first POST form, as a browser would send them back."""
    reader, found, inside = read(html), {}, False
    options, select = None, None
    for tag, attributes, text in reader.elements:
        if tag == "form":
            inside = attributes.get("method", "").lower() == "post" and (
                not action_end or attributes.get("action", "").split("#")[0].endswith(action_end))
        if not inside or "disabled" in attributes:
            continue
        name = attributes.get("name")
        if tag == "input" and name:
            if attributes.get("type") in ("checkbox", "radio"):
                if "checked" in attributes:
                    found[name] = attributes.get("value", "on")
            elif attributes.get("type") != "submit":
                found[name] = attributes.get("value", "")
        elif tag == "textarea" and name:
            value = "".join(text)
            found[name] = value[1:] if value.startswith("\n") else value
        elif tag == "select" and name:
            select, options = name, 0
        elif tag == "option" and select:
            options += 1
            if options == 1 or "selected" in attributes:
                found[select] = attributes.get("value", "".join(text).strip())
    return found


def typed_into(html, action_end=None):
    """Names of the controls of such a form that somebody types into."""
    found, inside = set(), False
    for tag, attributes, _ in read(html).elements:
        if tag == "form":
            inside = attributes.get("method", "").lower() == "post" and (
                not action_end or attributes.get("action", "").split("#")[0].endswith(action_end))
        if inside and attributes.get("name") and (tag == "textarea" or tag == "input" and
                attributes.get("type", "text") in ("text", "tel", "email", "password")):
            found.add(attributes["name"])
    return found


def is_invisible(c):
    return c.isspace() or unicodedata.category(c) in ("Cf", "Zs", "Zl", "Zp") or c in "\u034f\u180e" \
        or 0xE0000 <= ord(c) <= 0xE0FFF


def clean(text, one_line=True):
    """What the portal makes of what was typed: the contract of rehab_text_clean, written anew."""
    text = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    kept = []
    for c in text:
        code = ord(c)
        if c != "\n" and unicodedata.category(c) == "Cc":
            continue
        if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x206F or code == 0xFEFF:
            continue
        if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
            continue
        kept.append(c)
    text = unicodedata.normalize("NFC", "".join(kept))
    if one_line:
        text = text.replace("\n", " ")
    return "" if all(map(is_invisible, text)) else text.strip()
