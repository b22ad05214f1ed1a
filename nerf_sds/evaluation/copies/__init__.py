"""Measures whether a prop is a copy of a mesh that the diffusion model learned from."""
