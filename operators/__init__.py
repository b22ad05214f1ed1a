"""Blender's verbs. `register` wires them in order, `unregister` takes them out in reverse and leaves nothing behind."""

from types import ModuleType


def register() -> None:
    for module in _modules():
        module.register()


def unregister() -> None:
    for module in reversed(_modules()):
        module.unregister()


def _modules() -> list[ModuleType]:
    from . import (
        command,
        diffusion_model,
        driver,
        environment,
        generate,
        job_list,
        job_verbs,
        placing,
        preview,
        properties,
        thumbnails,
    )
    from .toybox import operator as toybox

    first = [properties, environment, diffusion_model, preview, placing, driver, thumbnails, job_list]
    return [*first, generate, job_verbs, toybox, command]
