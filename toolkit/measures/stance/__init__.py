"""Stance: hostile labels, insults, blame and doubt (codebook, section 8)."""

from toolkit.measures.stance.find import find_stance
from toolkit.measures.stance.scores import stance_scores

__all__ = ["find_stance", "stance_scores"]
