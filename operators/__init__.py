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
        coarse_mesh,
        command,
        diffusion_model,
        driver,
        environment,
        generate,
        job_list,
        job_verbs,
        live_view,
        placing,
        preview,
        progress_plot,
        properties,
        thumbnails,
    )
    from .toybox import operator as toybox

    seen = (preview, live_view, coarse_mesh, progress_plot)
    first = [properties, environment, diffusion_model, *seen, placing, driver, thumbnails, job_list]
    return [*first, generate, job_verbs, toybox, command]
