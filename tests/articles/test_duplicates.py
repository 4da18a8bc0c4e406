"""Copies are flagged, the first one is not, and the work does not grow with the pairs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.articles import duplicates, flag_duplicates

WORDS = [f"{a}{b}{c}" for a in "كتبسمع" for b in "لمنهوي" for c in "درزسشص"]


def articles(texts):
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(len(texts))], "text": texts})


def random_text(generator, length=200):
    return " ".join(generator.choice(WORDS, size=length))


def flags(texts, **options):
    flagged = flag_duplicates(articles(texts), **options)
    return [
        (None, None) if pd.isna(of) else (of, kind)
        for of, kind in zip(flagged["duplicate_of"], flagged["duplicate_kind"], strict=True)
    ]


def test_the_same_words_in_another_spelling_are_exact():
    # "He praised the kingdom's role": hamza, teh marbuta, diacritics, tatweel and marks differ
    assert flags(["أشاد بدور المملكة.", "اشادَ بـدور «المملكه»!", "أشاد بدور فرنسا."]) == [
        (None, None),
        ("a0", "exact"),
        (None, None),
    ]


def test_a_text_with_a_few_words_changed_is_near_and_half_a_text_is_not():
    text = random_text(np.random.default_rng(1)).split()
    changed = [*text[:100], "جديد", *text[101:]]
    half = text[:100] + random_text(np.random.default_rng(2), 100).split()
    assert flags([" ".join(text), " ".join(changed), " ".join(half)]) == [
        (None, None),
        ("a0", "near"),
        (None, None),
    ]


def test_the_threshold_decides():
    text = random_text(np.random.default_rng(1), 100).split()
    changed = " ".join([*text[:50], "جديد", *text[51:]])  # 93 of 101 runs shared
    assert flags([" ".join(text), changed], threshold=0.95)[1] == (None, None)
    assert flags([" ".join(text), changed], threshold=0.9)[1] == ("a0", "near")


def test_no_article_duplicates_a_duplicate():
    text = random_text(np.random.default_rng(3)).split()
    changed = " ".join([*text[:-1], "جديد"])
    assert [of for of, _ in flags([" ".join(text), changed, changed, changed])] == [
        None,
        "a0",
        "a0",
        "a0",
    ]


def test_articles_without_words_are_not_copies_of_each_other():
    assert flags(["", "", "...", "…"]) == [(None, None)] * 4


def test_short_texts():
    assert flags(["قال", "قال", "لا", "قال لا"]) == [
        (None, None),
        ("a0", "exact"),
        (None, None),
        (None, None),
    ]


@pytest.mark.parametrize("threshold", [0, -1, 1.01])
def test_a_threshold_that_means_nothing(threshold):
    with pytest.raises(ValueError, match="threshold"):
        flag_duplicates(articles(["نص"]), threshold=threshold)


def test_an_empty_table():
    flagged = flag_duplicates(articles([]))
    assert flagged.columns.tolist()[-2:] == ["duplicate_of", "duplicate_kind"]


def test_near_copies_planted_among_many_are_found():
    generator = np.random.default_rng(7)
    texts = [random_text(generator, 120) for _ in range(400)]
    copies = []
    for text in texts[:40]:
        words = text.split()
        words[int(generator.integers(len(words)))] = "جديد"
        copies.append(" ".join(words))
    found = flags(texts + copies)
    assert [of for of, _ in found[:400]] == [None] * 400
    assert [of for of, _ in found[400:]] == [f"a{i}" for i in range(40)]


def test_the_flags_are_those_of_comparing_every_pair():
    # versions of thirty articles with one to six words changed: similarities around 0.8
    generator = np.random.default_rng(11)
    texts = []
    for _ in range(30):
        words = random_text(generator, 120).split()
        for _ in range(12):
            version = list(words)
            for position in generator.choice(
                120, size=int(generator.integers(1, 7)), replace=False
            ):
                version[position] = str(generator.choice(WORDS))
            texts.append(" ".join(version))
    runs = [{tuple(text.split()[i : i + 4]) for i in range(117)} for text in texts]
    kept, expected = [], []
    for row, own in enumerate(runs):
        copy = any(len(own & runs[k]) >= 0.8 * len(own | runs[k]) for k in kept)
        expected.append(copy)
        kept += [] if copy else [row]
    assert 50 < sum(expected) < 330
    assert [of is not None for of, _ in flags(texts)] == expected


def test_articles_that_share_an_opening_are_hardly_ever_compared(monkeypatch):
    # every article shares its opening with every other: hard on the blocking
    generator = np.random.default_rng(5)
    lead = random_text(generator, 40)
    texts = [lead + " " + random_text(generator, 80) for _ in range(2000)]
    calls = []
    compare = duplicates._jaccard
    monkeypatch.setattr(duplicates, "_jaccard", lambda *a: calls.append(1) or compare(*a))
    flag_duplicates(articles(texts))
    assert len(calls) < 0.02 * len(texts) * (len(texts) - 1) / 2


def test_a_template_that_fills_every_bucket_is_compared_a_bounded_number_of_times(monkeypatch):
    # weather reports: nearly the same words in every article, yet below the threshold
    generator = np.random.default_rng(6)
    lead = random_text(generator, 80)
    texts = [lead + " " + random_text(generator, 40) for _ in range(1200)]
    monkeypatch.setattr(duplicates, "_MOST_COMPARED", 2)
    calls = []
    compare = duplicates._jaccard
    monkeypatch.setattr(duplicates, "_jaccard", lambda *a: calls.append(1) or compare(*a))
    flag_duplicates(articles(texts))
    assert len(calls) <= len(texts) * duplicates._BANDS * 2


@settings(max_examples=50)
@given(st.lists(st.text("ابت ة\n.", max_size=30), max_size=8))
def test_flags_do_not_depend_on_anything_but_the_texts(texts):
    first = flags(texts)
    assert first == flags(texts)
    for position, (of, _) in enumerate(first):
        assert of is None or int(of[1:]) < position
