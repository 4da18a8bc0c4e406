import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.linear_model import LinearRegression, LogisticRegression

from toolkit.comparison import compare, correct, regress
from toolkit.comparison.coded import SamplingWarning
from toolkit.comparison.estimating import Drawn, Variables, solve
from toolkit.comparison.proportions import wilson
from toolkit.errors import InputError


def two_outlets(seed: int = 0, n: int = 400) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both praise alike; the scorer misses half of the second outlet's praise."""
    rng = np.random.default_rng(seed)
    truth = pd.DataFrame(
        {
            "article_id": [f"{i:04d}" for i in range(2 * n)],
            "outlet": ["الأول"] * n + ["الثاني"] * n,
            "words": rng.integers(100, 600, 2 * n),
            "praise_per_1000": rng.gamma(2.0, 2.0, 2 * n),
        }
    )
    found = np.repeat([1.0, 0.5], n) * truth["praise_per_1000"] + rng.normal(0, 0.2, 2 * n)
    return truth.assign(praise_per_1000=found), truth


def drawn(truth: pd.DataFrame, n: int, seed: int = 0) -> pd.DataFrame:
    size = int((truth["outlet"] == "الأول").sum())
    return (
        truth.groupby("outlet").sample(n, random_state=seed).assign(sampling_probability=n / size)
    )


def rows_of(table: pd.DataFrame) -> pd.DataFrame:
    """Rows by group (a pair as "a - b") and method."""
    both = table["group_a"] + " - " + table["group_b"]
    return table.assign(group=both.fillna(table["group_a"])).set_index(["group", "method"])


def test_a_difference_made_by_the_scorer_goes():
    scores, truth = two_outlets()
    table = rows_of(correct(scores, drawn(truth, 40), "praise_per_1000"))
    naive, corrected = (table.loc[("الأول - الثاني", m)] for m in ("naive", "corrected"))
    assert naive["low"] > 1
    assert naive["p"] < 1e-6
    assert corrected["low"] < 0 < corrected["high"]
    assert corrected["p"] > 0.05


def test_a_good_scorer_is_worth_many_coded_articles_and_a_useless_one_none():
    scores, truth = two_outlets()
    good = correct(scores, drawn(truth, 40), "praise_per_1000")
    noise = scores.assign(praise_per_1000=np.random.default_rng(1).normal(size=len(scores)))
    bad = correct(noise, drawn(truth, 40), "praise_per_1000")
    of_first = [rows_of(t).loc[("الأول", "corrected")] for t in (good, bad)]
    assert of_first[0]["effective_n"] > 200
    assert of_first[0]["tuning"] > 0.9
    assert 30 < of_first[1]["effective_n"] < 45
    assert of_first[1]["tuning"] < 0.4


def test_untuned_it_is_the_estimator_of_egami_worked_by_hand():
    scores, truth = two_outlets()
    coded = drawn(truth, 40)
    row = correct(scores, coded, "praise_per_1000", tuning=1.0).iloc[1]
    own = scores[scores["outlet"] == row["group_a"]].set_index("article_id")["praise_per_1000"]
    by_hand = coded.set_index("article_id")["praise_per_1000"].reindex(own.index)
    pseudo = own + (by_hand - own).fillna(0.0) / 0.1
    assert row["estimate"] == pytest.approx(pseudo.mean())


def test_of_hand_coding_alone_it_makes_the_stratified_mean_with_its_textbook_error():
    scores, truth = two_outlets()
    coded = drawn(truth, 40)
    row = correct(scores, coded, "praise_per_1000", tuning=0.0).iloc[1]
    y = coded.loc[coded["outlet"] == row["group_a"], "praise_per_1000"]
    # Drawing 40 of 400, and the 400 from all that could have been written: s²/40 together.
    reach = stats.t.ppf(0.975, 39) * y.std() / np.sqrt(40)
    assert row["estimate"] == pytest.approx(y.mean())
    assert row["high"] - row["estimate"] == pytest.approx(reach, rel=0.01)


def test_with_every_article_coded_the_scores_do_not_matter():
    scores, truth = two_outlets(n=30)
    table = correct(scores, truth.assign(sampling_probability=1.0), "praise_per_1000")
    means = truth.groupby("outlet")["praise_per_1000"].mean()
    rows = table[(table["method"] == "corrected") & table["group_b"].isna()]
    assert rows.set_index("group_a")["estimate"].to_dict() == pytest.approx(means.to_dict())


