"""Which figures a study has, each as the call that draws it, and the figure from its call.

A call is plain data (function, tables, arguments, how the outlets were compared), so that it can be
written beside the figure and the figure be drawn again from it years later.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.comparison.clustering import ClusterWarning
from toolkit.errors import InputError
from toolkit.figures.actor_words import speakers, states
from toolkit.figures.drawing import Drawing
from toolkit.figures.event_course import course
from toolkit.figures.files import hash_tables
from toolkit.figures.keywords import keyness
from toolkit.figures.outlets import by_outlet
from toolkit.figures.praise import praise_flows
from toolkit.figures.quoting import voices_network
from toolkit.figures.reuse import reuse_matrix
from toolkit.figures.sources import source_mix
from toolkit.figures.voices import voice_course

if TYPE_CHECKING:
    from toolkit.comparison import Comparison
    from toolkit.study.study import Study

Call = Mapping[str, Any]

_HOME = "toolkit.figures."
_FUNCTIONS: dict[str, Callable[..., Drawing]] = {
    f"{_HOME}{draw.__name__}": draw
    for draw in (
        by_outlet,
        course,
        source_mix,
        speakers,
        states,
        voices_network,
        voice_course,
        praise_flows,
        reuse_matrix,
        keyness,
    )
}
_COMPARED = (
    *("measures", "by", "resamples", "confidence", "seed", "weight", "within", "cluster"),
    "least",
)
# Drawn moment by moment, where articles have one: who speaks, who is praised, in whose voice.
_IN_TIME = ("official_source_share", "praise_per_1000", "official_voice_share")


def planned_calls(
    study: Study, comparison: Comparison, *, language: str, width: float
) -> dict[str, Call]:
    """Give the calls of a study's figures by name, in the order drawn.

    Every measure compared has a figure, by the groups compared, and every table that has rows; three
    measures are drawn in the course of the event, where articles have a moment.
    """
    look: dict[str, Any] = {"language": language, "width": width}
    grouped = {"by": comparison.by, "least": comparison.least, **look}
    compared = {name: getattr(comparison, name) for name in _COMPARED}
    calls = {
        measure: _call(
            by_outlet,
            ["scores"],
            {"measure": measure, "by": comparison.by, "seed": comparison.seed, **look},
            comparison=compared,
        )
        for measure in comparison.measures
    }
    for measure in _IN_TIME if _has_moments(study.scores) else ():
        if measure in comparison.measures:
            settings = {"measure": measure, "by": comparison.by, "at": "moment", **look}
            settings |= {"seed": comparison.seed, "cluster": comparison.cluster}
            calls[f"course_{measure}"] = _call(course, ["scores"], settings)
    for name, draw, tables, shown in (
        ("source_mix", source_mix, ["attributions", "articles"], study.attributions),
        ("speakers", speakers, ["attributions", "articles", "actors"], study.actors),
        ("states", states, ["attributions", "articles"], study.actors),
        ("voices_network", voices_network, ["attributions", "articles", "actors"], study.actors),
        ("voice_course", voice_course, ["sentences", "articles"], study.sentences),
        ("praise_flows", praise_flows, ["praise", "attributions", "articles"], study.praise),
        ("reuse_matrix", reuse_matrix, ["sharing_graph"], study.reuse),
        ("formulas_keyness", keyness, ["formula_keyness"], _formula_keyness(study)),
    ):
        if len(shown):
            own = grouped if draw in _GROUPED and comparison.by in study.articles else look
            calls[name] = _call(draw, tables, own)
    return calls


def _has_moments(scores: pd.DataFrame) -> bool:
    return "moment" in scores and scores["moment"].nunique() > 1


def draw_call(
    study: Study, call: Call, *, comparison: Comparison | None = None
) -> tuple[Drawing, str]:
    """Draw the figure of a call and give it with the hash of the tables it was drawn from.

    Parameters
    ----------
    comparison : Comparison, optional
        How the outlets compare, where the call rests on that and it is known already.

    Raises
    ------
    InputError
        Where the call names no figure or table of a study.
    """
    draw = _FUNCTIONS.get(str(call.get("function")))
    names = call.get("tables")
    if draw is None or not isinstance(names, list) or not set(names) <= set(_TABLES):
        raise InputError(f"'{call.get('function')}' of {names} is no figure of a study")
    tables = [_TABLES[name](study) for name in names]
    arguments = dict(call.get("arguments") or {})
    if call.get("comparison"):
        arguments["comparison"] = comparison or compared_again(study.scores, call)
    with warnings.catch_warnings():
        # Which articles hang together was told when they were compared.
        warnings.simplefilter("ignore", ClusterWarning)
        return draw(*tables, **arguments), hash_tables(*tables)


def compared_again(scores: pd.DataFrame, call: Call) -> Comparison:
    """Compare the outlets as a call says that they were compared."""
    from toolkit.comparison import compare_all

    settings = dict(call["comparison"])
    return compare_all(scores, settings.pop("measures"), **settings)


def _call(draw: Callable[..., Drawing], tables: list[str], arguments: Call, **more: Any) -> Call:
    function = f"{_HOME}{draw.__name__}"
    return {"function": function, "tables": tables, "arguments": dict(arguments), **more}


def _sharing_graph(study: Study) -> pd.DataFrame:
    from toolkit.measures.reuse.views import sharing_graph

    return sharing_graph(study.reuse, study.articles)


def _formula_keyness(study: Study) -> pd.DataFrame:
    """Keyness of the formulas among all formulas; no rows where there are too few to tell."""
    from toolkit.comparison import keyness as find

    none = pd.DataFrame()
    if study.formulas.empty:
        return none
    outlets = study.articles.set_index("article_id")["outlet"]
    formulas = study.formulas.assign(outlet=study.formulas["article_id"].map(outlets))
    try:
        # Five hundred words of prior would drown a few dozen formulas; a tenth of them will do.
        table = find(formulas.rename(columns={"entry": "term"}), prior=len(formulas) / 10).table
    except InputError:
        return none
    return table if (table["low"] > 0).any() else none


_GROUPED = (source_mix, states, voices_network, voice_course)
_TABLES: dict[str, Callable[[Study], pd.DataFrame]] = {
    "actors": lambda study: study.actors,
    "articles": lambda study: study.articles,
    "attributions": lambda study: study.attributions,
    "formula_keyness": _formula_keyness,
    "praise": lambda study: study.praise,
    "scores": lambda study: study.scores,
    "sentences": lambda study: study.sentences,
    "sharing_graph": _sharing_graph,
}
