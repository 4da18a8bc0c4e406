"""The table of evidence in the report: every row with the words around it, as data for the script.

The page's script searches, filters and sorts them, opens each in its article, and keeps the
reader's verdicts, which `toolkit evaluate` reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from toolkit.arabic.document import Document, read_document
from toolkit.concordances.evidence import evidence_kinds, evidence_rows
from toolkit.concordances.lines import around
from toolkit.figures.labels import state_label
from toolkit.measures.attribution.acts import NARRATOR
from toolkit.report.marked import View
from toolkit.report.templates import script_data
from toolkit.report.wording import Wording, is_missing
from toolkit.study.study import Study

FIELDS = ("measure", "outlet", "day", "kind", "type", "state", "actor", "holder")
COLUMNS = ("words", "measure", "outlet", "day", "actor", "state", "confidence")
LEAST = ("0.5", "0.7", "0.9")
_WINDOW = 5
_LONGEST = 240
# Who takes part in a piece of evidence: whom it is about first, then whose words it is.
_ROLES = ("", "target_", "holder_")
# The column that is a row's kind, whatever its table calls it.
_KINDS = ("kind", "class", "lexicon", "agency_kind")
_KIND_WORDS = ("agency_kind", "kind", "stance_kind", "formula_class")
# Places in a row: texts that repeat, and the actors.
_REPEATED = (1, 5, 6, 9, 14)
_ACTORS = 7
_ENTRIES = ("entry", "cue", "agency", "source_article_id")


@dataclass(frozen=True)
class Workbench:
    """What the template draws: the words of the controls, the fields, the rows as inert data.

    `study` is the name of what the rows are; `parts` the rows that do not lie in the page.
    """

    words: dict[str, Any]
    data: Any
    study: str
    parts: list[dict[str, Any]] = field(default_factory=list)
    fields: tuple[str, ...] = FIELDS
    columns: tuple[str, ...] = COLUMNS
    least: tuple[str, ...] = LEAST


def workbench(
    study: Study, views: Mapping[str, View], words: Wording, *, chunk: int | None = None
) -> Workbench:
    """Arrange a study's evidence for the table of the report.

    Parameters
    ----------
    study : Study
    views : mapping of str to View
        The articles as the report shows them, by ``article_id``.
    words : Wording
    chunk : int, optional
        The rows of so many articles make a part beside the page; all lie in it where left out.
    """
    said = workbench_words(words.language)
    numbers = {article_id: number for number, article_id in enumerate(views)}
    rows = sorted(_rows(study, numbers), key=lambda row: (row[0], row[3], row[1], row[2]))
    articles = [_article(view) for view in views.values()]
    names = dict(zip(study.actors["actor"], study.actors["name"], strict=True))
    name = fingerprint([articles, rows])
    data: dict[str, Any] = {
        "articles": articles,
        "labels": _labels(rows, said, words),
        "study": name,
        "words": {key: text for key, text in said.items() if isinstance(text, str)},
    }
    if chunk is None:
        return Workbench(said, script_data(data | {"parts": [_packed(rows, names)]}), name)
    parts = [
        _packed([row for row in rows if first <= row[0] < first + chunk], names)
        for first in range(0, len(articles), chunk)
    ]
    return Workbench(said, script_data(data | {"parts": []}), name, parts)


def fingerprint(told: Any) -> str:
    """A short name of what the rows are, under which a browser keeps the verdicts."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _packed(rows: Iterable[tuple[Any, ...]], names: Mapping[str, Any]) -> dict[str, Any]:
    """Rows with what repeats in them, texts and actors, as numbers of a list."""
    strings, actors = _Numbers(), _Numbers()
    packed = []
    for row in rows:
        short = list(row)
        for place in _REPEATED:
            short[place] = strings.of(row[place])
        short[_ACTORS] = [actors.of(actor) for actor in row[_ACTORS]]
        packed.append(short)
    named = [[key, _plain(names.get(key)) or _bare(key)] for key in actors.known]
    return {"strings": strings.known, "actors": named, "rows": packed}


@lru_cache(maxsize=4)
def workbench_words(language: str) -> dict[str, Any]:
    """The words of the table in a language."""
    source = files("toolkit.report") / "data" / "workbench.yaml"
    return dict(yaml.safe_load(source.read_text("utf-8"))[language])


class _Numbers:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def known(self) -> list[str]:
        return list(self._numbers)

    def of(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))


def _bare(actor: str) -> str:
    return actor.partition(":")[2] or actor


def _rows(study: Study, numbers: Mapping[str, int]) -> Iterable[tuple[Any, ...]]:
    documents = _Documents(study)
    for measure in evidence_kinds(study):
        if measure == "sentences":
            continue
        for row in evidence_rows(study, measure).to_dict("records"):
            article_id = row["article_id"]
            if article_id not in numbers:
                continue
            number = int(row["evidence"].rpartition("/")[2])
            context = around(documents.of(article_id), row["start"], row["end"], _WINDOW)
            yield (
                *(numbers[article_id], measure, number, row["start"], row["end"]),
                *(_first(row, _KINDS), _plain(row.get("source_type"))),
                [actor for actor in _roles(row, "actor") if actor != NARRATOR],
                _roles(row, "state") if measure != "formulas" else [],
                _plain(row.get("holder") or row.get("speaker")),
                None if is_missing(row["confidence"]) else round(row["confidence"], 3),
                *(_cut(text) for text in context),
                _first(row, _ENTRIES),
            )


class _Documents:
    """Each article's document, read when its first row comes, the last one kept."""

    def __init__(self, study: Study) -> None:
        columns = (study.articles[name] for name in ("article_id", "title", "text"))
        self._texts = {key: (title, text) for key, title, text in zip(*columns, strict=True)}
        self._last: tuple[str, Document] | None = None

    def of(self, article_id: str) -> Document:
        if self._last is None or self._last[0] != article_id:
            self._last = (article_id, read_document(*self._texts[article_id], spans=()))
        return self._last[1]


def _roles(row: Mapping[Any, Any], what: str) -> list[str]:
    found = (row.get(f"{role}{what}") for role in _ROLES)
    return list(dict.fromkeys(str(one) for one in found if not is_missing(one) and str(one)))


def _first(row: Mapping[Any, Any], names: Iterable[str]) -> str:
    return next((_plain(row[name]) for name in names if _plain(row.get(name))), "")


def _plain(value: object) -> str:
    return "" if is_missing(value) else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _article(view: View) -> dict[str, str]:
    known = view.article
    named = {"article_id": "id", "link": "url", "published": "day"}
    return {named.get(name, name): str(value) for name, value in known.items()}


def _labels(
    rows: list[tuple[Any, ...]], said: Mapping[str, Any], words: Wording
) -> dict[str, dict[str, str]]:
    """The words of the codes that occur; what has none is shown as it is."""
    own = words.layers
    measures = {row[1] for row in rows}
    kinds = {row[5] for row in rows} - {""}
    known = {code: told for group in _KIND_WORDS for code, told in words.words[group].items()}
    return {
        "measure": {m: said["measures"].get(m) or own.get(m, m) for m in sorted(measures)},
        "kind": {kind: str(known[kind]) for kind in sorted(kinds) if kind in known},
        "type": {
            code: words.code("source_type", code)
            for code in sorted({row[6] for row in rows} - {""})
        },
        "state": {
            code: state_label(code, words.language)
            for code in sorted({code for row in rows for code in row[8]})
        },
        "holder": {NARRATOR: words.code("holder", NARRATOR)},
    }
