"""The Arabic script: folding that keeps offsets, words and clitics, sentences, quotation marks."""

from toolkit.arabic.clitics import Analysis, clitic_analyses
from toolkit.arabic.folding import Folded, fold
from toolkit.arabic.quotations import Quotation, quotation_spans
from toolkit.arabic.sentences import sentence_spans
from toolkit.arabic.words import count_words, word_spans

__all__ = [
    "Analysis",
    "Folded",
    "Quotation",
    "clitic_analyses",
    "count_words",
    "fold",
    "quotation_spans",
    "sentence_spans",
    "word_spans",
]
