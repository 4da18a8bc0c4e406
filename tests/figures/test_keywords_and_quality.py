import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.figures import accuracy, corrected, keyness
from toolkit.figures.quality import agreement_rows


@pytest.fixture
def terms() -> pd.DataFrame:
    rows = [("أ", f"t{i}", 3.0 - i / 4, 2.0 - i / 2, 4.0, 0.01) for i in range(8)]
    rows += [("ب", "الرشيدة", 1.5, 0.1, 2.9, 0.20)]
    columns = ["group", "term", "log_odds", "low", "high", "p_adjusted"]
    return pd.DataFrame(rows, columns=columns)


def test_only_terms_whose_interval_begins_above_zero_are_drawn(terms):
    table = keyness(terms).table
    assert table["term"].tolist() == ["t0", "t1", "t2", "t3", "الرشيدة"]
    assert keyness(terms, terms=2, groups=["أ"]).table["term"].tolist() == ["t0", "t1"]
    with pytest.raises(InputError, match="group 'x'"):
        keyness(terms, groups=["x"])


def test_a_term_is_shown_as_it_is_written(terms):
    drawing = keyness(terms.assign(written=terms["term"] + "!"), groups=["ب"])
    assert [tick.get_text() for tick in drawing.axes[0].get_yticklabels()] == ["الرشيدة!"]


def test_hollow_dots_are_not_sure(terms):
    drawing = keyness(terms, language="ar")
    faces = [tuple(dot.get_facecolor()[0]) for axes in drawing.axes for dot in axes.collections]
    assert faces.count((1, 1, 1, 1)) == 1
    assert all(axes.xaxis_inverted() for axes in drawing.axes)


def test_no_key_terms(terms):
    assert keyness(terms[terms["low"] < 0]).table.empty


def test_corrected_beside_naive():
    table = pd.DataFrame(
        {
            "group": ["أ", "أ", "ب", "ب"],
            "method": ["naive", "corrected"] * 2,
            "estimate": [0.5, 0.3, 0.4, 0.45],
            "low": [0.4, 0.1, 0.3, 0.3],
            "high": [0.6, 0.5, 0.5, 0.6],
        }
    )
    drawing = corrected(table, measure="direct_share", language="ar")
    heights = [line.get_ydata()[0] for line in drawing.axes[0].lines if len(line.get_ydata()) == 1]
    assert len(set(heights)) == 4
    assert "المباشر" in drawing.axes[0].get_xlabel()
    ticks = [tick.get_text() for tick in drawing.axes[0].get_xticklabels()]
    assert set(ticks) >= {"20%", "40%", "60%"}
    with pytest.raises(InputError, match="method 'dsl' is not known"):
        corrected(table.replace("corrected", "dsl"))
    with pytest.raises(InputError, match="column 'low' is missing"):
        corrected(table.drop(columns="low"))


def test_accuracy_takes_an_agreement_apart():
    from toolkit.validation.agreement import Agreement, Rates

    rates = Rates(0.9, 0.8, 0.85, 120, 107)
    found = Agreement(9, rates, rates, rates, rates, {}, {}, 0.6, 0.7, 0.81, 0.8, 9)
    rows = agreement_rows(found)
    assert rows.loc[rows["metric"] == "f1", "value"].tolist() == [0.85, 0.85, 0.85, 0.6]
    labels = [t.get_text() for t in accuracy(found).axes[0].get_yticklabels()]
    assert labels == ["cues", "contents", "praise", "voice", "framing"]
