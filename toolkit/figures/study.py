"""Every figure of a study, drawn and written into its `figures` folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.figures.drawing import COLUMN, Drawing
from toolkit.figures.files import hash_tables, save_figure
from toolkit.figures.keywords import keyness
from toolkit.figures.labels import check_language
from toolkit.figures.outlets import by_outlet
from toolkit.figures.shared import praise_flows, reuse_matrix
from toolkit.figures.shares import source_mix, voice_course

if TYPE_CHECKING:
    from toolkit.comparison import Comparison
    from toolkit.measures.study import Study


def write_all(
    study: Study,
    comparison: Comparison,
    folder: str | Path,
    *,
    language: str = "en",
    width: float = COLUMN,
) -> dict[str, Path]:
    """Draw a study: each measure compared, and each table that has rows.

    Parameters
    ----------
    study : Study
    comparison : Comparison
        Its measures are drawn, one figure each.
    folder : path
        The figures are written to `folder/figures`.

    Returns
    -------
    dict of str to Path
        The SVG of each figure by its name, in the order drawn.
    """
    check_language(language)
    place = Path(folder) / "figures"
    look: dict[str, Any] = {"language": language, "width": width}
    drawn: dict[str, Path] = {}

    def write(
        name: str, draw: Callable[..., Drawing], tables: dict[str, pd.DataFrame], **options: Any
    ) -> None:
        extra = {k: v for k, v in options.items() if k != "comparison"}
        drawing = draw(*tables.values(), **options, **look)
        call = {"function": f"toolkit.figures.{draw.__name__}", "tables": list(tables)}
        written = save_figure(
            drawing,
            drawing.table,
            place / name,
            call={**call, "arguments": {**extra, **look}},
            inputs_hash=hash_tables(*tables.values()),
        )
        drawn[name] = written["svg"]

    for measure in comparison.measures:
        write(
            measure,
            by_outlet,
            {"scores": study.scores},
            measure=measure,
            by=comparison.by,
            comparison=comparison,
            seed=comparison.seed,
        )
    articles = {"articles": study.articles}
    if len(study.attributions):
        write("source_mix", source_mix, {"attributions": study.attributions, **articles})
    if len(study.sentences):
        write("voice_course", voice_course, {"sentences": study.sentences, **articles})
    if len(study.praise):
        tables = {"praise": study.praise, "attributions": study.attributions, **articles}
        write("praise_flows", praise_flows, tables)
    if len(study.reuse):
        write("reuse_matrix", reuse_matrix, {"reuse": _between_outlets(study)})
    if (terms := _formula_terms(study)) is not None:
        write("formulas_keyness", keyness, {"keyness": terms})
    return drawn


def _between_outlets(study: Study) -> pd.DataFrame:
    from toolkit.measures.reuse_views import sharing_graph

    return sharing_graph(study.reuse, study.articles)


def _formula_terms(study: Study) -> pd.DataFrame | None:
    """Keyness of the formulas among all formulas; None where there are too few to tell."""
    from toolkit.comparison import keyness as find
    from toolkit.errors import InputError

    if study.formulas.empty:
        return None
    outlets = study.articles.set_index("article_id")["outlet"]
    formulas = study.formulas.assign(outlet=study.formulas["article_id"].map(outlets))
    try:
        # Five hundred words of prior would drown a few dozen formulas; a tenth of them will do.
        table = find(formulas.rename(columns={"entry": "term"}), prior=len(formulas) / 10).table
    except InputError:
        return None
    return table if (table["low"] > 0).any() else None
