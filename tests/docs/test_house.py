"""The picture of the house shows the imports as they are."""

from pathlib import Path

import house

from toolkit import measures

ROOT = Path(__file__).parents[2]


def test_the_picture_is_what_the_imports_draw():
    drawn = house.FILE.read_text("utf-8")
    assert drawn == house.house(), "python benchmarks/house.py draws it anew"


def test_every_room_has_its_floor():
    package = Path(measures.__file__).parents[1]
    rooms = {folder.parent.name for folder in package.glob("*/__init__.py")}
    assert rooms | {"examples"} == set(house.rooms())
    assert ("study", "measures") in house.imports()