def test_rare_articles_drawn_more_often_do_not_tip_the_balance():
    scores, truth = two_outlets(n=2000)
    many = scores["praise_per_1000"] > 6
    rng = np.random.default_rng(3)
    probability = np.where(many, 0.5, 0.05)
    coded = truth.assign(sampling_probability=probability, stratum=np.where(many, "many", "few"))
    coded = coded[rng.random(len(coded)) < probability]
    table = correct(scores, coded, "praise_per_1000")
    rows = table[(table["method"] == "corrected") & table["group_b"].isna()]
    means = truth.groupby("outlet")["praise_per_1000"].mean()
    for row in rows.itertuples():
        assert row.low < means[row.group_a] < row.high
    assert coded["praise_per_1000"].mean() > 1.3 * truth["praise_per_1000"].mean()


def test_a_measure_that_does_not_apply_to_an_article_is_left_out_of_the_mean():
    scores, truth = two_outlets()
    without = np.arange(len(truth)) % 4 == 0
    scores.loc[without, "praise_per_1000"] = np.nan
    truth.loc[without, "praise_per_1000"] = np.nan
    table = rows_of(correct(scores, drawn(truth, 60), "praise_per_1000"))
    row = table.loc[("الأول", "corrected")]
    assert row["n"] == 300
    assert (
        row["low"] < truth.loc[truth["outlet"] == "الأول", "praise_per_1000"].mean() < row["high"]
    )


def test_weights_make_the_share_of_the_groups_words():
    _, truth = two_outlets()
    row = correct(truth, truth.assign(sampling_probability=1.0), "praise_per_1000", weight="words")
    own = truth[truth["outlet"] == "الأول"]
    share = (own["praise_per_1000"] * own["words"]).sum() / own["words"].sum()
    assert row.iloc[1]["estimate"] == pytest.approx(share)


def test_a_comparison_carries_its_correction():
    scores, truth = two_outlets()
    coded = drawn(truth, 40)
    result = compare(scores, "praise_per_1000", coded=coded)
    pd.testing.assert_frame_equal(result.corrected, correct(scores, coded, "praise_per_1000"))
    assert "hand-coded" in result.describe()
    assert result.of("praise_per_1000").corrected.equals(result.corrected)


def test_few_coded_articles_are_said_to_be_few():
    scores, truth = two_outlets()
    coded = pd.concat([drawn(truth, 9).head(9), drawn(truth, 2).tail(2)])
    notes = rows_of(correct(scores, coded, "praise_per_1000"))["note"]
    assert notes[("الأول", "corrected")] == "fewer than 10 articles coded"
    assert notes[("الثاني", "corrected")] == "fewer than 3 articles coded"


def test_a_share_from_few_coded_articles_rests_on_them_alone():
    _, truth = two_outlets()
    credited = truth["praise_per_1000"] > 4
    truth, scores = truth.assign(credited=credited), truth.assign(credited=credited * 0.5)
    table = rows_of(correct(scores, drawn(truth, 12), "credited"))
    row = table.loc[("الأول", "corrected")]
    share = drawn(truth, 12).query("outlet == 'الأول'")["credited"].mean()
    assert row["estimate"] == pytest.approx(share)
    assert "by hand alone" in row["note"]
    assert [row["low"], row["high"]] == pytest.approx(wilson([share], 12)[0].tolist(), abs=0.02)
    many = rows_of(correct(scores, drawn(truth, 40), "credited"))
    assert many.loc[("الأول", "corrected"), "tuning"] > 0.5


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda c: c.drop(columns="sampling_probability"), "no column 'sampling_probability'"),
        (lambda c: c.assign(sampling_probability=0.0), "above 0 and at most 1"),
        (lambda c: c.assign(article_id=range(len(c))), "not among the scored"),
        (lambda c: pd.concat([c, c.head(1)]), "is there twice"),
        (lambda c: c.drop(columns="praise_per_1000"), "no column 'praise_per_1000'"),
    ],
)
def test_refusals_name_the_article_or_column(change, says):
    scores, truth = two_outlets()
    with pytest.raises(InputError, match=says):
        correct(scores, change(drawn(truth, 5)), "praise_per_1000")


