"""Arabic news framing: who is made to speak, who is praised, how far in the official voice.

Everything is imported when it is first used, so that ``import toolkit`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit import figures
    from toolkit.articles import read_articles
    from toolkit.comparison import compare, contexts, correct, keyness, regress
    from toolkit.errors import InputError
    from toolkit.measures.features import FramingFeatures
    from toolkit.measures.scoring import score
    from toolkit.measures.study import Study, read_study, write_study
    from toolkit.report import show

__version__ = "0.1.0"

__all__ = [
    "FramingFeatures",
    "InputError",
    "Study",
    "__version__",
    "compare",
    "contexts",
    "correct",
    "figures",
    "keyness",
    "read_articles",
    "read_study",
    "regress",
    "score",
    "show",
    "write_study",
]

_HOMES = {
    "FramingFeatures": "toolkit.measures.features",
    "InputError": "toolkit.errors",
    "Study": "toolkit.measures.study",
    "compare": "toolkit.comparison",
    "contexts": "toolkit.comparison",
    "correct": "toolkit.comparison",
    "keyness": "toolkit.comparison",
    "read_articles": "toolkit.articles",
    "read_study": "toolkit.measures.study",
    "regress": "toolkit.comparison",
    "score": "toolkit.measures.scoring",
    "show": "toolkit.report",
    "write_study": "toolkit.measures.study",
}


def __getattr__(name: str) -> Any:
    if name == "figures":
        return import_module("toolkit.figures")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
