"""The scores as features for scikit-learn: articles in, one column a measure out.

A transformer for the first place of a `Pipeline`, so that frames (an outlet's kind, the codebook's
grade) can be predicted from who speaks, who is praised and in whose voice, and cross-validated by
outlet. Scores of an article depend on that article alone, so nothing is learnt in `fit` and nothing
leaks from one fold to another; measures that compare articles (reuse) are left out for that reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from toolkit.errors import InputError
from toolkit.study.registry import scores

FEATURES = tuple(score.name for score in scores().values() if score.alone and score.unit != "grade")


class FramingFeatures(TransformerMixin, BaseEstimator):
    """Score articles and give chosen measures as numbers.

    Parameters
    ----------
    measures : sequence of str, optional
        Some of `FEATURES`, or columns of your own that are numbers; by default all of `FEATURES`.
        `official_framing` may be named, where it is not what is to be predicted.

    Attributes
    ----------
    measures_ : list of str
        The measures given.

    Notes
    -----
    A missing value (a share of attributions where there is none) stays missing: put an imputer
    behind. A table that is scored already, such as `study.scores`, is taken as it is.

    Examples
    --------
    >>> from sklearn.pipeline import make_pipeline
    >>> from sklearn.impute import SimpleImputer
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["الخبر"], "title": ["خبر"],
    ...                          "text": ["أشاد الوزير بالقيادة الرشيدة."], "published": pd.NaT})
    >>> features = FramingFeatures(["words", "praise_per_1000"]).set_output(transform="pandas")
    >>> features.fit_transform(articles).columns.tolist()
    ['words', 'praise_per_1000']
    """

    def __init__(self, measures: Sequence[str] | None = None) -> None:
        self.measures = measures

    def fit(self, X: pd.DataFrame, y: Any = None) -> FramingFeatures:
        """Check the measures' names; nothing is learnt.

        Raises
        ------
        InputError
            Where X is no table of articles or scores, or a measure is not known.
        """
        del y
        table = _table(X)
        measures = list(FEATURES if self.measures is None else self.measures)
        known = {*FEATURES, "official_framing", *map(str, table.columns)}
        if unknown := [name for name in measures if name not in known]:
            raise InputError(f"measure '{unknown[0]}' is not known; allowed: {', '.join(FEATURES)}")
        self.measures_ = measures
        self.n_features_in_ = table.shape[1]
        return self

    def transform(self, X: pd.DataFrame) -> NDArray[np.float64]:
        """Give the measures, array (articles, measures); missing is NaN."""
        check_is_fitted(self)
        table = _table(X)
        if not set(self.measures_) <= set(table.columns):
            from toolkit.study.scoring import score

            table = score(table).scores
        columns = [
            pd.array(table[name]).to_numpy(dtype=float, na_value=np.nan) for name in self.measures_
        ]
        return np.column_stack(columns)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give the measures' names."""
        del input_features
        check_is_fitted(self)
        return np.asarray(self.measures_, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        # Articles, not an array of numbers, go in.
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        tags.input_tags.allow_nan = True
        tags.no_validation = True
        tags.requires_fit = False
        return tags


def _table(X: Any) -> pd.DataFrame:
    if not isinstance(X, pd.DataFrame):
        raise InputError(f"FramingFeatures needs a table of articles or scores, not {type(X)}")
    return X
