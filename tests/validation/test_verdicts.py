"""Verdicts of readers give precision; what is not theirs to tell is refused or left out aloud."""

import json

import pandas as pd
import pytest

import toolkit
from toolkit.cli.app import main
from toolkit.errors import InputError
from toolkit.study.study import write_study
from toolkit.validation.verdicts import Verdicts, is_verdicts

# "The minister praised the leading role and said that … / The expert warned that … and said …"
TEXTS = [
    "أشاد الوزير بالدور الرائد للمغرب. وقال الوزير إن البلد آمن ومستقر.",
    "قال الخبير إن الطريق مغلق. وأكد الناطق أن العمل مستمر.",
]


@pytest.fixture(scope="module")
def study():
    return toolkit.score(
        pd.DataFrame({"article_id": ["أ/1", "ب"], "outlet": ["م", "ن"], "text": TEXTS})
    )


@pytest.fixture
def save(tmp_path):
    def write(rows, name="سلمى.jsonl"):
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return file

    return write


def acts(study):
    return toolkit.concordance(study, "attributions")["evidence"].tolist()


def row(evidence, verdict="right", **more):
    return {"evidence": evidence, "verdict": verdict, "note": "", **more}


def test_precision_is_right_of_right_and_wrong_by_group_and_over_all(study, save):
    first, second, third = acts(study)[:3]
    found = toolkit.evaluate(
        study, save([row(first), row(second, "wrong"), row(third, "unsure", note="؟")])
    )
    assert isinstance(found, Verdicts)
    table = found.precision.set_index("group")
    assert table.loc["all", ["right", "wrong", "unsure"]].tolist() == [1, 1, 1]
    assert table.loc["all", "precision"] == 0.5
    assert 0 < table.loc["all", "low"] < 0.5 < table.loc["all", "high"] < 1
    assert found.rows["note"].tolist() == ["", "", "؟"]
    assert set(found.rows["coder"]) == {"سلمى"}


def test_a_share_of_nothing_decided_is_missing(study, save):
    found = toolkit.evaluate(study, save([row(acts(study)[0], "unsure")]))
    assert found.precision["precision"].isna().all()
    assert "nothing decided" in "\n".join(found.lines())


def test_evidence_of_another_scoring_is_left_out_and_counted(study, save):
    first, second = acts(study)[:2]
    moved = row(second, start=0, end=1)
    found = toolkit.evaluate(study, save([row(first), moved, row("ج/praise/0")]))
    assert len(found.rows) == 1
    assert "2 about evidence that this study does not have: left out" in found.notes[0]
    with pytest.raises(InputError, match="evaluate the study whose report"):
        toolkit.evaluate(study, save([moved]))


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("{", "line 2: not JSON"),
        ('{"evidence": "a/praise/0"}', "line 2: no verdict"),
        ({"evidence": "a/praise/0", "verdict": "maybe"}, "line 2: verdict is 'maybe'"),
    ],
)
def test_a_slip_is_told_with_its_line(second, message, study, save):
    with pytest.raises(InputError, match=message):
        toolkit.evaluate(study, save([row(acts(study)[0]), second]))


def test_one_address_twice_is_refused(study, save):
    first = acts(study)[0]
    with pytest.raises(InputError, match=r"line 2: .* stands twice"):
        toolkit.evaluate(study, save([row(first), row(first, "wrong")]))


def test_codings_and_verdicts_are_evaluated_apart(study, save):
    verdicts = save([row(acts(study)[0])])
    coding = save([{"article_id": "ب", "sentences": []}], "coding.jsonl")
    assert is_verdicts(verdicts)
    assert not is_verdicts(coding)
    with pytest.raises(InputError, match=r"coding\.jsonl: no file of verdicts"):
        toolkit.evaluate(study, [verdicts, coding])
    with pytest.raises(InputError, match="decisions and prefer"):
        toolkit.evaluate(study, verdicts, prefer="سلمى")


def test_the_command_reads_them(study, save, tmp_path, capsys):
    folder = write_study(study, tmp_path / "study")
    verdicts = save([row(acts(study)[0])])
    out = tmp_path / "out"
    assert main(["evaluate", str(folder), str(verdicts), "--out", str(out)]) == 0
    assert "1 pieces of evidence looked at: 1 right" in capsys.readouterr().out
    assert pd.read_csv(out / "precision.csv")["precision"].tolist() == [1.0, 1.0]
    assert main(["evaluate", str(folder), str(verdicts), "--merge", str(out / "m.jsonl")]) == 2


def test_a_file_nested_too_deeply_is_no_verdicts_and_breaks_nothing(tmp_path):
    file = tmp_path / "deep.json"
    file.write_text("[" * 100_000, "utf-8")
    assert not is_verdicts(file)
