"""Writes props as training data: captioned, coloured meshes."""
