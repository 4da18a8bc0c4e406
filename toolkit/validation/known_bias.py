"""How far each score is known to err, by outlet and kind of outlet: measured on coded articles.

What a comparison of outlets must fear is not that the scorer errs but that it errs more on one than
on another. The figures ship as data, out of fold (`benchmarks/known_bias.py` makes them anew), to
be set beside a difference: `Comparison.sensitivity` says how large an error would undo it.
"""

from __future__ import annotations

import logging
from importlib.resources import files
from pathlib import Path

import pandas as pd

from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

COLUMNS = ["measure", "by", "group", "n", "coded_mean", "scored_mean", "bias", "se", "low", "high",
           "absolute_error", "correlation"]  # fmt: skip


def known_bias(
    measure: str | None = None, *, by: str | None = None, file: str | Path | None = None
) -> pd.DataFrame:
    """Give the bias of scores on coded articles.

    Parameters
    ----------
    measure : str, optional
        One score alone.
    by : str, optional
        `outlet`, `kind` (of outlet) or `all` alone.
    file : path, optional
        Another table than the one that ships.

    Returns
    -------
    DataFrame
        `measure, by, group, n, coded_mean, scored_mean, bias, se, low, high, absolute_error,
        correlation`: bias is scored less coded, in the measure's unit, with its standard error and
        95 % interval by article.

    Raises
    ------
    InputError
        Where the table does not say anything of it.

    Examples
    --------
    >>> known_bias("praise")
    Traceback (most recent call last):
        ...
    toolkit.errors.InputError: measure 'praise': its bias is not known; known: ...
    """
    source = Path(file) if file else files("toolkit.validation") / "data" / "known_bias.csv"
    with source.open("r", encoding="utf-8") as lines:
        table = pd.read_csv(lines)
    if missing := [name for name in COLUMNS if name not in table]:
        raise InputError(f"{source}: there is no column '{missing[0]}'")
    if table.empty:
        LOG.warning("%s: no bias has been measured yet; `make train bias` measures it", source)
    for name, wanted in (("measure", measure), ("by", by)):
        if wanted is not None:
            known = sorted(table[name].unique())
            if wanted not in known:
                listed = ", ".join(known) or "none yet"
                raise InputError(f"{name} '{wanted}': its bias is not known; known: {listed}")
            table = table[table[name] == wanted]
    return table.reset_index(drop=True)
