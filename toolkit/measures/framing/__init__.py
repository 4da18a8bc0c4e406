"""How far an article speaks officially, one grade (codebook, section 4)."""

from toolkit.measures.framing.find import judge_framing

__all__ = ["judge_framing"]
