"""A study can be shared without its texts, and comes back whole from one's own copies."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles import read_articles
from toolkit.articles.formats.quoting import quoted, unquoted
from toolkit.errors import InputError
from toolkit.study.dehydration import dehydrate
from toolkit.study.rehydration import rehydrate

# "Nasser Bourita said: Morocco keeps its commitment. He left." / "The spokesman was silent."
TEXTS = {
    "a": ("اجتماع مراكش", "قال ناصر بوريطة: المغرب ملتزم بعهده.\nثم غادر القاعة."),
    "b": ("صمت", "لم يقل الناطق باسم الوفد شيئا."),
}


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    rows = [
        {
            "article_id": name,
            "outlet": "المساء",
            "url": f"https://a.org/{name}",
            "published": "2022-05-11",
        }
        | {"title": title, "text": text, "abstract": "موجز من الناشر"}
        for name, (title, text) in TEXTS.items()
    ]
    file = tmp_path / "own.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    read_articles(file).to_parquet(folder / "articles.parquet")
    attributions = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "cue_start": [13, 20],
            "speaker": ["ناصر بوريطة", "الناطق باسم الوفد"],
        }
        | {"kind": ["direct", "indirect"]}
    )
    attributions.to_parquet(folder / "attributions.parquet")
    (folder / "report.html").write_text(TEXTS["a"][1], "utf-8")
    (folder / "scores.csv").write_text("article_id,words\na,9\n", "utf-8")
    return folder


def everything(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def tables(folder):
    return {path.name: pd.read_parquet(path) for path in folder.glob("*.parquet")}


def test_nothing_of_the_texts_is_in_what_is_shared(study, tmp_path):
    dehydrate(study, tmp_path / "dry")
    for name, table in tables(tmp_path / "dry").items():
        whole = table.to_csv()
        for phrase in ("ناصر بوريطة", "اجتماع مراكش", "الناطق باسم", "موجز", "غادر"):
            assert phrase not in whole, (name, phrase)
    assert not (tmp_path / "dry" / "report.html").exists()
    dry = pd.read_parquet(tmp_path / "dry" / "articles.parquet")
    assert dry["document_sha256"].str.len().tolist() == [64, 64]
    assert dry["url"].tolist() == ["https://a.org/a", "https://a.org/b"]
    spoken = pd.read_parquet(tmp_path / "dry" / "attributions.parquet")
    assert spoken["speaker"].tolist() == ["text[17:28]", "text[11:28]"]
    assert spoken["kind"].tolist() == ["direct", "indirect"]


def test_the_way_there_and_back_is_the_same_study(study, tmp_path):
    dehydrate(study, tmp_path / "dry")
    done = rehydrate(tmp_path / "dry", tmp_path / "own.jsonl", tmp_path / "wet")
    assert done.report["status"].tolist() == ["same", "same"]
    before, after = tables(study), tables(tmp_path / "wet")
    assert list(before) == list(after)
    for name in before:
        shown = [column for column in before[name] if column != "abstract"]
        pd.testing.assert_frame_equal(before[name][shown], after[name][shown], check_dtype=False)


def test_it_says_exactly_which_articles_changed_or_are_missing(study, tmp_path):
    dehydrate(study, tmp_path / "dry")
    copy = read_articles(tmp_path / "own.jsonl").iloc[[0]].copy()
    copy["text"] = copy["text"].str.replace("ملتزم", "متمسك")
    copy["article_id"] = "another"  # found by its address all the same
    copy.to_parquet(tmp_path / "copy.parquet")
    done = rehydrate(tmp_path / "dry", tmp_path / "copy.parquet", tmp_path / "wet")
    assert done.report["status"].tolist() == ["changed", "missing"]
    assert done.report["reason"][0] == "2 of 3 lines are as they were, 1 are new"
    assert pd.read_parquet(tmp_path / "wet" / "attributions.parquet").empty
    report = pd.read_csv(tmp_path / "wet" / "rehydrate-report.csv")
    assert list(report) == ["article_id", "url", "status", "reason"]


def test_a_text_is_known_by_its_hash_whatever_it_is_called(study, tmp_path):
    dehydrate(study, tmp_path / "dry")
    copy = read_articles(tmp_path / "own.jsonl").drop(columns=["url"])
    copy["article_id"] = ["x", "y"]
    copy.to_parquet(tmp_path / "copy.parquet")
    done = rehydrate(tmp_path / "dry", tmp_path / "copy.parquet", tmp_path / "wet")
    assert done.count("same") == 2


def test_gold_goes_with_it(study, tmp_path):
    gold = tmp_path / "gold.jsonl"
    row = {
        "article_id": "a",
        "praise": [{"span": [30, 36], "holder": "ناصر بوريطة", "target": "المغرب"}],
    }
    gold.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    dehydrate(study, tmp_path / "dry", codes=[gold])
    dry = json.loads((tmp_path / "dry" / "gold.jsonl").read_text("utf-8"))
    assert dry["praise"][0]["holder"] == "text[17:28]"
    rehydrate(tmp_path / "dry", study, tmp_path / "wet")
    assert (tmp_path / "wet" / "gold.jsonl").read_bytes() == gold.read_bytes()


def test_the_real_gold_goes_there_and_back_without_a_phrase_of_its_texts(shared, tmp_path):
    gold, texts = shared / "gold" / "dev.jsonl", shared / "gold" / "dev_articles.jsonl"
    dehydrate(texts, tmp_path / "dry", codes=[gold])
    rehydrate(tmp_path / "dry", texts, tmp_path / "wet")
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    back = [json.loads(x) for x in (tmp_path / "wet" / "dev.jsonl").read_text("utf-8").splitlines()]
    assert back == rows
    articles = read_articles(texts)
    documents = dict(zip(articles["article_id"], articles["text"], strict=True))
    for line in (tmp_path / "dry" / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for mark in row["praise"]:
            for key in ("target", "holder"):
                value = mark.get(key) or ""
                assert len(value.split()) < 2 or value not in documents[row["article_id"]]


@pytest.mark.parametrize("content", [None, "{}", "[", '{"format": 99, "files": []}'])
def test_what_is_no_dehydrated_study_is_refused(study, tmp_path, content):
    (tmp_path / "dry").mkdir()
    if content is not None:
        (tmp_path / "dry" / "dehydrated.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"dehydrated\.json"):
        rehydrate(tmp_path / "dry", study, tmp_path / "wet")


def test_a_card_cannot_name_files_elsewhere(study, tmp_path):
    dehydrate(study, tmp_path / "dry")
    card = json.loads((tmp_path / "dry" / "dehydrated.json").read_text())
    card["files"] = ["../own.jsonl", "articles.parquet"]
    (tmp_path / "dry" / "dehydrated.json").write_text(json.dumps(card))
    with pytest.raises(InputError, match=r"own\.jsonl"):
        rehydrate(tmp_path / "dry", study, tmp_path / "wet")


def test_a_folder_with_something_in_it_is_not_written_over(study, tmp_path):
    with pytest.raises(InputError, match="is there already"):
        dehydrate(study, study)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_quotation_comes_back_to_the_letter(document, start, end):
    value = {"holder": document[start:end], "more": [document, 3, None]}
    restored = unquoted(quoted(value, document), document)
    if not document.startswith("text["):
        assert restored == value
