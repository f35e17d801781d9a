"""Which CSS browsers of 2017 do not know.  Called by css.sh, which says why."""

import glob
import re
import sys

# What they lack altogether: a rule with one of these in its selector, or a declaration with one in
# its value, does nothing there.  Inside @supports it is an addition, not a need.
SELECTORS = [r":dir\(", r":is\(", r":where\(", r":has\(", r":focus-visible", r":not\([^)]*,"]
VALUES = [r"\bclamp\(", r"(?<![-\w])min\(", r"(?<![-\w])max\(", r"\bcolor-mix\(", r"\boklch\(",
          r"\b\d+(dvh|svh|lvh|cqw|cqi)\b"]
PROPERTIES = {"inset", "aspect-ratio", "place-items", "place-content", "accent-color",
              "content-visibility", "text-wrap", "scrollbar-gutter", "translate", "rotate", "scale"}
# gap works in grid since 2017 as grid-gap; in flex boxes it came in 2021.
LOGICAL = re.compile(r"^((margin|padding|border|inset)-(inline|block)(-(start|end))?"
                     r"(-(width|style|color))?|(min-|max-)?(inline|block)-size)$")
PHYSICAL = {
    "inline-size": "width", "block-size": "height", "min-inline-size": "min-width",
    "max-inline-size": "max-width", "min-block-size": "min-height", "max-block-size": "max-height",
}


def physical_for(name):
    """Properties of which one must stand before the logical one in the same rule."""
    if name in PHYSICAL:
        return {PHYSICAL[name]}
    head, _, rest = name.partition("-")
    axis = "inline" if rest.startswith("inline") else "block"
    edges = ("left", "right") if axis == "inline" else ("top", "bottom")
    if head == "inset":
        return set(edges)
    if axis == "block":
        edge = "top" if rest.endswith("start") else "bottom"
        both = not rest.startswith(("block-start", "block-end"))
        found = {head} | ({f"{head}-{e}" for e in edges} if both else {f"{head}-{edge}"})
        return found
    return {head, *(f"{head}-{e}" for e in edges)}


def rules(text):
    """Yields (line, at-rules around, selector, declarations)."""
    text = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)
    stack, start, depth_of_rule = [], 0, None
    for i, c in enumerate(text):
        if c == "{":
            head = text[start:i].strip().rsplit(";", 1)[-1].strip()
            stack.append((head, i + 1, text.count("\n", 0, i) + 1))
            start = i + 1
        elif c == "}":
            head, begin, line = stack.pop()
            if not re.match(r"@(media|supports|layer|container)", head):
                yield line, [h for h, _, _ in stack], head, text[begin:i]
            start = i + 1


def offences(text):
    for line, around, selector, body in rules(text):
        if any(not h.startswith("@") for h in around):
            yield line, f"nesting: {selector}"
        if any(h.startswith("@supports") for h in around):
            continue
        for h in around:
            if h.startswith(("@layer", "@container")):
                yield line, h
        for pattern in SELECTORS:
            if re.search(pattern, selector):
                yield line, f"{selector}: no {pattern.replace(chr(92), '')} in 2017"
        before = set()
        for declaration in body.split(";"):
            name, _, value = declaration.partition(":")
            name, value = name.strip(), value.strip()
            if not name:
                continue
            if name in PROPERTIES and name not in before:
                yield line, f"{selector}: {name} is later than 2017"
            for pattern in VALUES:
                if re.search(pattern, value) and name not in before:
                    yield line, f"{selector}: {name}: {value}, without a plain value before it"
            if LOGICAL.match(name) and not before & physical_for(name):
                yield line, (f"{selector}: {name} without "
                             f"{' or '.join(sorted(physical_for(name)))} before it")
            before.add(name)


def main():
    files = sorted(glob.glob("htdocs/**/*.css", recursive=True))
    bad = 0
    for file in files:
        with open(file, encoding="utf-8") as f:
            for line, what in offences(f.read()):
                print(f"{file}:{line}: {what}")
                bad += 1
    if not files:
        print("no style sheet below htdocs")
    if not bad and files:
        print("ok css")
    return 1 if bad or not files else 0


if __name__ == "__main__":
    sys.exit(main())
