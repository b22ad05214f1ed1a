"""Makes a prop again from the values stored on its object. The object stays and gets a new mesh."""

from __future__ import annotations

import random
from dataclasses import replace

import bpy
from bpy.props import BoolProperty

from .environment import tried_python
from .generate import Starter
from .queue import driver
from .scene import parts, placeholders, placement, props
from .settings import diffusion_model
from .translations import say


class PROPSMITH_OT_regenerate(Starter):
    """Make another prop of the active one's prompt and settings, and give this one its shape and material"""

    bl_idname = "propsmith.regenerate"
    bl_label = "Regenerate This Object"

    same_seed: BoolProperty(
        name="Same Seed",
        description="The same prop with the preset that is chosen in the sidebar",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def description(cls, context: bpy.types.Context, properties: bpy.types.OperatorProperties) -> str:
        if properties.same_seed:
            return say("Make this prop again from its own seed, with the preset that is chosen in the sidebar")
        return ""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not props.is_prop(context.object):
            cls.poll_message_set(say("Select a prop that Propsmith has made"))
            return False
        return True

    def begin(self, context: bpy.types.Context) -> None:
        obj = context.object
        request = props.recall(obj, diffusion_model.chosen(context))
        if self.same_seed:
            request = replace(request, preset=context.scene.propsmith.preset)
        else:
            request = replace(request, seed=random.randrange(2**31))
        if props.was_made_by(obj, request):
            raise ValueError(f"{obj.name} was made with this preset already: choose another preset, or another seed")
        behind = placeholders.behind(obj)
        bounds = tuple(behind.propsmith_placeholder.bounds) if behind else ()
        wanted = replace(
            placement.at(obj),
            bounds=bounds if any(bounds) else (),
            replaces=props.marked(obj),
            levels=bool(parts.having(obj, parts.LEVEL)),
            hull=bool(parts.having(obj, parts.HULL)),
            asset=obj.asset_data is not None,
            **placement.home(context),
        )
        driver.start(tried_python(context), request, wanted)


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_regenerate,))
