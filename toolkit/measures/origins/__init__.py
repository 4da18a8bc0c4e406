"""Which outlet an article says that it has its news from, and who copies whom."""

from toolkit.measures.origins.find import find_origins
from toolkit.measures.origins.pairs import copy_pairs

__all__ = ["copy_pairs", "find_origins"]
