"""Propsmith without a window: `blender --command propsmith`, and a script that saves a finished prop as a .blend."""
