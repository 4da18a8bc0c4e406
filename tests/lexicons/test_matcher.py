"""The matcher: through clitics and spellings, phrases, contexts to avoid, overlaps."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.arabic import fold
from toolkit.errors import InputError
from toolkit.lexicons import Matcher, compile_lexicons, load_lexicon, parse_lexicon

PRAISE = """
name: praise
entries:
  - {entry: أشاد, class: act, perfect: أشاد, imperfect: يشيد, jussive: يشد, masdar: إشادة,
     participle: مشيد}
  - {entry: شكر, class: act, perfect: شكر, imperfect: يشكر, masdar: شكر}
  - {entry: أثنى, class: act, perfect: أثنى, imperfect: يثني}
  - {entry: رائد, class: adjective, pos: adjective, avoid: [العقيد الرائد, رائد الفضاء]}
  - {entry: رائد إقليمي, class: phrase}
  - {entry: شراكة متميزة, class: phrase}
  - {entry: القيادة الرشيدة, class: formula}
  - {entry: لا مثيل له, paradigm: fixed, negatable: false}
  - {entry: التزام, class: noun}
  - {entry: ثمن, class: act, perfect: ثمن, imperfect: يثمن, avoid: [بثمن, دفع ثمن]}
  - {entry: زعماء, pos: noun, paradigm: fixed}
