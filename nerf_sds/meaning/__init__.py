"""Compares a prompt's meaning with the kinds of things that the built-in diffusion model has seen."""
