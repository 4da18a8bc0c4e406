"""Figures as files: the same data give the same bytes, with the table drawn and where it is from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.figures.style import figure_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from toolkit.comparison import Comparison
    from toolkit.measures.study import Study

# Dates would change the bytes from run to run.
_METADATA: Mapping[str, dict[str, Any]] = {
    "png": {"Software": None}, "svg": {"Date": None, "Creator": None}, "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}  # fmt: skip


def save_figure(
    figure: Figure,
    table: pd.DataFrame,
    stem: str | Path,
    *,
    call: Mapping[str, Any],
    inputs_hash: str,
) -> dict[str, Path]:
    """Write a figure as PNG, SVG and PDF, the table that it draws as CSV, and its provenance as JSON.

    Parameters
    ----------
    stem : path
        Path without suffix; its folder must exist.
    call : mapping
        The function and arguments that drew it, plain values.
    inputs_hash : str
        As `table_hash` gives it for the table that went in.

    Returns
    -------
    dict
        Path by suffix.
    """
    import toolkit

    stem = Path(stem)
    paths = {}
    with figure_style():
        for suffix, metadata in _METADATA.items():
            paths[suffix] = stem.with_name(f"{stem.name}.{suffix}")
            figure.savefig(paths[suffix], metadata=metadata)
    paths["csv"] = stem.with_name(f"{stem.name}.csv")
    table.to_csv(paths["csv"], index=False, float_format="%.6g")
    provenance = {"call": dict(call), "inputs_sha256": inputs_hash, "toolkit": toolkit.__version__}
    paths["json"] = stem.with_name(f"{stem.name}.json")
    text = json.dumps(provenance, ensure_ascii=False, indent=1, sort_keys=True)
    paths["json"].write_text(text + "\n", encoding="utf-8")
    return paths


def table_hash(table: pd.DataFrame) -> str:
    """SHA-256 of a table's CSV.

    Examples
    --------
    >>> table_hash(pd.DataFrame({"a": [1]}))[:8]
    '309b0e45'
    """
    return hashlib.sha256(table.to_csv(index=False).encode("utf-8")).hexdigest()


def write_all(
    study: Study, comparison: Comparison, folder: Path, *, language: str = "en"
) -> dict[str, Path]:
    """Draw every figure of a study into ``folder/figures``; SVG paths by name."""
    from toolkit.figures.mixes import source_mix, source_mix_table, voice_course, voice_course_table
    from toolkit.figures.outlets import by_outlet
    from toolkit.figures.praise import praise_holders, praise_holders_table

    target = Path(folder) / "figures"
    target.mkdir(exist_ok=True)
    written = {}
    for measure in comparison.measures:
        figure = by_outlet(
            study.scores, measure, language=language, comparison=comparison, seed=comparison.seed
        )
        table = comparison.of(measure).estimates
        call = {
            "function": "by_outlet",
            "measure": measure,
            "language": language,
            "seed": comparison.seed,
        }
        paths = save_figure(
            figure, table, target / measure, call=call, inputs_hash=table_hash(study.scores)
        )
        written[measure] = paths["svg"]
    acts, articles, praise = study.attributions, study.articles, study.praise
    others = []
    if len(acts):
        others.append(
            (
                "source_mix",
                source_mix(acts, articles, language=language),
                source_mix_table(acts, articles),
                acts,
            )
        )
    others.append(
        (
            "voice_course",
            voice_course(study.sentences, language=language),
            voice_course_table(study.sentences),
            study.sentences,
        )
    )
    if len(praise):
        drawn = praise_holders(praise, acts, articles, language=language)
        others.append(
            ("praise_holders", drawn, praise_holders_table(praise, acts, articles), praise)
        )
    for name, figure, table, source in others:
        call = {"function": name, "language": language}
        written[name] = save_figure(
            figure, table, target / name, call=call, inputs_hash=table_hash(source)
        )["svg"]
    return written
