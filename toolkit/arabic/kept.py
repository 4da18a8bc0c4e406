"""How many answers about words a process keeps: what bounds its memory, however long the corpus."""

KEPT_WORDS = 20_000
"""Answers that each look-up by word keeps, those last asked for.

A hundred articles, which are scored together, have some nine thousand word types, and the frequent ones
come back in every hundred; what is kept of rare ones is asked for once or twice in a corpus and would
grow with it. `benchmarks/memory.py` measures the peak, `benchmarks/score_against.py` the time.
"""
