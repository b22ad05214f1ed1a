"""The menus in which every verb stands: F3 finds only what is in one. And the presets' button."""

from __future__ import annotations

import bpy
from bl_ui.utils import PresetPanel

from ..operators import (
    arrival,
    concept,
    diffusion_model,
    dressing,
    environment,
    explore,
    farm_verbs,
    job_list,
    job_verbs,
    placeholders,
    presets,
    props,
    row_verbs,
    self_test,
    storage,
)
from ..operators.add import PROPSMITH_OT_add
from ..operators.batch_verbs import PROPSMITH_OT_batch
from ..operators.generate import PROPSMITH_OT_cancel, PROPSMITH_OT_generate, PROPSMITH_OT_resume
from ..operators.properties import ROOT_PACKAGE
from ..operators.regenerate import PROPSMITH_OT_regenerate

VERBS = (
    concept.PROPSMITH_OT_concept,
    concept.PROPSMITH_OT_stop_concept,
    PROPSMITH_OT_generate,
    explore.PROPSMITH_OT_explore,
    PROPSMITH_OT_batch,
    PROPSMITH_OT_cancel,
    PROPSMITH_OT_resume,
)
LIST = (
    row_verbs.PROPSMITH_OT_add_row,
    row_verbs.PROPSMITH_OT_remove_row,
    row_verbs.PROPSMITH_OT_clear_rows,
    row_verbs.PROPSMITH_OT_import_rows,
)
ARRIVED = (arrival.PROPSMITH_OT_frame, arrival.PROPSMITH_OT_select, arrival.PROPSMITH_OT_show_textures)
PLACEHOLDERS = (dressing.PROPSMITH_OT_tag_placeholders, dressing.PROPSMITH_OT_restore_placeholders)
QUEUE = (
    job_verbs.PROPSMITH_OT_pause,
    job_verbs.PROPSMITH_OT_run_queue,
    job_verbs.PROPSMITH_OT_cancel_all,
    job_verbs.PROPSMITH_OT_resume_left,
    job_list.PROPSMITH_OT_list_jobs,
)
SELECTED_JOB = (
    job_verbs.PROPSMITH_OT_repeat_job,
    job_verbs.PROPSMITH_OT_refine_job,
    explore.PROPSMITH_OT_pick,
    explore.PROPSMITH_OT_delete_unpicked,
    job_verbs.PROPSMITH_OT_cancel_job,
    job_verbs.PROPSMITH_OT_delete_job,
)
SETTING_UP = (
    environment.PROPSMITH_OT_install,
    environment.PROPSMITH_OT_stop_installing,
    environment.PROPSMITH_OT_copy_command,
    diffusion_model.PROPSMITH_OT_accept_licence,
    farm_verbs.PROPSMITH_OT_farm_login,
    farm_verbs.PROPSMITH_OT_farm_logout,
    farm_verbs.PROPSMITH_OT_try_farm,
    farm_verbs.PROPSMITH_OT_install_ray,
    self_test.PROPSMITH_OT_check,
    self_test.PROPSMITH_OT_self_test,
    self_test.PROPSMITH_OT_stop_self_test,
    storage.PROPSMITH_OT_measure_storage,
)


class PROPSMITH_MT_verbs(bpy.types.Menu):
    """All that Propsmith can do"""

    bl_idname = "PROPSMITH_MT_verbs"
    bl_label = "Propsmith"

    def draw(self, context: bpy.types.Context) -> None:
        self.layout.operator_context = "INVOKE_DEFAULT"
        for group in (VERBS, ARRIVED, LIST, PLACEHOLDERS, QUEUE, SELECTED_JOB, SETTING_UP):
            for operator in group:
                self.layout.operator(operator.bl_idname)
            if group is VERBS:
                text = "Generate from Selected Mesh"
                self.layout.operator(PROPSMITH_OT_generate.bl_idname, text=text).from_mesh = True
            if group is LIST:
                text = "Dry Run of Many Props"
                self.layout.operator(PROPSMITH_OT_batch.bl_idname, text=text).dry_run = True
                self.layout.operator_menu_enum(row_verbs.PROPSMITH_OT_move_row.bl_idname, "direction")
            if group is SELECTED_JOB:
                self.layout.operator_menu_enum(job_verbs.PROPSMITH_OT_move_job.bl_idname, "direction")
            self.layout.separator()
        draw_prop_verbs(self.layout)
        self.layout.separator()
        self.layout.operator("preferences.addon_show", text="Propsmith Preferences").module = ROOT_PACKAGE


class PROPSMITH_PT_presets(PresetPanel, bpy.types.Panel):
    """The presets of the scene's settings"""

    bl_label = "Propsmith Presets"
    preset_subdir = presets.SUBDIR
    preset_operator = "script.execute_preset"
    preset_add_operator = presets.PROPSMITH_OT_add_preset.bl_idname


def draw_prop_verbs(layout: bpy.types.UILayout) -> None:
    """What can be done with the active prop."""
    layout.operator(PROPSMITH_OT_regenerate.bl_idname, icon="FILE_REFRESH")
    text = "Same Seed with the Chosen Preset"
    layout.operator(PROPSMITH_OT_regenerate.bl_idname, icon="LOOP_BACK", text=text).same_seed = True


def _draw_on_object(self: bpy.types.Menu, context: bpy.types.Context) -> None:
    self.layout.separator()
    self.layout.operator_context = "INVOKE_DEFAULT"
    if not props.is_prop(context.object):
        self.layout.operator(dressing.PROPSMITH_OT_tag_placeholders.bl_idname, icon="CUBE")
        return
    draw_prop_verbs(self.layout)
    if behind := placeholders.behind(context.object):
        text = "Restore Placeholders" if placeholders.prompt_of(behind) else "Restore What It Started From"
        verb = dressing.PROPSMITH_OT_restore_placeholders.bl_idname
        self.layout.operator(verb, icon="CUBE", text=text).selected = True


def _draw_in_add(self: bpy.types.Menu, context: bpy.types.Context) -> None:
    self.layout.operator_context = "INVOKE_REGION_WIN"
    self.layout.operator(PROPSMITH_OT_add.bl_idname, icon="SHADERFX")


def _draw_in_edit(self: bpy.types.Menu, context: bpy.types.Context) -> None:
    self.layout.menu(PROPSMITH_MT_verbs.bl_idname, icon="SHADERFX")


_register, _unregister = bpy.utils.register_classes_factory((PROPSMITH_MT_verbs, PROPSMITH_PT_presets))


def register() -> None:
    _register()
    bpy.types.VIEW3D_MT_add.append(_draw_in_add)
    bpy.types.TOPBAR_MT_edit.append(_draw_in_edit)
    bpy.types.VIEW3D_MT_object_context_menu.append(_draw_on_object)


def unregister() -> None:
    bpy.types.VIEW3D_MT_object_context_menu.remove(_draw_on_object)
    bpy.types.TOPBAR_MT_edit.remove(_draw_in_edit)
    bpy.types.VIEW3D_MT_add.remove(_draw_in_add)
    _unregister()
