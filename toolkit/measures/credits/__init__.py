"""Which news agencies an article credits (codebook, section 4)."""

from toolkit.measures.credits.find import find_credits

__all__ = ["find_credits"]
