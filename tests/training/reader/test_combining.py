"""The trees and the second reader made one."""

import pytest

from toolkit.training.reader.combining import Rules, combine, fit_rules, paired

SURE = dict.fromkeys(("start", "end", "source", "antecedent", "source_type", "kind"), 0.9)


def act(cue: int, content: tuple[int, int], confidence: float = 0.9, **other: object) -> dict:
    return {
        "cue": [cue, cue + 4], "content": list(content), "source": None, "source_resolved": None,
        "source_type": "unknown", "kind": "indirect", "named": False, "confidence": confidence,
        "chances": SURE, **other,
    }  # fmt: skip


def test_acts_are_paired_by_cue_and_each_once() -> None:
    trees = [act(0, (8, 20)), act(40, (50, 60))]
    second = [act(2, (8, 30)), act(3, (9, 30)), act(70, (80, 90))]
    assert paired(trees, second) == [
        (trees[0], second[0]), (trees[1], None), (None, second[1]), (None, second[2]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "content"),
    [(Rules(), [8, 20]), (Rules(end=0.8), [8, 31]), (Rules(start=0.8), [7, 20]), (Rules(end=0.95), [8, 20])],
)  # fmt: skip
def test_each_edge_follows_whom_its_rule_says(rules: Rules, content: list[int]) -> None:
    (found,) = combine([act(0, (8, 20))], [act(0, (7, 31))], rules)
    assert found["content"] == content
    assert "chances" not in found


def test_edges_that_cross_leave_the_content_as_the_trees_have_it() -> None:
    (found,) = combine([act(0, (30, 40))], [act(0, (8, 20))], Rules(end=0.8))
    assert found["content"] == [30, 40]


def test_acts_of_one_reader_need_their_own_confidence() -> None:
    rules = Rules(trees=0.6, second=0.7, both=0.5)
    trees = [act(0, (8, 20), 0.55), act(40, (50, 60), 0.65), act(90, (95, 99), 0.4)]
    second = [act(90, (95, 99), 0.7), act(120, (130, 140), 0.65), act(150, (160, 170), 0.75)]
    assert [found["cue"][0] for found in combine(trees, second, rules)] == [40, 90, 150]


def test_a_source_comes_with_its_antecedent_and_name() -> None:
    told = {"source_resolved": [1, 5], "named": True}
    (found,) = combine([act(30, (40, 50))], [act(30, (40, 50), **told)], Rules(source=0.8))
    assert (found["source"], found["source_resolved"], found["named"]) == (None, [1, 5], True)


def test_rules_follow_what_paid() -> None:
    # The trees end contents too early, the second reader rightly; it alone finds the act at 60, and
    # unsurely an act that nobody coded; the trees are unsure of one that nobody coded.
    gold = [act(0, (8, 31)), act(60, (70, 80))]
    trees = [act(0, (8, 20)), act(100, (110, 120), 0.3)]
    second = [act(0, (8, 31)), act(60, (70, 80), 0.8), act(140, (150, 160), 0.2)]
    rules = fit_rules([trees] * 3, [second] * 3, [gold] * 3)
    assert [(a["cue"], a["content"]) for a in combine(trees, second, rules)] == [
        (a["cue"], a["content"]) for a in gold
    ]
    assert rules.kind > 1  # where the two never differ, the trees stay
