"""An Arabic page says what its English one says: commands, numbers, and a way from one to the other."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.ar.md"))
# These have tests of their own (the study), differ by design (a codebook for a reader of Arabic), or
# are the first part of their English page (the comparison).
FREE = {"study.ar.md", "codebook.ar.md", "code-by-hand.ar.md", "index.ar.md", "comparison.ar.md"}
TRANSLATED = [page for page in PAGES if page.name not in FREE]
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r'<div dir="rtl" lang="ar" markdown="1">\n\n(.*?)\n\n</div>', re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+\.md)")


def english(page: Path) -> Path:
    return page.with_name(page.name.replace(".ar.md", ".md"))


def named(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def numbers(text: str) -> set[str]:
    """No list's own, none of a tag or a link's address; "per 1,000 words" is a word in Arabic."""
    prose = re.sub(r"<[^>]*>|\]\([^)]*\)|^\d+\. ", "", text, flags=re.MULTILINE)
    return set(re.findall(r"\d+(?:[.,:]\d+)*", prose)) - {"1,000"}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_language_leads_to_the_other_above_the_first_section(page):
    for here, there in ((page, english(page)), (english(page), page)):
        assert f"]({there.name})" in here.read_text("utf-8").split("\n## ")[0], named(here)


@pytest.mark.parametrize("page", TRANSLATED, ids=named)
def test_commands_and_numbers_are_the_same_in_both_languages(page):
    ours, theirs = page.read_text("utf-8"), english(page).read_text("utf-8")
    assert FENCE.findall(ours) == FENCE.findall(theirs)
    assert numbers(ours) == numbers(theirs)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_to_arabic_pages_where_there_are_any(page):
    for target in LINK.findall(page.read_text("utf-8")):
        linked = page.parent / target
        if linked != english(page) and not target.endswith(".ar.md"):
            twin = linked.with_name(linked.name.replace(".md", ".ar.md"))
            assert not twin.is_file(), f"{named(page)}: {target} stands in Arabic"


@pytest.mark.parametrize("page", TRANSLATED, ids=named)
def test_all_arabic_lies_in_right_to_left_blocks_and_no_command_does(page):
    text = page.read_text("utf-8")
    blocks = BLOCK.findall(text)
    assert not [block for block in blocks if "```" in block]
    outside = FENCE.sub("", text)
    for block in blocks:
        outside = outside.replace(block, "")
    assert re.search("[\u0621-\u064a]", outside) is None


# The glossary has the words of the figures as they are.
@pytest.mark.parametrize(
    "page", [page for page in TRANSLATED if page.name != "glossary.ar.md"], ids=named
)
def test_no_interval_leaves_open_from_which_side_it_is_read(page):
    """Behind Arabic, 0.72–0.80 is shown as 0.80–0.72, and 2022-05-11 as 11-05-2022.

    Write [0.72، 0.80], and a date as code; behind a Latin word (ISO 8859-6) all is well.
    """
    arabic = " ".join(BLOCK.findall(page.read_text("utf-8")))
    prose = re.sub(r"`[^`]*`", "", arabic)
    assert re.findall(r"(?<![A-Za-z] )\b\d+[–-]\d", prose) == []


def test_the_navigation_has_every_arabic_title():
    """It is not found by itself: it stands inside the page's right-to-left block."""
    entries = (DOCS.parent / "mkdocs.yml").read_text("utf-8")
    for page in PAGES:
        heading = re.search(r"^# (.+)$", page.read_text("utf-8"), re.MULTILINE)
        assert heading is not None, named(page)
        assert f'- "{heading[1]}": {named(page)}\n' in entries, named(page)
