"""Draws a texture on a finished mesh: a diffusion model denoises many views of it together."""
