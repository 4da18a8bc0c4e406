"""An article of any length is scored in time and memory that grow with its length alone."""

import pandas as pd
import pytest
from linear import CLASSES, article, exponent

from toolkit.articles import check_articles
from toolkit.articles.sentence_table import cut_sentences
from toolkit.measures.attribution import find_attributions
from toolkit.measures.credits.contexts import _resolve
from toolkit.measures.praise import find_praise
from toolkit.measures.praise.targets import choice


def table(*texts):
    return check_articles(pd.DataFrame({"outlet": "م", "title": "خبر", "text": texts}))


# "The minister said that the harvest was good." / "«And he added: the rains were heavy», he said."
TEXTS = ("قال وزير الفلاحة إن الموسم جيد. «وأضاف: كانت الأمطار غزيرة» قال الوزير.",) * 3


def test_acts_looked_at_in_blocks_are_the_same_acts(monkeypatch):
    articles = table(*TEXTS, article(CLASSES["speaker"], 60, False))
    sentences = cut_sentences(articles)
    whole = find_attributions(articles, sentences)
    assert len(whole) > 8
    monkeypatch.setattr("toolkit.measures.attribution.extract._PAIRS", 7)
    pd.testing.assert_frame_equal(find_attributions(articles, sentences), whole)


def test_praise_among_hundreds_of_phrases_looks_at_the_nearest(monkeypatch):
    seen = []
    rest = choice._nearest

    def nearest(phrases, candidate):
        seen.append((len(phrases), len(rest(phrases, candidate))))
        return rest(phrases, candidate)

    monkeypatch.setattr(choice, "_nearest", nearest)
    articles = table(article(CLASSES["praise"], 400, False))
    find_praise(
        articles, cut_sentences(articles), find_attributions(articles, cut_sentences(articles))
    )
    assert max(given for given, _ in seen) > choice._MOST_PHRASES
    assert max(kept for _, kept in seen) == choice._MOST_PHRASES


def test_a_name_within_a_name_is_one_credit_and_neighbours_do_not_meet():
    spans = [(0, 4, "AFP"), (2, 9, "Reuters"), (9, 12, "MAP"), (9, 12, "MAP"), (20, 22, "MAP")]
    kept = _resolve("x" * 30, spans)
    assert [(start, end) for start, end, _ in kept] == [(2, 9), (9, 12), (20, 22)]


@pytest.mark.parametrize(
    ("costs", "slope"), [((1, 2, 4), 1), ((1, 4, 16), 2), ((0.1, 0.1, 0.1), 0)]
)
def test_the_benchmark_tells_linear_from_square(costs, slope):
    assert exponent([100, 200, 400], list(costs), 0.2) == pytest.approx(slope)
