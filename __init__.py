"""Propsmith, a Blender extension: a line of text becomes a textured prop.

Imports stand inside the functions, so that this file can be imported where there is no Blender.
"""


def register() -> None:
    from . import operators, panels

    operators.register()
    panels.register()


def unregister() -> None:
    from . import operators, panels

    panels.unregister()
    operators.unregister()
