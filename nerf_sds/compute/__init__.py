"""Device, precision, memory and kernels of the engine."""
