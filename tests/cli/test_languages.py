"""Articles in other languages beside the Arabic ones: kept where asked, and missing, not nought."""

import json
import re

import pandas as pd
import pytest

import toolkit
from toolkit.cli.app import main
from toolkit.study.choices import read_choices
from toolkit.study.registry import scores

TEXTS = {
    # "The foreign minister said that the meeting succeeded, and praised the role of Morocco."
    "ar": "قال وزير الخارجية إن اللقاء نجح، وأشاد بدور المغرب.",
    "fr": "(AFP) - Le ministre a déclaré que la réunion est un succès et il a salué les efforts du pays.",
    "en": "The minister said that the meeting was a success and praised the efforts of the country.",
    "de": "Der Minister sagte, dass das Treffen ein Erfolg ist, und lobte die Arbeit des Landes.",
}
OF_ARABIC = ("attributions", "speakers", "attributed_share", "praise_per_1000", "official_voice_share",
             "official_framing", "formulas_per_1000", "hostile_per_1000", "states")  # fmt: skip


@pytest.fixture
def data(tmp_path):
    rows = [
        {"article_id": code, "outlet": "الخبر", "title": "", "text": text}
        for code, text in TEXTS.items()
    ]
    file = tmp_path / "pages.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return file


def test_languages_asked_for_are_kept_and_arabic_measures_missing_there(
    data, tmp_path, capsys, caplog
):
    out = tmp_path / "out"
    assert main(["score", str(data), "--out", str(out), "--languages", "ar,fr,en"]) == 0
    said = capsys.readouterr().out
    assert "2 of 3 articles are not in Arabic (en 1, fr 1); measured there: words" in said
    assert "agency_credited" in said.split("missing there")[0]
    assert "praise_per_1000" in said.split("missing there")[1]
    assert "articles in languages not asked for by --languages 1 (de)" in caplog.text
    found = pd.read_parquet(out / "scores.parquet").set_index("article_id")
    assert found["language"].to_dict() == {"ar": "ar", "fr": "fr", "en": "en"}
    assert found.loc[["fr", "en"], list(OF_ARABIC)].isna().all(axis=None)
    assert found.loc["ar", list(OF_ARABIC)].notna().all()
    assert found["words"].gt(5).all()
    # An agency is known by its name in Latin letters, too.
    assert found["agency_credited"].to_dict() == {"ar": False, "fr": True, "en": False}
    sentences = pd.read_parquet(out / "sentences.parquet")
    spoken = sentences[sentences["voice"] != "boilerplate"].groupby("article_id")["voice"].count()
    assert spoken["fr"] == spoken["en"] == 0 < spoken["ar"]


def test_an_own_lexicon_of_arabic_words_is_missing_there_too(data, tmp_path):
    lexicon = tmp_path / "own.yaml"
    lexicon.write_text("name: meeting\nentries: [اللقاء]\n", "utf-8")
    out = tmp_path / "out"
    arguments = ["--languages", "ar,fr", "--lexicon", str(lexicon)]
    assert main(["score", str(data), "--out", str(out), *arguments]) == 0
    rate = pd.read_parquet(out / "scores.parquet").set_index("article_id")["meeting_per_1000"]
    assert rate["ar"] > 0
    assert pd.isna(rate["fr"])


def test_the_choice_is_kept_by_a_run(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("toolkit.cli.run.MEASURES", ("attributed_share", "agency_credited"))
    out = tmp_path / "out"
    assert main(["run", str(data), "--out", str(out), "--languages", "ar,fr"]) == 0
    assert read_choices(out)["run"]["languages"] == ["ar", "fr"]
    assert "1 of 2 articles are not in Arabic (fr 1)" in capsys.readouterr().out
    assert main(["run", str(out)]) == 0
    assert len(pd.read_parquet(out / "articles.parquet")) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--languages", "fr,en"], "ar must be among them"),
        (["--languages", "ar,French"], "'french' is no code of a language"),
        (["--languages", "ar,fr", "--all-languages"], "not both"),
    ],
)
def test_what_cannot_be_is_refused(data, tmp_path, capsys, arguments, says):
    assert main(["score", str(data), "--out", str(tmp_path / "out"), *arguments]) == 2
    assert says in capsys.readouterr().err


def test_the_table_in_the_docs_says_of_each_score_where_it_is_measured(data, request):
    page = request.config.rootpath / "docs/how-to/other-languages.md"
    rows = [line.split("|") for line in page.read_text("utf-8").splitlines() if line[:3] == "| `"]
    told = {name: row[3].strip() for row in rows for name in re.findall(r"`(\w+)`", row[1])}
    assert set(told) == set(scores())
    # Two French articles with a run of words in common, and one of an agency.
    articles = toolkit.read_articles(data, languages=["ar", "fr"])
    french = articles[articles["language"] == "fr"]
    more = french.assign(article_id="fr2", outlet="AFP", outlet_kind="international_agency")
    both = pd.concat([articles, more], ignore_index=True)
    found = toolkit.score(both, reuse=True).scores.set_index("article_id").loc["fr"]
    for name, says in told.items():
        assert pd.isna(found[name]) == (says == "missing"), name
