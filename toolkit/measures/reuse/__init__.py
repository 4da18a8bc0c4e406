"""Words that two articles share in runs of seven or more."""

from toolkit.measures.reuse.find import find_repeats, find_reuse, index_reuse, reuse_scores

__all__ = ["find_repeats", "find_reuse", "index_reuse", "reuse_scores"]
