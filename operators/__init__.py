"""Blender's verbs. `register` wires them in order, `unregister` takes them out in reverse and leaves nothing behind."""

from types import ModuleType


def register() -> None:
    for module in _modules():
        module.register()


def unregister() -> None:
    for module in reversed(_modules()):
        module.unregister()


def _modules() -> list[ModuleType]:
    from . import command, diffusion_model, driver, environment, generate, placing, preview, properties
    from .toybox import operator as toybox

    return [properties, environment, diffusion_model, preview, placing, driver, generate, toybox, command]