"""
BLAME = "name: blame\nentries: [إقليمي, تهديد*, كارث?]"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return compile_lexicons([parse_lexicon(PRAISE), parse_lexicon(BLAME)])


def found(matcher: Matcher, text: str, lexicon: str = "praise") -> list[tuple[str, str]]:
    folded = fold(text)
    return [
        (text[slice(*folded.span(hit.start, hit.end))], hit.entry.entry)
        for hit in matcher.find(folded)
        if hit.lexicon == lexicon
    ]


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("وأشاد", "أشاد"),  # and he praised
        ("سيشيدون", "أشاد"),  # they will praise
        ("وبإشادتِها", "أشاد"),  # and with her praise: teh marbuta turned to t
        ("للإشادة", "أشاد"),  # to the praise
        ("فأشدنا", "أشاد"),  # so we praised: the hollow stem
        ("لم يشد", "أشاد"),  # did not praise: the jussive
        ("مُشـيداً", "أشاد"),  # praising, vowelled and stretched
        ("شكرتهم", "شكر"),  # she thanked them
        ("سيشكره", "شكر"),  # he will thank him
        ("شكروه", "شكر"),  # they thanked him: the alef of -ū gone
        ("أثناه", "أثنى"),  # ى before a pronoun turns to ا
        ("الالتزام", "التزام"),  # the commitment: its ال is not the article
        ("بالتزامه", "التزام"),
        ("زعماؤهم", "زعماء"),  # their leaders: hamza on its seat
    ],
)
def test_a_word_is_found_through_its_clitics(matcher: Matcher, word: str, entry: str) -> None:
    assert found(matcher, f"ثم {word} أمس") == [(word.split()[-1], entry)]


@pytest.mark.parametrize(
    "word",
    [
        "المشكورها",  # no pronoun behind the article
        "سأشاد",  # no future particle before a perfect
        "بيشكر",  # no preposition before a verb
        "رائدهم",  # no pronoun behind an adjective
        "شكري",  # Shukri, a name
        "تشكرات",
        "أشادوهمم",
    ],
)
def test_what_cannot_be_joined_is_not_found(matcher: Matcher, word: str) -> None:
    assert found(matcher, f"ثم {word} أمس") == []


@pytest.mark.parametrize(
    "text",
    [
        "الرائد الإقليمي",  # every word may carry the article
        "كرائدٍ إقليميٍّ",  # a preposition before the first
        "رائدا إقليميا",  # the accusative
        'رائد "إقليمي"',  # scare quotes between
        "والرائد  الإقليمي",  # two spaces
    ],
)
def test_a_phrase_wins_over_the_word_in_it(matcher: Matcher, text: str) -> None:
    assert found(matcher, f"المغرب {text}.") == [(text.rstrip('"'), "رائد إقليمي")]


def test_a_phrase_keeps_its_pronoun_and_article(matcher: Matcher) -> None:
    # "His distinguished partnership with the wise leadership", "for the wise leadership"
    assert found(matcher, "شراكته المتميزة بالقيادة الرشيدة وللقيادة الرشيدة") == [
        ("شراكته المتميزة", "شراكة متميزة"),
        ("بالقيادة الرشيدة", "القيادة الرشيدة"),
        ("وللقيادة الرشيدة", "القيادة الرشيدة"),
    ]
    # "A wise leadership": the entry asks for the article.
    assert found(matcher, "قيادة رشيدة") == []


@pytest.mark.parametrize("text", ["رائد. إقليمي", "رائد\nإقليمي", "رائد، إقليمي"])
def test_a_phrase_stops_at_a_stop(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == [("رائد", "رائد")]


def test_a_fixed_phrase_takes_a_conjunction_and_no_article(matcher: Matcher) -> None:
    assert found(matcher, "ولا مثيل له") == [("ولا مثيل له", "لا مثيل له")]
    assert found(matcher, "لا المثيل له") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("العقيد الرائد أحمد", []),  # Colonel Major Ahmad: a rank
        ("وصل رائد الفضاء", []),  # the astronaut arrived
        ("دفع ثمن الخطأ", []),  # paid the price
        ("لا يقدر بثمن", []),  # priceless
        ("المغرب الرائد", [("الرائد", "رائد")]),
        ("رائد الفضاء رائد", [("رائد", "رائد")]),  # the context forbids the first one only
    ],
)
def test_contexts_are_avoided(matcher: Matcher, text: str, expected: list) -> None:
    assert found(matcher, text) == expected


def test_a_context_may_end_in_an_attached_preposition() -> None:
    matcher = compile_lexicons(
        [
            parse_lexicon(
                "name: p\nentries: [{entry: قدر, pos: verb, imperfect: يقدر, avoid: [يقدر ب]}]"
            )
        ]
    )
    # "Estimated at a million" is no praise, "appreciates the effort" is.
    assert found(matcher, "يقدر بمليون", "p") == []
    assert found(matcher, "يقدر الجهد", "p") == [("يقدر", "قدر")]


def test_lexicons_do_not_disturb_each_other(matcher: Matcher) -> None:
    text = "المغرب رائد إقليمي"
    assert found(matcher, text) == [("رائد إقليمي", "رائد إقليمي")]
    assert found(matcher, text, "blame") == [("إقليمي", "إقليمي")]


def test_globs(matcher: Matcher) -> None:
    # "And by their threats, a catastrophe"
    assert found(matcher, "وبتهديداتهم كارثة تهدد", "blame") == [
        ("وبتهديداتهم", "تهديد*"),
        ("كارثة", "كارث?"),
    ]


def test_the_kind_of_a_form_is_told(matcher: Matcher) -> None:
    hits = matcher.find(fold("أشاد ويشيد والإشادة مشيدا").text)
    assert [hit.kind for hit in hits] == ["perfect", "imperfect", "masdar", "participle"]
    assert [kind for _, kind in matcher.kinds_of("شكر")] == ["perfect", "masdar"]
    # Written alike: "she praised him" and "his praise"; both are told.
    assert [kind for _, kind in matcher.kinds_of("اشادته")] == ["perfect", "masdar"]


def test_lookup_is_find_on_one_word(matcher: Matcher) -> None:
    assert [entry.entry for entry in matcher.lookup(fold("وبإشادتها").text)] == ["أشاد"]
    assert matcher.lookup("") == matcher.lookup("كتاب") == ()


def test_many_texts_give_the_same_as_one_by_one(matcher: Matcher) -> None:
    texts = [fold(t).text for t in ("رائد إقليمي", "", "شكره رائد", "إقليمي", "لا مثيل")]
    hits = matcher.find_all(texts)
    rows = zip(hits.text, hits.start, hits.end, hits.entry, strict=True)
    single = [(i, h.start, h.end, h.number) for i, t in enumerate(texts) for h in matcher.find(t)]
    assert list(rows) == single
    assert len(single) == 5
    assert len(matcher.find_all([])) == 0


def test_chunks_do_not_change_hits(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [fold("رائد إقليمي شكره").text, fold("إقليمي").text] * 20
    whole = matcher.find_all(texts)
    monkeypatch.setattr("toolkit.lexicons.matcher._CHUNK_CHARACTERS", 30)
    monkeypatch.setattr("toolkit.lexicons.matcher.KEPT_WORDS", 2)
    parts = matcher.find_all(texts)
    for column in ("text", "start", "end", "entry", "kind"):
        assert np.array_equal(getattr(whole, column), getattr(parts, column))


def test_what_is_kept_of_words_does_not_grow_with_the_texts(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.lexicons.matcher.KEPT_WORDS", 20)
    types = matcher._types
    for number in range(50):
        hits = matcher.find(fold(f"رائد إقليمي كلمة{number} لفظ{number} حرف{number}"))
        assert [hit.entry.entry for hit in hits] == ["رائد إقليمي", "إقليمي"]
        assert len(types._numbers) + len(types._before) <= 2 * (20 + 5)


WORDS = st.sampled_from(
    [
        "رائد",
        "الرائد",
        "إقليمي",
        "الإقليمي",
        "العقيد",
        "شكره",
        "أشاد",
        "لا",
        "مثيل",
        "له",
        ".",
        "،",
        "\n",
        "القيادة",
        "الرشيدة",
        "تهديدات",
        "Ω",
        "😀",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_hits_are_whole_words_and_never_overlap(matcher: Matcher, words: list[str]) -> None:
    text = fold(" ".join(words)).text
    hits = matcher.find(text)
    assert hits == sorted(hits, key=lambda hit: (hit.start, hit.lexicon != "praise"))
    for name in ("praise", "blame"):
        spans = [(hit.start, hit.end) for hit in hits if hit.lexicon == name]
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
    edges = {m.start() for m in re.finditer(r"\b", text)}
    assert all(hit.start in edges and hit.end in edges for hit in hits)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(matcher: Matcher, text: str) -> None:
    folded = fold(text)
    assert all(0 <= hit.start < hit.end <= len(folded.text) for hit in matcher.find(folded))


def test_two_lexicons_of_one_name_are_refused() -> None:
    lexicon = parse_lexicon(BLAME)
    with pytest.raises(InputError, match="a name of its own"):
        compile_lexicons([lexicon, lexicon])
    with pytest.raises(InputError, match="at least one"):
        compile_lexicons([])


def test_the_shipped_lexicons_compile() -> None:
    matcher = compile_lexicons([load_lexicon("cues"), load_lexicon("formulas")])
    # "The spokesman said that the Custodian of the Two Holy Mosques would attend"
    hits = matcher.find(fold("وقال المتحدث إن خادم الحرمين الشريفين سيحضر"))
    # المتحدث is a participle of a cue verb; the measure tells the noun from the act.
    assert [(hit.lexicon, hit.entry.entry) for hit in hits] == [
        ("cues", "قال"),
        ("cues", "تحدث"),
        ("formulas", "خادم الحرمين الشريفين"),
    ]


WRITTEN = """
name: outlets
overlapping: true
entries:
  - {entry: أ.ف.ب, paradigm: written}
  - {entry: Radio-Nord, paradigm: written}
  - {entry: راديو "نورد, paradigm: written}
  - {entry: راديو, paradigm: written}
  - {entry: نورد, paradigm: written, avoid: [بحر نورد]}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال لأ.ف.ب إنه راض", ["لا.ف.ب"]),
        ("أ ف ب", []),  # spaces where the entry has points
        ("على radio-nord اليوم", ["radio-nord"]),
        ("radio nord", []),
        ('وراديو "نورد"', ["وراديو", 'وراديو "نورد', "نورد"]),  # parts beside the whole
        ("راديو نورد", ["راديو", "نورد"]),
        ("الراديو ونوردها", []),  # neither article nor pronoun
        ("في بحر نورد", []),
        ("راديو\nنورد", ["راديو", "نورد"]),
    ],
)
def test_a_written_entry_counts_its_marks_and_its_parts_are_found_beside_it(text, found):
    matcher = compile_lexicons([parse_lexicon(WRITTEN)])
    folded = fold(text)
    assert sorted(folded.text[h.start : h.end] for h in matcher.find(folded)) == sorted(found)


def test_a_paradigm_of_another_name_is_refused():
    with pytest.raises(InputError, match="only `fixed` or `written`"):
        parse_lexicon("name: a\nentries: [{entry: راديو, paradigm: printed}]")


def test_overlapping_is_true_or_false():
    with pytest.raises(InputError, match="overlapping is 'all'; give true or false"):
        parse_lexicon("name: a\noverlapping: all\nentries: [راديو]")
