"""A lemma is found by its forms in a morphology database; without one its paradigm serves.

The database is our own (`morphology_db.txt`): two verbs and a noun with a broken plural.
"""

import logging
import socket
import sys
from pathlib import Path

import pytest

from toolkit.arabic import fold
from toolkit.errors import InputError
from toolkit.lexicons import compile_lexicons, lemmas, parse_lexicon
from toolkit.lexicons.lemmas import lemma_forms, morphology_file

# In camel-tools' own format.
DATABASE = (Path(__file__).parent / "morphology_db.txt").read_text("utf-8")


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A user who has installed the data; nothing may open a connection."""
    folder = tmp_path / "data" / "morphology_db" / "calima-msa-r13"
    folder.mkdir(parents=True)
    (folder / "morphology.db").write_text(DATABASE, encoding="utf-8")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("a connection was opened"))
    return folder / "morphology.db"


@pytest.fixture
def data(database):
    """The same user, who has camel-tools too."""
    pytest.importorskip("camel_tools", reason="needs the extra `camel`")
    return database


def test_a_lemma_has_all_its_stems_with_what_goes_with_them(data):
    assert set(lemma_forms("أَشاد")) == {"اشاد", "اشادت", "يشيد", "يشيدون"}


def test_clitics_are_left_to_the_matcher(data):
    """Neither the article nor the pronoun of the database: the matcher has its own."""
    assert set(lemma_forms("بَطَل")) == {"بطل", "ابطال"}


def test_vowel_marks_tell_lemmas_apart_and_without_them_all_count(data):
    assert "شيدت" in lemma_forms("شَيَّد")
    assert lemma_forms("شيد") == lemma_forms("شَيَّد")
    assert lemma_forms("شِيد") == ()


def test_an_entry_with_a_lemma_finds_a_broken_plural_through_clitics(data):
    # And with the heroes: the plural أبطال is no form that a paradigm of بطل gives.
    lexicon = parse_lexicon("name: praise\nentries: [{entry: بطل, lemma: بَطَل}]")
    folded = fold("احتفت المدينة بالأبطال ورحبت ببطلها.")
    found = [folded.text[hit.start : hit.end] for hit in compile_lexicons([lexicon]).find(folded)]
    assert found == ["بالابطال", "ببطلها"]


def test_the_catalogue_is_never_loaded(data):
    lemma_forms("بَطَل")
    assert sys.modules["camel_tools.morphology.database"].CATALOGUE is None


def test_without_the_data_the_paradigm_serves_and_it_is_said_once(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path / "nothing"))
    lemmas._say_once.cache_clear()
    lexicon = parse_lexicon(
        "name: praise\nentries: [{entry: بطل, lemma: بَطَل}, {entry: نجم, lemma: نَجْم}]"
    )
    with caplog.at_level(logging.WARNING):
        matcher = compile_lexicons([lexicon])
    assert morphology_file() is None
    assert [hit.entry.entry for hit in matcher.find(fold("هذا البطل ونجمها"))] == ["بطل", "نجم"]
    assert len(caplog.records) == 1
    assert "camel_data" in caplog.text


def test_without_camel_tools_the_data_that_is_there_is_not_passed_over(database, monkeypatch):
    for name in ("camel_tools.morphology.database", "camel_tools.data"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "camel_tools.morphology", None)
    for cache in (lemmas._reader, lemmas._database, lemmas._index):
        cache.cache_clear()
    with pytest.raises(InputError, match=r"pip install media-framing-toolkit\[camel\]"):
        lemma_forms("بَطَل")
