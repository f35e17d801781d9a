"""Sentences of the portal's own words: strings and content pages.  Called by sentences.sh."""

import glob
import re
import sys
import xml.etree.ElementTree as ET

MOST = 12
# Strings that may hold a longer sentence, and why.
EXCEPT = {
    "site.promise": "whom the portal is for, word by word as the organisation says it everywhere",
}
# Names of authorities and laws, quotations, and texts that were given word by word.
LEFT_OUT = {"cite", "q", "blockquote"}
# Elements that begin and end a sentence of their own, and those that hold nothing but links.
BLOCKS = {"p", "li", "h2", "h3", "title", "dt", "dd", "text", "td", "th", "string", "item"}
LISTS = {"tiles"}


def pieces(element):
    """The text of each block; what is left out counts as one word, as a name would."""
    text = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS | LISTS or element.tag in LISTS:
            yield from blocks(child)
        elif child.tag in LEFT_OUT:
            text.append(" X ")
        else:
            inner = list(pieces(child))
            text.append(" ".join(inner))
        text.append(child.tail or "")
    yield "".join(text)


def blocks(element):
    if element.get("given") != "yes":
        yield from pieces(element)


def sentences(text):
    """Ends at . ! ? ؟ before a space, or at an empty line; a colon or semicolon ends none."""
    text = re.sub(r"\\u[0-9a-fA-F]{4}", "", text.replace("\\n", "\n").replace("\\'", "'"))
    text = re.sub(r"%\d\$[sd]", "X", text)
    return [s for s in re.split(r"(?<=[.!?؟])\s+|\n\s*\n", text) if s.strip()]


def words(sentence):
    """Whatever stands between spaces and has a letter or digit; a dash alone is no word."""
    return [w for w in sentence.split() if re.search(r"\w", w)]


def sources():
    for file in sorted(glob.glob("conf/strings/*.xml")):
        for element in ET.parse(file).getroot():
            for part in blocks(element):
                yield file, element.get("name"), part
    for file in sorted(glob.glob("conf/content/**/*.xml", recursive=True)):
        for part in blocks(ET.parse(file).getroot()):
            yield file, None, part
    for fact in ET.parse("conf/facts.xml").getroot().iter("fact"):
        for text in fact.iter("text"):
            yield "conf/facts.xml", f"{fact.get('id')} {text.get('lang')}", text.text or ""


def main():
    offences, looked, used = [], 0, set()
    for file, name, text in sources():
        for sentence in sentences(text):
            looked += 1
            n = len(words(sentence))
            if n > MOST and name in EXCEPT:
                used.add(name)
            elif n > MOST:
                offences.append(f"{file}: {name + ': ' if name else ''}{n} words, at most {MOST}: "
                                + " ".join(sentence.split()))
    offences += [f"tests/guards/sentences.py: {name} needs no exception" for name in EXCEPT
                 if name not in used]
    for line in offences:
        print(line)
    if not looked:
        print("no sentence found in conf/strings and conf/content")
        return 1
    if not offences:
        print("ok sentences")
    return 1 if offences else 0


if __name__ == "__main__":
    sys.exit(main())
