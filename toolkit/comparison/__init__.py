"""Outlets against each other: estimates with intervals, tests, keyness, correction.

The article is the unit throughout, never the word: words of one article are not independent. Where
articles hang together, the cluster is.
"""

from toolkit.comparison.clustering import ClusterWarning
from toolkit.comparison.correction import correct
from toolkit.comparison.course import course_table
from toolkit.comparison.groups import compare, compare_all
from toolkit.comparison.neighbours import collocates
from toolkit.comparison.planning import Plan, plan
from toolkit.comparison.printed_statements import Statements, statements
from toolkit.comparison.regression import regress
from toolkit.comparison.result import Comparison
from toolkit.comparison.terms import Keyness, keyness
from toolkit.comparison.vocabulary import count_terms
from toolkit.comparison.words_in_context import Concordance, contexts

__all__ = [
    "ClusterWarning",
    "Comparison",
    "Concordance",
    "Keyness",
    "Plan",
    "Statements",
    "collocates",
    "compare",
    "compare_all",
    "contexts",
    "correct",
    "count_terms",
    "course_table",
    "keyness",
    "plan",
    "regress",
    "statements",
]
