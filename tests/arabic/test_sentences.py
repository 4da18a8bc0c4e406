"""Sentences are the codebook's: paragraphs, then stops."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.arabic import sentence_spans


def cut(text, title=""):
    document = f"{title}\n{text}"
    return [document[a:b] for a, b in sentence_spans(document, len(title))]


def test_title_is_sentence_zero_even_where_empty():
    assert cut("نعم.") == ["", "نعم."]
    assert cut("نعم.", "عنوان") == ["عنوان", "نعم."]


def test_missing_space_behind_the_stop():
    # He said yes. And added no.
    assert cut("قال نعم.وأضاف لا.")[1:] == ["قال نعم.", "وأضاف لا."]


def test_numbers_abbreviations_and_latin_keep_their_points():
    assert cut("ارتفع 7.1 في المئة (و.م.ع) على example.com اليوم")[1:] == [
        "ارتفع 7.1 في المئة (و.م.ع) على example.com اليوم"
    ]


def test_closing_mark_stays_with_its_sentence():
    assert cut('قال: "انتهى." ثم مضى.')[1:] == ['قال: "انتهى."', "ثم مضى."]


@pytest.mark.parametrize("title", ["د.", "أ.د.", "م.", "ود.", "أ."])
def test_a_title_before_a_name_ends_no_sentence(title):
    # "Dr Ahmed opened the meeting. Then he left."
    assert cut(f"افتتح {title} أحمد الاجتماع. ثم غادر.")[1:] == [
        f"افتتح {title} أحمد الاجتماع.",
        "ثم غادر.",
    ]


def test_the_same_letter_behind_a_figure_is_no_title():
    assert len(cut("وصل الوفد عند الساعة 10 م. وغادر بعد ذلك.")) == 3


def test_a_mirrored_mark_closes_its_sentence():
    assert cut("قال: »انتهى.« ثم مضى.")[1:] == ["قال: »انتهى.«", "ثم مضى."]


def test_question_followed_by_a_comma_goes_on():
    assert len(cut("هل ننتظر؟، سأل المذيع.")) == 2


@given(st.text(alphabet='اب .؟!…\n"»)،1a', max_size=40))
def test_spans_are_ordered_disjoint_and_trimmed(text):
    document = "عنوان\n" + text
    spans = sentence_spans(document, 5)
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    for start, end in spans[1:]:
        assert document[start:end] == document[start:end].strip() != ""


def test_gold_sentences_are_reproduced(shared):
    gold = [json.loads(x) for x in (shared / "gold/dev.jsonl").read_text("utf-8").splitlines()]
    lines = (shared / "gold/dev_articles.jsonl").read_text("utf-8").splitlines()
    articles = {a["article_id"]: a for a in map(json.loads, lines)}
    same = total = 0
    for coded in gold:
        article = articles[coded["article_id"]]
        spans = set(sentence_spans(f"{article['title']}\n{article['text']}", len(article["title"])))
        given = {(s["start"], s["end"]) for s in coded["sentences"]}
        same, total = same + len(spans & given), total + len(given)
    assert same / total > 0.98


@pytest.mark.parametrize(
    "text", ["قال " * 2000, "ا" * 30_000, "،" * 5000, "كلمة، " * 1500, "«نعم» " * 999]
)
def test_a_sentence_longer_than_any_is_cut_and_loses_nothing(text):
    # A transcript without stops, or a page that a program has filled.
    document = f"عنوان\n{text}"
    pieces = [document[start:end] for start, end in sentence_spans(document, 5)[1:]]
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert max(len(piece.split()) for piece in pieces) <= 800
    assert max(map(len, pieces)) <= 8192
    assert len(pieces) <= 2 + len(text) // 1000


def test_a_long_sentence_is_cut_at_a_pause():
    document = "عنوان\n" + "كلمة " * 700 + "كلمة، " + "كلمة " * 200
    assert [document[end - 1] for _, end in sentence_spans(document, 5)[1:]] == ["،", "ة"]


def test_the_longest_sentence_of_the_news_stays_whole():
    document = "عنوان\n" + "كلمة " * 790 + "."
    assert len(sentence_spans(document, 5)) == 2
