"""Words and evidence in context: the lines of a concordance, searched, filtered and sorted."""

from toolkit.concordances.evidence import evidence_table
from toolkit.concordances.evidence_in_context import concordance
from toolkit.concordances.showing import ContextTable
from toolkit.concordances.words_in_context import kwic

__all__ = ["ContextTable", "concordance", "evidence_table", "kwic"]
