"""The diffusion model that the artist has chosen, and the licence that it may need."""

from __future__ import annotations

import bpy

from ...nerf_sds import models
from ..translations import say
from . import farm
from .properties import chosen_model as chosen


def obstacle(context: bpy.types.Context) -> str:
    """Returns one line that says why the chosen model cannot be used; empty if it can."""
    try:
        models.check(chosen(context), bpy.app.online_access or not farm.needs_engine(context))
    except ValueError as error:
        return str(error)
    return ""


def summary(context: bpy.types.Context) -> str:
    """Returns one line that describes the chosen model."""
    try:
        model = models.find(chosen(context))
    except ValueError as error:
        return str(error)
    if model.source in models.BUILT_IN:
        return "Built in: nothing is downloaded"
    if model.folder and models.is_whole(model.folder):
        return f"On this machine: {model.folder}"
    licence = model.licence or "see its page"
    return f"{model.download or '?'} GB are downloaded when it is first used; licence: {licence}"


def suggestions(text: str) -> list[tuple[str, str]]:
    """Returns (name, description) of each model whose name contains the text."""
    known = [(models.SHIPPED, "built in")]
    known += [(model.name, f"{model.download} GB, {model.licence}") for model in models.MODELS.values()]
    return [(name, facts) for name, facts in known if text.lower() in name]


def needs_licence(context: bpy.types.Context) -> bool:
    """True if the artist must accept the chosen model's licence before using it."""
    try:
        model = models.find(chosen(context))
    except ValueError:
        return False
    return model.non_commercial and model.source not in models.accepted()


class PROPSMITH_OT_accept_licence(bpy.types.Operator):
    """Accept the licence of the chosen diffusion model, which forbids commercial use of what it makes. Read it first"""

    bl_idname = "propsmith.accept_licence"
    bl_label = "Accept Its Licence"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return needs_licence(context)

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        return context.window_manager.invoke_confirm(self, event)

    def execute(self, context: bpy.types.Context) -> set[str]:
        model = models.accept(chosen(context))
        self.report({"INFO"}, say(f"Accepted for {model.name}: {model.licence}"))
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_accept_licence,))
