"""Invented articles coded for voice alone: read line by line, with the acts that are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.measures.voice.model import VOICES
from toolkit.training.invented import read_invented

SHIPPED = Path(__file__).parents[2] / "data" / "voices" / "articles.yaml"


def test_every_line_is_a_sentence_with_its_voice(tmp_path: Path) -> None:
    """A title, then: The minister said that the road is open."""
    file = tmp_path / "articles.yaml"
    file.write_text(
        'articles:\n- - [n, "فتح الطريق"]\n  - [o, "قال وزير النقل إن الطريق مفتوح."]\n', "utf-8"
    )
    gold = read_invented(file)
    [article] = gold.articles.to_dict("records")
    document = f"{article['title']}\n{article['text']}"
    spans = zip(gold.sentences["start"], gold.sentences["end"], strict=True)
    assert [document[a:b] for a, b in spans] == ["فتح الطريق", "قال وزير النقل إن الطريق مفتوح."]
    assert gold.sentences["voice"].tolist() == ["narrator", "official"]
    assert gold.attributions["source_type"].tolist() == ["government"]


def test_an_unknown_code_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "articles.yaml"
    file.write_text('articles:\n- - [q, "فتح الطريق"]\n', "utf-8")
    with pytest.raises(InputError, match="article 0, line 0: code 'q'"):
        read_invented(file)
    with pytest.raises(InputError, match="no such file"):
        read_invented(tmp_path / "none.yaml")


def test_the_shipped_articles_have_all_voices() -> None:
    assert set(read_invented(SHIPPED).sentences["voice"]) == set(VOICES)
