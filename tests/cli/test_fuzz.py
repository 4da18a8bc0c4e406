"""Whatever is typed, and whatever stands in a study's folder: one line, and no fault of the toolkit.

`python -m pytest tests/cli/test_fuzz.py --hypothesis-profile nightly` tries ten thousand of each.
"""

import contextlib
import io
import shutil
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.cli.app import FAULT, main
from toolkit.errors import InputError
from toolkit.study.choices import read_choices, write_choices

MANY = settings.get_current_profile_name() == "nightly"
FEW = settings(
    max_examples=10_000 if MANY else 25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OPTIONS = ("--n", "--seed", "--by", "--for", "--unit", "--where", "--sample", "--measure", "--column",
           "--language", "--out", "--processes", "--delay", "--", "-h", "--no")  # fmt: skip
COMMANDS = ("run", "score", "fetch", "sample", "evaluate", "compare", "show", "actors", "dehydrate",
            "rehydrate", "figures", "figures verify", "")  # fmt: skip
words = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12),
    st.integers().map(str),
    st.sampled_from(OPTIONS),
)


def said(arguments):
    """Exit status and standard error of a command in an empty folder."""
    error = io.StringIO()
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        with contextlib.redirect_stderr(error), contextlib.redirect_stdout(io.StringIO()):
            status = main(arguments)
        left = list(Path(place).iterdir())
    return status, error.getvalue(), left


@FEW
@given(st.sampled_from(COMMANDS), st.lists(words, max_size=5))
def test_any_words_behind_a_command(command, more):
    status, error, left = said([*command.split(), "absent.csv", *more])
    assert status != FAULT, error
    assert status in (0, 2)
    assert "Traceback" not in error
    assert status == 0 or error.count("\n") == 1
    assert left == []


toml = st.recursive(
    st.one_of(
        st.integers().map(str),
        st.sampled_from(["true", "nan", "1e999", '"ar"', "1979-05-27", "''"]),
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    max_leaves=4,
)
keys = st.sampled_from(
    ["seed", "sample", "language", "columns", "data", "agencies", "stamp", "files", "x"]
)


@FEW
@given(
    st.sampled_from(["run", "fetch", "study", "other"]),
    st.dictionaries(keys, toml, max_size=4),
    st.binary(max_size=6),
)
def test_any_study_toml(step, table, more):
    lines = "\n".join(f"{key} = {value}" for key, value in table.items())
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "study.toml").write_bytes(f"[{step}]\n{lines}\n".encode() + more)
        try:
            choices = read_choices(place)
        except InputError as error:
            assert place in str(error)  # noqa: PT017
        else:
            write_choices(place, choices)
            assert read_choices(place) == choices


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    # "The minister said that the meeting succeeded."
    rows = {"outlet": ["م"] * 2, "text": ["قال الوزير إن اللقاء نجح."] * 2}
    folder = tmp_path_factory.mktemp("held") / "study"
    return toolkit.write_study(toolkit.score(pd.DataFrame(rows)), folder)


@FEW
@given(st.data())
def test_any_byte_changed_in_a_study(study, data):
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "study"
        shutil.copytree(study, copy)
        file = data.draw(st.sampled_from(sorted(copy.glob("*.parquet"))))
        raw = bytearray(file.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
        file.write_bytes(raw[: data.draw(st.integers(1, len(raw)))])
        try:
            toolkit.read_study(copy)
        except InputError as error:
            assert str(copy) in str(error)  # noqa: PT017
