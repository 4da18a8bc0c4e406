"""Articles that hang together are drawn, dealt and summed as one."""

import warnings

import numpy as np
import pandas as pd
import pytest

from toolkit.comparison import ClusterWarning, compare, correct, count_terms, keyness, regress
from toolkit.comparison.clustering import find_clusters
from toolkit.comparison.estimating import Drawn, Variables, solve
from toolkit.comparison.joint import resample_pair
from toolkit.comparison.permutation import permutation_p
from toolkit.comparison.units import partners
from toolkit.errors import InputError


def events(seed: int = 0, icc: float = 0.3, each: int = 5, count: int = 20) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    event = np.repeat(np.arange(count), each)
    value = rng.normal(0, np.sqrt(icc), count)[event] + rng.normal(0, np.sqrt(1 - icc), len(event))
    return pd.DataFrame(
        {
            "article_id": [f"{i:03d}" for i in range(len(event))],
            "outlet": np.where(event < count / 2, "الأول", "الثاني"),
            "event": event.astype(str),
            "value": value,
        }
    )


def doubled(table: pd.DataFrame) -> pd.DataFrame:
    """Every article printed twice."""
    copy = table.assign(article_id=table["article_id"] + "-2", duplicate_of=table["article_id"])
    return pd.concat([table, copy], ignore_index=True)


def test_copies_say_nothing_that_their_originals_did_not_say():
    table = events(each=1, count=24)
    alone = compare(table, "value")
    with pytest.warns(ClusterWarning, match="48 of 48 articles"):
        twice = compare(doubled(table), "value")
    assert twice.estimates["clusters"].tolist() == [12, 12]
    assert twice.estimates["n"].tolist() == [24, 24]
    for column in ("low", "high"):
        assert twice.estimates[column].tolist() == pytest.approx(alone.estimates[column].tolist())
        assert twice.pairs[column].tolist() == pytest.approx(alone.pairs[column].tolist())
    assert twice.pairs["p"].tolist() == pytest.approx(alone.pairs["p"].tolist())
    for low in ("delta_low", "g_low"):
        assert twice.pairs[low].iloc[0] == pytest.approx(alone.pairs[low].iloc[0], abs=0.08)
    assert "duplicate_of" in twice.describe()


def test_with_none_every_article_stands_for_itself():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = compare(doubled(events(each=1)), "value", cluster=None)
    assert found.estimates["clusters"].isna().all()


def test_the_variance_of_a_clustered_mean_is_that_of_its_clusters_means():
    table = events()
    found = compare(table, "value", cluster="event", resamples=5000)
    means = table.groupby(["outlet", "event"])["value"].mean().groupby("outlet")
    widths = (found.estimates["high"] - found.estimates["low"]).to_numpy()
    # Student's, which the bootstrap is near where things are normal.
    textbook = 2 * 2.262 * means.std().to_numpy() / np.sqrt(10)
    assert widths == pytest.approx(textbook, rel=0.12)


def test_copies_of_a_copy_are_one_cluster_and_events_count_by_day():
    table = pd.DataFrame(
        {
            "article_id": list("abcdef"),
            "duplicate_of": [None, "a", None, None, None, None],
            "copy_of": [None, None, "b", None, None, None],
            "event": [None, None, None, "قمة", "قمة", "قمة"],
            "published": pd.to_datetime(["2022-05-11"] * 5 + ["2022-05-12"], utc=True),
        }
    )
    with pytest.warns(ClusterWarning, match="5 of 6"):
        codes = find_clusters(table).codes
    assert codes[0] == codes[1] == codes[2]
    assert codes[3] == codes[4] != codes[5]


def test_an_event_that_both_outlets_cover_is_drawn_with_both_its_parts():
    # Events differ greatly and outlets by 1 in each: paired, there is hardly a doubt.
    rng = np.random.default_rng(0)
    rows = [
        {"outlet": o, "event": f"e{e:02d}", "value": 10 * e + d + rng.normal(0, 0.1)}
        for e in range(12)
        for o, d in (("أ", 1.0), ("ب", 0.0))
    ]
    table = pd.DataFrame(rows)
    pair = compare(table, "value", cluster="event").pairs.iloc[0]
    assert (pair["low"], pair["high"]) == pytest.approx((1.0, 1.0), abs=0.15)
    assert pair["p"] == pytest.approx(2 / 2**12)  # all swaps are gone through
    assert compare(table, "value", cluster=None).pairs.iloc[0]["p"] > 0.5


