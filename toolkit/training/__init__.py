"""Fitting the shipped models anew; imported by benchmarks and the Makefile, by nothing else."""
