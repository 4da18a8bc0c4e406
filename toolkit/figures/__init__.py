"""One function a figure: a table in, a matplotlib figure out, nothing global.

Matplotlib takes a second to import, so each function is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.figures.actor_words import speakers, states
    from toolkit.figures.calibration import reliability
    from toolkit.figures.captions import caption, figure_title
    from toolkit.figures.counts import coverage
    from toolkit.figures.drawing import Drawing
    from toolkit.figures.event_course import course
    from toolkit.figures.files import hash_tables, save_figure
    from toolkit.figures.keywords import keyness
    from toolkit.figures.outlets import by_outlet
    from toolkit.figures.praise import praise_flows
    from toolkit.figures.quality import accuracy, corrected
    from toolkit.figures.quotations import difference_kinds, quotation_rows
    from toolkit.figures.quoting import voices_network
    from toolkit.figures.reuse import reuse_matrix
    from toolkit.figures.sources import source_mix
    from toolkit.figures.statement_matrix import statements
    from toolkit.figures.study import write_all
    from toolkit.figures.verify import Verified, verify_figures
    from toolkit.figures.voices import voice_course

__all__ = [
    "Drawing",
    "Verified",
    "accuracy",
    "by_outlet",
    "caption",
    "corrected",
    "course",
    "coverage",
    "difference_kinds",
    "figure_title",
    "hash_tables",
    "keyness",
    "praise_flows",
    "quotation_rows",
    "reliability",
    "reuse_matrix",
    "save_figure",
    "source_mix",
    "speakers",
    "statements",
    "states",
    "verify_figures",
    "voice_course",
    "voices_network",
    "write_all",
]

_HOMES = {
    "Drawing": "drawing",
    "Verified": "verify",
    "accuracy": "quality",
    "by_outlet": "outlets",
    "caption": "captions",
    "corrected": "quality",
    "course": "event_course",
    "coverage": "counts",
    "difference_kinds": "quotations",
    "figure_title": "captions",
    "hash_tables": "files",
    "keyness": "keywords",
    "praise_flows": "praise",
    "quotation_rows": "quotations",
    "reliability": "calibration",
    "reuse_matrix": "reuse",
    "save_figure": "files",
    "source_mix": "sources",
    "speakers": "actor_words",
    "statements": "statement_matrix",
    "states": "actor_words",
    "verify_figures": "verify",
    "voice_course": "voices",
    "voices_network": "quoting",
    "write_all": "study",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
