"""Verdicts that readers have given on single pieces of evidence: right, wrong, unsure.

The report's table of evidence saves them as JSON Lines. What they give is precision, the share of
what was found that is right, of those rows that were looked at; what was missed they cannot tell,
and rows picked by a reader are no random sample. Intervals are Wilson's, as if rows were drawn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.comparison.proportions import wilson
from toolkit.concordances.evidence import evidence_kinds, evidence_rows
from toolkit.errors import InputError
from toolkit.output.cells import csv_table
from toolkit.output.whole import whole_folder
from toolkit.study.study import Study
from toolkit.validation.resampled import interval

VERDICTS = ("right", "wrong", "unsure")
ALL = "all"
ROWS = ("evidence", "coder", "measure", "group", "words", "verdict", "note")
PRECISION = ("measure", "group", *VERDICTS, "precision", "low", "high")
_KEYS = {"evidence", "verdict"}


@dataclass(frozen=True)
class Verdicts:
    """What readers have said of single pieces of evidence.

    Attributes
    ----------
    rows : DataFrame
        A row a verdict or note: `ROWS`; `coder` is the file's name.
    precision : DataFrame
        `PRECISION`, by measure and group, and over all groups; `precision` is right out of right
        and wrong, missing where neither was said.
    notes : list of str
        What was passed over.
    """

    rows: pd.DataFrame
    precision: pd.DataFrame
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Say it in lines of text."""
        counts = self.rows["verdict"].value_counts()
        told = ", ".join(f"{int(counts.get(name, 0))} {name}" for name in VERDICTS)
        lines = [f"{len(self.rows)} pieces of evidence looked at: {told}", *self.notes, ""]
        lines.append("what was found and is right, of the rows that readers picked")
        for row in self.precision.to_dict("records"):
            judged = row["right"] + row["wrong"]
            share = "nothing decided"
            if judged:
                share = f"{row['precision']:.3f} {interval(row)}  n {judged}"
            unsure = f"  unsure {row['unsure']}" if row["unsure"] else ""
            lines.append(f"  {row['measure']:<14} {row['group']:<24} {share}{unsure}")
        return lines

    def write(self, folder: str | Path) -> None:
        """Write both tables as CSV."""
        with whole_folder(folder) as part:
            for name, table in {"verdicts": self.rows, "precision": self.precision}.items():
                csv_table(table).to_csv(part / f"{name}.csv", index=False, float_format="%.6g")


def is_verdicts(file: str | Path) -> bool:
    """Whether a file holds verdicts: its first line has an address of evidence and a verdict.

    Examples
    --------
    >>> is_verdicts("لا ملف.jsonl")
    False
    """
    try:
        with Path(file).open(encoding="utf-8-sig") as lines:
            first = next((line for line in lines if line.strip()), "")
        told = json.loads(first)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and set(told) >= _KEYS


def evaluate_verdicts(study: Study, files: Sequence[str | Path], *, by: str = "outlet") -> Verdicts:
    """Measure a study by verdicts on its evidence.

    Parameters
    ----------
    study : Study
    files : sequence of path
        As the report has saved them, a file a reader.
    by : str
        The column of the articles that makes the groups.

    Raises
    ------
    InputError
        Where a line is no verdict, an address stands twice in a file, or no verdict is about what
        this study has found.

    Examples
    --------
    >>> import tempfile
    >>> import toolkit
    >>> study = toolkit.score("قال الوزير إن الاجتماع ناجح.")
    >>> file = Path(tempfile.mkdtemp()) / "سلمى.jsonl"
    >>> _ = file.write_text('{"evidence": "texts-1/attributions/0", "verdict": "right"}', "utf-8")
    >>> evaluate_verdicts(study, [file]).precision["precision"].tolist()
    [1.0, 1.0]
    """
    if by not in study.articles:
        columns = ", ".join(map(str, study.articles))
        raise InputError(f"verdicts: the articles have no column {by!r}; there are {columns}")
    found = _found(study, by)
    rows: list[dict[str, Any]] = []
    notes = []
    for file in map(Path, files):
        given = _read(file)
        known = [one | found[one["evidence"]] for one in given if _is_of(one, found)]
        rows += [{"coder": file.stem, **one} for one in known]
        if missing := len(given) - len(known):
            notes.append(
                f"{file}: {missing} about evidence that this study does not have: left out"
            )
    if not rows:
        told = ", ".join(map(str, files))
        raise InputError(
            f"{told}: no verdict in it is about what this study has found; evaluate the study whose "
            "report they were given in"
        )
    table = pd.DataFrame(rows)[list(ROWS)]
    return Verdicts(table, _precision(table), notes)


def _found(study: Study, by: str) -> dict[str, dict[str, Any]]:
    """What the study has at each address: the measure, the group, the place and its words."""
    groups = study.articles.set_index("article_id")[by].astype(str)
    found = {}
    for measure in evidence_kinds(study):
        for row in evidence_rows(study, measure).to_dict("records"):
            found[row["evidence"]] = {
                "measure": measure,
                "group": groups[row["article_id"]],
                "place": (row["start"], row["end"]),
            }
    return found


def _is_of(given: dict[str, Any], found: dict[str, dict[str, Any]]) -> bool:
    """Whether the study has that evidence, and at the same place: else it was scored anew since."""
    own = found.get(given["evidence"])
    return own is not None and given["place"] in (None, own["place"])


def _read(file: Path) -> list[dict[str, Any]]:
    given: dict[str, dict[str, Any]] = {}
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error})") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        one = _verdict(line, f"{file}: line {number}")
        if one["evidence"] in given:
            raise InputError(f"{file}: line {number}: {one['evidence']} stands twice; keep one")
        given[one["evidence"]] = one
    return list(given.values())


def _verdict(line: str, where: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError(f"{where}: not JSON; save the verdicts again from the report") from None
    if not isinstance(told, dict) or not set(told) >= _KEYS:
        raise InputError(f"{where}: no verdict; it needs evidence and verdict")
    if told["verdict"] not in (*VERDICTS, ""):
        raise InputError(
            f"{where}: verdict is {told['verdict']!r}; give one of {', '.join(VERDICTS)}, or none"
        )
    place = (told.get("start"), told.get("end"))
    return {
        "evidence": str(told["evidence"]),
        "verdict": told["verdict"],
        "note": str(told.get("note") or ""),
        "words": str(told.get("words") or ""),
        "place": None if None in place else place,
    }


def _precision(rows: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([rows, rows.assign(group=ALL)])
    counts = both.groupby(["measure", "group"])["verdict"].value_counts().unstack(fill_value=0)
    table = counts.reindex(columns=list(VERDICTS), fill_value=0).reset_index()
    judged = (table["right"] + table["wrong"]).astype("float64")
    table["precision"] = (table["right"] / judged.where(judged > 0)).astype("float64")
    table["low"] = table["high"] = float("nan")
    known = judged > 0
    if known.any():
        table.loc[known, ["low", "high"]] = wilson(table.loc[known, "precision"], judged[known])
    table["last"] = table["group"] == ALL
    table = table.sort_values(["measure", "last", "group"], kind="stable")
    return table[list(PRECISION)].rename_axis(columns=None).reset_index(drop=True)
