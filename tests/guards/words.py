"""The two word lists of the glossary, matched at word beginnings.  Called by words.sh."""

import glob
import os
import re
import sys
import xml.etree.ElementTree as ET

# Stems that no page of the work room says.
WORK_ROOM = {
    "he": "אסיר כלא סוהר מאסר עבריי עבירה עבירות הרשע פלילי שחרור משוחרר שיקום קצין־מבחן "
          "קצינת־מבחן רש״א רש\"א שב״ס שב\"ס",
    "ar": "سجن سجين سجون أسير أسرى إفراج محرَّر محرر جريمة جرائم جنائي محكوم سوابق تأهيل-السجين",
    "en": "prison inmate jail convict offend offence offense crime criminal parole probation "
          "rehabilitat release",
    "ru": "тюрьм тюрем заключён заключен осуждён осужден судим преступ криминал уголов освобожд "
          "надзор реабилит",
    "fa": "زندان مجرم جرم محکوم سوءپیشینه سابقه‌دار آزاد-شده-از بازپروری",
}
# What nobody says in either room in the portal's own words.
NOWHERE = {
    "he": "עבריין עבריינ פושע אסיר-לשעבר אסירים-לשעבר בעל-עבר בעלי-עבר נפשות-פועלות מקרה-סוציאלי",
    "ar": "مجرم سوابق أسير-محرر أسير-محرَّر",
    "en": "offender ex-con ex-offender inmate clean-record",
    "ru": "зэк уголовник бывший-зэк судимост неблагополучн",
    "fa": "مجرم سابقه‌دار خلافکار زندانی-سابق",
}
# Content pages that a person who looks for work touches; all others are the open room.
WORK_ROOM_PAGES = ("help-now", "how-it-works", "privacy", "accessibility")
# Prefixes that are written together with the word; Russian's УДО is a word of its own.
PREFIX = {"he": "[והבלמשכ]{0,3}", "ar": "(?:[وفبلك]{0,2}(?:ال)?)", "en": "", "ru": "", "fa": ""}
# For employers' eyes only: who comes through us, and the check of an advert's wording.
EXCEPT = ("employer.register.", "wording.", "phrases.kind.")


def pattern(language, lists):
    stems = []
    for stem in " ".join(words[language] for words in lists).split():
        stems.append(re.escape(stem).replace(r"\-", r"[ \-־]").replace("־", "[ \\-־]"))
    found = rf"(?<!\w){PREFIX[language]}(?:{'|'.join(stems)})"
    if language == "ru":
        found += r"|(?<!\w)УДО(?!\w)"
    return re.compile(found, 0 if language == "ru" else re.I)


def strip_marks(text):
    """Without niqqud and tashkil, which would hide a word."""
    return re.sub(r"[\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0640]", "", text)


def flat(text, language):
    text = strip_marks(text)
    return text if language == "ru" and "УДО" in text else text.lower() if language == "ru" else text


def strings(language):
    file = f"conf/strings/{language}.xml"
    for element in ET.parse(file).getroot():
        if not element.get("name", "").startswith(EXCEPT):
            for part in element.iter():
                if part.text:
                    yield f"{file}: {element.get('name')}", part.text


def literals():
    """Text and attribute values of sheets that a browser would see, without comments."""
    for file in glob.glob("xsl/**/*.xsl", recursive=True):
        for element in ET.parse(file).iter():
            for text in [element.text, element.tail,
                         *(v for k, v in element.attrib.items() if k not in ("select", "test", "match"))]:
                if text and text.strip():
                    yield file, text


def content(language):
    """Content pages; in the open room the names of laws and bodies, and quotations, are excepted."""
    top = f"conf/content/{language}"
    for file in glob.glob(f"{top}/**/*.xml", recursive=True):
        address = os.path.relpath(file, top)[:-4]
        with open(file, encoding="utf-8") as f:
            text = re.sub(r"<!--.*?-->|<(q|cite|blockquote)\b.*?</\1>", " ", f.read(), flags=re.S)
        for title in re.findall(r"<(?:title|h1)[^>]*>(.*?)<", text, flags=re.S):
            yield file, title, (WORK_ROOM, NOWHERE)
        yield file, address, (WORK_ROOM, NOWHERE)
        yield file, text, (WORK_ROOM, NOWHERE) if address in WORK_ROOM_PAGES else (NOWHERE,)


def facts(language):
    """What facts say; those of the help lines stand on a page of the work room."""
    if not os.path.exists("conf/facts.xml"):
        return
    for fact in ET.parse("conf/facts.xml").getroot().iter("fact"):
        lists = (WORK_ROOM, NOWHERE) if fact.get("id").startswith("help.") else (NOWHERE,)
        for text in fact.iter("text"):
            if text.get("lang") == language:
                yield f"conf/facts.xml: {fact.get('id')}", text.text or "", lists


def main():
    offences = []

    def look(where, text, language, lists):
        for found in pattern(language, lists).findall(flat(text, language)):
            offences.append(f"{where}: {found}")

    for file in sorted(glob.glob("conf/strings/*.xml")):
        language = os.path.basename(file)[:-4]
        for where, text in strings(language):
            look(where, text, language, (WORK_ROOM, NOWHERE))
        for where, text, lists in (*content(language), *facts(language)):
            look(where, text, language, lists)
    for file, text in literals():
        for language in WORK_ROOM:
            look(file, text, language, (WORK_ROOM, NOWHERE))
    for line in offences:
        print(line)
    if not glob.glob("conf/strings/*.xml"):
        print("no strings file below conf/strings")
        return 1
    if not offences:
        print("ok words")
    return 1 if offences else 0


if __name__ == "__main__":
    sys.exit(main())
