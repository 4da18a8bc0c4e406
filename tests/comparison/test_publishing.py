"""Tables as a reader sees them."""

from dataclasses import replace

import pytest

from toolkit.errors import InputError


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


def test_a_name_is_no_formula_in_csv_and_a_negative_number_stays_one(found):
    table = found.table()
    first = table.frame.index[0]
    frame = table.frame.copy()
    frame.loc[first, ["group", "low"]] = ["=1+1", "-0.5"]
    line = replace(table, frame=frame).to_csv().splitlines()[1]
    assert "'=1+1" in line
    assert ",-0.5," in line
