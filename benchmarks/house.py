"""The house as a picture, drawn from the imports as they are: docs/images/house.svg.

A floor a room, in the order that `make check` holds it to (the contract in pyproject.toml); beside
it a dot under each room below that it imports from. `tests/docs/test_house.py` compares the picture
with the imports.

    python benchmarks/house.py
"""

from __future__ import annotations

import ast
import tomllib
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "images" / "house.svg"

FLOOR, WIDTH, CELL, HEAD, EDGE = 46, 690, 30, 92, 12
# What everything may import stands in no column.
GROUND = ("errors", "version")
INK, PALE, DOT = "#1f2933", "#eef2f6", "#0b6e99"


def rooms() -> list[str]:
    """The rooms from the roof down, as the contract orders them."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["toolkit"])
    return [room for room in layers if room not in GROUND]


def imports() -> set[tuple[str, str]]:
    """Which room imports from which, anywhere in it."""
    graph = grimp.build_graph("toolkit", cache_dir=None)
    known = set(rooms())
    found = set()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            pair = (module.split(".")[1:2], other.split(".")[1:2])
            if pair[0] != pair[1] and {*pair[0], *pair[1]} <= known and all(pair):
                found.add((pair[0][0], pair[1][0]))
    return found


def purpose(room: str) -> str:
    """The first sentence of a room's docstring."""
    home = ROOT / "toolkit" / room
    file = home / "__init__.py" if home.is_dir() else home.with_suffix(".py")
    said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return said.split("\n\n")[0].replace("\n", " ").partition(". ")[0].rstrip(".").replace("``", "")


def parts(room: str) -> str:
    """The rooms within a room."""
    home = ROOT / "toolkit" / room
    within = (p.parent.name for p in home.glob("*/__init__.py")) if home.is_dir() else ()
    return " · ".join(sorted(within))


def house() -> str:
    """The picture, as SVG."""
    order, used = rooms(), imports()
    height = HEAD + FLOOR * len(order) + EDGE
    width = WIDTH + CELL * len(order) + 4 * EDGE
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="sans-serif" fill="{INK}">',
        "<title>The rooms of the toolkit, and which imports from which</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for column, room in enumerate(order):
        x = EDGE + WIDTH + CELL * column + CELL / 2
        turned = f'transform="translate({x + 4:g} {HEAD - 10}) rotate(-60)"'
        drawn.append(f'<text {turned} font-size="12">{room}</text>')
    for row, room in enumerate(order):
        drawn += floor(room, HEAD + FLOOR * row)
        for column, other in enumerate(order):
            x, y = EDGE + WIDTH + CELL * column + CELL / 2, HEAD + FLOOR * row + FLOOR / 2
            if (room, other) in used:
                named = f"<title>{room} imports from {other}</title>"
                drawn.append(f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{DOT}">{named}</circle>')
            elif room == other:
                drawn.append(f'<path d="M{x - 5:g} {y:g}h10" stroke="{INK}"/>')
    return "\n".join([*drawn, "</svg>"]) + "\n"


def floor(room: str, y: int) -> list[str]:
    """A room: its name, what it is for, the rooms within."""
    right = EDGE + WIDTH
    said = [
        f'<rect x="{EDGE}" y="{y + 2}" width="{WIDTH - 12}" height="{FLOOR - 4}" fill="{PALE}"/>',
        f'<text x="{EDGE + 10}" y="{y + 20}" font-size="14" font-weight="bold">{room}</text>',
        f'<text x="{EDGE + 118}" y="{y + 20}" font-size="12">{escape(purpose(room))}</text>',
        f'<path d="M{right} {y + FLOOR}h{CELL * len(rooms())}" stroke="{PALE}"/>',
    ]
    if within := parts(room):
        said.append(f'<text x="{EDGE + 118}" y="{y + 37}" font-size="11">{escape(within)}</text>')
    return said


if __name__ == "__main__":
    FILE.write_text(house(), encoding="utf-8")
