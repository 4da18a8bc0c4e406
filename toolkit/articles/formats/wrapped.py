"""JSON that is no plain list of articles: wrapped lists, columns, one object, answers of services.

News services answer with an object in which the articles are one list among other values (GDELT's
``articles``, NewsAPI, JSON Feed's ``items``, Elasticsearch's ``hits.hits[]._source``); pandas
writes columns (``to_json()``), ``index``, ``split`` and ``table``. What stands beside the articles
is counted in the account of the reading.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.articles.account import count_left_out
from toolkit.articles.columns import count_usual, usual_names
from toolkit.errors import InputError

Row = dict[str, Any]
_DEEPEST = 4
_ENVELOPES = ("_source", "data", "attributes", "node", "fields")


def json_values(text: str) -> list[Any] | None:
    """Every JSON value of a text, one behind the other whatever lies between; None if it is broken.

    Examples
    --------
    >>> json_values('{"a": 1}\\n{"a":\\n2}'), json_values('{"a": 1')
    ([{'a': 1}, {'a': 2}], None)
    """
    values, at = [], 0
    decoder = json.JSONDecoder()
    text = text.strip()
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return None
        values.append(value)
        while at < len(text) and (text[at].isspace() or text[at] == ","):
            at += 1
    return values


def is_wrapped(value: Any) -> bool:
    """Whether a JSON object is no article by itself, but holds some.

    Examples
    --------
    >>> is_wrapped({"status": "ok", "articles": [{"title": "ع"}]}), is_wrapped({"text": "نص"})
    (True, False)
    """
    return (
        isinstance(value, dict)
        and not _is_article(value)
        and bool(_as_columns(value) or any(_lists(value)) or _envelope(value) is not value)
    )


def unwrap(value: Any, path: Path) -> list[Row]:
    """The articles in a JSON value.

    Raises
    ------
    InputError
        A list of something else than objects, or several lists that may be the articles.

    Examples
    --------
    >>> unwrap({"text": {"0": "نص", "1": "آخر"}, "outlet": {"0": "أ", "1": "ب"}}, Path("a.json"))
    [{'text': 'نص', 'outlet': 'أ'}, {'text': 'آخر', 'outlet': 'ب'}]
    """
    if isinstance(value, list):
        return [_object(item, path, number) for number, item in enumerate(value, start=1)]
    if not isinstance(value, dict):
        raise InputError(f'{path}: the JSON holds no object; write {{"text": "…", …}}')
    if _is_article(value):
        return [value]
    columns = _as_columns(value)
    if columns:
        return columns
    lists = list(_lists(value))
    if not lists:
        return [_envelope(value)]
    name, rows = _the_articles(lists, path)
    beside = [other for other, _ in lists if other != name]
    if beside:
        count_left_out("json_beside", len(beside), first=beside[0])
    # A JSON Feed is called as its outlet, as RSS is.
    own = {"outlet": value.get("title")} if "jsonfeed.org" in str(value.get("version")) else {}
    return [{**own, **_envelope(row)} for row in rows]


def _object(item: Any, path: Path, number: int) -> Row:
    if not isinstance(item, dict):
        raise InputError(f"{path}: item {number} of the array is no object")
    return _envelope(item)


def _is_article(value: Row) -> bool:
    """Whether an object has a text of its own, or an address."""
    named = {name: key for key, name in usual_names(value).items()} | {key: key for key in value}
    return any(isinstance(value.get(named.get(name, "")), str) for name in ("text", "url")) and (
        # JSON Feed has addresses of its own beside its items.
        isinstance(value.get(named.get("text", "")), str) or not any(_lists(value))
    )


def _envelope(row: Row) -> Row:
    """An article out of what a service puts around it; the service's identifier is kept."""
    own = count_usual(key for key in row if key not in _ENVELOPES)
    for name in _ENVELOPES:
        inner = row.get(name)
        if isinstance(inner, dict) and count_usual(inner) > own:
            known = {"article_id": row["_id"]} if isinstance(row.get("_id"), str) else {}
            return {**known, **inner}
    return row


def _as_columns(value: Row) -> list[Row]:
    """Rows of what pandas writes: ``columns``, ``index`` and ``split``; none where it is not that."""
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list):
        if all(isinstance(row, list) and len(row) == len(names) for row in data):
            return [dict(zip(map(str, names), row, strict=True)) for row in data]
        return []
    parts = list(value.values())
    if parts and all(isinstance(part, list) for part in parts) and count_usual(value):
        lengths = {len(part) for part in parts}
        if len(lengths) == 1 and not any(isinstance(item, dict) for item in parts[0]):
            return [dict(zip(value, row, strict=True)) for row in zip(*parts, strict=True)]
    if not parts or not all(isinstance(part, dict) and part for part in parts):
        return []
    if count_usual(value):  # {"text": {"0": …}}
        rows = list(dict.fromkeys(key for part in parts for key in part))
        return [{name: part.get(row) for name, part in value.items()} for row in rows]
    if all(count_usual(part) for part in parts):  # {"0": {"text": …}}
        return parts
    return []


def _lists(value: Row, *, name: str = "", depth: int = 0) -> Iterator[tuple[str, list[Row]]]:
    """Every list of objects in an object, with its name."""
    for key, part in value.items():
        called = f"{name}.{key}" if name else str(key)
        if isinstance(part, list) and part and all(isinstance(item, dict) for item in part):
            yield called, part
        elif isinstance(part, dict) and depth < _DEEPEST:
            yield from _lists(part, name=called, depth=depth + 1)


def _the_articles(lists: list[tuple[str, list[Row]]], path: Path) -> tuple[str, list[Row]]:
    known = [max(count_usual(_envelope(row)) for row in rows) for _, rows in lists]
    best = [found for found, count in zip(lists, known, strict=True) if count == max(known)]
    if len(best) > 1:
        names = ", ".join(name for name, _ in best[:5])
        raise InputError(
            f"{path}: several lists that may be the articles ({names}); keep one of them in the file"
        )
    return best[0]
