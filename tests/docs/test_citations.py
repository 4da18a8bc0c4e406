"""No file cites a document that is not shipped; model cards speak to readers."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("toolkit", "docs", "tests", "benchmarks", "notebooks", "data", "requirements", ".github")
KINDS = {
    ".py",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".ipynb",
    ".json",
    ".jinja",
    ".tsv",
    ".xml",
    ".cff",
}
DOCUMENT = re.compile(r"(?<![\w/.*-])(?:\.{1,2}/)*[\w-]+(?:/[\w.-]+)*\.md\b")


def files() -> list[Path]:
    inside = [file for folder in SHIPPED for file in (ROOT / folder).rglob("*")]
    found = [file for file in (*ROOT.iterdir(), *inside) if file.suffix in KINDS]
    return [file for file in found if file.is_file() and "__pycache__" not in file.parts]


def is_shipped(cited: str, file: Path) -> bool:
    places = (file.parent, ROOT, ROOT / "docs", ROOT / "docs" / "reference")
    return any((place / cited).is_file() for place in places)


def test_every_document_that_is_cited_is_shipped():
    missing = {
        (file.relative_to(ROOT).as_posix(), cited)
        for file in files()
        for cited in DOCUMENT.findall(file.read_text("utf-8"))
        if not is_shipped(cited, file)
    }
    assert missing == set()


@pytest.mark.parametrize("name", ["DESIGN", "CODEBOOK", "STYLE"])
def test_the_working_papers_are_not_cited(name):
    citing = [file for file in files() if f"{name}.md" in file.read_text("utf-8")]
    assert citing == []


@pytest.mark.parametrize(
    "card", sorted((ROOT / "docs" / "models").glob("*.md")), ids=lambda f: f.stem
)
def test_a_model_card_tells_figures_and_no_targets_that_were_set(card):
    text = card.read_text("utf-8")
    target = (
        r"was asked (?:for|of)|asked of (?:it|them)|\bfloors?\b|targets? (?:was |were )?reached"
    )
    assert re.findall(target, text) == []
