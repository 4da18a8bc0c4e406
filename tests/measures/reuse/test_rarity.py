"""Sequences that are no text go; what is left is numbered as if they had never been."""

import numpy as np

import toolkit
from toolkit.articles import cut_sentences
from toolkit.measures.reuse import index_reuse, reuse_scores


def test_groups_are_numbered_without_a_gap_where_formulas_went():
    articles = toolkit.read_articles("data/sample")
    index = index_reuse(articles, sentences=cut_sentences(articles))
    groups = index.grams.groups
    assert np.array_equal(np.unique(groups), np.arange(groups.max() + 1))
    shares = reuse_scores(index)["shared_copy_share"]
    assert shares.between(0, 1).all()
    assert (shares > 0.5).any()
