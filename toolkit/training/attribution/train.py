"""Train the attribution models on hand-coded articles and say how good they are out of fold.

    python -m toolkit.training.attribution.train GOLD ARTICLES [--out FOLDER] [--predictions FILE]

Every figure printed is of articles that the models scoring them have not seen.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.measures.attribution.extract import Acts, extract
from toolkit.measures.attribution.features.candidates import Candidates, View
from toolkit.measures.attribution.features.phrases import Mention
from toolkit.measures.attribution.offsets import cue_span, span_of
from toolkit.training.attribution.distant import Examples, read_examples
from toolkit.training.attribution.fit import fit
from toolkit.training.attribution.gold import Labelled, Record, read_labelled

LOG = logging.getLogger(__name__)
EXAMPLE_ARTICLES = 8000


def out_of_fold(
    data: Labelled,
    groups: Sequence[Any],
    *,
    examples: Examples | None = None,
    measured: int | None = None,
    folds: int = 6,
    seed: int = 0,
) -> list[list[Record]]:
    """Code every article with models fitted on the others; records in the gold's form.

    Parameters
    ----------
    groups : sequence
        The group of every article; articles of a group are left out together.
    examples : Examples, optional
        Further examples of source types, from articles that are not among these.
    measured : int, optional
        How many of the articles, the first, are coded; those behind are only trained on.
    """
    from sklearn.model_selection import GroupKFold

    names = np.asarray(groups)
    own = names[:measured]
    splits = GroupKFold(folds, shuffle=True, random_state=seed).split(own, groups=own)
    coded: dict[int, list[Record]] = {}
    for number, (_, test) in enumerate(splits):
        train = np.flatnonzero(~np.isin(names, own[test]))
        models = fit(data, train.tolist(), examples, seed=seed)
        group = data.seen.tokens.article[data.found.token]
        keep = np.isin(group, test)
        part = Candidates(data.found.token[keep], data.found.kind[keep], data.found.last[keep])
        acts = extract(data.seen, part, models)
        for article in test.tolist():
            coded[article] = records(data.seen, part, acts, article)
        LOG.info("fold %d of %d", number + 1, folds)
    return [coded[i] for i in range(len(own))]


def records(seen: View, found: Candidates, acts: Acts, article: int) -> list[Record]:
    """The acts of one article as records of the gold's form."""
    own = np.flatnonzero(seen.tokens.article[found.token[acts.row]] == article)
    out: list[Record] = []
    for i in own.tolist():
        out.append({
            "sentence": int(seen.tokens.sentence_number[seen.tokens.sentence[found.token[acts.row[i]]]]),
            "cue": list(cue_span(seen, found, int(acts.row[i]))),
            "source": span_of(seen, acts.source[i]),
            "source_resolved": span_of(seen, acts.resolved[i]),
            "content": span_of(seen, Mention(int(acts.content_first[i]), int(acts.content_last[i]))),
            "kind": acts.kind[i], "source_type": acts.source_type[i], "named": acts.named[i],
            "confidence": round(float(acts.probability[i]), 4),
            "official_probability": round(float(acts.official[i]), 4),
        })  # fmt: skip
    return out


def examples_of(corpora: Sequence[Path], gold: Sequence[Record]) -> Examples | None:
    """Examples of source types from corpora, the coded articles left out."""
    if not corpora:
        return None
    examples = read_examples(
        corpora, count=EXAMPLE_ARTICLES, without={g["article_id"] for g in gold}
    )
    LOG.info("%d sources of known type in the corpora", len(examples.types))
    return examples


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, report, ship."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument(
        "--also",
        type=Path,
        nargs="*",
        default=(),
        help="folders of coded articles, only trained on",
    )
    parser.add_argument(
        "--corpora", type=Path, nargs="*", default=(),
        help="where known sources are learnt from, gzipped JSON Lines",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, help="write the models, fitted on all articles, here")
    parser.add_argument(
        "--predictions", type=Path, help="write the out-of-fold codings of all articles here"
    )
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data, gold, _ = read_labelled(options.gold, options.articles, options.also)
    LOG.info(
        "%d acts of %d found among the candidates",
        len(data.record),
        sum(len(g["attributions"]) for g in gold),
    )
    examples = examples_of(options.corpora, gold)
    if options.predictions:
        coded = out_of_fold(
            data, list(range(len(gold))), examples=examples, folds=options.folds, seed=options.seed
        )
        lines = [
            json.dumps({**g, "attributions": a, "praise": []}, ensure_ascii=False)
            for g, a in zip(gold, coded, strict=True)
        ]
        options.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.out:
        from toolkit.training.attribution.fits import save_models

        save_models(fit(data, list(range(len(gold))), examples, seed=options.seed), options.out)


if __name__ == "__main__":
    main()
