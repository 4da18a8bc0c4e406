"""Word lists as YAML with sources and notes, and the one matcher that runs them all."""

from toolkit.lexicons.dictionaries import read_liwc, read_quanteda, write_liwc, write_quanteda
from toolkit.lexicons.entries import Entry, Lexicon
from toolkit.lexicons.loading import load_lexicon, shipped_lexicons
from toolkit.lexicons.matcher import Hit, Hits, Matcher, compile_lexicons
from toolkit.lexicons.paradigms import Form, entry_forms
from toolkit.lexicons.schema import parse_lexicon

__all__ = [
    "Entry",
    "Form",
    "Hit",
    "Hits",
    "Lexicon",
    "Matcher",
    "compile_lexicons",
    "entry_forms",
    "load_lexicon",
    "parse_lexicon",
    "read_liwc",
    "read_quanteda",
    "shipped_lexicons",
    "write_liwc",
    "write_quanteda",
]
