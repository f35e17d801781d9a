"""tests/bench/plot.py: the rows of a run as one SVG picture: for each row the range of its rounds as a line,
the median as a dot, and what was asked for as a tick, each heading on a scale of its own."""

import math
import statistics
from html import escape

WIDTH, LABEL, LINE, PAD = 960, 380, 24, 20
STYLE = ("text{font:13px sans-serif;fill:#1b2733}.head{font-weight:600}.range{stroke:#6b7f90;stroke-width:5}"
         ".dot{fill:#073b4c}.short{fill:#b3261e}.goal{stroke:#c98a00;stroke-width:2}")


def scale(rows):
    """From a value to its place across; logarithmic, with a tenth of room on both sides."""
    values = [v for row in rows for v in [*row["values"], row["least"], row["most"]] if v]
    low, high = math.log(min(values)), math.log(max(values))
    room = (high - low or 1) * 0.1
    low, high = low - room, high + room
    return lambda value: LABEL + (math.log(value) - low) / (high - low) * (WIDTH - LABEL - PAD)


def row_shapes(row, across, y):
    middle = statistics.median(row["values"])
    yield f'<text x="{PAD}" y="{y + 4}">{escape(row["name"])}: {middle:.3g}</text>'
    yield (f'<line class="range" x1="{across(min(row["values"])):.1f}" x2="{across(max(row["values"])):.1f}" '
           f'y1="{y}" y2="{y}"/>')
    for bound in (row["least"], row["most"]):
        if bound:
            x = across(bound)
            yield f'<line class="goal" x1="{x:.1f}" x2="{x:.1f}" y1="{y - 9}" y2="{y + 9}"/>'
    kind = "short" if row["verdict"] == "short" else "dot"
    yield f'<circle class="{kind}" cx="{across(middle):.1f}" cy="{y}" r="5"/>'


def picture(rows):
    """`rows` as Report keeps them.  Values of 0 have no place on such a scale and are left out."""
    shapes, y = [], PAD
    sections = {}
    for row in rows:
        if min(row["values"]) > 0:
            sections.setdefault(row["section"], []).append(row)
    for section, here in sections.items():
        shapes.append(f'<text class="head" x="{PAD}" y="{y + 4}">{escape(section)}</text>')
        across = scale(here)
        for row in here:
            y += LINE
            shapes += row_shapes(row, across, y)
        y += 2 * LINE
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}">'
            f'<title>What make bench measured</title><style>{STYLE}</style>'
            f'<rect width="100%" height="100%" fill="#fff"/>{"".join(shapes)}</svg>\n')
