import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from toolkit.comparison import count_terms, keyness
from toolkit.comparison.log_odds import g_squared
from toolkit.errors import InputError


def _counts(per_article: dict[str, list[dict[str, int]]]) -> pd.DataFrame:
    rows = [
        (f"{outlet}{i}", outlet, term, count)
        for outlet, articles in per_article.items()
        for i, article in enumerate(articles)
        for term, count in article.items()
    ]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "term", "count"])


@pytest.fixture
def counts() -> pd.DataFrame:
    rng = np.random.default_rng(0)
    # "الرشيدة" (wise) runs through all of one outlet's articles; "زلزال" (earthquake) fills
    # a single article of it and says nothing about the outlet.
    state = [{"الرشيدة": 2, "قال": int(rng.integers(2, 6)), "في": 20} for _ in range(20)]
    state[0]["زلزال"] = 40
    other = [{"قال": int(rng.integers(2, 6)), "في": 20, "شاهد": 1} for _ in range(20)]
    other[0]["زلزال"] = other[1]["زلزال"] = 1
    return _counts({"state": state, "other": other})


def test_log_odds_and_z_are_those_of_the_paper_worked_by_hand(counts):
    table = keyness(counts, prior=500).table
    row = table[(table["group"] == "state") & (table["term"] == "الرشيدة")].iloc[0]
    totals = counts.groupby("outlet")["count"].sum()
    y_i, y_j, n_i, n_j = 40, 0, totals["state"], totals["other"]
    a = 500 * (y_i + y_j) / (n_i + n_j)
    delta = math.log((y_i + a) / (n_i + 500 - y_i - a)) - math.log(
        (y_j + a) / (n_j + 500 - y_j - a)
    )
    assert row["log_odds"] == pytest.approx(delta)
    assert row["z"] == pytest.approx(delta / math.sqrt(1 / (y_i + a) + 1 / (y_j + a)))


def test_g2_is_scipys_likelihood_ratio():
    table = np.array([[30, 970], [10, 1490]])
    theirs = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    ours = g_squared(np.array([30.0]), np.array([10.0]), 1000.0, 1500.0)
    assert ours[0] == pytest.approx(theirs)


def test_a_term_of_one_article_is_not_the_outlets(counts):
    own = keyness(counts).table.set_index(["group", "term"])
    assert own.loc[("state", "زلزال"), "z"] > 3, "taken word by word it looks certain"
    assert own.loc[("state", "زلزال"), "low"] < 0
    assert own.loc[("state", "زلزال"), "p_adjusted"] > 0.05
    assert own.loc[("state", "الرشيدة"), "low"] > 0
    assert own.loc[("state", "الرشيدة"), "p_adjusted"] < 0.01


def test_rare_terms_are_left_out_but_stay_in_the_totals(counts):
    table = keyness(counts, min_count=30, min_articles=10).table
    assert set(table["term"]) == {"الرشيدة", "قال", "في"}
    row = table[(table["group"] == "other") & (table["term"] == "في")].iloc[0]
    total = counts.loc[counts["outlet"] == "other", "count"].sum()
    assert row["per_1000"] == pytest.approx(1000 * 400 / total)


def test_the_same_seed_gives_the_same_table(counts):
    shuffled = counts.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(keyness(counts).table, keyness(shuffled).table)


def test_standard_errors_are_those_of_a_plain_bootstrap(counts):
    table = keyness(counts, resamples=4000).table.set_index(["group", "term"])
    rng = np.random.default_rng(1)
    wide = counts.pivot_table(
        index=["outlet", "article_id"], columns="term", values="count", fill_value=0
    )
    state, other = wide.loc["state"].to_numpy(float), wide.loc["other"].to_numpy(float)
    whole = wide.to_numpy(float).sum(axis=0)
    pseudo = 500 * whole / whole.sum()
    drawn = []
    for _ in range(4000):
        a = state[rng.integers(0, 20, 20)].sum(axis=0) + pseudo
        b = other[rng.integers(0, 20, 20)].sum(axis=0) + pseudo
        drawn.append(np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b)))
    theirs = dict(zip(wide.columns, np.std(drawn, axis=0), strict=True))
    for term in ("قال", "زلزال", "الرشيدة"):
        assert table.loc[("state", term), "se"] == pytest.approx(theirs[term], rel=0.08)


