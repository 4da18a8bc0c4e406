"""Keyness: which words or formulas are one outlet's own, beyond what single articles account for.

Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008,
doi:10.1093/pan/mpn018) and Dunning's G² (1993) measure how far a term's rate in one group lies
from that in all others. Both take words for independent, which words of one article are not, so
the interval and p come from the log-odds' spread over bootstrap resamples of whole articles, or of
clusters of articles that hang together (or from the paper's variance where that is larger), by
Student's t with the number of articles that a term really rests on. All terms of all groups are
one family for Benjamini and Hochberg's false discovery rate.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.comparison.clustering import AUTO
from toolkit.comparison.log_odds import g_squared, log_odds, standard_errors
from toolkit.comparison.moments import Floats
from toolkit.comparison.plain_words import function_terms, name_terms
from toolkit.comparison.term_matrix import (
    checked_counts,
    cluster_column,
    merged,
    parts,
    sums,
    term_matrix,
)
from toolkit.errors import InputError

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Monroe et al. give the prior the weight of so many words, a day's speech in their senate.
PRIOR_WORDS = 500.0
SMALL_SAMPLE = 10


@dataclass(frozen=True)
class Keyness:
    """Terms by group with their keyness.

    Attributes
    ----------
    table : DataFrame
        `group, term, count, rest, articles, per_1000, rest_per_1000, log_odds, z, g2, se, low,
        high, p, p_adjusted, note`, the terms most the group's own first, and `written` behind
        `term` where the counts have it. `z` is Monroe's, words taken for independent; `se` is the
        spread over resamples of articles.
    """

    table: pd.DataFrame
    by: str
    prior: float
    resamples: int
    confidence: float
    seed: int
    cluster: str | None = None

    def top(self, terms: int = 10) -> pd.DataFrame:
        """Give the terms that each group prefers, the highest lower end of the interval first."""
        ordered = self.table[self.table["log_odds"] > 0].sort_values(
            ["group", "low", "term"], ascending=[True, False, True], kind="stable"
        )
        return ordered.groupby("group", sort=False).head(terms).reset_index(drop=True)

    def to_frame(self) -> pd.DataFrame:
        """Give the table itself."""
        return self.table

    def _repr_html_(self) -> str:
        note = html.escape(
            f"Log-odds of each {self.by} against all others, Dirichlet prior of {self.prior:g} "
            f"words; {self.confidence:.0%} intervals by {'cluster' if self.cluster else 'article'}, {self.resamples} resamples, "
            f"seed {self.seed}."
        )
        table = self.top().to_html(index=False, border=0, na_rep="", float_format="{:.3g}".format)
        return f'<div dir="auto">{table}<p><small>{note}</small></p></div>'


def keyness(
    counts: pd.DataFrame,
    *,
    by: str = "outlet",
    prior: float = PRIOR_WORDS,
    min_count: int = 5,
    min_articles: int = 3,
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 0,
    cluster: str | None = AUTO,
    content_only: bool = False,
) -> Keyness:
    """Find the terms that set each group off from all the others together.

    Parameters
    ----------
    counts : DataFrame
        One row a term in an article: `article_id`, the `by` column, `term` and, unless each row
        is one occurrence, `count`; perhaps `written`, the spelling to show. All words should be
        there: rates are out of their total.
    cluster : str or None
        The column of articles that hang together, which are resampled as a whole, and of which
        `min_articles` counts; by default `cluster` where `count_terms` has made it.
    prior : float
        Weight of the prior, in words; its shape is the terms' share of all words.
    min_count, min_articles : int
        Rarer terms are left out of the table (not of the totals): nothing can be said of them.
    content_only : bool
        Leave out of the table (not of the totals) function words, months and, of each group, the
        words of its own name: `comparison/data/function_words.yaml` lists them.

    Returns
    -------
    Keyness

    Raises
    ------
    InputError
        Where a column is missing, there are not two groups, or every term is too rare.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": [str(i) for i in range(24)],
    ...     "outlet": ["الرسمي"] * 12 + ["المستقل"] * 12, "title": "خبر",
    ...     "text": ["تحت القيادة الرشيدة"] * 12 + ["قال شاهد عيان"] * 12})
    >>> from toolkit.comparison import count_terms
    >>> keyness(count_terms(articles)).top(1)[["group", "term", "count", "rest"]]
         group     term  count  rest
    0   الرسمي  الرشيده     12     0
    1  المستقل     شاهد     12     0
    """
    column = cluster_column(counts, cluster)
    tidy = checked_counts(counts, by, prior, column)
    groups, terms, matrix, of_article, clusters = term_matrix(tidy, by, column)
    by_group = np.vstack([sums(matrix[of_article == g]) for g in range(len(groups))])
    units = merged(matrix, clusters)
    spread = sums(units > 0)
    wanted = ~np.isin(terms, list(function_terms())) if content_only else True
    often = (by_group.sum(axis=0) >= min_count) & (spread >= min_articles)
    kept = np.flatnonzero(often & wanted)
    if not kept.size:
        raise InputError(
            f"keyness: no term occurs {min_count} times in {min_articles} articles; lower "
            "min_count or min_articles, or give more articles"
        )
    background = by_group.sum(axis=0)
    pseudo = prior * background[kept] / background.sum()
    drawn = parts(matrix, of_article, clusters, groups)
    errors = standard_errors(drawn, kept, pseudo, prior, resamples, seed)
    freedom = _freedom(units[:, kept])
    written = dict(zip(counts["term"], counts.get("written", counts["term"]), strict=True))
    tables = []
    for g, group in enumerate(groups):
        own, rest = by_group[g], background - by_group[g]
        table = _group_table(own, rest, kept, pseudo, prior)
        own_articles = of_article == g
        table.insert(0, "articles", sums(matrix[own_articles][:, kept] > 0).astype(int))
        if "written" in counts.columns:
            table.insert(0, "written", [written[term] for term in terms[kept]])
        table.insert(0, "term", terms[kept])
        table.insert(0, "group", group)
        table["se"] = errors[g]
        table["freedom"] = freedom
        few = len(np.unique(clusters[own_articles])) < SMALL_SAMPLE
        table["note"] = (
            f"fewer than {SMALL_SAMPLE} {'clusters' if column else 'articles'}" if few else ""
        )
        own_name = name_terms(group) if content_only else frozenset()
        tables.append(table[~table["term"].isin(own_name)])
    whole = _inference(pd.concat(tables, ignore_index=True), confidence)
    return Keyness(whole, by, prior, resamples, confidence, seed, column)


def _freedom(matrix: csr_matrix) -> Floats:
    """Give how many articles each term really rests on (Kish's effective number), less one.

    Forty uses in one article and one in each of two others rest on hardly more than one article.
    """
    squares = sums(matrix.multiply(matrix))
    return np.asarray(np.maximum(sums(matrix) ** 2 / squares - 1, 1.0))


def _group_table(
    own: Floats, rest: Floats, kept: NDArray[np.intp], pseudo: Floats, prior: float
) -> pd.DataFrame:
    own_total, rest_total = own.sum(), rest.sum()
    ratio = log_odds(own[kept], rest[kept], own_total, rest_total, pseudo, prior)
    variance = 1 / (own[kept] + pseudo) + 1 / (rest[kept] + pseudo)
    return pd.DataFrame(
        {
            "count": own[kept].astype(int),
            "rest": rest[kept].astype(int),
            "per_1000": 1000 * own[kept] / own_total,
            "rest_per_1000": 1000 * rest[kept] / rest_total,
            "log_odds": ratio,
            "z": ratio / np.sqrt(variance),
            "word_se": np.sqrt(variance),
            "g2": g_squared(own[kept], rest[kept], own_total, rest_total),
        }
    )


def _inference(table: pd.DataFrame, confidence: float) -> pd.DataFrame:
    from scipy.stats import false_discovery_control, t

    ratio = table["log_odds"].to_numpy()
    # A term that the others never use has no spread there to resample; the prior's must do.
    error = np.maximum(table["se"].to_numpy(), table.pop("word_se").to_numpy())
    freedom = table.pop("freedom").to_numpy()
    reach = t.isf((1 - confidence) / 2, freedom) * error
    p = 2 * t.sf(np.abs(ratio) / error, freedom)
    adjusted = false_discovery_control(p)
    table = table.assign(low=ratio - reach, high=ratio + reach, p=p, p_adjusted=adjusted)
    table = table.sort_values(
        ["group", "log_odds", "term"], ascending=[True, False, True], kind="stable"
    )
    note = table.pop("note")
    return table.assign(note=note).reset_index(drop=True)
