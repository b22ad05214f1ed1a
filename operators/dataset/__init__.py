"""Writes props as training data for diffusion models: rendered views and captioned meshes."""
