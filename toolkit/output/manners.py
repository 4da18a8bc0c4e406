"""Libraries that we import change the process of whoever imports us; here that is put back."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_before() -> Iterator[None]:
    """Put back the environment and the filters of warnings that imports inside have changed.

    pandera sets variables for Spark, scikit-learn one for OpenMP, SciPy adds filters: a process
    that only wanted to score articles keeps its own.

    Examples
    --------
    >>> with as_before():
    ...     os.environ["OF_A_LIBRARY"] = "1"
    >>> "OF_A_LIBRARY" in os.environ
    False
    """
    environment = dict(os.environ)
    try:
        with warnings.catch_warnings():
            yield
    finally:
        for name in os.environ.keys() - environment.keys():
            del os.environ[name]
        os.environ.update({n: v for n, v in environment.items() if os.environ.get(n) != v})
