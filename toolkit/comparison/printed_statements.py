"""The statements of one event, outlet by outlet: printed, cut, changed, in other words, left out.

Rows are the statements that several outlets print, or those of a reference text; each is measured
by the commonest wording, or by the reference. An outlet can leave out only what it could have
printed: it has an article within some days of the first printing (or in the same stratum, such as a
moment of the event); else its cell is missing. Before a cell says `left_out`, all its articles
there are searched for the words, whoever is said to speak them. Shares left out have Wilson's
intervals by statement, as `compare` gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.comparison.groups import compare
from toolkit.comparison.printings import CELLS, Pages, Scope, cell_of
from toolkit.comparison.result import Comparison
from toolkit.errors import InputError
from toolkit.measures.quotations.statements import common_statements, reference_statements
from toolkit.study.grouping import carry_groups, grouping

if TYPE_CHECKING:
    from toolkit.study.study import Study

LANGUAGES = ("en", "ar")


@dataclass(frozen=True)
class Statements:
    """Statements by outlet.

    Attributes
    ----------
    cells : DataFrame
        One row a statement and outlet, `CELLS` and what else is one for each outlet
        (``outlet_kind``, ``country``): ``statement`` is the number of the row, ``wording`` what it
        is measured by, ``first`` when it was first printed; ``status`` one of ``printed``, ``cut``,
        ``changed``, ``reworded``, ``left_out``, missing where the outlet has no article there;
        ``how`` the kinds of difference, the gravest first; ``printed_as`` is ``quotation``,
        ``indirect`` or ``narration`` (nobody is said to speak); ``share`` of the statement's words;
        ``start`` and ``end`` are offsets in the document of ``article_id``, ``text`` what stands
        there. All of these are missing where nothing is printed.
    outlets : tuple of str
        In the order of the columns: as declared (`toolkit.declare_groups`), else by kind and name.
    """

    cells: pd.DataFrame
    outlets: tuple[str, ...]

    def table(self, *, language: str = "en") -> pd.DataFrame:
        """Give the statements as rows and the outlets as columns, in words.

        Raises
        ------
        InputError
            Where the labels are in no such language.
        """
        words = labels(language)
        cells = self.cells.assign(cell=[_in_words(row, words) for row in _rows(self.cells)])
        wide = cells.pivot(index="statement", columns="outlet", values="cell")[list(self.outlets)]
        told = cells.drop_duplicates("statement").set_index("statement")[["speaker", "wording"]]
        return told.join(wide).rename_axis(columns=None).rename(columns=words["columns"])

    def omissions(self, *, by: str = "outlet_kind") -> Comparison:
        """Compare how many statements groups of outlets leave out; the statement is the cluster.

        Parameters
        ----------
        by : str
            ``outlet`` or a column of the articles that is one for each outlet.

        Raises
        ------
        InputError
            Where there is no such column.
        """
        could = self.cells.dropna(subset=["status"])
        could = could.assign(left_out=(could["status"] == "left_out").astype(bool))
        return compare(could.drop(columns=["article_id"]), "left_out", by=by, cluster="statement")


def statements(
    study: Study,
    *,
    reference: str | None = None,
    within: str | None = None,
    least: int = 2,
    days: float = 3.0,
) -> Statements:
    """Set the statements of an event beside each other, outlet by outlet.

    Parameters
    ----------
    study : Study
        As `toolkit.score` gives it; without a reference scored with ``quotations=True``.
    reference : str, optional
        A text (a communiqué), each sentence of which is a row, or an ``article_id`` whose quoted
        statements are the rows and which is then not among the outlets' articles. Without it the
        rows are the statements that `least` outlets print.
    within : str, optional
        A column of the articles: an outlet could have printed a statement where it has an article
        in a stratum in which the statement is printed. Without it, where it has one up to `days`
        after the first printing; of a reference, after the first printing of any of its statements.
    least : int
        So many outlets print a row, at least; with a reference every statement is a row.
    days : float
        See `within`.

    Returns
    -------
    Statements
        In the order of the reference, else of first printing.

    Raises
    ------
    InputError
        Where the study has no quotations or no such column, the reference no statement, or an
        option makes no sense.

    Examples
    --------
    >>> import toolkit
    >>> text = "قال الوزير ناصر بوريطة: «التهديد الذي يمثله التنظيم {} بعد سنوات من الحرب»."
    >>> study = toolkit.score(pd.DataFrame({"article_id": ["1", "2", "3"], "title": "",
    ...     "outlet": ["الخبر", "الرأي", "النبأ"], "published": pd.Timestamp("2022-05-11", tz="UTC"),
    ...     "text": [text.format("لم يتراجع"), text.format("تراجع"), "اجتمع الوزراء في مراكش."]}),
    ...     quotations=True)
    >>> statements(study).cells[["outlet", "status", "how"]].fillna("").values.tolist()
    [['الخبر', 'printed', ''], ['الرأي', 'changed', 'negation'], ['النبأ', 'left_out', '']]
    """
    _check(study, reference, within, least, days)
    articles = study.articles
    if reference is None:
        found = common_statements(articles, study.attributions, study.quotations)
    else:
        found = reference_statements(articles, study.attributions, reference)
        articles = articles[articles["article_id"] != reference]
    scope = Scope(articles, within, days)
    if reference is not None:
        common = scope.of([p for statement in found for p in statement.passages])
        scopes = [common] * len(found)
    else:
        found = scope.in_order(found, least)
        scopes = [scope.of(statement.passages) for statement in found]
    pages = Pages(study)
    constant = _constant(articles)
    outlets = _in_order(articles, constant)
    rows = [
        cell_of(number, statement, outlet, there.get(outlet, []), scope, pages)
        for number, (statement, there) in enumerate(zip(found, scopes, strict=True), start=1)
        for outlet in outlets
    ]
    cells = pd.DataFrame(rows, columns=list(CELLS))
    texts = [name for name in CELLS if name not in ("statement", "first", "share", "start", "end")]
    kinds = dict.fromkeys(texts, "str") | {"start": "Int64", "end": "Int64", "share": "float64"}
    cells = cells.astype({"statement": "int64"} | kinds)
    cells = cells.join(constant, on="outlet")
    return Statements(carry_groups(articles, cells), outlets)


@cache
def labels(language: str) -> dict[str, dict[str, str]]:
    """The words of ``status``, ``kinds`` of difference and ``columns`` in a language.

    Raises
    ------
    InputError
        Where there are none.

    Examples
    --------
    >>> labels("ar")["status"]["cut"]
    'مقتطع'
    """
    import yaml

    if language not in LANGUAGES:
        raise InputError(f"language='{language}': allowed: {', '.join(LANGUAGES)}")
    text = (files("toolkit.figures") / "data" / "quotations.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return {
        "status": {code: look[language] for code, look in data["statuses"].items()},
        "kinds": {code: look[language] for code, look in data["kinds"].items()},
        "columns": data["columns"][language],
    }


def _constant(articles: pd.DataFrame) -> pd.DataFrame:
    """The columns that are one for each outlet as far as they are told, by outlet."""
    outlets = articles["outlet"].astype(str)
    own = {"outlet", "article_id", "title", "published", *CELLS}
    others = articles[[name for name in articles if name not in own]]
    grouped = others.groupby(outlets)
    values = grouped.nunique()
    return grouped.first().loc[:, values.le(1).all() & values.any()]


def _in_order(articles: pd.DataFrame, constant: pd.DataFrame) -> tuple[str, ...]:
    """The outlets as declared, else by their kind, each kind's by name."""
    declared = grouping("outlet", articles)
    outlets = declared.sorted(articles["outlet"])
    if declared.order or "outlet_kind" not in constant:
        return tuple(outlets)
    kind = constant["outlet_kind"].dropna().astype(str)
    place = {name: n for n, name in enumerate(grouping("outlet_kind", articles).sorted(kind))}
    return tuple(sorted(outlets, key=lambda outlet: place.get(kind.get(outlet, ""), len(place))))


def _in_words(row: dict[str, Any], words: dict[str, dict[str, str]]) -> str:
    if not isinstance(row["status"], str):
        return words["status"]["none"]
    said = words["status"][row["status"]]
    how = row["how"] if isinstance(row["how"], str) else ""
    kinds = [words["kinds"][kind] for kind in how.split(", ") if kind and kind != "extent"]
    return f"{said} ({words['columns']['and'].join(kinds)})" if kinds else said


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _check(
    study: Study, reference: str | None, within: str | None, least: int, days: float
) -> None:
    if reference is None and study.quotations.empty:
        raise InputError(
            "statements: the study has no quotations; score with quotations=True, or give a "
            "reference"
        )
    if within is not None and within not in study.articles:
        allowed = ", ".join(map(str, study.articles))
        raise InputError(f"within='{within}' is not a column of the articles; allowed: {allowed}")
    if least < 1 or not days >= 0:
        raise InputError(f"least={least}, days={days}: give least >= 1, days >= 0")
