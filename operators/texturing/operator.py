"""The operator Texture Selected Mesh: queues a job that draws a texture on meshes of the scene."""

from __future__ import annotations

import bpy

from ...nerf_sds import models
from ..environment import tried_python
from ..generate import PRIOR, Starter, given_to, requested
from ..queue import driver
from ..settings.properties import KEEP, PRESET, PROMPT, SEED
from . import meshes


class PROPSMITH_OT_texture_mesh(Starter):
    """Draw a texture of the prompt on the selected meshes. They share one picture, and keep their shape"""

    bl_idname = "propsmith.texture_mesh"
    bl_label = "Texture Selected Mesh"

    prompt: PROMPT
    seed: SEED
    preset: PRESET
    keep: KEEP
    prior: PRIOR

    def begin(self, context: bpy.types.Context) -> None:
        request = requested(self, context, mirror=False)
        models.check_draws_textures(request.prior)
        keep = given_to(self, "keep").get("keep", context.scene.propsmith.keep)
        chosen = meshes.gather(context, keep)
        request = requested(self, context, mirror=False, **chosen.fields())
        driver.start(tried_python(context), request, chosen.placed(), start=chosen.start)


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_texture_mesh,))
