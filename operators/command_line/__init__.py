"""Propsmith without a window: `blender --command propsmith`, and a Blender file of a finished prop."""
