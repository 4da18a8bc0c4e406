"""Constructions that name whom an expression is said of at a place of their own."""

from __future__ import annotations

import pytest

from toolkit.arabic.document import Document
from toolkit.measures.praise.candidates import Candidate, Hit
from toolkit.measures.praise.phrases import Span
from toolkit.measures.praise.targets.constructions import (
    by_adjective,
    described,
    done_by,
    held_by,
    surpassed_by,
    whose,
)


def read(text: str) -> Document:
    return Document("\n" + text, [(0, 0), (1, len(text) + 1)], [False, False])


def expression(
    first: int, last: int, entry: str, *, noun: int = -1, act: bool = False
) -> Candidate:
    hit = Hit(max(noun + 1, first), last, entry)
    return Candidate(first, last, (hit,), hit, noun, act)


def words(reading: Document, span: Span | None) -> str:
    return "" if span is None else " ".join(reading.words[span[0] : span[1]])


@pytest.mark.parametrize(
    ("text", "first", "target"),
    [
        # "she called her hosts friends who do not fail"
        ("ووصفت الوزيرة المضيفين بأنهم أصدقاء أوفياء", 4, "المضيفين"),
        # "the envoy called the Lebanese army a professional force"
        ("وصف المبعوث الأميركي الجيش اللبناني بأنه قوة محترفة", 6, "الجيش اللبناني"),
        # "Washington regards Jordan as a trusted ally": what it regards, not who regards
        ("واشنطن تنظر إلى الأردن بوصفه حليفا موثوقا", 5, "الاردن"),
        ("كان الجيش قوة محترفة", 2, ""),
    ],
)
def test_what_is_described_stands_before_the_particle(text: str, first: int, target: str) -> None:
    reading = read(text)
    found = described(reading, expression(first, first + 2, "محترف", noun=first))
    assert words(reading, found) == target


def test_nobody_is_better_than_the_one_praised() -> None:
    """ "sees no more loyal ally than the kingdom"; without a negation `من` compares only."""
    reading = read("لا ترى واشنطن حليفا أوفى من المملكة")
    assert words(reading, surpassed_by(reading, expression(3, 5, "حليف", noun=3))) == "المملكه"
    reading = read("ترى واشنطن حليفا أوفى من المملكة")
    assert surpassed_by(reading, expression(2, 4, "حليف", noun=2)) is None


def test_trust_is_owned_by_the_one_in_whom_it_is_put() -> None:
    """ "the credibility that Tunis enjoys" and "the trust that the partners put in Tunis"."""
    reading = read("والمصداقية التي تتمتع بها تونس لدى شركائها")
    assert words(reading, held_by(reading, expression(0, 4, "ذو مصداقية"))).startswith("تونس")
    reading = read("الثقة التي يضعها الشركاء في تونس")
    assert words(reading, held_by(reading, expression(0, 3, "الثقة التي تضعها"))) == "تونس"


def test_a_pronoun_on_the_praised_deed_points_back() -> None:
    """ "… in Iraq, and we value its role": Iraq, not the role."""
    reading = read("زرنا العراق ونثمن دوره المحوري")
    candidate = expression(2, 3, "ثمن", act=True)
    assert words(reading, whose(reading, candidate, (3, 5), frozenset())).startswith("العراق")
    reading = read("زرنا العراق ونثمن دورة المعهد")  # a course, ة is no pronoun
    assert whose(reading, candidate, (3, 5), frozenset()) is None


def test_the_subject_of_what_was_done_is_praised() -> None:
    """ "that what the association achieved is a source of pride"."""
    reading = read("وأكد أن ما حققته الجمعية مدعاة فخر")
    assert words(reading, done_by(reading, expression(5, 7, "فخور"), None)).startswith("الجمعيه")


def test_an_adjective_tells_whose_the_deed_is() -> None:
    """ "the wise royal vision": the phrase itself; "the wise vision": whose, is not told here."""
    reading = read("الرؤية الملكية الحكيمة")
    hit = Hit(2, 3, "حكيمة")
    found = by_adjective(reading, Candidate(0, 3, (hit,), hit, 0, False))
    assert words(reading, found) == "الرويه الملكيه الحكيمه"
    reading, hit = read("الرؤية الحكيمة للبلاد"), Hit(1, 2, "حكيمة")
    assert by_adjective(reading, Candidate(0, 2, (hit,), hit, 0, False)) is None
