"""Lexicons from YAML: what a short file gives, and what a wrong one is told."""

from pathlib import Path

import pytest

from toolkit.arabic import fold
from toolkit.errors import InputError
from toolkit.lexicons import Entry, compile_lexicons, load_lexicon, parse_lexicon, shipped_lexicons


def test_a_short_file_of_a_user_works(tmp_path: Path) -> None:
    file = tmp_path / "blame.yaml"
    file.write_text("\ufeffname: blame\nentries:\n  - كارثة\n  - فشل ذريع\n", encoding="utf-8")
    lexicon = load_lexicon(file)
    assert lexicon.construct == "blame"
    assert lexicon.entries == (Entry("كارثة"), Entry("فشل ذريع", pos="phrase"))


def test_every_key_is_kept() -> None:
    lexicon = parse_lexicon(
        """
name: n
construct: c
sources: one
entries:
  - entry: أشاد (act)
    class: act
    perfect: أشاد
    masdar: [إشادة, تشييد]
    forms: [نشيد]
    strength: 3
    avoid: نشيد وطني
    negatable: false
    example: أشاد الوزير.
    note: praise
    state: Morocco
    frame: [ب]
    attributes: {register: formal}
"""
    )
    assert lexicon.sources == ("one",)
    assert lexicon.entries[0] == Entry(
        "أشاد (act)",
        class_="act",
        forms=("نشيد",),
        paradigm={"perfect": ("أشاد",), "masdar": ("إشادة", "تشييد")},
        pos="verb",
        strength=3,
        avoid=("نشيد وطني",),
        negatable=False,
        example="أشاد الوزير.",
        note="praise",
        attributes={"register": "formal", "state": "Morocco", "frame": ("ب",)},
    )


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("entries: [كلمة]", "no name"),
        ("name: n", "no entries"),
        ("name: n\nentries: []", "no entries"),
        ("name: n\nentries: كلمة", "no entries"),
        ("- كلمة", "not a lexicon"),
        ("name: [n", "line 1: not YAML|line 2: not YAML"),
        ("name: n\nentrys: [كلمة]", "did you mean 'entries'"),
        ("name: n\nentries: [{class: a}]", "entry 1: no headword"),
        ("name: n\nentries: [كلمة, 7]", "entry 2: 7 is neither"),
        ("name: n\nentries: [{entry: كلمة, exmple: x}]", r"entry 1 \(كلمة\).*'example'"),
        ("name: n\nentries: [{entry: كلمة, pos: nuon}]", "pos is 'nuon'; choose one of verb"),
        ("name: n\nentries: [{entry: كلمة طيبة, pos: noun}]", "has a space"),
        ("name: n\nentries: [{entry: كلمة, strength: 4}]", "strength is 4; give 1, 2 or 3"),
        ("name: n\nentries: [{entry: كلمة, strength: true}]", "strength is True"),
        ("name: n\nentries: [{entry: كلمة, negatable: no thanks}]", "give true or false"),
        ("name: n\nentries: [{entry: كلمة, forms: {a: b}}]", "give a text or a list"),
        ("name: n\nentries: [{entry: كلمة, forms: ['']}]", "give a text or a list"),
        ("name: n\nentries: [{entry: كلمة, example: 3}]", "between quotation marks"),
        ("name: n\nentries: [{entry: كلمة, paradigm: noun}]", "only `fixed`"),
        ("name: n\nentries: [{entry: كلمة, attributes: x}]", "not a mapping"),
        ("name: n\nentries: [كلمة, كلمة]", "stands already as entry 1"),
    ],
)
def test_what_is_wrong_is_told(yaml: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        parse_lexicon(yaml, where="my.yaml")
    assert str(error.value).startswith("my.yaml")
    assert "\n" not in str(error.value)


def test_a_missing_or_foreign_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file, and no lexicon of that name ships"):
        load_lexicon("blame")
    file = tmp_path / "old.yaml"
    file.write_bytes("name: كلمة".encode("windows-1256"))
    with pytest.raises(InputError, match="not UTF-8"):
        load_lexicon(file)


@pytest.mark.parametrize("name", shipped_lexicons())
def test_every_example_of_a_shipped_lexicon_holds_its_entry(name: str) -> None:
    lexicon = load_lexicon(name)
    for entry in lexicon.entries:
        if entry.example:
            alone = type(lexicon)("alone", "alone", (entry,))
            assert compile_lexicons([alone]).find(fold(entry.example)), (entry.entry, entry.example)


def test_a_list_that_ships_is_read_once_and_a_file_each_time(tmp_path: Path) -> None:
    assert load_lexicon("cues") is load_lexicon("cues")
    file = tmp_path / "blame.yaml"
    for word in ("كارثة", "فشل"):  # edited between two runs of one notebook
        file.write_text(f"name: blame\nentries: [{word}]\n", encoding="utf-8")
        assert load_lexicon(file).entries == (Entry(word),)
