"""Every figure of a study, drawn and written into its `figures` folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.figures.calls import draw_call, planned_calls
from toolkit.figures.drawing import COLUMN
from toolkit.figures.files import save_figure
from toolkit.figures.labels import check_language

if TYPE_CHECKING:
    from toolkit.comparison import Comparison
    from toolkit.study.study import Study


def write_all(
    study: Study,
    comparison: Comparison,
    folder: str | Path,
    *,
    language: str = "en",
    width: float = COLUMN,
) -> dict[str, Path]:
    """Draw a study: each measure compared, and each table that has something to draw.

    Parameters
    ----------
    study : Study
    comparison : Comparison
        Its measures are drawn, one figure each.
    folder : path
        The figures are written to `folder/figures`; `verify_figures(folder)` makes them again if
        the study's tables are beside them.

    Returns
    -------
    dict of str to Path
        The SVG of each figure by its name, in the order drawn.
    """
    check_language(language)
    drawn: dict[str, Path] = {}
    calls = planned_calls(study, comparison, language=language, width=width)
    for name, call in calls.items():
        drawing, inputs = draw_call(study, call, comparison=comparison)
        if drawing.table.empty:  # rows of which none is drawn, as those of furniture alone
            continue
        stem = Path(folder) / "figures" / name
        files = save_figure(drawing, drawing.table, stem, call=call, inputs_hash=inputs)
        drawn[name] = files["svg"]
    return drawn
