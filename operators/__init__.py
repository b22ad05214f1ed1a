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
        add,
        background,
        command,
        diffusion_model,
        driver,
        environment,
        generate,
        presets,
        preview,
        prompt_list,
        properties,
        self_test,
        storage,
        translations,
    )
    from .toybox import operator as toybox

    return [
        properties,
        background,
        environment,
        diffusion_model,
        preview,
        driver,
        generate,
        self_test,
        storage,
        presets,
        add,
        prompt_list,
        toybox,
        command,
        translations,
    ]
