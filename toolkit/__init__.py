"""Arabic news framing: who is made to speak, who is praised, how far in the official voice.

Everything is imported when it is first used, so that ``import toolkit`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from toolkit.version import __version__

if TYPE_CHECKING:
    from toolkit import examples, figures
    from toolkit.articles import read_articles
    from toolkit.comparison import (
        collocates,
        compare,
        contexts,
        correct,
        keyness,
        plan,
        regress,
    )
    from toolkit.comparison.printed_statements import statements
    from toolkit.concordances import concordance, kwic
    from toolkit.errors import InputError
    from toolkit.report import explore, show
    from toolkit.study.flows import flows
    from toolkit.study.grouping import declare_groups
    from toolkit.study.scoring import score
    from toolkit.study.study import Study, read_study, write_study
    from toolkit.study.transformer import FramingFeatures
    from toolkit.validation.evaluation import evaluate
    from toolkit.validation.forms import write_forms
    from toolkit.validation.importance import importance
    from toolkit.validation.sampling import draw_sample

__all__ = [
    "FramingFeatures",
    "InputError",
    "Study",
    "__version__",
    "collocates",
    "compare",
    "concordance",
    "contexts",
    "correct",
    "declare_groups",
    "examples",
    "explore",
    "draw_sample",
    "evaluate",
    "figures",
    "flows",
    "importance",
    "keyness",
    "kwic",
    "plan",
    "read_articles",
    "read_study",
    "regress",
    "score",
    "show",
    "statements",
    "write_forms",
    "write_study",
]

_HOMES = {
    "FramingFeatures": "toolkit.study.transformer",
    "InputError": "toolkit.errors",
    "Study": "toolkit.study.study",
    "collocates": "toolkit.comparison",
    "compare": "toolkit.comparison",
    "concordance": "toolkit.concordances",
    "contexts": "toolkit.comparison",
    "correct": "toolkit.comparison",
    "declare_groups": "toolkit.study.grouping",
    "flows": "toolkit.study.flows",
    "draw_sample": "toolkit.validation.sampling",
    "evaluate": "toolkit.validation.evaluation",
    "explore": "toolkit.report",
    "importance": "toolkit.validation.importance",
    "keyness": "toolkit.comparison",
    "kwic": "toolkit.concordances",
    "plan": "toolkit.comparison",
    "read_articles": "toolkit.articles",
    "read_study": "toolkit.study.study",
    "regress": "toolkit.comparison",
    "score": "toolkit.study.scoring",
    "show": "toolkit.report",
    "statements": "toolkit.comparison.printed_statements",
    "write_forms": "toolkit.validation.forms",
    "write_study": "toolkit.study.study",
}
_ROOMS = ("examples", "figures")


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"toolkit.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from toolkit.output.manners import as_before

    with as_before():
        value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
