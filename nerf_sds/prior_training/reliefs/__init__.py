"""Turns pictures of things into captioned relief meshes."""
