"""Which features carry a classifier to groups that it has not seen.

Permutation importance (Breiman 2001) across leave-one-group-out folds. The model of each fold is
kept; a feature is shuffled over all articles, and what the models together then lose on the groups
left out of them is what the feature carries. Areas are taken over all groups at once, for a group
whose articles are all alike has none. Features that say nearly the same share what they carry
(Strobl et al. 2008).
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from toolkit.errors import InputError

COLUMNS = ["feature", "loss", "loss_spread", "weight", "weight_spread"]


def importance(
    model: Any,
    articles: pd.DataFrame,
    truth: ArrayLike,
    *,
    groups: ArrayLike,
    repeats: int = 5,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure what each feature of a classifier carries to groups that it has not seen.

    Parameters
    ----------
    model : Pipeline
        Of scikit-learn; its first step gives the features (`toolkit.FramingFeatures`), its last
        is a classifier with ``predict_proba``. It is cloned and not changed.
    articles : DataFrame
        What the first step takes: articles or scores, one row an article.
    truth : array of bool, shape (articles,)
        What is to be told.
    groups : array, shape (articles,)
        The outlet of each article; one is left out at a time.
    repeats : int
        So many shuffles a feature.
    seed : int

    Returns
    -------
    DataFrame
        A row a feature, what carries most first: ``loss`` of area under the curve by shuffling it,
        0 to 1, the mean of all shuffles, ``loss_spread`` their standard deviation; ``weight``, the
        classifier's coefficient, the mean over the folds, and ``weight_spread``, both missing where
        the classifier has none.

    Raises
    ------
    InputError
        Where lengths differ, truth or a fold's training half has one value only, there are fewer
        than two groups, the model is no pipeline of two steps and more, or its first step learns
        from the articles, so that an article has other features in another fold.

    Examples
    --------
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> from toolkit import FramingFeatures
    >>> scores = pd.DataFrame({"words": [1.0, 2, 8, 9] * 2, "speakers": [1.0] * 8})
    >>> model = make_pipeline(FramingFeatures(["words", "speakers"]), LogisticRegression())
    >>> found = importance(model, scores, scores["words"] > 5, groups=["الخبر"] * 4 + ["الرأي"] * 4)
    >>> found["feature"].tolist(), float(found["loss"].iloc[1])
    (['words', 'speakers'], 0.0)
    """
    from sklearn.metrics import roc_auc_score

    told, outlets = np.asarray(truth).astype(bool), np.asarray(groups)
    _check(model, len(articles), told, outlets, repeats)
    fitted = _fitted(model, articles, told, outlets)
    features = _features(fitted, articles)
    area = roc_auc_score(told, _chances(fitted, features))
    random = np.random.default_rng(seed)
    rows = []
    for name in features.columns:
        losses = [
            area - roc_auc_score(told, _chances(fitted, _shuffled(features, name, random)))
            for _ in range(repeats)
        ]
        rows.append((name, np.mean(losses), np.std(losses)))
    table = pd.DataFrame(rows, columns=COLUMNS[:3])
    table[COLUMNS[3:]] = _weights(fitted, len(table))
    return table.sort_values(["loss", "feature"], ascending=[False, True], ignore_index=True)


def _check(
    model: Any, articles: int, told: NDArray[np.bool_], outlets: NDArray[Any], repeats: int
) -> None:
    for name, values in (("truth", told), ("groups", outlets)):
        if values.shape != (articles,):
            raise InputError(f"importance: {name} has {values.size} values for {articles} articles")
    if len(getattr(model, "steps", ())) < 2:
        raise InputError(
            "importance: model is no pipeline; put the features first, a classifier last"
        )
    if repeats < 1:
        raise InputError(f"importance: repeats is {repeats}; give 1 or more")
    names = pd.unique(pd.Series(outlets))
    if len(names) < 2:
        raise InputError("importance: one group only; there is none to leave out")
    for name in names:
        if len(set(told[outlets != name].tolist())) < 2:
            raise InputError(
                f"importance: without '{name}' truth has one value only; nothing is learnt"
            )


def _fitted(
    model: Any, articles: pd.DataFrame, told: NDArray[np.bool_], outlets: NDArray[Any]
) -> list[tuple[Any, NDArray[np.intp]]]:
    """The model of each fold, and the articles left out of it."""
    from sklearn.base import clone
    from sklearn.model_selection import LeaveOneGroupOut

    folds = LeaveOneGroupOut().split(articles, told, outlets)
    return [(clone(model).fit(articles.iloc[train], told[train]), test) for train, test in folds]


def _features(fitted: list[tuple[Any, NDArray[np.intp]]], articles: pd.DataFrame) -> pd.DataFrame:
    """The features of all articles, which must be the same in every fold: they are shuffled across."""
    firsts = [deepcopy(own[0]).set_output(transform="pandas") for own, _ in fitted]
    whole: pd.DataFrame = firsts[0].transform(articles).reset_index(drop=True)
    for first, (_, test) in zip(firsts[1:], fitted[1:], strict=True):
        table = first.transform(articles.iloc[test])
        same = list(table) == list(whole) and np.allclose(table, whole.iloc[test], equal_nan=True)
        if not same:
            raise InputError(
                "importance: the first step gives an article other features where another group is "
                "left out; put features first that depend on the article alone, and what is learnt "
                "from all (scaling, imputing) behind them"
            )
    return whole


def _chances(
    fitted: list[tuple[Any, NDArray[np.intp]]], features: pd.DataFrame
) -> NDArray[np.float64]:
    """What the models say of the articles left out of them."""
    chances = np.empty(len(features))
    for own, test in fitted:
        rest = features.iloc[test]
        given = rest if hasattr(own.steps[1][1], "feature_names_in_") else rest.to_numpy()
        chances[test] = own[1:].predict_proba(given)[:, 1]
    return chances


def _shuffled(features: pd.DataFrame, name: str, random: np.random.Generator) -> pd.DataFrame:
    return features.assign(**{name: random.permutation(features[name].to_numpy())})


def _weights(fitted: list[tuple[Any, NDArray[np.intp]]], count: int) -> NDArray[np.float64]:
    """Mean and standard deviation of the coefficients over the folds, shape (features, 2)."""
    last = [own[-1] for own, _ in fitted]
    if not all(hasattr(each, "coef_") and each.coef_.shape[-1] == count for each in last):
        return np.full((count, 2), np.nan)
    weights = np.array([np.ravel(each.coef_) for each in last])
    return np.column_stack([weights.mean(axis=0), weights.std(axis=0, ddof=1)])
