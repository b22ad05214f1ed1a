"""Where and how the engine computes: device, precision, memory, kernels."""