def test_parts_of_shared_clusters_are_swapped_not_dealt():
    first, cluster = np.array([True, False] * 3), np.repeat(np.arange(3), 2)
    values = np.array([1.0, 0, 2, 0, 3, 0])[:, None]
    p = permutation_p(values, None, first, 500, np.random.default_rng(0),
                      partner=partners(cluster, first))  # fmt: skip
    assert p[0] == pytest.approx(2 / 8)


def test_the_paired_variance_is_the_textbooks():
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=(2, 15))
    found = resample_pair(np.concatenate([a, b])[:, None], None, np.arange(30) < 15,
                          np.tile(np.arange(15), 2), 200, rng)  # fmt: skip
    assert found.variance[0] == pytest.approx((a - b).var(ddof=1) / 15)


def test_a_cluster_in_two_strata_is_refused():
    table = events().assign(moment=["أ", "ب"] * 50)
    with pytest.raises(InputError, match="lies in two strata"):
        compare(table, "value", within="moment", cluster="event")
    with pytest.raises(InputError, match="not a column"):
        compare(table, "value", cluster="affair")


def test_clusters_are_matched_within_strata():
    table = pd.concat([events(seed).assign(moment=str(seed)) for seed in range(3)])
    table["event"] += table["moment"]
    table["article_id"] += table["moment"]
    table["value"] += 10 * table["moment"].astype(int)
    found = compare(table.reset_index(drop=True), "value", within="moment", cluster="event")
    pair = found.pairs.iloc[0]
    assert pair["clusters_a"] == 30
    assert pair["low"] < 0 < pair["high"]
    assert pair["p"] > 0.05


def test_a_correction_by_hand_obeys_clusters():
    table = events(count=40)
    coded = table.assign(sampling_probability=1.0)
    by = {None: None, "event": "event"}
    found = {c: correct(table, coded, "value", cluster=c) for c in by}
    rows = {c: t[(t["method"] == "corrected") & t["group_b"].isna()] for c, t in found.items()}
    width = {c: (r["high"] - r["low"]).mean() for c, r in rows.items()}
    assert width["event"] > 1.2 * width[None]


def test_cr2_is_that_of_clubsandwich_worked_by_hand():
    """One regressor, no weights: A = (I - H)^(-1/2) block by block."""
    rng = np.random.default_rng(0)
    x = np.column_stack([np.ones(12), rng.normal(size=12)])
    y, cluster = rng.normal(size=12), np.repeat(np.arange(4), 3)
    same = Variables(x, y, np.ones(12))
    found = solve(same, same, Drawn.whole(12), tuning=0.0, cluster=cluster)
    bread = np.linalg.inv(x.T @ x)
    error = y - x @ (bread @ x.T @ y)
    meat = np.zeros((2, 2))
    for code in range(4):
        own = cluster == code
        values, vectors = np.linalg.eigh(np.eye(3) - x[own] @ bread @ x[own].T)
        adjusted = vectors @ np.diag(values**-0.5) @ vectors.T @ error[own]
        meat += np.outer(x[own].T @ adjusted, x[own].T @ adjusted)
    assert found.covariance == pytest.approx(bread @ meat @ bread)


def test_a_regression_obeys_clusters():
    table = events()
    coded = table.assign(sampling_probability=1.0)
    errors = {
        c: regress(table, coded, "value", ["outlet"], cluster=c)["se"].iloc[1]
        for c in (None, "event")
    }
    assert errors["event"] > errors[None]


def test_keyness_resamples_clusters():
    # Six reports of one event use its word; no other article does.
    rows = [(f"a{i}", "أ", f"e{i // 6}", "الخبر", 20) for i in range(60)]
    rows += [(f"b{i}", "ب", f"f{i // 6}", "الخبر", 20) for i in range(60)]
    rows += [(f"a{i}", "أ", "e0", "زلزال", 4) for i in range(6)]
    counts = pd.DataFrame(rows, columns=["article_id", "outlet", "event", "term", "count"])

    def quake(cluster: str | None, least: int) -> pd.Series:
        table = keyness(counts, cluster=cluster, min_articles=least).table
        return table[(table["term"] == "زلزال") & (table["group"] == "أ")].iloc[0]

    assert quake(None, 1)["p"] < 0.02
    assert quake("event", 1)["p"] > 0.05
    with pytest.raises(IndexError):
        quake("event", 3)


def test_terms_of_copies_are_counted_with_their_clusters():
    articles = pd.DataFrame(
        {
            "article_id": ["1", "2", "3"], "outlet": "الخبر", "title": "", "duplicate_of": [None, "1", None],
            "text": ["وصل الوفد", "وصل الوفد", "غادر الوفد"],
        }
    )  # fmt: skip
    with pytest.warns(ClusterWarning):
        counted = count_terms(articles)
    assert counted.groupby("article_id")["cluster"].first().nunique() == 2
