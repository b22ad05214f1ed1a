"""Benchmarks: where the time of a step goes, and how many props an hour that makes."""
