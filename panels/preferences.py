"""The extension's preferences: the engine, the diffusion model, the farm, the self-test and the disk use."""

from __future__ import annotations

import bpy
from bpy.props import EnumProperty, FloatProperty, IntProperty, StringProperty

from ..operators import environment, self_test, storage
from ..operators.settings import diffusion_model
from ..operators.settings.farm import AUTO, CLUSTER, LEAST_SHARE, OFF, Farm
from ..operators.settings.properties import ROOT_PACKAGE
from ..operators.translations import CONTEXT, say
from .farm import draw_farm
from .installation import draw_installation
from .text import draw_findings


def _model_names(self: bpy.types.AddonPreferences, context: bpy.types.Context, text: str) -> list[tuple[str, str]]:
    return diffusion_model.suggestions(text)


def _keep_worker(self: bpy.types.AddonPreferences, context: bpy.types.Context) -> None:
    environment.keep_worker(self.worker_stays)


class Preferences(bpy.types.AddonPreferences):
    """Settings that no .blend file can change."""

    bl_idname = ROOT_PACKAGE

    worker_python: StringProperty(
        name="Worker Python",
        translation_context=CONTEXT,
        description="A Python that has the engine's packages. Empty: the environment that Propsmith installs",
        subtype="FILE_PATH",
    )

    worker_stays: IntProperty(
        name="Worker Stays",
        translation_context=CONTEXT,
        description=(
            "Seconds that the worker waits for the next job, which then starts at once. It keeps memory, but gives "
            "that of the GPU back. 0: it ends with each job"
        ),
        default=environment.SECONDS_TO_STAY,
        min=0,
        max=3600,
        update=_keep_worker,
    )

    model: StringProperty(
        name="Diffusion Model",
        translation_context=CONTEXT,
        description=(
            "world, the built-in one; sd-1.5, sd-2.1, mvdream, if-i-m, if-i-l or if-i-xl, which are downloaded when "
            "first used; another of the hub as owner/name; or a folder in diffusers' format"
        ),
        default="world",
        search=_model_names,
        search_options={"SUGGESTION"},
    )

    farm: EnumProperty(
        name="Farm",
        translation_context=CONTEXT,
        description="Where the props of the queue are made",
        items=[
            (OFF, "Off", "One after the other, by a worker on this machine"),
            (AUTO, "This Machine", "Several at a time, on all GPUs of this machine, by a Ray of Propsmith's own"),
            (CLUSTER, "Cluster", "By a cluster of Ray, which needs no GPU and no engine on this machine"),
        ],
    )

    farm_address: StringProperty(
        name="Address",
        translation_context=CONTEXT,
        description="Of the cluster's dashboard, as host:port or https://host:port",
    )

    farm_share: FloatProperty(
        name="GPU per Prop",
        translation_context=CONTEXT,
        description="The share of a GPU that a prop gets: with a half, two are made on each at a time",
        default=Farm.share,
        min=LEAST_SHARE,
        max=1.0,
        precision=2,
    )

    def draw(self, context: bpy.types.Context) -> None:
        self._draw_engine(context, self.layout.box())
        self._draw_model(context, self.layout.box())
        draw_farm(context, self, self.layout.box())
        draw_test(self.layout.box())
        draw_storage(self.layout.box())

    def _draw_engine(self, context: bpy.types.Context, layout: bpy.types.UILayout) -> None:
        layout.label(text="Engine", icon="PREFERENCES")
        layout.prop(self, "worker_python")
        layout.prop(self, "worker_stays")
        try:
            layout.label(text=say(f"The worker runs in {environment.worker_python(context)}"), icon="CHECKMARK")
        except ValueError as error:
            layout.label(text=say(str(error)), icon="ERROR")
        draw_installation(context, layout)

    def _draw_model(self, context: bpy.types.Context, layout: bpy.types.UILayout) -> None:
        layout.label(text="Diffusion Model", icon="IMAGE_DATA")
        layout.prop(self, "model")
        layout.label(text=say(diffusion_model.summary(context)), icon="INFO")
        if obstacle := diffusion_model.obstacle(context):
            layout.label(text=say(obstacle), icon="ERROR")
        if diffusion_model.needs_licence(context):
            layout.operator(diffusion_model.PROPSMITH_OT_accept_licence.bl_idname)


def draw_test(layout: bpy.types.UILayout) -> None:
    """Draws the buttons that start a test, and a line for each finding."""
    layout.label(text="Self-Test", icon="CHECKBOX_HLT")
    row = layout.row()
    row.operator(self_test.PROPSMITH_OT_check.bl_idname, icon="VIEWZOOM")
    if self_test.is_testing():
        row.operator(self_test.PROPSMITH_OT_stop_self_test.bl_idname, icon="CANCEL")
    else:
        row.operator(self_test.PROPSMITH_OT_self_test.bl_idname, icon="PLAY")
    draw_findings(layout, self_test.findings())
    if self_test.test and self_test.test.error:
        layout.label(text=say(self_test.test.error), icon="ERROR")


def draw_storage(layout: bpy.types.UILayout) -> None:
    """Draws the size of each folder that Propsmith keeps, with a button to delete it if it can be restored."""
    layout.label(text="Disk Use", icon="DISK_DRIVE")
    layout.operator(storage.PROPSMITH_OT_measure_storage.bl_idname, icon="FILE_REFRESH")
    for measured in storage.measuring.said if storage.measuring else ():
        place = measured.place
        row = layout.row()
        row.label(text=f"{say(place.title)}: {say(measured.amount)}", translate=False)
        row.operator("wm.path_open", text="", icon="FILE_FOLDER").filepath = str(place.folder)
        column = row.column()
        column.enabled = place.removable
        column.operator(storage.PROPSMITH_OT_remove_stored.bl_idname, text="", icon="TRASH").name = place.name
    if storage.measuring and storage.measuring.error:
        layout.label(text=say(storage.measuring.error), icon="ERROR")


_register, unregister = bpy.utils.register_classes_factory((Preferences,))


def register() -> None:
    _register()
    if addon := bpy.context.preferences.addons.get(ROOT_PACKAGE):  # not, if Propsmith was loaded without being enabled
        environment.keep_worker(addon.preferences.worker_stays)