def regression_data(seed: int = 0, n: int = 4000) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Official framing (0 or 1) depends on the outlet; errors of the scorer do, too."""
    rng = np.random.default_rng(seed)
    outlet = rng.choice(["أ", "ب"], n)
    words = rng.normal(size=n)
    share = rng.normal(size=n) + 0.5 * words
    chance = 1 / (1 + np.exp(-(-0.5 + 1.0 * (outlet == "ب") + 0.8 * share)))
    framed = (rng.random(n) < chance).astype(float)
    truth = pd.DataFrame({"article_id": range(n), "outlet": outlet, "words": words})
    truth = truth.assign(share=share, framed=framed)
    flipped = rng.random(n) < np.where(outlet == "ب", 0.3, 0.05)
    scored = truth.assign(
        framed=np.where(flipped, 1 - framed, framed), share=share + rng.normal(0, 1, n)
    )
    return scored, truth


@pytest.mark.parametrize(
    ("link", "outcome", "predictors"),
    [("linear", "share", ["words", "outlet"]), ("logistic", "framed", ["outlet", "share"])],
)
def test_without_error_the_regression_is_scikit_learns(link, outcome, predictors):
    _, truth = regression_data(n=500)
    table = regress(truth, truth.assign(sampling_probability=1.0), outcome, predictors, link=link)
    x = np.column_stack([truth[p] if p != "outlet" else truth[p] == "ب" for p in predictors])
    model = LinearRegression() if link == "linear" else LogisticRegression(C=np.inf, tol=1e-10)
    model.fit(x, truth[outcome])
    for method in ("naive", "hand", "corrected"):
        own = table[table["method"] == method]["coefficient"].to_numpy()
        assert own == pytest.approx([*np.ravel(model.intercept_), *np.ravel(model.coef_)], abs=1e-4)


def test_errors_in_outcome_and_predictor_are_both_corrected():
    scored, truth = regression_data()
    coded = truth.sample(500, random_state=1).assign(sampling_probability=500 / 4000)
    table = regress(scored, coded, "framed", ["outlet", "share"], link="logistic")
    wanted = {"constant": -0.5, "outlet=ب": 1.0, "share": 0.8}
    by_term = table.set_index(["method", "term"])
    for term, value in wanted.items():
        assert (
            by_term.loc[("corrected", term), "low"]
            < value
            < by_term.loc[("corrected", term), "high"]
        )
    variance = table.groupby("method")["se"].agg(lambda se: (se**2).sum())
    assert variance["corrected"] < variance["hand"]
    assert by_term.loc[("naive", "share"), "high"] < 0.8


def test_over_many_draws_the_naive_regression_is_biased_and_the_corrected_is_not():
    found = []
    for seed in range(12):
        scored, truth = regression_data(seed, n=800)
        coded = truth.sample(200, random_state=seed).assign(sampling_probability=200 / 800)
        table = regress(scored, coded, "share", ["framed", "words"])
        truly = regress(truth, coded, "share", ["framed", "words"])["coefficient"].iloc[1]
        slopes = table[table["term"] == "framed"].set_index("method")["coefficient"]
        found.append([slopes["naive"] - truly, slopes["corrected"] - truly])
    bias, error = np.mean(found, axis=0), np.std(found, axis=0) / np.sqrt(12)
    assert bias[0] < -0.15
    assert abs(bias[1]) < 3 * error[1]


def test_a_model_without_a_solution_is_refused():
    x = np.ones((4, 2))
    same = Variables(x, np.arange(4.0), np.ones(4))
    with pytest.raises(InputError, match="no solution"):
        solve(same, same, Drawn.whole(4))
    scored, truth = regression_data(n=50)
    with pytest.raises(InputError, match="at least are needed"):
        regress(scored, truth.head(3).assign(sampling_probability=0.1), "framed", ["outlet"])


def test_half_of_the_codings_back_make_no_half_of_a_slope():
    rng = np.random.default_rng(0)
    x = rng.normal(size=2000)
    truth = pd.DataFrame({"article_id": range(2000), "x": x, "y": x + rng.normal(size=2000)})
    # The scorer misses all that depends on x, and sees the rest.
    scored = truth.assign(y=truth["y"] - x + rng.normal(0, 0.2, 2000))
    coded = truth.sample(200, random_state=0).assign(sampling_probability=0.2)  # of 400 drawn
    with pytest.warns(SamplingWarning, match="stand for 1000 articles, but 2000"):
        table = regress(scored, coded, "y", ["x"])
    row = table[(table["term"] == "x") & (table["method"] == "corrected")].iloc[0]
    assert row["coefficient"] == pytest.approx(1.0, abs=0.15)
    assert row["low"] < 1 < row["high"]
    with pytest.warns(SamplingWarning, match="stand for 1000"):
        correct(scored.assign(outlet="أ"), coded, "y")


def test_a_whole_sample_does_not_warn():
    scores, truth = two_outlets()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        correct(scores, drawn(truth, 40), "praise_per_1000")


def test_what_is_rare_keeps_the_scores_full_weight_and_says_how_little_there_is():
    scores, truth = two_outlets()
    rare = np.arange(800) % 10 == 0
    truth["praise_per_1000"] = np.where(rare, 6.0, 0.0)
    coded = drawn(truth, 20)
    table = rows_of(correct(scores, coded, "praise_per_1000"))
    plain = rows_of(correct(scores, coded, "praise_per_1000", tuning=1.0))
    own = table.loc[("الأول", "corrected")]
    assert own["tuning"] == 1.0
    assert own["low"] == plain.loc[("الأول", "corrected"), "low"]
    some = coded.groupby("outlet")["praise_per_1000"].agg(lambda y: (y > 0).sum())
    for outlet in some.index:
        note = table.loc[(outlet, "corrected"), "note"]
        assert ("differ from the rest" in note) == (some[outlet] < 4)
