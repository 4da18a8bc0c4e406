"""Fixtures for all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# HYPOTHESIS_PROFILE=nightly python -m pytest …, or pytest --hypothesis-profile nightly
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck)
)
# By default the same examples every time: a change fails its own tests, not a later one's.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and gold beside the repository, where there is one."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared (real articles and gold), which is not here")
    return folder


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """The sample corpus."""
    return ROOT / "data" / "sample"
