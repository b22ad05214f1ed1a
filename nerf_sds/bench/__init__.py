"""Benchmarks: how long each part of a step takes, and how many props are optimised per hour."""
