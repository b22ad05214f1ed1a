"""Which diffusion model the artist has chosen, and the licence that it may need."""

from __future__ import annotations

import bpy

from ..nerf_sds import models
from .properties import ROOT_PACKAGE


def chosen(context: bpy.types.Context) -> str:
    """The model's name, hub id or folder, from the preferences: no .blend file can change it."""
    return context.preferences.addons[ROOT_PACKAGE].preferences.model.strip() or models.BUILT_IN[0]


def obstacle(context: bpy.types.Context) -> str:
    """Why the chosen model cannot be used, in one line, or nothing."""
    try:
        models.check(chosen(context), bpy.app.online_access)
    except ValueError as error:
        return str(error)
    return ""


def needs_licence(context: bpy.types.Context) -> bool:
    """Whether the chosen model waits for its licence to be accepted."""
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
        self.report({"INFO"}, f"Accepted for {model.name}: {model.licence}")
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_accept_licence,))
