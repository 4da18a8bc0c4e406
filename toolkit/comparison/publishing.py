"""Tables of a comparison to publish: rounded, labelled, in HTML, LaTeX, RTF (for Word) or CSV.

The layout is great-tables'; RTF, which it does not write, is written here. A row says which interval
it has, and the note under the table how everything was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.cells import csv_cell
from toolkit.output.whole import write_whole
from toolkit.study.registry import declaration_of
from toolkit.study.registry import scores as declared_scores

if TYPE_CHECKING:
    from great_tables import GT

    from toolkit.comparison.result import Comparison

LANGUAGES = ("en", "ar")
_LAYOUTS = {
    "estimates": ("measure", "group", "n", "clusters", "missing", "estimate", "low", "high",
                  "interval", "note"),
    "differences": ("measure", "group_a", "group_b", "n_a", "n_b", "clusters_a", "clusters_b",
                    "strata", "difference", "low", "high", "interval", "cliffs_delta", "delta_low",
                    "delta_high", "hedges_g", "g_low", "g_high", "p", "p_adjusted", "p_ordinal",
                    "p_equivalent", "note"),
    "corrected": ("measure", "group_a", "group_b", "method", "n", "coded", "effective_n", "estimate",
                  "low", "high", "interval", "p", "p_adjusted", "note"),
    "grades": ("measure", "group", "grade", "n", "share", "low", "high"),
}  # fmt: skip
_WORDS = ("measure", "group", "group_a", "group_b", "note", "method", "interval")
_SCORES = ("Wilson", "Newcombe")
_IN_UNIT = ("estimate", "difference", "low", "high")
_SUFFIXES = {".html": "to_html", ".tex": "to_latex", ".rtf": "to_rtf", ".csv": "to_csv"}


@dataclass(frozen=True)
class PublishedTable:
    """A table as a reader sees it.

    Attributes
    ----------
    frame : DataFrame
        Every cell as text; columns by their names in the comparison.
    labels : dict of str to str
        The columns' headings.
    title, note : str
    spanner : str
        The heading over `low` and `high`.
    language : str
    """

    frame: pd.DataFrame
    labels: Mapping[str, str]
    title: str
    note: str
    spanner: str
    language: str

    def to_gt(self) -> GT:
        """Give great-tables' own object, to be styled further."""
        from great_tables import GT

        table = GT(self.frame).tab_header(self.title).cols_label(dict(self.labels))
        if "low" in self.frame:
            table = table.tab_spanner(self.spanner, columns=["low", "high"])
        aligned = "right" if self.language == "ar" else "left"
        words = [c for c in self.frame if c in _WORDS]
        return table.cols_align(aligned, columns=words).tab_source_note(self.note)

    def to_html(self) -> str:
        """Give a part of a page, right to left in Arabic."""
        side = "rtl" if self.language == "ar" else "ltr"
        inner = self.to_gt().as_raw_html(inline_css=False)
        return f'<div dir="{side}" lang="{self.language}">{inner}</div>'

    def to_latex(self) -> str:
        """Give a `table` environment; Arabic wants XeLaTeX or LuaLaTeX with polyglossia."""
        return str(self.to_gt().as_latex())

    def to_csv(self) -> str:
        """Give comma-separated text, headings as shown; names stay text in a spreadsheet."""
        # Numbers are texts here, too: a minus before one is no formula.
        named = {c: self.frame[c].map(csv_cell) for c in self.frame if c in (*_WORDS, "grade")}
        safe = self.frame.assign(**named)
        return safe.rename(columns=dict(self.labels)).to_csv(index=False)

    def to_rtf(self) -> str:
        """Give rich text, which Word opens as a table."""
        rtl = self.language == "ar"
        rows = [[self.labels[str(c)] for c in self.frame], *self.frame.astype(str).values.tolist()]
        lines = [_rtf_row(row, rtl=rtl, bold=i == 0) for i, row in enumerate(rows)]
        side = r"\rtlpar\qr " if rtl else r"\ltrpar\ql "
        head = rf"\pard{side}\b {_rtf(self.title)}\b0\par"
        return "\n".join([r"{\rtf1\ansi\uc1\deff0{\fonttbl{\f0 Arial;}}\fs18\landscape", head, *lines,
                          rf"\pard{side}\fs14 {_rtf(self.note)}\par", "}"])  # fmt: skip

    def save(self, file: str | Path) -> Path:
        """Write the table; the ending (.html, .tex, .rtf, .csv) says how.

        Raises
        ------
        InputError
            Where the ending is another one.
        """
        file = Path(file)
        if file.suffix not in _SUFFIXES:
            raise InputError(f"{file}: allowed endings: {', '.join(_SUFFIXES)}")
        write_whole(file, getattr(self, _SUFFIXES[file.suffix])())
        return file

    def _repr_html_(self) -> str:
        return self.to_html()


