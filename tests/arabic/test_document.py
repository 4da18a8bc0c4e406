"""An article read once: one rule for joining, one way of cutting."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.arabic import fold, word_spans
from toolkit.arabic.document import join_document, read_document
from toolkit.articles import cut_documents, cut_sentences, read_documents
from toolkit.errors import InputError

TEXTS = st.text(alphabet=st.sampled_from('قالوزيرإنًَُـ «»".،\n abZ٢ﻻ\u0000'), max_size=80)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, ""])
def test_a_missing_title_is_an_empty_one(missing):
    assert join_document(missing, "خبر") == "\nخبر"
    assert read_document(missing, "خبر").spans == read_document("", "خبر").spans


def test_the_words_are_the_evidence_as_read_marks_included():
    # "a very useful meeting", the last word with a tanwin behind its alef
    document = read_document("", "اجتماع مفيد جداً")
    assert document.text[document.starts[-1] : document.ends[-1]] == "جداً"


@given(title=TEXTS, text=TEXTS)
def test_words_lie_in_the_text_in_order_and_each_in_one_sentence(title, text):
    document = read_document(title, text)
    assert document.text == f"{title}\n{text}"
    assert list(document.words) == [w for w in document.words if w]
    assert all(a < b for a, b in zip(document.starts, document.ends, strict=True))
    assert document.starts == sorted(document.starts)
    assert len(document.sentence_of) == len(document.quotation_of) == len(document.words)
    assert all(0 <= number < len(document.spans) for number in document.sentence_of)


@given(text=TEXTS)
def test_the_folded_form_of_a_span_is_the_span_folded(text):
    document = read_document("", text)
    for start, end in word_spans(document.text):
        assert document.fold_of(start, end) == fold(document.text[start:end]).text


def test_the_table_of_sentences_gives_the_documents_back():
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "title": ["لقاء", None],
            "text": ["وصل. ثم غادر.", "اقرأ أيضا: خبر"],
        }
    )
    cut = cut_documents(articles)
    again = read_documents(articles, cut_sentences(articles))
    assert [list(d.spans) for d in again] == [list(d.spans) for d in cut]
    assert [d.boilerplate for d in again] == [d.boilerplate for d in cut]


def test_an_article_without_sentences_is_named():
    articles = pd.DataFrame({"article_id": ["a"], "title": [""], "text": ["خبر"]})
    with pytest.raises(InputError, match="'a'"):
        read_documents(articles, cut_sentences(articles).iloc[:0])


def test_a_table_without_a_row_for_an_empty_title_is_read_as_one_with_it():
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": ["وصل الوفد. ثم غادر."]})
    whole = cut_sentences(articles)
    assert read_documents(articles, whole[1:])[0].spans == read_documents(articles, whole)[0].spans
