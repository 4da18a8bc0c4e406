"""A scored study against what coders made of its articles, in one call.

What it gives: the scorer's accuracy by outlet with intervals, agreement between coders, every
difference between them, and one coding made of all, by which comparisons are corrected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.cells import csv_table
from toolkit.output.whole import whole_folder
from toolkit.study.arguments import expect_study
from toolkit.study.study import Study
from toolkit.validation.accuracy import score_accuracy, span_accuracy
from toolkit.validation.agreement import Agreement, agreement
from toolkit.validation.coded_scores import MEASURES, coded_scores
from toolkit.validation.coders import agreement_by_article, coder_agreement
from toolkit.validation.coding import coded_from_tables
from toolkit.validation.differences import (
    Difference,
    differences,
    read_decisions,
    write_differences,
)
from toolkit.validation.merging import merge
from toolkit.validation.reading import Coding, read_codings
from toolkit.validation.resampled import interval
from toolkit.validation.sampling import PROBABILITY
from toolkit.validation.span_table import documents
from toolkit.validation.verdicts import Verdicts, evaluate_verdicts, is_verdicts

_DECIMALS = "%.6g"
_SHOWN = ("official_voice_share", "attributed_share", "praise_per_1000", "official_framing")


@dataclass(frozen=True)
class Evaluation:
    """What came of an evaluation.

    Attributes
    ----------
    codings : list of Coding
        As they were read.
    coded : list of dict
        One coding of each article: agreed, decided, or the preferred coder's.
    agreement : Agreement
        The scorer against it, over all articles.
    accuracy : DataFrame
        The scorer's bias, measure by measure and outlet by outlet (`score_accuracy`).
    spans : DataFrame
        Precision, recall and F1 by outlet (`span_accuracy`).
    coders, by_article : DataFrame
        Agreement between coders (`coder_agreement`, `agreement_by_article`).
    differences : list of Difference
    open : int
        How many of them have no decision; there the preferred coder, else the first, was taken.
    texts : dict
        The documents.
    found : dict
        What the scorer found, in the gold's form.
    """

    codings: list[Coding]
    coded: list[dict[str, Any]]
    agreement: Agreement
    accuracy: pd.DataFrame
    spans: pd.DataFrame
    coders: pd.DataFrame
    by_article: pd.DataFrame
    differences: list[Difference]
    open: int
    texts: dict[str, str]
    found: dict[str, dict[str, Any]]

    def to_scores(self, articles: pd.DataFrame) -> pd.DataFrame:
        """Give the scores that the coding makes, for `toolkit.compare(…, coded=…)`."""
        return coded_scores(self.coded, articles)

    def lines(self) -> list[str]:
        """Say it in lines of text."""
        lines = [line for coding in self.codings for line in coding.lines()]
        if len(self.codings) > 1:
            lines += ["", "coders against each other", *_rates_lines(self.coders, "coders")]
            lines += _differing(self.by_article, self.differences, self.open, self.codings)
        lines += ["", "the scorer against the coding", *self.agreement.lines()]
        lines += ["", "by outlet: what the scorer gives too much or too little", *self._biases()]
        spans = self.spans[self.spans["metric"].isin(["f1", "accuracy"])]
        lines += ["", "by outlet: what is found", *_rates_lines(spans, "group")]
        if not all(row.get(PROBABILITY) for row in self.coded):
            lines.append(f"no {PROBABILITY}: every article counts alike, and comparisons cannot be "
                         "corrected by these; `toolkit sample` draws articles with it")  # fmt: skip
        return lines

    def _biases(self) -> list[str]:
        shown = self.accuracy[self.accuracy["measure"].isin(_SHOWN)]
        return [
            f"  {row['measure']:<22} {row['group']:<24} {row['bias']:+.3f} "
            f"{interval(row, '+.3f')}  n {row['n']}"
            for row in shown.to_dict("records")
        ]

    def write(self, folder: str | Path) -> None:
        """Write every table as CSV, and the differences between coders as a sheet to decide."""
        with whole_folder(folder) as part:
            tables = {"accuracy": self.accuracy, "spans": self.spans}
            if len(self.codings) > 1:
                tables |= {"coders": self.coders, "by_article": self.by_article}
            for name, table in tables.items():
                csv_table(table).to_csv(part / f"{name}.csv", index=False, float_format=_DECIMALS)
            if self.differences:
                coders = [coding.coder for coding in self.codings]
                write_differences(self.differences, self.texts, part / "differences.xlsx",
                                  coders=coders)  # fmt: skip


def evaluate(
    study: Study,
    files: str | Path | Sequence[str | Path],
    *,
    by: str = "outlet",
    decisions: str | Path | None = None,
    prefer: str | None = None,
    seed: int = 0,
) -> Evaluation | Verdicts:
    """Measure a scored study against codings of its articles, or verdicts on its evidence.

    Parameters
    ----------
    study : Study
        From `toolkit.score` or `toolkit.read_study`.
    files : path or list of path
        What coders gave back: sheets, exports of Label Studio and INCEpTION, JSON Lines. Or the
        verdicts that the report's table of evidence saves: of these comes precision alone.
    by : str
        The column of the articles by which accuracy is told.
    decisions : path, optional
        The sheet of differences, decided.
    prefer : str, optional
        The coder who is taken where a difference has no decision; by default the first.
    seed : int
        Of the intervals.

    Returns
    -------
    Evaluation, or Verdicts for files of verdicts

    Raises
    ------
    InputError
        Where a file is no sound coding of these articles; the message names file, row and field.
        Where codings and verdicts come together, or an option is given that verdicts have no use
        for.

    Examples
    --------
    >>> import json, tempfile
    >>> import toolkit
    >>> study = toolkit.score(pd.DataFrame({"article_id": ["م"], "outlet": ["الخبر"], "title": [""],
    ...                                     "text": ["قال الوزير إن البلد آمن."]}))
    >>> file = Path(tempfile.mkdtemp()) / "سلمى.jsonl"
    >>> row = {"article_id": "م", "official_framing": 3,
    ...        "sentences": [{"start": 1, "end": 25, "voice": "official"}]}
    >>> _ = file.write_text(json.dumps(row), "utf-8")
    >>> evaluate(study, file).agreement.voice_accuracy
    1.0
    """
    expect_study(study, "evaluate")
    given = [files] if isinstance(files, (str, Path)) else list(files)
    if any(map(is_verdicts, given)):
        _check_verdicts(given, decisions, prefer)
        return evaluate_verdicts(study, given, by=by)
    texts = documents(study.articles)
    codings = read_codings(given, texts)
    by_coder = {coding.coder: coding.articles for coding in codings}
    found_differences = differences(by_coder, texts)
    decided = {} if decisions is None else read_decisions(decisions, found_differences)
    coded = merge(by_coder, texts, decisions=decided, prefer=prefer or codings[0].coder)
    ids = [row["article_id"] for row in coded]
    found = coded_from_tables(dict(study.tables()), ids)
    accuracy, spans = _by_group(study, coded, found, texts, by, seed)
    several = len(codings) > 1
    return Evaluation(
        codings=codings,
        coded=coded,
        agreement=agreement(coded, found, texts),
        accuracy=accuracy,
        spans=spans,
        coders=coder_agreement(by_coder if several else {}, texts, seed=seed),
        by_article=agreement_by_article(by_coder if several else {}, texts),
        differences=found_differences,
        open=sum(d.key not in decided for d in found_differences),
        texts={article_id: texts[article_id] for article_id in ids},
        found=found,
    )


def _check_verdicts(
    files: Sequence[str | Path], decisions: str | Path | None, prefer: str | None
) -> None:
    others = [str(file) for file in files if not is_verdicts(file)]
    if others:
        raise InputError(
            f"{others[0]}: no file of verdicts, as another one is; evaluate codings and verdicts apart"
        )
    if decisions is not None or prefer is not None:
        raise InputError("decisions and prefer are for codings; verdicts have no use for them")


def _by_group(
    study: Study, coded: Sequence[dict[str, Any]], found: Mapping[str, Any],
    texts: Mapping[str, str], by: str, seed: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    if by not in study.articles:
        there = ", ".join(map(str, study.articles.columns))
        raise InputError(f"column {by}: not among the articles'; there are {there}")
    groups = study.articles[by].astype("str")
    names = dict(zip(study.articles["article_id"].astype(str), groups, strict=True))
    # Without probabilities every article stands for itself.
    drawn = [row | {PROBABILITY: row.get(PROBABILITY) or 1.0, "stratum": row.get("stratum") or "all"}
             for row in coded]  # fmt: skip
    by_hand = coded_scores(drawn, study.articles)
    both = [m for m in MEASURES
            if m in study.scores and by_hand[m].notna().any() and m != "words"]  # fmt: skip
    scores = study.scores.assign(**{by: study.scores["article_id"].astype(str).map(names)})
    accuracy = score_accuracy(scores, by_hand, both, by=by, seed=seed)
    return accuracy, span_accuracy(drawn, found, texts, names, seed=seed)


def _rates_lines(table: pd.DataFrame, first: str) -> list[str]:
    return [
        f"  {row[first]:<24} {row['task']:<18} {row['metric']:<9} {row['value']:.3f} "
        f"{interval(row)}  n {row['n']}"
        for row in table.to_dict("records")
        if row["value"] == row["value"]
    ]


def _differing(
    by_article: pd.DataFrame, found: Sequence[Difference], open_: int, codings: Sequence[Coding]
) -> list[str]:
    if by_article.empty:
        return ["  no article was coded by two"]
    most = by_article.iloc[0]
    said = [f"  {len(found)} differences in {int((by_article['differences'] > 0).sum())} of "
            f"{by_article['article_id'].nunique()} articles coded by several; most in "
            f"{most['article_id']} ({most['differences']})"]  # fmt: skip
    if open_:
        said.append(f"  {open_} of them have no decision: {codings[0].coder} is taken there")
    return said
