"""Whom a praising expression honours: phrases proposed by rule, one chosen by a model."""
