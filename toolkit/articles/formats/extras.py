"""Libraries that only some files need: the extra ``documents``."""

from importlib import import_module
from pathlib import Path
from typing import Any

from toolkit.errors import InputError

EXTRA = "pip install 'media-framing-toolkit[documents]'"


def wanted(module: str, path: Path | str, what: str, else_do: str) -> Any:
    """Import a library of the extra ``documents``.

    Raises
    ------
    InputError
        It is not installed; the message says how, and what to do without it.

    Examples
    --------
    >>> wanted("json", "a.pdf", "PDF files", "paste the text").dumps("نص", ensure_ascii=False)
    '"نص"'
    """
    try:
        return import_module(module)
    except ImportError:
        raise InputError(f"{path}: {what} need an extra: {EXTRA}; or {else_do}") from None
