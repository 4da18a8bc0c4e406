"""Train the teaser model from hand-coded articles and write data/teasers.json.

``python -m toolkit.training.boilerplate GOLD ARTICLES [OUT]``: GOLD holds sentences with their
``voice``, one article a line, ARTICLES the articles themselves. Precision and recall of the
whole labelling (rules and model) are measured out of fold, by article and by outlet, and stored in
the file with the coefficients. The word rules are not learnt: they were written with the development articles
at hand, so that the figures say how well the model, not the rules, carries over.
"""

import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic import fold
from toolkit.arabic.document import join_document
from toolkit.articles.boilerplate.labels import (
    body_features,
    mark_head_lines,
    open_paragraphs,
    paragraph_groups,
    rule_reasons,
)
from toolkit.articles.boilerplate.teasers import FEATURES, teaser_paragraphs
from toolkit.errors import InputError
from toolkit.training.folds import splits
from toolkit.training.gold import read_pairs

LOG = logging.getLogger(__name__)

FOLDS = 10
SEED = 0
STRENGTH = 1.0  # inverse of the L2 penalty; the default, not tuned
THRESHOLD = 1.0  # log-odds that a trailing block must reach; above 0, for precision before recall


@dataclass(frozen=True)
class CodedArticle:
    """One article: its gold labels, those of the rules, and its open paragraphs described."""

    article_id: str
    outlet: str
    gold: NDArray[np.bool_]
    ruled: NDArray[np.bool_]
    bodies: list[list[int]]
    features: NDArray[np.float64]

    @property
    def labels(self) -> NDArray[np.bool_]:
        """Whether each open paragraph is boilerplate: most of its sentences are."""
        return np.array([self.gold[group].mean() > 0.5 for group in self.bodies], dtype=bool)


def read_coded(gold: Path, articles: Path) -> list[CodedArticle]:
    """Read the coded articles, in the order of their identifiers."""
    coded = []
    for row, article in sorted(read_pairs(gold, articles), key=lambda pair: pair[0]["article_id"]):
        page = join_document(article["title"] or "", article["text"])
        spans = [(sentence["start"], sentence["end"]) for sentence in row["sentences"]]
        folded = [fold(page[start:end]).text for start, end in spans]
        paragraphs = paragraph_groups(page, spans)
        reasons = rule_reasons(folded, paragraphs)
        mark_head_lines(reasons, folded, paragraphs)
        bodies = [list(group) for group in open_paragraphs(reasons, paragraphs)]
        coded.append(
            CodedArticle(
                article_id=row["article_id"],
                outlet=article["outlet"],
                gold=np.array([s["voice"] == "boilerplate" for s in row["sentences"]]),
                ruled=np.array([bool(reason) for reason in reasons]),
                bodies=bodies,
                features=body_features(folded, bodies),
            )
        )
    return coded


def fit(articles: Sequence[CodedArticle]) -> dict:
    """Fit the logistic regression on the open paragraphs behind the lead."""
    from sklearn.linear_model import LogisticRegression

    rows = np.vstack([article.features[1:] for article in articles])
    labels = np.concatenate([article.labels[1:] for article in articles])
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(rows, labels)
    return {
        "features": list(FEATURES),
        "coefficients": [round(float(value), 4) for value in model.coef_[0]],
        "intercept": round(float(model.intercept_[0]), 4),
        "threshold": THRESHOLD,
    }


def predict(article: CodedArticle, weights: dict) -> NDArray[np.bool_]:
    """Label the sentences of one article: the rules, then the model."""
    labels = article.ruled.copy()
    chosen = teaser_paragraphs(article.features, weights)
    for group, is_teaser in zip(article.bodies, chosen, strict=True):
        labels[group] |= is_teaser
    return labels


def out_of_fold(
    articles: Sequence[CodedArticle], *, by_outlet: bool = False
) -> list[NDArray[np.bool_]]:
    """Label every article by a model that never saw it, or never saw its outlet."""
    groups, number = np.arange(len(articles)), FOLDS
    if by_outlet:
        groups = np.unique([article.outlet for article in articles], return_inverse=True)[1]
        number = int(groups.max()) + 1
    labels: list[NDArray[np.bool_]] = [article.ruled for article in articles]
    for train, held in splits(groups, number, SEED):
        if held.any():
            weights = fit([articles[position] for position in np.flatnonzero(train).tolist()])
            for position in np.flatnonzero(held).tolist():
                labels[position] = predict(articles[position], weights)
    return labels


def precision_recall(
    articles: Sequence[CodedArticle], labels: Sequence[NDArray[np.bool_]]
) -> dict[str, float | int]:
    """Precision and recall over sentences."""
    gold = np.concatenate([article.gold for article in articles])
    found = np.concatenate(list(labels))
    hits = int((gold & found).sum())
    return {
        "sentences": int(gold.sum()),
        "found": int(found.sum()),
        "precision": round(hits / max(int(found.sum()), 1), 4),
        "recall": round(hits / max(int(gold.sum()), 1), 4),
    }


def main(arguments: Sequence[str]) -> None:
    """Train, measure and write."""
    if len(arguments) not in (2, 3):
        raise InputError("usage: python -m toolkit.training.boilerplate GOLD ARTICLES [OUT]")
    gold, articles, *out = map(Path, arguments)
    coded = read_coded(gold, articles)
    target = out[0] if out else Path("toolkit/articles/boilerplate/data/teasers.json")
    card = {
        **fit(coded),
        "articles": len(coded),
        "rules_alone": precision_recall(coded, [article.ruled for article in coded]),
        "out_of_fold": precision_recall(coded, out_of_fold(coded)),
        "out_of_fold_by_outlet": precision_recall(coded, out_of_fold(coded, by_outlet=True)),
        "coded_by": "machine readers by the codebook, no human yet",
    }
    target.write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", "utf-8")
    LOG.info("%s: %s", target, card["out_of_fold"])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:])
