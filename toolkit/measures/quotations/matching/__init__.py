"""Which quotations are the same words: candidates, similarity, decision, clusters."""
