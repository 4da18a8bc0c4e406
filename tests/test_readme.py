"""The two READMEs say the same: figures, links, commands, pictures that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\]\(([^)]+)\)")
NUMBER = re.compile(r"(?<![\d.])(?:\d\.\d+|\d{2,})(?!\d)")
COMMAND = re.compile(r"^(?:toolkit|make) .*?(?=\s*#)", re.MULTILINE)


@pytest.fixture(scope="module")
def english() -> str:
    return (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def arabic() -> str:
    return (ROOT / "README.ar.md").read_text("utf-8")


def test_the_same_figures_stand_in_both(english, arabic):
    def numbers(text):
        # Arabic says the thousand of "per 1,000 words" in letters.
        return sorted(NUMBER.findall(LINK.sub("", text).replace("1,000", "")))

    assert numbers(arabic) == numbers(english)


def test_both_lead_to_the_same_places(english, arabic):
    def places(text):
        found = set(LINK.findall(text)) - {"README.md", "README.ar.md"}
        return {place.replace("-ar.png", "-en.png") for place in found}

    assert places(arabic) == places(english)


def test_both_name_the_same_commands(english, arabic):
    def commands(text):
        return [line.replace(" --language ar", "").strip() for line in COMMAND.findall(text)]

    assert commands(arabic) == commands(english)
    assert len(commands(english)) == 11


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_what_is_linked_is_there(name):
    places = LINK.findall((ROOT / name).read_text("utf-8"))
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert sum(place.endswith(".png") for place in places) == 3
