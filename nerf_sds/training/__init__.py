"""The optimisation: the one loop, the step down a gradient, what chance decides in a step, and how a GPU records it."""
