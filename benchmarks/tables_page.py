"""The page of every table and column, from what the measures declare: docs/reference/tables.md.

Types, units, bounds and preconditions are read where they are declared; what a column means stands
in docs/reference/tables.yaml. `tests/docs/test_reference.py` compares the page with both.

    python benchmarks/tables_page.py
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from toolkit.articles.schema import KNOWN
from toolkit.measures.declaration import ScoreDeclaration
from toolkit.measures.tables import table_columns
from toolkit.study.registry import scores

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "reference" / "tables.md"
SAID = FILE.with_suffix(".yaml")


def page() -> str:
    """The whole page as Markdown."""
    said = yaml.safe_load(SAID.read_text("utf-8"))
    articles = {name: "datetime, UTC" if name == "published" else "str" for name in KNOWN}
    types = {"articles": articles, **table_columns()}
    parts = ["# Every table and column", said["before"].strip()]
    for name, table in said["tables"].items():
        rows = _scores(table["columns"]) if name == "scores" else _rows(name, table, types[name])
        parts += [f"## {name}", *([table["about"]] if table.get("about") else []), "\n".join(rows)]
    return "\n\n".join([*parts, said["after"].strip()]) + "\n"


def _rows(name: str, table: Mapping[str, Any], types: Mapping[str, str]) -> list[str]:
    told = [column for key in table["columns"] for column in key.split(", ")]
    if told != list(types):
        wrong = sorted(set(told) ^ set(types)) or "their order"
        raise ValueError(f"{SAID.name}: columns of {name} are not those declared: {wrong}")
    rows = ["| column | type | what |", "|---|---|---|"]
    for key, what in table["columns"].items():
        columns = key.split(", ")
        kinds = {types[column] for column in columns}
        if len(kinds) > 1:
            raise ValueError(f"{SAID.name}: {name}: {key} are of several types; tell them apart")
        rows.append(
            f"| {', '.join(f'`{column}`' for column in columns)} | {kinds.pop()} | {what} |"
        )
    return rows


def _scores(told: Mapping[str, Mapping[str, str]]) -> list[str]:
    if list(told) != list(scores()):
        wrong = sorted(set(told) ^ set(scores())) or "their order"
        raise ValueError(f"{SAID.name}: the scores are not those declared: {wrong}")
    rows = ["| column | unit | what | measured where there is |", "|---|---|---|---|"]
    for name, score in scores().items():
        unit = _unit(score, told[name].get("of", ""))
        rows.append(f"| `{name}` | {unit} | {told[name]['what']} | {score.precondition} |")
    return rows


def _unit(score: ScoreDeclaration, of: str) -> str:
    """The declared unit in words."""
    words = {
        "share": f"share of {of}",
        "rate": "per 1,000 words",
        "count": of,
        "truth": "yes or no",
        "grade": f"{score.lower:g} to {score.upper:g}",
    }
    return words.get(score.unit, score.unit)


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
