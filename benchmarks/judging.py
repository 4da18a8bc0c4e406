"""The gold's own judge, for the benchmarks that measure by it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def judge_of(path: Path) -> ModuleType:
    """The gold's `evaluate.py` as a module."""
    spec = importlib.util.spec_from_file_location("evaluate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
