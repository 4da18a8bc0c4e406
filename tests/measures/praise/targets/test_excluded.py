"""Whom praise is never said of: the enemy, and a predicate behind the name."""

from toolkit.arabic.document import Document
from toolkit.measures.praise.candidates import Candidate, Hit
from toolkit.measures.praise.holders import agreeing, holder_outside
from toolkit.measures.praise.targets.excluded import possible_targets, without_predicate


def read(text: str) -> Document:
    return Document(f"\n{text}", [(0, 0), (1, len(text) + 1)], [False, False])


def test_the_enemy_is_no_target() -> None:
    # "the minister praised the bravery of the Iraqi forces in their war on Daesh"
    reading = read("أشاد الوزير بشجاعة القوات العراقية في حربها على تنظيم داعش وعلى الإرهاب")
    hit = Hit(0, 1, "أشاد", "perfect")
    heads = {
        reading.words[phrase.first]
        for phrase in possible_targets(reading, Candidate(0, 1, (hit,), hit, -1, True), None)
    }
    assert heads
    assert not heads & {"تنظيم", "داعش", "الارهاب"}


def test_a_target_ends_where_a_verb_or_a_complement_begins() -> None:
    # "the men, and we praise …" · "Tunis by the decision" · "the king for his support of …" ·
    # "the kingdom and its wisdom"
    assert without_predicate(read("الرجال ونشيد بقواته الباسلة"), (0, 4)) == (0, 1)
    assert without_predicate(read("تونس بالقرار"), (0, 2)) == (0, 1)
    assert without_predicate(read("للملك لدعمه القضية"), (0, 3)) == (0, 1)
    assert without_predicate(read("للمملكة وحكمتها"), (0, 2)) == (0, 1)
    # "what the forces gave", "his men and women": nothing is named before
    assert without_predicate(read("ما بذلته القوات"), (0, 3)) == (0, 3)
    assert without_predicate(read("رجاله ونسائه"), (0, 2)) == (0, 2)
    assert without_predicate(read("القوات العراقية الباسلة"), (0, 3)) == (0, 3)


def test_who_agrees_holds_the_praise() -> None:
    # "all delegations agreed on the leading role"; "the minister came; the leading role …"
    hit = Hit(5, 6, "ريادي")
    candidate = Candidate(4, 6, (hit,), hit, 4, False)
    assert agreeing(read("وأجمعت الوفود كلها على الدور الريادي"), candidate) == "الوفود"
    assert agreeing(read("وصل الوزير مساء إلى الدور الريادي"), candidate) == "narrator"


def test_who_gives_the_praise_holds_it_and_is_not_its_target() -> None:
    """The initiative received praise from the Secretary-General."""
    reading = read("نالت المبادرة إشادة من الأمين العام")
    hit = Hit(2, 3, "أشاد", "masdar")
    candidate = Candidate(2, 3, (hit,), hit, -1, True)
    assert holder_outside(reading, candidate) == "الأمين العام"
    phrases = possible_targets(reading, candidate, None)
    heads = {reading.words[phrase.first] for phrase in phrases}
    assert "المبادره" in heads
    assert "الامين" not in heads
    # "praise since yesterday": nobody is named
    assert holder_outside(read("نالت المبادرة إشادة من جديد"), candidate) == "narrator"
