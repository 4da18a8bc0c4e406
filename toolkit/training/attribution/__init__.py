"""Fitting the models of attribution."""
