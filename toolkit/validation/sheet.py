"""A sheet to code articles in: CSV or Excel, one row an article, one empty column a code.

The plainest way to code by hand, for grades and counts of whole articles. Article, stratum and
sampling probability travel in the sheet, so that what comes back is all that `correct` needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.whole import whole_file

ENDINGS = (".csv", ".xlsx")
_CARRIED = ("article_id", "outlet", "stratum", "sampling_probability", "title", "text")
# Excel refuses longer cells; the text is for reading, so its end may go.
_EXCEL_CELL = 32_000
_EXCEL_FORBIDDEN = {i: None for i in range(32) if chr(i) not in "\t\n\r"}


def write_sheet(drawn: pd.DataFrame, file: str | Path, *, codes: Sequence[str]) -> None:
    """Write a sheet to code in.

    Parameters
    ----------
    drawn : DataFrame
        From `draw_sample`: `article_id`, `title`, `text` and, as far as they are known, `outlet`,
        `stratum` and `sampling_probability`.
    file : path
        `.csv` (UTF-8, marked as such for Excel) or `.xlsx` (needs openpyxl).
    codes : list of str
        The columns to fill in; named as the measures are, they can be compared with the scores.

    Raises
    ------
    InputError
        Where the file's name ends otherwise, or a code has a column's name.
    """
    file = _checked(file)
    if taken := [code for code in codes if code in _CARRIED]:
        raise InputError(f"codes: '{taken[0]}' is a column of the sheet already")
    for column in ("article_id", "text"):
        if column not in drawn:
            raise InputError(f"articles: there is no column '{column}'")
    sheet = drawn[[c for c in _CARRIED if c in drawn]].assign(**dict.fromkeys(codes))
    with whole_file(file) as part:
        if file.suffix == ".csv":
            sheet.to_csv(part, index=False, encoding="utf-8-sig", lineterminator="\r\n")
        else:
            _excel(sheet).to_excel(part, index=False, sheet_name="coding", freeze_panes=(1, 1))


def read_sheet(file: str | Path, *, codes: Mapping[str, Sequence[object] | None]) -> pd.DataFrame:
    """Read a sheet that was coded.

    Parameters
    ----------
    codes : mapping of str to list or None
        Each column of codes with the codes allowed; None allows any number.

    Returns
    -------
    DataFrame
        `article_id`, `sampling_probability` and `stratum` if there, and the codes, missing where a
        cell is empty.

    Raises
    ------
    InputError
        Where a column is missing or a cell holds what is not allowed; it names row and column.
    """
    file = _checked(file)
    if not file.is_file():
        raise InputError(f"{file}: no such file")
    sheet = _read(file)
    for column in ("article_id", *codes):
        if column not in sheet:
            found = ", ".join(map(str, sheet.columns))
            raise InputError(f"{file}: there is no column '{column}'; found: {found}")
    if sheet["article_id"].isna().any():
        row = int(sheet["article_id"].isna().to_numpy().argmax()) + 2
        raise InputError(f"{file}: row {row} has no article_id")
    result = sheet[[c for c in ("article_id", "outlet", "stratum") if c in sheet]].copy()
    if "sampling_probability" in sheet:
        result["sampling_probability"] = _codes(file, sheet, "sampling_probability", None)
    for name, allowed in codes.items():
        result[name] = _codes(file, sheet, name, allowed)
    return result


def _checked(file: str | Path) -> Path:
    file = Path(file)
    if file.suffix not in ENDINGS:
        raise InputError(f"{file}: give a name that ends in {' or '.join(ENDINGS)}")
    return file


def _excel(sheet: pd.DataFrame) -> pd.DataFrame:
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise InputError("Excel sheets need openpyxl: install it, or write .csv") from None
    texts = sheet.select_dtypes(["object", "string"]).columns
    clean = {
        c: [v.translate(_EXCEL_FORBIDDEN)[:_EXCEL_CELL] if isinstance(v, str) else v
            for v in sheet[c]]
        for c in texts
    }  # fmt: skip
    return sheet.assign(**clean)


def _read(file: Path) -> pd.DataFrame:
    if file.suffix == ".xlsx":
        _excel(pd.DataFrame())
        return pd.read_excel(file, dtype=str, engine="openpyxl")
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{file}: not UTF-8; save it as 'CSV UTF-8'") from None
    first = text.partition("\n")[0]
    # Excel writes what the computer's language takes for a separator.
    separator = max(",;\t", key=first.count)
    from io import StringIO

    try:
        return pd.read_csv(StringIO(text), sep=separator, dtype=str, keep_default_na=False,
                           na_values=[""])  # fmt: skip
    except pd.errors.ParserError as error:
        raise InputError(f"{file}: {error}") from None


def _codes(
    file: Path, sheet: pd.DataFrame, name: str, allowed: Sequence[object] | None
) -> pd.Series:
    cells = sheet[name].str.strip().replace("", None)
    if allowed is not None and not all(isinstance(code, (int, float)) for code in allowed):
        wrong = cells.notna() & ~cells.isin([str(code) for code in allowed])
        values: pd.Series = cells
    else:
        values = pd.to_numeric(cells.str.replace(",", ".", regex=False), errors="coerce")
        wrong = cells.notna() & values.isna()
        if allowed is not None:
            wrong |= values.notna() & ~values.isin(list(allowed))
    if wrong.any():
        place = int(wrong.to_numpy().argmax())
        wanted = "a number" if allowed is None else ", ".join(map(str, allowed))
        raise InputError(
            f"{file}: row {place + 2}, column {name}: '{cells.iloc[place]}' is not allowed; "
            f"give {wanted} or nothing"
        )
    return values
