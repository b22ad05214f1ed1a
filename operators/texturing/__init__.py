"""Textures for the artist's own meshes: what is sent to the engine, and the operator."""
