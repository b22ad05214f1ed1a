"""The operators for placeholders: tag objects as placeholders, and restore replaced ones."""

from __future__ import annotations

import bpy
from bpy.props import BoolProperty

from ..nerf_sds.config import Request
from ..nerf_sds.words.understanding import understand
from .scene import placeholders, replacing
from .scene.placeholders import PROMPT, STRETCH
from .settings import diffusion_model
from .settings.properties import SEED
from .translations import say


def refusal(context: bpy.types.Context, prompt: str) -> str:
    """Returns one line that says why no prop can be made from the prompt; empty if one can."""
    try:
        Request(prompt)
        understand(prompt, diffusion_model.chosen(context))
    except ValueError as error:
        return str(error)
    return ""


class PROPSMITH_OT_tag_placeholders(bpy.types.Operator):
    """Make the selected objects placeholders: a prop is to stand in the place of each"""

    bl_idname = "propsmith.tag_placeholders"
    bl_label = "Tag as Placeholders"
    bl_options = {"REGISTER", "UNDO"}

    prompt: PROMPT
    seed: SEED
    stretch: STRETCH

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not any(map(placeholders.can_be, context.selected_objects)):
            cls.poll_message_set(say("Select the objects in whose place props are to stand"))
            return False
        return True

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if context.object and placeholders.prompt_of(context.object):
            tag = context.object.propsmith_placeholder
            self.prompt, self.seed, self.stretch = placeholders.prompt_of(context.object), tag.seed, tag.stretch
        return context.window_manager.invoke_props_dialog(self)

    def execute(self, context: bpy.types.Context) -> set[str]:
        chosen = [obj for obj in context.selected_objects if placeholders.can_be(obj)]
        obstacles = [refusal(context, self.prompt), *map(placeholders.obstacle, chosen)] if self.prompt else []
        if any(obstacles):
            self.report({"ERROR"}, say(next(filter(None, obstacles))))
            return {"CANCELLED"}
        for obj in chosen:
            tag = obj.propsmith_placeholder
            tag.prompt, tag.seed, tag.stretch = self.prompt, self.seed, self.stretch
        return {"FINISHED"}


class PROPSMITH_OT_restore_placeholders(bpy.types.Operator):
    """Delete the props in the place of placeholders, and show these again"""

    bl_idname = "propsmith.restore_placeholders"
    bl_label = "Restore Placeholders"
    bl_options = {"REGISTER", "UNDO"}

    selected: BoolProperty(
        name="Selected Only",
        description="Only those whose prop is selected. Else all of the scene",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.mode != "OBJECT":
            cls.poll_message_set(say("Placeholders are restored in Object Mode: leave the mode you are in"))
            return False
        if not placeholders.replaced(context.scene):
            cls.poll_message_set(say("No prop of this scene stands in the place of a placeholder"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        chosen = placeholders.replaced(context.scene)
        if self.selected:
            selected = {*context.selected_objects}
            chosen = [obj for obj in chosen if obj.propsmith_placeholder.prop in selected]
        if not chosen:
            self.report({"ERROR"}, say("Select a prop that stands in the place of a placeholder"))
            return {"CANCELLED"}
        replacing.restore(chosen)
        self.report({"INFO"}, say(f"Placeholders restored: {len(chosen)}"))
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_tag_placeholders, PROPSMITH_OT_restore_placeholders)
)