def test_words_are_counted_folded():
    articles = pd.DataFrame(
        # "The Kingdom is pioneering" — "the kingdom, the kingdom"
        {
            "article_id": ["1"],
            "outlet": ["أ"],
            "title": ["المَمْلَكة رائدة"],
            "text": ["المملكة، المملكه"],
        }
    )
    assert count_terms(articles).set_index("term")["count"].to_dict() == {"المملكه": 3, "رايده": 1}


def test_a_word_is_shown_as_it_is_mostly_written():
    # "the kingdom" once misspelt, the marks of one left out; a number in the digits of the table
    texts = ["المَمْلَكة مسؤولة", "المملكه ٧٠٠", "المملكــة 700 ٧٠٠"]
    articles = pd.DataFrame({"article_id": list("abc"), "outlet": "أ", "title": "", "text": texts})
    written = count_terms(articles).set_index("term")["written"].to_dict()
    assert written == {"المملكه": "المملكة", "مسووله": "مسؤولة", "700": "700"}


def test_keyness_keeps_the_spelling_to_be_shown(counts):
    found = keyness(counts.assign(written=counts["term"] + "ـ"), resamples=50).table
    assert (found["written"] == found["term"] + "ـ").all()
    assert "written" not in keyness(counts, resamples=50).table


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda c: c.drop(columns="term"), "no column 'term'"),
        (lambda c: c[c["outlet"] == "state"], "two groups are needed"),
        (lambda c: c.assign(count=-1), "negative"),
        (lambda c: c.assign(count=0), "zero"),
        (lambda c: c.head(2), "two groups are needed|no term occurs"),
    ],
)
def test_refusals(counts, change, says):
    with pytest.raises(InputError, match=says):
        keyness(change(counts))


def test_where_groups_differ_in_nothing_few_terms_are_found():
    # Words cluster in articles; taken one by one a third of the terms would look like a group's own.
    found, by_words = [], []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        own = rng.poisson(rng.gamma(0.3, 10.0, (60, 40)))
        rows = [
            (str(i), "ab"[i % 2], f"t{j}", own[i, j])
            for i in range(60)
            for j in range(40)
            if own[i, j]
        ]
        table = keyness(
            pd.DataFrame(rows, columns=["article_id", "outlet", "term", "count"]), resamples=300
        ).table
        found.append((table["p_adjusted"] < 0.05).mean())
        by_words.append((table["z"].abs() > 1.96).mean())
    assert np.mean(by_words) > 0.3
    assert np.mean(found) < 0.005


def test_content_only_leaves_out_grammar_months_and_each_groups_own_name():
    # "Al-Manara learnt: and the wise plan did not change / a witness said in May: and the road"
    texts = {
        "موقع المنارة": "علمت المنارة ولم تتغير الخطة الحكيمة",
        "الخبر": "في ماي قال شاهد للمنارة",
    }
    articles = pd.DataFrame(
        [(f"{outlet}-{n}", outlet, "", text) for outlet, text in texts.items() for n in range(12)],
        columns=["article_id", "outlet", "title", "text"],
    )
    counts = count_terms(articles)
    every = keyness(counts, resamples=100)
    content = keyness(counts, resamples=100, content_only=True)
    own = {group: set(rows["written"]) for group, rows in content.table.groupby("group")}
    assert {"ولم", "في", "ماي"} <= set(every.table["written"])
    assert not {"ولم", "في", "ماي"} & (own["موقع المنارة"] | own["الخبر"])
    assert not {"المنارة", "للمنارة"} & own["موقع المنارة"]
    # Another's name is a finding.
    assert "للمنارة" in own["الخبر"]
    # What is left out counts among all words still.
    rates = [found.table.set_index(["group", "written"])["per_1000"] for found in (every, content)]
    assert rates[0]["الخبر", "شاهد"] == rates[1]["الخبر", "شاهد"]


def test_the_top_has_no_term_that_a_group_avoids():
    articles = pd.DataFrame(
        {"article_id": [str(n) for n in range(24)], "outlet": ["أ"] * 12 + ["ب"] * 12,
         "title": "", "text": ["خبر واحد"] * 12 + ["خبر آخر"] * 12}
    )  # fmt: skip
    top = keyness(count_terms(articles), resamples=100).top(10)
    assert (top["log_odds"] > 0).all()
    assert "آخر" not in set(top.loc[top["group"] == "أ", "written"])
