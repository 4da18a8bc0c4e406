"""What goes out holds no text, wherever its owner has put it; what comes in may be hostile."""

import json

import numpy as np
import pandas as pd
import pytest

from toolkit.articles import check_articles
from toolkit.errors import InputError
from toolkit.study.dehydration import dehydrate
from toolkit.study.rehydration import rehydrate

# "The minister of health said today that the vaccination campaign succeeded in all regions."
TEXT = "قال وزير الصحة اليوم إن حملة التلقيح نجحت في كل جهات المملكة."
LEAD = "قال وزير الصحة اليوم إن حملة التلقيح نجحت"


@pytest.fixture
def study(tmp_path):
    rows = {"article_id": ["a", "b"], "outlet": "الخبر", "title": "الحملة الوطنية للتلقيح", "text": TEXT}  # fmt: skip
    table = check_articles(pd.DataFrame(rows))
    table = table.assign(
        whole=pd.Categorical([TEXT] * 2),
        lead=LEAD,
        page=f"<p>{TEXT}</p>",
        author=f"كتب: {LEAD} في كل مكان من جهات البلاد",
        words_counted=11,
        beat=["صحة", "صحة"],
        pieces=[[LEAD], [LEAD]],
    )
    folder = tmp_path / "study"
    folder.mkdir()
    table.to_parquet(folder / "articles.parquet")
    scores = table[["article_id", "outlet", "words_counted", "lead"]]
    scores.to_parquet(folder / "scores.parquet")
    scores.to_csv(folder / "scores.csv", index=False)
    pd.DataFrame({"measure": ["m"], "note": [LEAD], "estimate": [1.0]}).to_csv(
        folder / "comparisons.csv", index=False
    )
    pd.DataFrame({"article_id": ["a"], "mine": [LEAD]}).to_parquet(folder / "notes.parquet")
    return folder


def test_no_column_of_ones_own_lets_a_text_out(study, tmp_path, caplog):
    dehydrate(study, tmp_path / "dry")
    for file in (tmp_path / "dry").iterdir():
        table = pd.read_parquet(file).to_csv() if file.suffix == ".parquet" else file.read_text()
        for phrase in ("وزير الصحة", "حملة التلقيح", "صحة"):
            assert phrase not in table, file.name
    dry = pd.read_parquet(tmp_path / "dry" / "articles.parquet")
    assert dry["words_counted"].tolist() == [11, 11]
    for column in ("whole", "lead", "page", "beat", "pieces"):
        assert column not in dry
        assert column in caplog.text
    card = json.loads((tmp_path / "dry" / "dehydrated.json").read_text())
    assert card["columns"]["articles"] == dry.columns.tolist()


def test_a_column_that_holds_no_text_may_go_out_by_name(study, tmp_path):
    dehydrate(study, tmp_path / "dry", keep=["beat"])
    dry = pd.read_parquet(tmp_path / "dry" / "articles.parquet")
    assert dry["beat"].tolist() == ["صحة", "صحة"]
    assert "lead" not in dry


def test_notes_of_a_column_named_go_out_and_what_is_too_long_or_quoted_does_not(
    study, tmp_path, caplog
):
    table = pd.read_parquet(study / "articles.parquet")
    table["text"] = f"{TEXT} {TEXT}"
    note = "pre-event; neutral; owned abroad; bylined; shares its text with another one, which adds names"
    rows = {"short": note, "long": " ".join(["كلمة"] * 41), "quoted": f"{TEXT} {TEXT}"}
    for name, cell in rows.items():
        table.assign(note=[note, cell]).to_parquet(study / "articles.parquet")
        dehydrate(study, tmp_path / name, keep=["note"])
        dry = pd.read_parquet(tmp_path / name / "articles.parquet")["note"]
        assert dry.dropna().tolist() == [note] * (2 if name == "short" else 1)
        assert ("note: 1 cells left out" in caplog.text) == (name != "short")
        caplog.clear()


HOSTILE = {
    "identifiers that are lists": ("articles", lambda t: t.assign(article_id=[["a"], ["b"]])),
    "identifiers twice": ("articles", lambda t: t.assign(article_id="a")),
    "hashes that are numbers": ("articles", lambda t: t.assign(document_sha256=[1, 2])),
    "lines that are missing": ("articles", lambda t: t.assign(line_hashes=None)),
    "a title that is there": ("articles", lambda t: t.assign(title="x")),
    "no identifier": ("notes", lambda t: t.drop(columns="article_id")),
    "identifiers of numbers": ("notes", lambda t: t.assign(article_id=np.nan)),
    "a place of many digits": ("notes", lambda t: t.assign(mine="text[" + "9" * 5000 + ":1]")),
    "a source of lists": ("notes", lambda t: t.assign(source_article_id=[["a"]])),
    "codes of a list": ("codes", '{"article_id": ["a"]}'),
    "codes too deep": ("codes", '{"article_id": "a", "x": ' + "[" * 900 + "]" * 900 + "}"),
    "a place in codes": ("codes", '{"article_id": "a", "x": "text[' + "9" * 5000 + ':3]"}'),
    "a file that is a number": ("card", {"files": [3, None, {"a": 1}]}),
    "a table that is none": ("raw", b"PAR1, cut short"),
    "choices of a stranger": ("choices", "[run]\nseed = -1"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_share_is_one_error_that_names_its_file_or_restores(kind, study, tmp_path):
    what, change = HOSTILE[kind]
    shared = tmp_path / "dry"
    codes = tmp_path / "codes.jsonl"
    codes.write_text('{"article_id": "a"}\n')
    dehydrate(study, shared, codes=[codes], keep=["mine"])
    if what in ("articles", "notes"):
        table = pd.read_parquet(shared / f"{what}.parquet")
        change(table).to_parquet(shared / f"{what}.parquet")
    elif what == "codes":
        (shared / "codes.jsonl").write_text(change)
    elif what == "raw":
        (shared / "notes.parquet").write_bytes(change)
    else:
        card = json.loads((shared / "dehydrated.json").read_text())
        card |= change if what == "card" else {"files": ["study.toml"]}
        (shared / "dehydrated.json").write_text(json.dumps(card))
        if what == "choices":
            (shared / "study.toml").write_text(change)
    message = ""
    try:
        rehydrate(shared, study, tmp_path / "wet")
    except InputError as error:
        message = str(error)
    assert (str(shared) in message) == (message != "")
    assert (tmp_path / "wet").exists() == (message == "")


def test_labels_stay_labels_where_an_article_holds_their_words(study, tmp_path):
    stratum = "وزير الصحة"  # "minister of health", which the text has, too
    table = pd.read_parquet(study / "articles.parquet").assign(stratum=stratum)
    table.to_parquet(study / "articles.parquet")
    codes = tmp_path / "codes.jsonl"
    row = {"article_id": "a", "stratum": stratum, "coders": [stratum], "moment": stratum}
    codes.write_text(json.dumps({**row, "holder": stratum}, ensure_ascii=False), "utf-8")
    dehydrate(study, tmp_path / "dry", codes=[codes], keep=["stratum", "lead"])
    dry = pd.read_parquet(tmp_path / "dry" / "articles.parquet")
    assert dry["stratum"].tolist() == [stratum] * 2
    assert dry["lead"].str.fullmatch(r"text\[\d+:\d+\]").all()  # a sentence is a quotation
    coded = json.loads((tmp_path / "dry" / "codes.jsonl").read_text("utf-8"))
    assert {**row, "holder": coded["holder"]} == coded
    assert coded["holder"].startswith("text[")
