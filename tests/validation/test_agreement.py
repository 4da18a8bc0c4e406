import importlib.util
import json
import random
from typing import Any

import pytest

from toolkit.validation.agreement import agreement
from toolkit.validation.coding import read_coded, read_texts
from toolkit.validation.reliability import ordinal_alpha
from toolkit.validation.spans import iou, match, same_source

# "The minister said that the country is safe. The writer denied it."
TEXT = "قال الوزير إن البلد آمن. ونفى الكاتب ذلك."


def coded(**changes: Any) -> dict[str, Any]:
    act = {"cue": [0, 3], "source": [4, 10], "source_resolved": None, "content": [14, 23]}
    act |= {"kind": "indirect", "source_type": "government", "named": False}
    return {
        "article_id": "a",
        "sentences": [
            {"start": 0, "end": 24, "voice": "official"},
            {"start": 25, "end": 41, "voice": "narrator"},
        ],
        "attributions": [act | changes],
        "praise": [],
        "official_framing": 2,
    }


def compared(found: dict[str, Any]):
    return agreement([coded()], {"a": found}, {"a": TEXT})


def test_a_coding_agrees_with_itself():
    result = compared(coded())
    assert (result.cue.f1, result.content.f1, result.exact.f1) == (1, 1, 1)
    assert set(result.of_acts.values()) == {1}
    assert result.voice_accuracy == 1


def test_content_needs_half_its_union_and_exact_two_characters():
    near = compared(coded(content=[12, 23]))
    assert (near.content.f1, near.exact.f1) == (1, 1)
    far = compared(coded(content=[14, 40]))
    assert (far.content.f1, far.exact.f1) == (0, 0)
    assert far.cue.f1 == 1


def test_a_missing_article_counts_as_coded_empty():
    result = agreement([coded()], {}, {"a": TEXT})
    assert (result.cue.recall, result.voice_accuracy, result.alpha) == (0, 0, None)


def test_acts_in_boilerplate_are_not_counted_against_the_coding():
    gold = coded()
    gold["sentences"][1]["voice"] = "boilerplate"
    found = coded()
    found["attributions"].append({**found["attributions"][0], "cue": [25, 29]})
    assert agreement([gold], {"a": found}, {"a": TEXT}).cue.precision == 1


def test_another_mention_in_the_same_words_is_the_same_source():
    text = "الوزير … وزير"
    act = {"source": [0, 6], "source_resolved": None}
    assert same_source(text, [9, 13], act)
    assert not same_source(text, [7, 8], act)


def test_matching_is_one_to_one_and_best_first():
    assert match([(0, 10), (8, 12)], [(0, 9)], iou) == [(0, 0)]


def test_alpha_knows_order():
    near, far = ([(0, 0), (3, 3), (2, 2), (1, other)] for other in (2, 3))
    assert ordinal_alpha(near) > ordinal_alpha(far)


def test_the_figures_are_those_of_the_reference_script(shared, tmp_path):
    gold_file = shared / "gold" / "dev.jsonl"
    spec = importlib.util.spec_from_file_location("reference", shared / "gold" / "evaluate.py")
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    gold, texts = read_coded(gold_file), read_texts(gold_file)
    found = {row["article_id"]: worsened(row, random.Random(row["article_id"])) for row in gold}
    theirs = reference.evaluate(gold, found, texts)
    ours = agreement(gold, found, texts)
    for name in ("cue", "content", "exact"):
        assert getattr(ours, name)._asdict() == pytest.approx(theirs["attribution"][name])
    assert ours.of_acts == pytest.approx({k: theirs["attribution"][k] for k in ours.of_acts})
    assert ours.praise._asdict() == pytest.approx(theirs["praise"])
    assert ours.voice_macro_f1 == pytest.approx(theirs["voice"]["macro_f1"])
    assert ours.voice_accuracy == pytest.approx(theirs["voice"]["accuracy"])
    assert ours.alpha == pytest.approx(theirs["framing"]["alpha"])
    assert ours.spearman == pytest.approx(theirs["framing"]["spearman"])


def worsened(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A coding with acts dropped, moved and mislabelled, voices and grades changed at random."""
    row = json.loads(json.dumps(row))
    row["attributions"] = [act for act in row["attributions"] if chance.random() > 0.2]
    for act in row["attributions"]:
        for name in ("cue", "source", "content"):
            if act[name] and chance.random() < 0.4:
                shift = chance.randint(-8, 8)
                act[name] = [act[name][0] + shift, act[name][1] + 2 * shift]
        if chance.random() < 0.2:
            act |= {"source_type": "party", "kind": "direct", "named": not act["named"]}
    for sentence in row["sentences"]:
        if chance.random() < 0.3:
            sentence["voice"] = chance.choice(["official", "narrator", "narrator_official"])
    row["official_framing"] = min(3, max(0, row["official_framing"] + chance.randint(-1, 1)))
    return row
