"""The glossary has every code, with the words that figures and report have for it."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from toolkit.measures.codes import SOURCE_TYPES

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
# Languages of the columns behind the code.
PAGES = {"glossary.md": ("en", "ar", "fr"), "glossary.ar.md": ("ar", "en", "fr")}


def data(place: str) -> dict:
    return yaml.safe_load((files("toolkit") / place).read_text("utf-8"))


def words() -> set[tuple[str, str, str]]:
    """Every code with its English and its Arabic word."""
    codes, groups = data("figures/data/codes.yaml"), data("study/data/groups.yaml")
    kinds = ("measure", "kind", "source_type", "holder", "voice")
    tables = [(codes["en"][kind], codes["ar"][kind]) for kind in kinds]
    tables += [(groups[column]["en"], groups[column]["ar"]) for column in ("outlet_kind", "moment")]
    report = data("report/data/wording.yaml")
    for told in ("stance_kind", "formula_class"):
        tables.append((report["en"][told], report["ar"][told]))
    for told in ("kinds", "statuses"):
        rows = data("figures/data/quotations.yaml")[told]
        tables.append(tuple({code: row[of] for code, row in rows.items()} for of in ("en", "ar")))
    return {(code, english[code], arabic[code]) for english, arabic in tables for code in english}


@pytest.mark.parametrize("page", PAGES)
def test_every_code_stands_there_with_its_words(page):
    text = (DOCS / page).read_text("utf-8")
    rows = [(row[0], dict(zip(PAGES[page], row[1:], strict=True))) for row in ROW.findall(text)]
    assert {(code, row["en"], row["ar"]) for code, row in rows} == words()
    assert {code for code, _ in rows} >= set(SOURCE_TYPES)


def test_both_pages_have_the_same_french_words():
    french = [
        sorted(row[3] for row in ROW.findall((DOCS / page).read_text("utf-8"))) for page in PAGES
    ]
    assert french[0] == french[1]
