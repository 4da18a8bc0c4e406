"""LIWC and quanteda dictionaries, there and back."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.arabic import fold
from toolkit.errors import InputError
from toolkit.lexicons import Entry, Lexicon, compile_lexicons, entry_forms, parse_lexicon
from toolkit.lexicons.dictionaries import read_liwc, read_quanteda, write_liwc, write_quanteda

DIC = "%\n1\tpraise\n2\tnegative emotion\n%\nإشاد*\t1\nخطر\t2\nشكر جزيل\t1\nعظيم\t1\t2\n"


def words(lexicons: tuple[Lexicon, ...]) -> dict[str, list[str]]:
    return {lexicon.name: [entry.entry for entry in lexicon.entries] for lexicon in lexicons}


def test_liwc_is_read_by_category(tmp_path: Path) -> None:
    path = tmp_path / "d.dic"
    path.write_text(DIC.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    lexicons = read_liwc(path)
    assert words(lexicons) == {
        "praise": ["إشاد*", "شكر جزيل", "عظيم"],
        "negative emotion": ["خطر", "عظيم"],
    }
    # "And his praise, many thanks, a great danger"
    hits = compile_lexicons(lexicons).find(fold("وإشادته شكر جزيل خطر عظيم"))
    assert [(hit.lexicon[:3], hit.entry.entry) for hit in hits] == [
        ("pra", "إشاد*"),
        ("pra", "شكر جزيل"),
        ("neg", "خطر"),
        ("pra", "عظيم"),
        ("neg", "عظيم"),
    ]


def test_liwc_goes_there_and_back_byte_for_byte(tmp_path: Path) -> None:
    path, again = tmp_path / "d.dic", tmp_path / "again.dic"
    path.write_text(DIC, encoding="utf-8")
    write_liwc(read_liwc(path), again)
    assert again.read_bytes() == path.read_bytes()


def test_a_rich_lexicon_is_written_with_all_its_forms(tmp_path: Path) -> None:
    lexicon = parse_lexicon("name: praise\nentries: [{entry: أشاد, pos: verb}, رائد/رائدة إقليمي]")
    write_liwc([lexicon], tmp_path / "d.dic")
    (back,) = read_liwc(tmp_path / "d.dic")
    forms = {form.text for entry in lexicon.entries for form in entry_forms(entry)}
    assert {entry.entry for entry in back.entries} == forms
    assert "رائدة إقليمي" in forms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("كلمة\t1\n", "no categories"),
        ("%\nx praise\n%\nكلمة\t1\n", "line 2: no category"),
        ("%\n1\tpraise\n%\nكلمة\n", "line 4: no word with numbers"),
        ("%\n1\tpraise\n%\nكلمة\t9\n", "line 4: category 9"),
    ],
)
def test_a_wrong_dic_is_told_by_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "d.dic").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_liwc(tmp_path / "d.dic")


def test_a_pattern_that_liwc_lacks_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lack"):
        write_liwc([parse_lexicon("name: n\nentries: ['ك?ن']")], tmp_path / "d.dic")
    assert not (tmp_path / "d.dic").exists()


def test_quanteda_keys_nest(tmp_path: Path) -> None:
    path = tmp_path / "d.yml"
    path.write_text(
        "economy:\n  growth: [نمو*, ازدهار]\n  crisis: كساد\npeople:\n- شعب\n- women: ['نس?ء']\n",
        encoding="utf-8",
    )
    assert words(read_quanteda(path)) == {
        "economy/growth": ["نمو*", "ازدهار"],
        "economy/crisis": ["كساد"],
        "people": ["شعب"],
        "people/women": ["نس?ء"],
    }


KEYS = st.text("abcxyz", min_size=1, max_size=3)
PATTERNS = st.lists(
    st.text("ابتسجدر*? ", min_size=1, max_size=6).map(lambda t: " ".join(t.split())).filter(bool),
    min_size=1,
    max_size=4,
    unique=True,
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        PATTERNS, lambda t: st.dictionaries(KEYS, t, min_size=1, max_size=3), max_leaves=5
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(TREES)
def test_quanteda_goes_there_and_back(tmp_path_factory: pytest.TempPathFactory, tree: dict) -> None:
    folder = tmp_path_factory.mktemp("quanteda")
    (folder / "a.yml").write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    lexicons = read_quanteda(folder / "a.yml")
    write_quanteda(lexicons, folder / "b.yml")
    assert yaml.safe_load((folder / "b.yml").read_text("utf-8")) == tree
    assert read_quanteda(folder / "b.yml") == tuple(
        Lexicon(x.name, x.construct, x.entries, ("b.yml",)) for x in lexicons
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "no dictionary"),
        ("a: [*b]\n", "line 1: not YAML"),
        ("a:\n  b: [1]\n", "a/b: 1 is no pattern"),
        ("a:\n", "a: None is no pattern"),
    ],
)
def test_a_wrong_quanteda_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "d.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_quanteda(tmp_path / "d.yml")


def test_keys_that_cannot_be_nested_are_told(tmp_path: Path) -> None:
    one = Lexicon("a", "a", (Entry("كلمة"),))
    for clash in ([one, one], [one, Lexicon("a/b", "b", one.entries)]):
        with pytest.raises(InputError, match="rename one"):
            write_quanteda(clash, tmp_path / "d.yml")
