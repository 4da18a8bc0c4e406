"""The shipped folding table is what camel-tools' functions make of every Arabic code point."""

import unicodedata

import pytest

from toolkit.arabic import folding

pytest.importorskip("camel_tools", reason="needs the extra `camel`")


def test_the_table_is_what_camel_tools_makes():
    from folding_table import folding_table

    shipped = {chr(point): folded for point, folded in folding._read_table()}
    made = folding_table()
    assert {key: made.get(key) for key in shipped} == shipped
    # A later Unicode than the file's may know more marks, and nothing else.
    assert all(unicodedata.category(key) == "Mn" for key in made.keys() - shipped.keys())
    if unicodedata.unidata_version == "14.0.0":
        assert made == shipped


def test_an_added_or_changed_row_would_be_seen(monkeypatch):
    import folding_table

    monkeypatch.setattr(folding_table, "dediac_ar", lambda text: text)
    assert folding_table.folding_table()["ً"] == ""  # a mark goes by its Unicode category alone
    monkeypatch.setattr(folding_table, "normalize_teh_marbuta_ar", lambda text: text)
    assert "ة" not in folding_table.folding_table()
