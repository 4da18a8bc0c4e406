import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.validation.sampling import draw_sample
from toolkit.validation.sheet import read_sheet, write_sheet

TEXT = 'قال: "نعم"; ثم، أضاف\nسطر ثان 🇲🇦'


@pytest.fixture
def drawn() -> pd.DataFrame:
    table = pd.DataFrame({"article_id": [f"00{i}" for i in range(8)], "outlet": ["أ", "ب"] * 4,
                          "title": "عنوان", "text": TEXT})  # fmt: skip
    return draw_sample(table, n=4)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_comes_back_with_what_was_coded(drawn, tmp_path, ending):
    if ending == "xlsx":
        pytest.importorskip("openpyxl")
    file = tmp_path / f"sheet.{ending}"
    write_sheet(drawn, file, codes=["official_framing", "praise_per_1000"])
    coded = pd.read_csv(file, dtype=str) if ending == "csv" else pd.read_excel(file, dtype=str)
    assert coded["text"].str.replace("\r\n", "\n").tolist() == [TEXT] * 4
    coded["official_framing"] = ["0", "3", "", "1"]
    coded["praise_per_1000"] = ["1.5", "2", "0", ""]
    if ending == "csv":
        coded.to_csv(file, index=False, sep=";", encoding="utf-8-sig")
    else:
        coded.to_excel(file, index=False)
    back = read_sheet(file, codes={"official_framing": [0, 1, 2, 3], "praise_per_1000": None})
    assert back["article_id"].tolist() == drawn["article_id"].tolist()
    assert back["sampling_probability"].tolist() == drawn["sampling_probability"].tolist()
    assert back["official_framing"].tolist()[:2] == [0, 3]
    assert back["official_framing"].isna().tolist() == [False, False, True, False]
    assert back["praise_per_1000"].tolist()[:3] == [1.5, 2.0, 0.0]


@settings(max_examples=30, deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1)
)
def test_any_text_goes_into_a_csv_sheet_and_out(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    articles = pd.DataFrame({"article_id": ["1"], "text": [text]})
    write_sheet(articles, file, codes=["code"])
    assert pd.read_csv(file, keep_default_na=False, dtype=str)["text"].iloc[0] == text
    assert read_sheet(file, codes={"code": None})["article_id"].tolist() == ["1"]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("4", "row 3, column official_framing: '4'"),
        ("عال", "'عال' is not allowed; give 0, 1, 2, 3"),
    ],
)
def test_a_wrong_code_is_refused_by_row_and_column(drawn, tmp_path, cell, says):
    file = tmp_path / "sheet.csv"
    write_sheet(drawn, file, codes=["official_framing"])
    coded = pd.read_csv(file, dtype=str)
    coded["official_framing"] = ["0", cell, "1", "1"]
    coded.to_csv(file, index=False)
    with pytest.raises(InputError, match=says):
        read_sheet(file, codes={"official_framing": [0, 1, 2, 3]})


def test_a_sheet_of_another_kind_is_refused(drawn, tmp_path):
    with pytest.raises(InputError, match=r"\.csv or \.xlsx"):
        write_sheet(drawn, tmp_path / "sheet.ods", codes=["x"])
    with pytest.raises(InputError, match="column of the sheet already"):
        write_sheet(drawn, tmp_path / "sheet.csv", codes=["text"])
    with pytest.raises(InputError, match="no such file"):
        read_sheet(tmp_path / "none.csv", codes={})
    (tmp_path / "windows.csv").write_bytes("article_id,خبر\n".encode("cp1256"))
    with pytest.raises(InputError, match="CSV UTF-8"):
        read_sheet(tmp_path / "windows.csv", codes={})
