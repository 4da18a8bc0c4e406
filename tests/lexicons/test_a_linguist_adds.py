"""A linguist adds a verb, a name and a praise word to the data files, and `score` finds them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import toolkit

# The ministry confided that … ; Zarnouk announced that … ; the envoy praised a "zabarjad" role
TEXT = (
    "وأسرسرت وزارة الخارجية أن الاجتماع سيعقد في مراكش. "
    "وأعلن زرنوقيان أن الأسعار ستنخفض قريبا. وقال المبعوث إن المغرب لعب دورا زبرجديا في اللقاء."
)
SCRIPT = """
import json, sys, pandas as pd, toolkit
study = toolkit.score(pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "published": ["2022-05-11"],
                                    "title": [""], "text": [sys.argv[1]]}))
acts = study.attributions
print(json.dumps({"cues": acts["cue"].tolist(), "types": acts["source_type"].tolist(),
                  "praise": study.praise["entry"].tolist()}))
"""


def test_a_verb_a_name_and_a_praise_word_are_found(tmp_path):
    package = tmp_path / "toolkit"
    shutil.copytree(Path(toolkit.__file__).parent, package)
    _add(
        package / "lexicons/data/cues.yaml",
        "  - {entry: أسرسر, perfect: أسرسر, class: say, frame: [أن]}\n",
    )
    _add(
        package / "lexicons/data/praise.yaml",
        "  - {entry: زبرجدي, pos: adjective, class: adjective, strength: 3}\n",
    )
    heads = package / "measures/attribution/data/source_heads.yaml"
    text = heads.read_text("utf-8")
    heads.write_text(text.replace("    آبل|أبل|", "    زرنوقيان|آبل|أبل|", 1), "utf-8")
    found = json.loads(
        subprocess.run(
            [sys.executable, "-c", SCRIPT, TEXT], cwd=tmp_path, check=True, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(tmp_path)}, timeout=300,
        ).stdout
    )  # fmt: skip
    assert "أسرسر" in found["cues"]
    assert found["types"][found["cues"].index("أعلن")] == "business"
    assert "زبرجدي" in found["praise"]


def _add(file: Path, line: str) -> None:
    file.write_text(file.read_text("utf-8").rstrip("\n") + "\n" + line, "utf-8")
