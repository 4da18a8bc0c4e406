"""The knowledge of the rooms as YAML: what ships is read as compiled, all else by libyaml."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

from toolkit.knowledge.compiled import Compiled, kept

_SOURCES = (
    *("arabic/data/*.yaml", "articles/**/data/*.yaml", "measures/**/data/*.yaml"),
    "lexicons/data/paradigms.yaml",
)


# A few functions each take a part of one file, right after each other mostly.
@lru_cache(maxsize=8)
def read_yaml(text: str) -> Any:
    """What the text of a file that ships holds, as `yaml.safe_load` gives it.

    It is read once for all who ask: take from it, and leave it as it is.

    Examples
    --------
    >>> read_yaml("groups: {aims: تعزيز}")
    {'groups': {'aims': 'تعزيز'}}
    """
    known = _known()
    digest = _digest(text)
    return known[digest] if digest in known else _parsed(text)


def _parsed(text: str) -> Any:
    import yaml  # not needed where all files are as they were compiled

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


@kept
def _known() -> dict[str, Any]:
    """What each text that ships holds, by its digest; nothing where one has changed since."""
    return _COMPILED.shipped() or {}


def _all() -> dict[str, Any]:
    root = Path(str(files("toolkit")))
    paths = sorted({path for source in _SOURCES for path in root.glob(source)})
    texts = [path.read_text("utf-8") for path in paths]
    return {_digest(text): parsed for text in texts if _is_plain(parsed := _parsed(text))}


def _is_plain(data: Any) -> bool:
    """Whether JSON holds it as it is: no dates, no keys but strings."""
    if isinstance(data, dict):
        return all(isinstance(key, str) and _is_plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(_is_plain, data))
    return data is None or isinstance(data, str | int | float)


_COMPILED = Compiled("yaml", _SOURCES, _all)
