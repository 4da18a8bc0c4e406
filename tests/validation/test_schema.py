import json
from pathlib import Path

import pytest
from mutated_codings import tried

from toolkit.errors import InputError
from toolkit.validation.coding import read_coded, read_texts
from toolkit.validation.schema import check_coded


def failures(counts):
    return {key: n for key, n in counts.items() if key[1].startswith("failed")}


def test_every_mutated_line_is_refused_by_field_or_its_absence_said(sample_folder):
    gold = [json.loads(line) for line in (sample_folder / "gold.jsonl").open(encoding="utf-8")][:2]
    counts = tried(gold, read_texts(sample_folder / "gold.jsonl"))
    assert sum(counts.values()) > 400
    assert failures(counts) == {}


def test_mutated_lines_of_real_gold(shared):
    file = shared / "gold" / "dev.jsonl"
    gold = [json.loads(line) for line in file.open(encoding="utf-8")][::60]
    assert failures(tried(gold, read_texts(file))) == {}


def test_sound_codings_pass_unchanged(sample_folder):
    file = sample_folder / "gold.jsonl"
    rows = read_coded(file, read_texts(file))
    assert rows == [json.loads(line) for line in file.open(encoding="utf-8")]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sentences": [{"start": 0, "end": 4, "voice": "officail"}]}, r"sentences\[0\].voice is 'officail'"),
        ({"praise": [{"span": [0, 900], "target": None, "holder": None}]}, r"praise\[0\].span .* 11 characters"),
        ({"official_framing": 4}, "official_framing is '4'; allowed: 0, 1, 2, 3"),
        ({"sha256": "0", "official_framing": 1}, "is not the text that was coded"),
        ({"sentences": [{"start": 0, "end": 4, "voice": "official"}]}, "at 4 to 11 lies in none"),
    ],
)  # fmt: skip
def test_the_message_names_place_and_field(change, says):
    with pytest.raises(InputError, match=says) as refused:
        check_coded({"article_id": "a", **change}, "coder.jsonl: line 3", "خبر\nنعم هنا")
    assert str(refused.value).startswith("coder.jsonl: line 3")


def test_codes_without_texts_pass_with_places_for_words():
    row = {"article_id": "a", "praise": [{"span": [0, 3], "target": [5, 8], "holder": "narrator"}]}
    assert check_coded(row, "line 1")["praise"][0]["target"] == [5, 8]
    row["praise"][0]["target"] = [8, 5]
    with pytest.raises(InputError, match=r"praise\[0\].target is \[8, 5\]"):
        check_coded(row, "line 1")


def test_every_line_of_the_shared_codes_is_sound():
    further = Path(__file__).parents[2] / "data" / "gold" / "further.jsonl"
    assert len(read_coded(further)) == 660
