"""Cues are read from their lexicon, by the paradigms and licences of every lexicon."""

from types import SimpleNamespace

import pytest

from toolkit.lexicons import Lexicon, parse_lexicon
from toolkit.measures.attribution.words import cues


@pytest.fixture
def lexicon(monkeypatch):
    """Read cues from a list of one's own."""

    def use(text: str) -> None:
        own: Lexicon = parse_lexicon(text)
        monkeypatch.setattr(cues, "load_lexicon", lambda name: own)
        monkeypatch.setattr(cues, "_COMPILED", SimpleNamespace(read=cues._spelled_out))
        cues._table.cache_clear()
        cues._distant.cache_clear()

    yield use
    monkeypatch.undo()
    cues._table.cache_clear()
    cues._distant.cache_clear()


@pytest.mark.parametrize("word", ["قلت", "قلنا", "وقلن", "اضفنا"])  # I said, we said, they added
def test_hollow_verbs_are_shortened_before_consonants(word):
    assert cues.read_cue(word) is not None


# A family name; "words" doubled; "to whom", Aden, "plates": forms of no verb of saying
@pytest.mark.parametrize("word", ["قالن", "كلماتات", "لمن", "عدن", "صحن"])
def test_forms_that_are_other_words(word):
    assert cues.read_cue(word) is None


@pytest.mark.parametrize(
    ("word", "kind", "agreement"),
    [
        ("قالت", cues.PERFECT, 2),
        ("قالوا", cues.PERFECT, 3),
        ("ويوكد", cues.IMPERFECT, 1),
        ("تعلن", cues.IMPERFECT, 2),
        ("يعلنون", cues.IMPERFECT, 3),
        ("موكدا", cues.PARTICIPLE, 1),
        ("مشيره", cues.PARTICIPLE, 2),
        ("باعلانه", cues.MASDAR, 0),
        ("وفقا", cues.ACCORDING, 0),
    ],
)
def test_the_form_tells_kind_and_agreement(word, kind, agreement):
    cue = cues.read_cue(word)
    assert (cue.kind, cue.agreement) == (kind, agreement)


def test_a_plain_entry_and_a_list_of_stems_and_forms_are_read(lexicon):
    lexicon("""
name: cues
entries:
  - نميمة
  - {entry: هس, class: say, perfect: [هس, هسهس], imperfect: يهس, forms: [هسيس]}
""")
    assert cues.read_cue("بالنميمه").kind == cues.MASDAR
    assert {cues.read_cue(word).entry for word in ("هست", "هسهست", "يهسون", "هسيس")} == {"هس"}


def test_a_cue_of_several_words_takes_a_pronoun():
    # according to what she claims, that …
    cue, count = cues.read_phrase(["علي", "حد", "زعمها", "ان"])
    assert (cue.kind, cue.object, count) == (cues.ACCORDING, True, 3)
    assert cues.read_phrase(["علي", "حد", "سواء"]) is None


def test_cues_that_keep_at_a_distance():
    assert {"زعم", "ادعى", "على حد قول"} <= set(cues.distancing_words())
    assert not cues.keeps_distance("أكد")
