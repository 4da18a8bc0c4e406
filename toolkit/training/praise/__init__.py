"""Fitting the models of praise."""
