"""How accurate the scorer is on each outlet.

Where it errs more on one than on another, a difference between them is not to be believed as
scored. For scores of articles: bias, mean absolute error, correlation. For the spans behind them:
precision, recall and F1 (`agreement`), outlet by outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from toolkit.comparison import compare
from toolkit.comparison.coded import match_coded
from toolkit.comparison.columns import declared_measures, measure_values
from toolkit.comparison.moments import moments, ratios
from toolkit.errors import InputError
from toolkit.study.registry import ScoreDeclaration
from toolkit.validation.agreement import article_counts
from toolkit.validation.coding import Coded
from toolkit.validation.resampled import COLUMNS, resampled_rates


def score_accuracy(
    scores: pd.DataFrame,
    coded: pd.DataFrame,
    measures: str | Sequence[str],
    *,
    by: str = "outlet",
    confidence: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare scores with hand coding, by outlet.

    Parameters
    ----------
    scores, coded : DataFrame
        As in `toolkit.comparison.correct`.

    Returns
    -------
    DataFrame
        `measure, group, n, coded_mean, scored_mean, bias, se, low, high, p, absolute_error,
        correlation`. Bias is scored less coded, with its standard error and interval by article;
        p tests whether the outlets' biases differ (permutation, the smallest over pairs, adjusted
        over all pairs). Articles drawn with unequal probabilities count by one over them.

    Examples
    --------
    >>> scores = pd.DataFrame({"article_id": range(40), "outlet": ["الخبر", "الرأي"] * 20,
    ...                        "praise_per_1000": [3.0, 1.0] * 20})
    >>> coded = scores.assign(praise_per_1000=[2.0, 2.0, 4.0, 3.0] * 10, sampling_probability=1.0)
    >>> score_accuracy(scores, coded, "praise_per_1000")[["group", "bias"]].values.tolist()
    [['الخبر', 0.0], ['الرأي', -1.5]]
    """
    measures = [measures] if isinstance(measures, str) else list(measures)
    scores = scores.reset_index(drop=True)
    table = match_coded(scores, coded, measures)
    chosen = table.drawn.coded
    found = measure_values(scores, measures, reserved=(by,))[chosen]
    by_hand = np.column_stack([table.values[name][chosen] for name in measures])
    errors = scores.loc[chosen, ["article_id", by]].assign(
        **{name: found[:, j] - by_hand[:, j] for j, name in enumerate(measures)}
    )
    errors["weight"] = 1 / table.drawn.probability[chosen]
    unequal = bool(np.ptp(errors["weight"]) > 1e-9 * errors["weight"].max())
    spans = [(d.name, d.upper - d.lower) for d in declared_measures(scores, measures, ())]
    plain = [ScoreDeclaration(name, lower=-wide, upper=wide) for name, wide in spans]
    compared = compare(errors, measures, by=by, confidence=confidence, seed=seed, cluster=None,
                       weight="weight" if unequal else None, declarations=plain)  # fmt: skip
    rows = []
    for row in compared.estimates.to_dict("records"):
        j = measures.index(row["measure"])
        own = (errors[by].astype(str) == row["group"]).to_numpy()
        own = own & np.isfinite(found[:, j]) & np.isfinite(by_hand[:, j])
        a, b, weight = found[own, j], by_hand[own, j], errors["weight"].to_numpy()[own]
        pairs = compared.of(str(row["measure"])).pairs
        with_it = (pairs["group_a"] == row["group"]) | (pairs["group_b"] == row["group"])
        rows.append(
            {
                **{name: row[name] for name in ("measure", "group", "n")},
                "coded_mean": np.average(b, weights=weight) if len(b) else np.nan,
                "scored_mean": np.average(a, weights=weight) if len(a) else np.nan,
                "bias": row["estimate"],
                "se": _error(a - b, weight),
                **{name: row[name] for name in ("low", "high")},
                "p": pairs.loc[with_it, "p_adjusted"].min(),
                "absolute_error": np.average(np.abs(a - b), weights=weight) if len(a) else np.nan,
                "correlation": _correlation(a, b),
            }
        )
    return pd.DataFrame(rows)


def span_accuracy(
    gold: Iterable[Coded],
    found: Mapping[str, Coded],
    texts: Mapping[str, str],
    outlets: Mapping[str, str],
    *,
    confidence: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Agreement on the spans, outlet by outlet.

    Parameters
    ----------
    gold, found, texts
        As in `agreement`.
    outlets : mapping of str to str
        Each article's outlet, by `article_id`.

    Returns
    -------
    DataFrame
        `group, articles, task, metric, value, low, high, n`; `task` is cue, content, praise or
        voice. Articles weigh one over their probability of being drawn.
    """
    by_outlet: dict[str, list[Coded]] = {}
    for article in gold:
        if article["article_id"] not in outlets:
            raise InputError(f"article '{article['article_id']}': its outlet is not known")
        by_outlet.setdefault(str(outlets[article["article_id"]]), []).append(article)
    parts = []
    for outlet, articles in sorted(by_outlet.items()):
        ids = [article["article_id"] for article in articles]
        counted = [article_counts(a, found.get(i, {}), texts.get(i, ""))
                   for i, a in zip(ids, articles, strict=True)]  # fmt: skip
        drawn = np.array([float(a.get("sampling_probability") or 1.0) for a in articles])
        rates = resampled_rates(counted, weights=1 / drawn, confidence=confidence, seed=seed)
        rates.insert(0, "group", outlet)
        rates.insert(1, "articles", len(articles))
        parts.append(rates)
    if not parts:
        return pd.DataFrame(columns=["group", "articles", *COLUMNS])
    return pd.concat(parts, ignore_index=True)


def _error(errors: np.ndarray, weight: np.ndarray) -> float:
    """Give the standard error of a weighted mean."""
    if len(errors) < 2:
        return float("nan")
    columns, _ = moments(errors[:, None], weight)
    return float(np.sqrt(ratios(columns.sum(axis=0), len(errors), 1)[1][0]))


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    if len(a) < 3 or np.ptp(a) == 0 or np.ptp(b) == 0:
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])
