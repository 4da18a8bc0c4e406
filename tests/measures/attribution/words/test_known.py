"""What is known of sources by their phrases."""

import pytest

from toolkit.arabic import fold
from toolkit.measures.attribution.words.known import known_sources, known_type, known_within
from toolkit.measures.codes import SOURCE_TYPES


def test_every_line_is_a_folded_phrase_with_a_type_of_the_codebook():
    phrases, bared = known_sources()
    assert len(phrases) > 11_500
    assert set(phrases.values()) <= set(SOURCE_TYPES)
    assert all(fold(phrase).text == phrase for phrase in phrases)
    assert max(len(phrase.split()) for phrase in phrases) <= 6
    assert len(bared) <= len(phrases)


@pytest.mark.parametrize(
    ("phrase", "source_type"),
    [
        ("رويترز", "news_agency"),
        ("لرويترز", "news_agency"),  # a preposition glued on
        ("والكرملين", "government"),  # a conjunction glued on
        ("المنظمه", "civil_society"),
        ("قال", None),
        ("ل", None),
        ("", None),
    ],
)
def test_a_phrase_is_known_as_a_whole(phrase, source_type):
    assert known_type(phrase) == source_type


def test_the_longest_known_phrase_inside_decides():
    # "the spokesman of the ministry's office, Boris Johnson"
    assert known_within("المتحدث باسم مكتب بوريس جونسون")[0] == "government"
    assert known_within("فلان الفلاني") == (None, 0)
    assert known_within("") == (None, 0)
