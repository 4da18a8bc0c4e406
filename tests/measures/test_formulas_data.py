"""The list of formulas: sound, by state, each with an example that holds it."""

from collections import Counter
from importlib.resources import files

import pytest
import yaml

from toolkit.arabic import fold

CLASSES = {"honorific", "protocol", "self_description", "programme", "loaded"}
STATES = {
    *("Morocco", "Saudi Arabia", "United Arab Emirates", "Qatar", "Kuwait", "Bahrain", "Oman"),
    *("Gulf states", "Jordan", "Egypt", "Algeria", "Syria", "Iraq", "Yemen", "Arab states"),
    *("Russia", "Iran", "Israel", "United States"),
}


@pytest.fixture(scope="module")
def entries() -> list[dict[str, str]]:
    source = files("toolkit.lexicons") / "data" / "formulas.yaml"
    return yaml.safe_load(source.read_text("utf-8"))["entries"]


def test_every_entry_has_a_class_and_a_state(entries) -> None:
    assert len(entries) >= 150
    assert {entry["class"] for entry in entries} == CLASSES
    assert {entry["state"] for entry in entries} == STATES


def test_no_entry_stands_twice(entries) -> None:
    counts = Counter(fold(entry["entry"]).text for entry in entries)
    assert [entry for entry, n in counts.items() if n > 1] == []


def test_every_example_holds_its_entry(entries) -> None:
    def bare(text: str) -> str:
        return " ".join(fold(text).text.replace("-", " ").replace("لل", "ل ال").split())

    assert [e["entry"] for e in entries if bare(e["entry"]) not in bare(e["example"])] == []


def test_the_great_states_have_enough(entries) -> None:
    counts = Counter(entry["state"] for entry in entries)
    for state in ("Morocco", "Saudi Arabia", "Egypt", "Algeria", "Syria", "Iraq", "Yemen"):
        assert counts[state] >= 9, state
    for state in ("Russia", "Iran", "Israel", "United States"):
        assert counts[state] >= 9, state
