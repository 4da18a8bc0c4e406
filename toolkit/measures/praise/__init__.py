"""Praise: who praises whom, in what words (codebook, section 2)."""

from toolkit.measures.praise.find import find_praise

__all__ = ["find_praise"]
