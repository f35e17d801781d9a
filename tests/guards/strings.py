"""Compares conf/strings/*.xml with each other and with what sheets ask for.  Called by strings.sh."""

import glob
import os
import re
import sys
import xml.etree.ElementTree as ET

# The categories of CLDR 42 for whole numbers.
PLURALS = {
    "he": {"one", "two", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "en": {"one", "other"},
    "ru": {"one", "few", "many", "other"},
    "fa": {"one", "other"},
}
ARGUMENT = re.compile(r"%(\d)\$[sd]")


def text_of(element):
    return "".join(element.itertext())


def read(file, offences):
    """Names to sets of arguments; plural names to {quantity: arguments}."""
    strings, plurals = {}, {}
    for element in ET.parse(file).getroot():
        name = element.get("name")
        if name in strings or name in plurals:
            offences.append(f"{file}: {name} stands twice")
        if element.tag == "string":
            strings[name] = set(ARGUMENT.findall(text_of(element)))
            if not text_of(element).strip():
                offences.append(f"{file}: {name} is empty")
        elif element.tag == "plurals":
            plurals[name] = {i.get("quantity"): set(ARGUMENT.findall(text_of(i)))
                             for i in element}
        else:
            offences.append(f"{file}: <{element.tag}> is neither string nor plurals")
    return strings, plurals


def asked_by_sheets():
    """(file, kind, name) for every literal r:text('…') and r:count('…')."""
    for file in glob.glob("xsl/**/*.xsl", recursive=True):
        with open(file, encoding="utf-8") as f:
            for kind, name in re.findall(r"r:(text|count)\(\s*'([^']+)'", f.read()):
                yield file, kind, name


def asked_by_the_audit_page():
    """(file, name) for each verb and object that a declaration or a line of C audits."""
    for file in glob.glob("conf/pages/*.conf"):
        with open(file, encoding="utf-8") as f:
            for verb, thing in re.findall(r"^\s*RehabAudit\s+(\S+)\s+(\S+)", f.read(), re.M):
                yield file, f"act.{verb}"
                yield file, f"thing.{thing}"
    for file in glob.glob("mod_rehab/*.c"):
        with open(file, encoding="utf-8") as f:
            text = f.read()
            for verb, thing in re.findall(r'rehab_audit_write\([^;]*?"([a-z-]+)",\s*"([a-z-]+)"', text):
                yield file, f"act.{verb}"
                yield file, f"thing.{thing}"
            for verb in re.findall(r'_witness\([^;{]*?"([a-z-]+)"', text):
                yield file, f"act.{verb}"
            for verb in re.findall(r'verb = (?:\w+ \? )?"([a-z-]+)"', text):
                yield file, f"act.{verb}"


def main():
    offences = []
    files = sorted(glob.glob("conf/strings/*.xml"))
    languages = {os.path.basename(f)[:-4]: read(f, offences) for f in files}
    if "he" not in languages:
        print("conf/strings/he.xml is not there")
        return 1
    strings, plurals = languages["he"]
    for tag, (own_strings, own_plurals) in languages.items():
        file = f"conf/strings/{tag}.xml"
        for kind, mine, reference in (("string", own_strings, strings),
                                      ("plurals", own_plurals, plurals)):
            offences += [f"{file}: lacks {kind} {n}" for n in sorted(set(reference) - set(mine))]
            offences += [f"{file}: {kind} {n} is not in he.xml"
                         for n in sorted(set(mine) - set(reference))]
        for name in sorted(set(own_strings) & set(strings)):
            if own_strings[name] != strings[name]:
                offences.append(f"{file}: {name} has other arguments than he.xml")
        for name, forms in own_plurals.items():
            want = PLURALS.get(tag)
            if want is None:
                offences.append(f"{file}: tests/guards/strings.py does not know this language")
                break
            if set(forms) != want:
                offences.append(f"{file}: {name} has {sorted(forms)}, needs {sorted(want)}")
    for file, kind, name in asked_by_sheets():
        if name not in (strings if kind == "text" else plurals):
            offences.append(f"{file}: r:{kind}('{name}') is in no strings file")
    offences += [f"{file}: {name} is in no strings file, for /staff/audit"
                 for file, name in asked_by_the_audit_page() if name not in strings]
    for line in offences:
        print(line)
    if not offences:
        print("ok strings")
    return 1 if offences else 0


if __name__ == "__main__":
    sys.exit(main())