def published(found: Comparison, what: str, language: str) -> PublishedTable:
    """Lay one of a comparison's tables out for readers.

    Raises
    ------
    InputError
        Where there is no such table or language.
    """
    if language not in LANGUAGES:
        raise InputError(f"language='{language}': allowed: {', '.join(LANGUAGES)}")
    tables = {"estimates": found.estimates, "differences": found.pairs,
              "corrected": found.corrected, "grades": found.grades}  # fmt: skip
    there = [name for name, table in tables.items() if table is not None and len(table)]
    if what not in there:
        raise InputError(f"what='{what}': this comparison has {', '.join(there)}")
    table, words = tables[what], wording(language)
    assert table is not None
    columns = [c for c in _LAYOUTS[what] if c in table and not _is_empty(table[c])]
    rows = [_shown(row, columns, words, language) for row in table.to_dict("records")]
    for row in rows:
        for name in ("group", "group_a", "group_b"):
            if name in row:
                row[name] = found.grouping.label(row[name], language)
    return PublishedTable(
        pd.DataFrame(rows, columns=columns),
        {c: words["columns"][c] for c in columns},
        words["titles"][what].format(by=found.by),
        found.describe(),
        words["spanner"].format(confidence=found.confidence),
        language,
    )


def _is_empty(column: pd.Series) -> bool:
    return bool((column.isna() | (column.astype("string") == "")).all())


def _shown(
    row: Mapping[Any, Any], columns: list[str], words: Mapping[str, Any], language: str
) -> dict[str, str]:
    measure = str(row["measure"])
    shown = {}
    for name in columns:
        value = row[name]
        if pd.isna(value):
            shown[name] = ""
        elif name == "measure":
            shown[name] = _measures(language).get(measure, measure)
        elif name in ("method", "interval"):
            shown[name] = str(words[f"{name}s"].get(value, value))
        elif name in _IN_UNIT and "grade" not in columns:
            shown[name] = written(row, float(value))
        elif name in ("share", "low", "high"):
            shown[name] = f"{100 * value:.1f}%"
        elif name.startswith("p"):
            shown[name] = "< .001" if value < 0.001 else f"{value:.3f}"
        elif name == "effective_n":
            shown[name] = f"{value:.0f}"
        elif isinstance(value, float) and name != "grade":
            shown[name] = f"{value:.2f}"
        else:
            shown[name] = f"{value:g}" if name == "grade" else str(value)
    return shown


def written(row: Mapping[Any, Any], value: float) -> str:
    """Write a value in its measure's unit; what has a score interval is a share of articles.

    >>> written({"measure": "agency_credited", "interval": "Wilson"}, 0.25)
    '25.0%'
    """
    if row.get("interval") in _SCORES:
        return f"{100 * value:.1f}%"
    return in_unit(str(row["measure"]), value)


def in_unit(measure: str, value: float) -> str:
    """Write a mean or difference in its measure's unit.

    >>> in_unit("direct_share", 0.2561), in_unit("official_framing", 1.5)
    ('25.6%', '1.50')
    """
    unit = declared_scores()[measure].unit if measure in declared_scores() else declaration_of(
        pd.Series([value], name=measure)
    ).unit  # fmt: skip
    if unit in ("share", "truth"):
        return f"{100 * value:.1f}%"
    return f"{value:.1f}" if unit == "count" else f"{value:.2f}"


@cache
def wording(language: str) -> dict[str, Any]:
    """The words of tables and sentences in a language, data/tables.yaml."""
    import yaml

    text = (files("toolkit.comparison") / "data" / "tables.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text)[language])


@cache
def _measures(language: str) -> dict[str, str]:
    """Labels of measures, from the file that figures and report share."""
    import yaml

    text = (files("toolkit.figures") / "data" / "codes.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text)[language]["measure"])


def _rtf(text: str) -> str:
    """Escape a text: every letter beyond ASCII by its number, as RTF wants it."""
    plain = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    units = plain.encode("utf-16-le")
    codes = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
    return "".join(chr(c) if c < 128 else rf"\u{c - 65536 if c > 32767 else c}?" for c in codes)


def _rtf_row(cells: list[str], *, rtl: bool, bold: bool) -> str:
    wide = 15_000 // max(len(cells), 1)
    edges = "".join(rf"\clbrdrb\brdrs\cellx{wide * (i + 1)}" for i in range(len(cells)))
    weight = (r"\b ", r"\b0 ") if bold else ("", "")
    side = r"\rtlpar\qr " if rtl else r"\ltrpar\ql "
    inside = "".join(rf"\pard\intbl{side}{weight[0]}{_rtf(c)}{weight[1]}\cell" for c in cells)
    turn = r"\rtlrow" if rtl else ""
    return rf"\trowd{turn}\trgaph70{edges}{inside}\row"
