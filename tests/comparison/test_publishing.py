"""Tables as a reader sees them."""

import numpy as np
import pandas as pd
import pytest

from toolkit.comparison import Comparison, compare
from toolkit.errors import InputError


@pytest.fixture(scope="module")
def found() -> Comparison:
    rng = np.random.default_rng(0)
    table = pd.DataFrame(
        {
            "article_id": range(40),
            "outlet": ["الخبر & الرأي"] * 20 + ["Le Quotidien {1}"] * 20,
            "direct_share": np.concatenate([rng.beta(2, 5, 20), rng.beta(5, 2, 20)]),
            "official_framing": rng.integers(0, 4, 40),
            "agency_credited": rng.random(40) < 0.4,
        }
    )
    coded = table.iloc[::2].assign(sampling_probability=0.5)
    return compare(table, ["direct_share", "official_framing", "agency_credited"], coded=coded)


def test_a_share_is_rounded_in_per_cent_and_says_which_interval_it_has(found):
    frame = found.table().frame
    row = frame[frame["group"] == "الخبر & الرأي"].iloc[0]
    own = found.estimates.query("measure == 'direct_share'").set_index("group").loc[row["group"]]
    assert row["estimate"] == f"{100 * own['estimate']:.1f}%"
    assert row["interval"] == "studentised bootstrap"
    assert set(frame["interval"]) == {"studentised bootstrap", "Wilson"}


def test_a_difference_is_two_columns(found):
    frame = found.table(what="differences").frame
    assert {"group_a", "group_b"} <= set(frame)
    assert frame["p"].iloc[0] == "< .001"
    corrected = found.table(what="corrected").frame
    assert (corrected["group_b"] != "").sum() == 6


def test_arabic_tables_run_right_to_left_with_arabic_names(found):
    table = found.table(language="ar")
    assert table.labels["estimate"] == "التقدير"
    assert 'dir="rtl"' in table.to_html()
    assert "حصة الاقتباس المباشر من الإسنادات" in table.to_html()
    assert "\\rtlrow" in table.to_rtf()


def test_names_are_escaped_in_every_format(found):
    table = found.table()
    assert "&amp;" in table.to_html()
    assert r"\&" in table.to_latex()
    assert r"\{1\}" in table.to_rtf()
    # RTF is ASCII: each Arabic letter by its number.
    assert table.to_rtf().isascii()
    assert "\\u1575?" in table.to_rtf()


def test_rtf_has_a_row_a_row_and_balanced_braces(found):
    table = found.table(what="grades")
    text = table.to_rtf()
    assert text.count("\\row") == len(table.frame) + 1
    assert text.replace(r"\{", "").count("{") == text.replace(r"\}", "").count("}")


@pytest.mark.parametrize("ending", [".html", ".tex", ".rtf", ".csv"])
def test_the_ending_says_how_it_is_written(found, tmp_path, ending):
    file = found.table().save(tmp_path / f"table{ending}")
    assert "Quotidien" in file.read_text("utf-8")


def test_what_is_not_there_is_refused(found, tmp_path):
    with pytest.raises(InputError, match=r"allowed endings: .html"):
        found.table().save(tmp_path / "table.docx")
    with pytest.raises(InputError, match="estimates, differences, corrected, grades"):
        found.table(what="pairs")
    with pytest.raises(InputError, match="allowed: en, ar"):
        found.table(language="fr")


def test_the_methods_paragraph_names_versions_and_all_that_was_done(found):
    text = found.describe()
    for said in ("NumPy", "SciPy", "Corrected", "p_ordinal", "2000 resamples", "seed 0"):
        assert said in text


def test_a_finding_in_a_sentence_is_the_row_of_the_table(found):
    frame = found.table().frame.query("group == 'الخبر & الرأي'").set_index("measure")
    row = frame.loc["Share of attributions in direct speech"]
    said = found.say("الخبر & الرأي", measure="direct_share")
    assert said == f"{row['estimate']} [{row['low']}, {row['high']}]"


def test_a_pair_is_told_either_way_round(found):
    one, two = "الخبر & الرأي", "Le Quotidien {1}"
    pair = found.pairs.query("measure == 'direct_share'").iloc[0]
    here = found.say(pair["group_a"], pair["group_b"], measure="direct_share")
    there = found.say(pair["group_b"], pair["group_a"], measure="direct_share")
    assert here.startswith(f"{100 * pair['difference']:.1f}% [{100 * pair['low']:.1f}%, ")
    assert there.startswith(f"{-100 * pair['difference']:.1f}% [{-100 * pair['high']:.1f}%, ")
    assert "p المصححة" in found.say(one, two, measure="direct_share", language="ar")


@pytest.mark.parametrize(
    ("arguments", "options", "told"),
    [
        (("الخبر & الرأي",), {}, "name the measure"),
        (("nobody",), {"measure": "direct_share"}, "no direct_share of nobody"),
        (("الخبر & الرأي",), {"measure": "direct_share", "language": "fr"}, "language='fr'"),
    ],
)
def test_what_cannot_be_said_is_told(found, arguments, options, told):
    with pytest.raises(InputError, match=told):
        found.say(*arguments, **options)


def test_groups_that_never_meet_are_said_not_to_be_compared():
    table = pd.DataFrame({
        "outlet": ["أ"] * 4 + ["ب"] * 4,
        "moment": ["eve"] * 4 + ["after"] * 4,
        "direct_share": [0.1, 0.2, 0.3, 0.4] * 2,
    })  # fmt: skip
    matched = compare(table, "direct_share", within="moment")
    assert matched.say("أ", "ب") == "(not compared)"
    assert compare(table, "direct_share", least=5).say("أ") == "(not compared)"
