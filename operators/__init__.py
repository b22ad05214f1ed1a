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
        arrival,
        asset,
        background,
        batch_verbs,
        clearing,
        coarse_mesh,
        command,
        concept,
        diffusion_model,
        dressing,
        driver,
        environment,
        explore,
        farm_verbs,
        generate,
        hands,
        job_list,
        job_verbs,
        live_view,
        placeholders,
        placing,
        presets,
        preview,
        progress_plot,
        prop_list,
        properties,
        regenerate,
        row_verbs,
        self_test,
        storage,
        thumbnails,
        translations,
        understanding,
    )
    from .toybox import operator as toybox

    seen = (preview, live_view, coarse_mesh, progress_plot)
    first = [
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
    verbs = (generate, arrival, regenerate, dressing, concept, job_verbs, explore)
    return [*first, *verbs, *setting_up, add, row_verbs, batch_verbs, toybox, command, translations]
