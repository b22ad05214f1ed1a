"""The loop of an optimisation, and what a step needs."""
