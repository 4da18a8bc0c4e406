"""The coverage drawn: every row of the table is in some bar, and what is untold is shown as such."""

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.figures import coverage

PAGES = pd.DataFrame({
    "published": ["2022-05-11", "2022-05-10", "2022-05-11", None, "2022-05-10", "2022-05-09"],
    "country": ["MA", "DZ", "MA", "MA", None, "$x_1$"],
})  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("most", [1, 8])
def test_every_row_is_counted_once_a_panel(language, most):
    table = coverage(PAGES, by=["published", "country"], most=most, language=language).table
    assert table.groupby("column")["count"].sum().tolist() == [len(PAGES)] * 2


def test_days_stand_in_their_order_and_the_untold_last():
    table = coverage(PAGES, by=["published"]).table
    assert table["value"].tolist() == ["2022-05-09", "2022-05-10", "2022-05-11", "none"]


def test_an_ordered_category_keeps_its_order():
    moments = pd.Categorical(["after", "eve", "after"], ["eve", "opening", "after"], ordered=True)
    table = coverage(pd.DataFrame({"moment": moments}), by=["moment"]).table
    assert table["value"].tolist() == ["eve", "after"]


def test_names_are_drawn_as_they_are():
    drawing = coverage(PAGES, by=["country"])
    assert "$x_1$" in [tick.get_text() for tick in drawing.axes[0].get_yticklabels()]


def test_a_table_without_rows_is_drawn_as_empty():
    assert coverage(PAGES.iloc[:0], by=["country"]).table.empty


@pytest.mark.parametrize("by", [["no such"], []])
def test_a_column_that_is_not_there_is_told(by):
    with pytest.raises(InputError, match="country"):
        coverage(PAGES, by=by)
