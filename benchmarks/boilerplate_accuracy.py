"""Precision and recall of boilerplate on the coded sentences, honestly out of fold.

``python benchmarks/boilerplate_accuracy.py GOLD ARTICLES CORPUS...``: the word rules alone; rules and
model, the model never having seen the article, then never having seen its outlet; rules with the
lines that each outlet repeats in the corpora, which takes no coded article at all; and all three,
as `toolkit.score` uses them on such corpora. The rules were written with these articles at hand: their part of the figures is not out of sample.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.articles import read_articles
from toolkit.articles.boilerplate.labels import mark_repeated, paragraph_groups
from toolkit.articles.boilerplate.repetition import folded_line, lines_of, repeated_lines
from toolkit.training.boilerplate import out_of_fold, precision_recall, read_coded
from toolkit.validation.coding import read_coded as read_spans

LEAST = 3


def with_repeats(article, row, page, repeated):
    """The rules' labels and those of the outlet's repeated lines."""
    spans = [(sentence["start"], sentence["end"]) for sentence in row["sentences"]]
    groups = paragraph_groups(page, spans)
    lines = [folded_line(page[spans[group[0]][0] : spans[group[-1]][1]]) for group in groups]
    reasons = ["rule" if mark else "" for mark in article.ruled]
    mark_repeated(reasons, lines, groups, lines_of(article.outlet, repeated))
    return np.array([bool(reason) for reason in reasons])


def main(arguments):
    """Measure and print."""
    gold, texts, *corpora = map(Path, arguments)
    coded = read_coded(gold, texts)
    print("rules alone:                    ", precision_recall(coded, [a.ruled for a in coded]))
    print("model, out of fold by article:  ", precision_recall(coded, out_of_fold(coded)))
    by_outlet = out_of_fold(coded, by_outlet=True)
    print("model, out of fold by outlet:   ", precision_recall(coded, by_outlet))
    if not corpora:
        return
    tables = [read_articles(path)[["article_id", "outlet", "text"]] for path in (*corpora, texts)]
    articles = pd.concat(tables).drop_duplicates("article_id")
    repeated = repeated_lines(articles, share=0.0, least=LEAST)
    rows = {row["article_id"]: row for row in read_spans(gold)}
    pages = read_articles(texts).set_index("article_id")
    labels = [
        with_repeats(
            a,
            rows[a.article_id],
            join_document(*pages.loc[a.article_id, ["title", "text"]]),
            repeated,
        )
        for a in coded
    ]
    print("rules and repetition, no labels:", precision_recall(coded, labels))
    for name, learnt in (("outlet", by_outlet), ("article", out_of_fold(coded))):
        both = [one | other for one, other in zip(labels, learnt, strict=True)]
        print(f"all three, by {name + ':':<18}", precision_recall(coded, both))


if __name__ == "__main__":
    main(sys.argv[1:])
