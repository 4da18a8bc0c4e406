"""A concordance is read right to left: what stands before the hit stands to its right."""

import pandas as pd

from toolkit import kwic
from toolkit.concordances import ContextTable

# "He praised the <role>, and the big role"
TEXT = "أشاد <الوزير> بالدَّور الكبير. والدور مستمر."


def test_a_notebook_gets_a_table_from_right_to_left_with_all_escaped():
    page = kwic(TEXT, "الدور")._repr_html_()
    assert page.startswith('<div dir="rtl" lang="ar"')
    assert "&lt;الوزير&gt;" in page
    assert page.index("أشاد") < page.index("<bdi>بالدَّور</bdi>") < page.index("الكبير")


def test_a_terminal_gets_lines_whose_hits_stand_under_each_other():
    lines = repr(kwic(TEXT, "الدور")).splitlines()
    assert lines[0].endswith(": 2")
    bare = [line.replace("\u064e", "").replace("\u0651", "") for line in lines[1:]]
    assert all(line.startswith("\u2067") for line in bare)
    assert bare[0].index("بالدور") == bare[1].index("والدور")


def test_more_lines_than_are_shown_are_counted():
    found = kwic([TEXT] * 150, "الدور")
    assert "(200 / 300)" in found._repr_html_()
    assert repr(found).endswith("… 40 / 300")


def test_a_part_of_the_table_is_shown_alike_and_without_its_columns_as_a_plain_one():
    found = kwic(TEXT, "الدور")
    assert isinstance(found.head(1), ContextTable)
    assert "<bdi>" in found.head(1)._repr_html_()
    assert "<bdi>" not in found[["outlet"]]._repr_html_()
    assert type(found.to_frame()) is pd.DataFrame
    assert found.table.equals(found.to_frame())
