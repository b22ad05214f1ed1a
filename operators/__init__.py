"""The extension's operators and what they need. `register` adds everything to Blender; `unregister` removes it all.

Modules are registered in the order of `_modules` and unregistered in reverse.
"""

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
        arrival,
        batch_verbs,
        concept,
        dressing,
        environment,
        explore,
        farm_verbs,
        generate,
        job_verbs,
        regenerate,
        row_verbs,
        self_test,
        storage,
        translations,
    )
    from .command_line import command
    from .quads import operator as quads
    from .queue import background, clearing, driver, job_list, pipes
    from .scene import asset, hands, placeholders, placing
    from .settings import diffusion_model, presets, prop_list, properties, understanding
    from .texturing import operator as texture
    from .toybox import operator as toybox
    from .viewport import coarse_mesh, live_view, preview, progress_plot, thumbnails

    seen = (preview, live_view, coarse_mesh, progress_plot)
    first = [
        pipes,
        properties,
        prop_list,
        placeholders,
        background,
        environment,
        diffusion_model,
        understanding,
        *seen,
        hands,
        asset,
        placing,
        driver,
        clearing,
        thumbnails,
        job_list,
    ]
    setting_up = (self_test, farm_verbs, storage, presets)
    verbs = (generate, texture, arrival, regenerate, quads, dressing, concept, job_verbs, explore)
    return [*first, *verbs, *setting_up, add, row_verbs, batch_verbs, toybox, command, translations]
