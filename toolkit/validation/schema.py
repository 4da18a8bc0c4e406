"""The one schema of a coded article: what every form of coding is checked against at the door.

A layer that is not there is not coded, and is `None`; whatever is there must be right, since a slip
of a letter in a code or of a digit in an offset changes figures without being seen in them.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from toolkit.errors import InputError
from toolkit.validation.codebook import values

LAYERS = ("sentences", "attributions", "praise", "official_framing", "agencies")
ACT_SPANS = ("cue", "source", "source_resolved", "content")
_RESEMBLANCE = 0.8


def check_coded(row: Any, where: str, text: str | None = None) -> dict[str, Any]:
    """Check one coded article, and give it with every layer, `None` where one is not coded.

    Parameters
    ----------
    row : mapping
        In the gold's form.
    where : str
        File and line, for the message.
    text : str, optional
        Its document, in which the spans must lie.

    Raises
    ------
    InputError
        At the first fault; the message names the place and the field.

    Examples
    --------
    >>> row = {"article_id": "a", "sentences": [{"start": 0, "end": 9, "voice": "officail"}]}
    >>> check_coded(row, "gold.jsonl: line 1")
    Traceback (most recent call last):
    ...
    toolkit.errors.InputError: gold.jsonl: line 1: sentences[0].voice is 'officail'; allowed: ...
    """
    article_id = _article_id(row, where)
    absent = [layer for layer in LAYERS if row.get(layer) is None]
    _look_alikes(row, absent, where)
    if len(absent) == len(LAYERS):
        raise InputError(f"{where}: no layer is coded; expected: {', '.join(LAYERS)}")
    length = None if text is None else len(text)
    if text is not None and row.get("sha256") and row["sha256"] != text_seal(text):
        raise InputError(f"{where}: article {article_id} is not the text that was coded")
    done = {**row, "article_id": str(article_id), **dict.fromkeys(absent)}
    if "sentences" not in absent:
        done["sentences"] = _sentences(row["sentences"], where, length, text)
    if "attributions" not in absent:
        acts = _records(row["attributions"], f"{where}: attributions")
        done["attributions"] = [_act(a, at, length) for at, a in acts]
        _unlike(done["attributions"], f"{where}: attributions")
    if "praise" not in absent:
        praise = _records(row["praise"], f"{where}: praise")
        done["praise"] = [_praise(p, at, length) for at, p in praise]
        _unlike(done["praise"], f"{where}: praise")
    for name, check in (("official_framing", _grade), ("agencies", _words_list),
                        ("sampling_probability", _probability)):  # fmt: skip
        if row.get(name) is not None:
            check(row[name], f"{where}: {name}")
    return done


def _article_id(row: Any, where: str) -> str | int:
    if not isinstance(row, Mapping):
        raise InputError(f"{where}: {_said(row)} is no coded article; a mapping is expected")
    article_id = row.get("article_id")
    if isinstance(article_id, bool) or not isinstance(article_id, (str, int)) or article_id == "":
        raise InputError(f"{where}: article_id is {_said(article_id)}; give the article's own")
    return article_id


def text_seal(text: str) -> str:
    """The SHA-256 of a document in UTF-8, by which a changed text is noticed.

    Examples
    --------
    >>> text_seal("خبر")[:8]
    '44185590'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _look_alikes(row: Mapping[str, Any], absent: Sequence[str], where: str) -> None:
    for key in row:
        near = get_close_matches(str(key), absent, n=1, cutoff=_RESEMBLANCE)
        if key not in LAYERS and near:
            raise InputError(f"{where}: field '{key}' is not known; is it {near[0]}?")


def _records(found: Any, where: str) -> list[tuple[str, Mapping[str, Any]]]:
    if not isinstance(found, list):
        raise InputError(
            f"{where} is {_said(found)}; a list is expected, empty where there is none"
        )
    for number, record in enumerate(found):
        if not isinstance(record, Mapping):
            raise InputError(f"{where}[{number}] is {_said(record)}; a mapping is expected")
    return [(f"{where}[{number}]", record) for number, record in enumerate(found)]


