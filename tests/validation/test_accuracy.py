import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.study.scores import score_articles
from toolkit.validation.accuracy import score_accuracy, span_accuracy
from toolkit.validation.coded_scores import MEASURES, coded_scores
from toolkit.validation.coding import read_coded, read_texts


@pytest.fixture(scope="module")
def gold(sample_folder):
    return read_coded(sample_folder / "gold.jsonl")


@pytest.fixture(scope="module")
def articles(sample_folder):
    return pd.read_json(sample_folder / "articles.jsonl", lines=True)


def test_hand_coding_is_scored_as_the_scorer_scores(gold, articles):
    table = coded_scores(gold, articles).set_index("article_id")
    assert len(table) == 36
    article = next(a for a in gold if a["article_id"] == "S-1-1")
    acts = article["attributions"]
    row = table.loc["S-1-1"]
    assert row["attributions"] == len(acts)
    assert row["direct_share"] == np.mean([a["kind"] == "direct" for a in acts])
    assert row["praise_per_1000"] == pytest.approx(1000 * len(article["praise"]) / row["words"])
    assert row["official_framing"] == 3
    assert set(MEASURES) <= set(table.columns)
    assert score_articles.__module__ == "toolkit.study.scores"


def test_an_article_without_its_text_is_refused(gold, articles):
    with pytest.raises(InputError, match="S-1-1"):
        coded_scores(gold[:3], articles[articles["article_id"] != "S-1-1"])


def test_a_scorer_that_errs_on_one_outlet_alone_is_found_out():
    rng = np.random.default_rng(0)
    truth = rng.gamma(2, 2, 80)
    scores = pd.DataFrame({"article_id": range(80), "outlet": ["أ"] * 40 + ["ب"] * 40})
    coded = scores.assign(praise=truth, sampling_probability=0.5).iloc[::2]
    scores["praise"] = truth * np.repeat([1.0, 0.5], 40) + rng.normal(0, 0.2, 80)
    table = score_accuracy(scores, coded, "praise").set_index("group")
    assert table.loc["أ", "low"] < 0 < table.loc["أ", "high"]
    assert table.loc["ب", "high"] < -0.5
    assert table["p"].max() < 0.01
    assert table["n"].tolist() == [20, 20]
    own = coded[coded["outlet"] == "ب"]["praise"].to_numpy()
    found = scores.loc[coded.index][coded["outlet"] == "ب"]["praise"].to_numpy()
    assert table.loc["ب", "absolute_error"] == pytest.approx(np.abs(found - own).mean())
    assert table.loc["ب", "correlation"] == pytest.approx(np.corrcoef(found, own)[0, 1])


def test_spans_are_compared_outlet_by_outlet(gold, sample_folder, articles):
    texts = read_texts(sample_folder / "gold.jsonl", sample_folder / "articles.jsonl")
    outlets = dict(zip(articles["article_id"], articles["outlet"], strict=True))
    first = articles["outlet"].iloc[0]
    found = {a["article_id"]: a for a in gold if outlets[a["article_id"]] != first}
    table = span_accuracy(gold, found, texts, outlets)
    f1 = table[(table["metric"] == "f1") & (table["task"] == "cue")].set_index("group")["value"]
    assert f1.pop(first) == 0
    assert (f1 == 1).all()
    assert set(table["task"]) == {"cue", "content", "praise", "voice"}
    with pytest.raises(InputError, match="outlet is not known"):
        span_accuracy(gold, found, texts, {})
