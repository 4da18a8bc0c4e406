"""What an extractor gets wrong is named by its cause and shown with both codings."""

import pytest

from toolkit.validation.errors import attribution_errors, error_report

# "The minister said that the country is safe, and added that the meeting is near."
TEXT = "قال الوزير إن البلد آمن، وأضاف أن الاجتماع قريب."


def act(cue, source, content, **codes):
    spans = {name: (TEXT.index(words), TEXT.index(words) + len(words)) if words else None
             for name, words in (("cue", cue), ("source", source), ("content", content))}  # fmt: skip
    defaults = {"source_resolved": None, "kind": "indirect", "source_type": "government"}
    return {**spans, **defaults, "named": True, **codes}


SAID = act("قال", "الوزير", "البلد آمن")


def causes(gold, found):
    coded = {"article_id": "a", "attributions": gold}
    errors = attribution_errors(
        [coded], {"a": {"article_id": "a", "attributions": found}}, {"a": TEXT}
    )
    return list(zip(errors["cause"], errors["detail"], strict=True))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([SAID], []),
        ([], [("missed", "perfect")]),
        ([act("قال", "الوزير", "البلد")], [("content", "too short")]),
        ([act("قال", "الوزير", "آمن")], [("content", "begins too late")]),
        ([act("قال", "البلد", "البلد آمن")], [("source", "another phrase")]),
        ([act("قال", "", "البلد آمن")], [("source", "not found in the text")]),
        (
            [act("قال", "الوزير", "البلد آمن", source_type="party")],
            [("type", "government taken for party")],
        ),
        ([SAID, act("وأضاف", "", "الاجتماع قريب")], [("invented", "perfect")]),
    ],
)
def test_every_error_is_named_by_its_cause(found, expected):
    assert causes([SAID], found) == expected


def test_report_marks_both_codings():
    coded = {"article_id": "a", "attributions": [SAID]}
    found = {"a": {"article_id": "a", "attributions": [act("قال", "الوزير", "البلد")]}}
    report = error_report(attribution_errors([coded], found, {"a": TEXT}), {"a": TEXT})
    assert "| content | too short | 1 |" in report
    assert "gold: ⟦c قال⟧ ⟦s الوزير⟧ إن ⟦q البلد آمن⟧" in report
    assert "found: ⟦c قال⟧ ⟦s الوزير⟧ إن ⟦q البلد⟧ آمن" in report