def _sentences(
    found: Any, where: str, length: int | None, text: str | None
) -> list[dict[str, Any]] | None:
    done: list[dict[str, Any]] = []
    for at, s in _records(found, f"{where}: sentences"):
        span = _span([s.get("start"), s.get("end")], at, length, empty=True)
        if done and span[0] < done[-1]["end"]:
            raise InputError(f"{at} begins at {span[0]}, before the one above it ends")
        _one_of(s.get("voice"), "voice", f"{at}.voice")
        done.append({**s, "start": span[0], "end": span[1]})
    if text is not None and done:
        _covered(text, done, where)
    # Every article has a title at least: no sentence says that voice was not coded.
    return done or None


def _covered(text: str, sentences: Sequence[Mapping[str, Any]], where: str) -> None:
    """Refuse a coding that leaves out sentences: shares of words would be wrong unseen."""
    at = 0
    for start, end in [*((s["start"], s["end"]) for s in sentences), (len(text), len(text))]:
        if left := text[at:start].strip():
            raise InputError(f"{where}: sentences: '{left[:40]}' at {at} to {start} lies in none")
        at = end


def _act(act: Mapping[str, Any], where: str, length: int | None) -> dict[str, Any]:
    done = dict(act)
    for name in ACT_SPANS:
        if name not in act:
            raise InputError(f"{where} has no {name}; give null where there is none")
        done[name] = None if act[name] is None else _span(act[name], f"{where}.{name}", length)
    if done["cue"] is None and done["content"] is None:
        raise InputError(f"{where} has neither cue nor content")
    for code in ("kind", "source_type"):
        _one_of(act.get(code), code, f"{where}.{code}")
    if not isinstance(act.get("named"), bool):
        raise InputError(f"{where}.named is {_said(act.get('named'))}; give true or false")
    _number_of_sentence(act, where)
    return done


def _praise(praise: Mapping[str, Any], where: str, length: int | None) -> dict[str, Any]:
    span = _span(praise.get("span"), f"{where}.span", length)
    for name in ("target", "holder"):
        if name not in praise:
            raise InputError(f"{where} has no {name}; give null where it is not told")
        if isinstance(praise[name], list):  # codes without texts give the place of the words
            _span(praise[name], f"{where}.{name}", length)
        elif praise[name] is not None and not isinstance(praise[name], str):
            raise InputError(f"{where}.{name} is {_said(praise[name])}; give words, or null")
    _number_of_sentence(praise, where)
    return {**praise, "span": span}


def _number_of_sentence(record: Mapping[str, Any], where: str) -> None:
    if record.get("sentence") is not None:
        _whole(record["sentence"], f"{where}.sentence")


def _span(found: Any, where: str, length: int | None, *, empty: bool = False) -> list[int]:
    if not isinstance(found, Sequence) or isinstance(found, str) or len(found) != 2:
        raise InputError(f"{where} is {_said(found)}; a span is [start, end]")
    for edge in found:
        _whole(edge, where)
    start, end = found
    if end < start or (end == start and not empty):
        raise InputError(f"{where} is [{start}, {end}]; a span ends behind its start")
    if length is not None and end > length:
        raise InputError(f"{where} is [{start}, {end}], beyond its text of {length} characters")
    return [start, end]


def _whole(found: Any, where: str) -> None:
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise InputError(f"{where} is {_said(found)}; a whole number from 0 is expected")


def _one_of(found: Any, code: str, where: str) -> None:
    if found not in values(code):
        raise InputError(f"{where} is {_said(found)}; allowed: {', '.join(values(code))}")


def _grade(found: Any, where: str) -> None:
    _whole(found, where)
    _one_of(str(found), "official_framing", where)


def _words_list(found: Any, where: str) -> None:
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise InputError(f"{where} is {_said(found)}; a list of names is expected")


def _probability(found: Any, where: str) -> None:
    number = isinstance(found, (int, float)) and not isinstance(found, bool)
    if not number or not math.isfinite(found) or not 0 < found <= 1:
        raise InputError(f"{where} is {_said(found)}; it must be above 0 and at most 1")


def _unlike(records: Sequence[Mapping[str, Any]], where: str) -> None:
    seen: list[Mapping[str, Any]] = []
    for number, record in enumerate(records):
        if record in seen:
            raise InputError(f"{where}[{number}] is the same as one above it; keep one")
        seen.append(record)


def _said(found: Any) -> str:
    if found is None:
        return "missing"
    text = f"'{found}'" if isinstance(found, str) else repr(found)
    return text if len(text) <= 60 else text[:57] + "…"
