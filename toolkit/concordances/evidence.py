"""The evidence of a study as rows of one form, whichever measure has found it.

Each row has an address, ``ARTICLE/TABLE/NUMBER``, under which a report, a note and a citation speak
of it. The number is the table's own where it numbers its rows within the article, else the place
among the article's rows of that table, from 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.errors import InputError
from toolkit.study.study import Study

ABOUT = ("evidence", "article_id", "outlet", "day", "actor", "state", "start", "end", "confidence")
"""What every row has, before the columns of its own table."""

# The column by which a table numbers its rows within an article.
_NUMBERS = {
    "attributions": "attribution",
    "praise": "praise",
    "sentences": "sentence",
    "stance": "stance",
}
# Where a table has no column of that name: the one that says it.
_STAND_INS = {
    "actor": ("actor", "target_actor"),
    "state": ("state", "target_state"),
    "start": ("start", "cue_start"),
    "end": ("end", "cue_end"),
    "confidence": ("confidence", "voice_confidence"),
}
_NO_EVIDENCE = ("articles", "scores", "actors")


def evidence_kinds(study: Study) -> tuple[str, ...]:
    """The tables of a study that hold evidence with its place in an article.

    Examples
    --------
    >>> import toolkit
    >>> "praise" in evidence_kinds(toolkit.score("أشاد الوزير بالدور الكبير للمغرب."))
    True
    """
    return tuple(
        name
        for name, table in study.tables()
        if name not in _NO_EVIDENCE
        and "article_id" in table
        and ("start" in table or "cue_start" in table)
    )


def evidence_rows(study: Study, kind: str) -> pd.DataFrame:
    """The evidence of one kind: `ABOUT`, then the columns of its own table.

    Raises
    ------
    InputError
        Where the study has no such evidence.
    """
    kinds = evidence_kinds(study)
    if kind not in kinds:
        raise InputError(f"evidence {kind!r}: choose one of {', '.join(kinds)}")
    table = getattr(study, kind)
    found = pd.DataFrame({"evidence": _addresses(table, kind), "article_id": table["article_id"]})
    articles = study.articles.set_index("article_id")
    found["outlet"] = found["article_id"].map(articles["outlet"])
    found["day"] = found["article_id"].map(_days(articles))
    for name, columns in _STAND_INS.items():
        said = next((table[column] for column in columns if column in table), None)
        found[name] = pd.Series(pd.NA, table.index, "object") if said is None else said
    own = [name for name in table if name not in ABOUT]
    found = pd.concat([found[list(ABOUT)], table[own]], axis=1)
    found["confidence"] = pd.to_numeric(found["confidence"]).astype("float64")
    return found.astype({"start": "int64", "end": "int64"}).reset_index(drop=True)


def evidence_table(study: Study, kinds: Sequence[str] | None = None) -> pd.DataFrame:
    """The evidence of several kinds in one table.

    Parameters
    ----------
    study : Study
    kinds : sequence of str, optional
        Tables of the study; all but ``sentences`` where left out.

    Returns
    -------
    DataFrame
        ``kind``, the table; ``evidence``, its address ``ARTICLE/TABLE/NUMBER``; ``article_id``,
        ``outlet``, ``day``; ``actor`` and ``state`` (of who speaks, or is praised or attacked);
        ``start``, ``end`` (of an act: its cue); ``confidence``, missing where there is none; then
        every column of the tables, missing where a table lacks it.

    Raises
    ------
    InputError
        Where the study has no such evidence.

    Examples
    --------
    >>> import toolkit
    >>> study = toolkit.score("قال الوزير إن الدور المغربي رائد.")
    >>> evidence_table(study, ["attributions"])["evidence"].tolist()
    ['texts-1/attributions/0']
    """
    if kinds is None:
        kinds = [kind for kind in evidence_kinds(study) if kind != "sentences"]
    parts = []
    for kind in kinds:
        rows = evidence_rows(study, kind)
        # A table's own `kind` (direct, insult) is kept under its name.
        rows = rows.rename(columns={"kind": f"{kind}_kind"})
        rows.insert(0, "kind", kind)
        parts.append(rows.astype(object))
    if not parts:
        return pd.DataFrame(columns=["kind", *ABOUT])
    return pd.concat(parts, ignore_index=True).infer_objects()


def _addresses(table: pd.DataFrame, kind: str) -> pd.Series:
    numbers = table[_NUMBERS[kind]] if kind in _NUMBERS else table.groupby("article_id").cumcount()
    ids = table["article_id"].astype(str)
    return ids + f"/{kind}/" + numbers.astype("int64").astype(str)


def _days(articles: pd.DataFrame) -> pd.Series:
    if "published" not in articles:
        return pd.Series(pd.NA, articles.index, "object")
    moments = pd.to_datetime(articles["published"], utc=True)
    return moments.dt.strftime("%Y-%m-%d")
