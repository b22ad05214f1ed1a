"""Levels of detail: coarser meshes of a prop that share its textures."""
