"""Installed as people install: no torch, no JupyterLab by force, the sample in the wheel, one version."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import toolkit
from toolkit import examples

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=\[; ]", requirement)[0] for requirement in requirements}


def test_what_few_need_is_an_extra():
    extras = PROJECT["optional-dependencies"]
    assert names(extras["camel"]) == {"camel-tools"}
    assert names(extras["notebook"]) == {"jupyterlab"}
    assert not names(PROJECT["dependencies"]) & {"camel-tools", "jupyterlab", "torch"}


@pytest.mark.parametrize("lock", ["base", "dev", "bench", "train"])
def test_the_locks_hold_the_extras_and_what_builds_the_package_and_never_torch(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==\S+ ?(;.*?)? ?\\?$", text, re.MULTILINE))
    assert {"camel-tools", "jupyterlab", "setuptools"} <= pinned.keys()
    assert pinned["setuptools"] == ""
    assert "never" in pinned.get("torch", "never")


def test_one_version_everywhere():
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^version: (.*)$", citation, re.MULTILINE) == [toolkit.__version__]
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE)[1] == toolkit.__version__
    assert "version" in PROJECT["dynamic"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """The wheel, built from a copy of what it is built of."""
    pytest.importorskip("setuptools", minversion="77", reason="needs setuptools as in the lock")
    source = tmp_path_factory.mktemp("source")
    for name in ("toolkit", "data/sample"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = "from setuptools import build_meta; build_meta.build_wheel('out')"
    command = [sys.executable, "-c", build]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (file,) = (source / "out").glob("*.whl")
    return zipfile.ZipFile(file)


def test_the_wheel_carries_the_sample_and_every_data_file(wheel):
    inside = set(wheel.namelist())
    sample = {f"toolkit/sample/{file.name}" for file in (ROOT / "data" / "sample").iterdir()}
    assert sample <= inside
    package = ROOT / "toolkit"
    data = {
        file.relative_to(ROOT).as_posix()
        for file in package.rglob("data/**/*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert data <= inside


def test_the_sample_is_read_from_an_unpacked_wheel_in_an_empty_folder(wheel, tmp_path):
    wheel.extractall(tmp_path / "site")
    (tmp_path / "empty").mkdir()
    code = "import toolkit; print(toolkit.__file__, len(toolkit.examples.marrakesh()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "empty",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == [str(tmp_path / "site" / "toolkit" / "__init__.py"), "36"]


def test_a_package_without_its_sample_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(examples, "_PLACES", (tmp_path / "sample",))
    with pytest.raises(toolkit.InputError, match="install the wheel, or name your own"):
        examples.sample_data()
