"""The add-on's preferences: which Python runs the worker, and which diffusion model draws."""

from __future__ import annotations

import bpy
from bpy.props import StringProperty

from ..operators import diffusion_model, environment
from ..operators.properties import ROOT_PACKAGE


class Preferences(bpy.types.AddonPreferences):
    """What no .blend file can change."""

    bl_idname = ROOT_PACKAGE

    worker_python: StringProperty(
        name="Worker Python",
        description="A Python that has the engine's packages. Empty: the environment that Propsmith installs",
        subtype="FILE_PATH",
    )

    model: StringProperty(
        name="Diffusion Model",
        description=(
            "toybox, the built-in one; sd-1.5, sd-2.1, mvdream, if-i-m, if-i-l or if-i-xl, which are downloaded when "
            "first used; another of the hub as owner/name; or a folder in diffusers' format"
        ),
        default="toybox",
    )

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.prop(self, "model")
        if obstacle := diffusion_model.obstacle(context):
            layout.label(text=obstacle, icon="ERROR")
        if diffusion_model.needs_licence(context):
            layout.operator(diffusion_model.PROPSMITH_OT_accept_licence.bl_idname)
        layout.prop(self, "worker_python")
        try:
            layout.label(text=f"The worker runs in {environment.worker_python(context)}", icon="CHECKMARK")
        except ValueError as error:
            layout.label(text=str(error), icon="ERROR")
        row = layout.row()
        row.operator(environment.PROPSMITH_OT_check.bl_idname)
        draw_installation(row.column())


def draw_installation(layout: bpy.types.UILayout) -> None:
    """The button that installs the engine, and what came of it."""
    if environment.is_installing():
        layout.operator(environment.PROPSMITH_OT_stop_installing.bl_idname, icon="CANCEL")
    else:
        layout.operator(environment.PROPSMITH_OT_install.bl_idname, icon="IMPORT")
    if environment.installation:
        layout.label(text=environment.installation.line)


register, unregister = bpy.utils.register_classes_factory((Preferences,))
