"""The evidence of one article as lines of text: who says what, what is praised, in whose voice."""

from __future__ import annotations

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.study.study import Study


def evidence_lines(study: Study, article_id: str) -> list[str]:
    """List what the measures found in an article, each with its words.

    Parameters
    ----------
    study : Study
    article_id : str

    Returns
    -------
    list of str
        The article, its voices sentence by sentence, its acts, its praise, its formulas, its
        credits, then its scores.

    Raises
    ------
    InputError
        Where the study has no such article; the message names the nearest ones.
    """
    article = _article(study, article_id)
    document = join_document(article["title"], article["text"])

    def words(row: pd.Series, name: str) -> str:
        start, end = row[f"{name}_start"], row[f"{name}_end"]
        return "" if pd.isna(start) or pd.isna(end) else document[int(start) : int(end)]

    def own(table: pd.DataFrame) -> list[pd.Series]:
        return [row for _, row in table[table["article_id"] == article_id].iterrows()]

    lines = [f"{article_id} · {article['outlet']} · {article['title']}", "", "voices"]
    for row in own(study.sentences):
        text = document[row["start"] : row["end"]].replace("\n", " ")
        lines.append(f"  {row['sentence']:>3} {row['voice']:<17} {text}")
    lines += ["", "attributions"]
    for row in own(study.attributions):
        source = words(row, "source") or f"({words(row, 'source_resolved') or '-'})"
        told = [str(row[n]) for n in ("actor", "state") if n in row and pd.notna(row[n])]
        who = " · ".join((row["source_type"], *told))
        lines.append(f"  {words(row, 'cue')} | {source} [{who}] | {words(row, 'content')}")
    for name, columns in (
        ("praise", ("entry", "target", "target_actor", "target_state", "holder")),
        ("formulas", ("entry", "state", "class")),
        ("credits", ("agency", "agency_kind")),
    ):
        lines += ["", name]
        for row in own(getattr(study, name)):
            facts = ", ".join(str(row[c]) for c in columns if c in row and pd.notna(row[c]))
            lines.append(f"  {document[int(row['start']) : int(row['end'])]} | {facts}")
    scores = own(study.scores)[0]
    lines += ["", "scores"]
    lines += [f"  {name} {value}" for name, value in scores.items() if _is_score(name, study)]
    return lines


def _article(study: Study, article_id: str) -> pd.Series:
    found = study.articles[study.articles["article_id"] == article_id]
    if found.empty:
        from difflib import get_close_matches

        ids = study.articles["article_id"].tolist()
        near = get_close_matches(article_id, ids, n=3, cutoff=0.3) or ids[:3]
        raise InputError(f"no article {article_id}; there are {', '.join(near)}, …")
    return found.iloc[0]


def _is_score(name: object, study: Study) -> bool:
    return name not in study.articles.columns
