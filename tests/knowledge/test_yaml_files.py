"""The knowledge of the rooms is read fast, and reads the same."""

from importlib.resources import files

import pytest
import yaml

from toolkit.knowledge import read_yaml

ROOMS = ("actors", "attribution", "credits", "framing", "praise", "quotations", "stance", "voice")


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_is_read_as_yaml_says(room):
    for file in (files("toolkit.measures") / room / "data").iterdir():
        if file.name.endswith(".yaml"):
            text = file.read_text("utf-8")
            assert read_yaml(text) == yaml.safe_load(text), file.name


def test_it_is_read_without_libyaml_too(monkeypatch):
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    read_yaml.cache_clear()
    assert read_yaml("weights: [عاجل, 1, null, 2.5]") == {"weights": ["عاجل", 1, None, 2.5]}


def test_a_tag_that_would_run_something_is_refused():
    with pytest.raises(yaml.YAMLError):
        read_yaml("!!python/object/apply:os.getcwd []")
