"""Words and clitics."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.arabic import clitic_analyses, count_words, word_spans


def test_marks_and_tatweel_do_not_part_words():
    text = "الـمَغْرِب، و(التحالف)_الدولي 80"
    assert [text[a:b] for a, b in word_spans(text)] == ["الـمَغْرِب", "و", "التحالف", "الدولي", "80"]


@given(st.text(max_size=80))
def test_count_is_the_number_of_spans(text):
    assert count_words(text) == len(word_spans(text))


def test_clitics_of_a_noun_with_everything():
    # "and by their partnership"
    stems = {(a.conjunction, a.prefix, a.stem, a.enclitic) for a in clitic_analyses("وبشراكتهم")}
    assert ("و", "ب", "شراكه", "هم") in stems


def test_the_word_itself_comes_first():
    assert clitic_analyses("وزير")[0].stem == "وزير"
