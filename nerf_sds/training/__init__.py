"""The optimisation: the loop, the optimizer step, a step's random inputs, and CUDA graphs."""
