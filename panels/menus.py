"""The menus that contain every operator, because F3 finds only operators in menus; and the presets' button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import bpy
from bl_ui.utils import PresetPanel

from ..operators import (
    arrival,
    concept,
    dressing,
    environment,
    explore,
    farm_verbs,
    job_verbs,
    row_verbs,
    self_test,
    storage,
)
from ..operators.add import PROPSMITH_OT_add
from ..operators.batch_verbs import PROPSMITH_OT_batch
from ..operators.generate import PROPSMITH_OT_cancel, PROPSMITH_OT_generate, PROPSMITH_OT_resume
from ..operators.quads.operator import PROPSMITH_OT_quads
from ..operators.queue import job_list
from ..operators.regenerate import PROPSMITH_OT_regenerate
from ..operators.scene import placeholders, props
from ..operators.settings import diffusion_model, presets
from ..operators.settings.properties import ROOT_PACKAGE
from ..operators.texturing.operator import PROPSMITH_OT_texture_mesh


@dataclass(frozen=True)
class Entry:
    """An operator in a menu. Its name must be clear on its own, because a search lists it among all of Blender's."""

    verb: type
    text: str = ""  # replaces the operator's label, which may be clear only in its panel
    given: Mapping[str, bool] = field(default_factory=dict)  # properties of the operator
    choice: str = ""  # an enum property of the operator; its items become a submenu


class SubMenu(bpy.types.Menu):
    """Base of the menus that list operators. A subclass sets `entries`."""

    entries: tuple[Entry, ...] = ()

    def draw(self, context: bpy.types.Context) -> None:
        self.layout.operator_context = "INVOKE_DEFAULT"
        for entry in self.entries:
            text = entry.text or entry.verb.bl_label
            if entry.choice:
                self.layout.operator_menu_enum(entry.verb.bl_idname, entry.choice, text=text)
                continue
            button = self.layout.operator(entry.verb.bl_idname, text=text)
            for name, value in entry.given.items():
                setattr(button, name, value)


class PROPSMITH_MT_prop(SubMenu):
    """One prop, and what it may look like"""

    bl_label = "Prop"
    entries = (
        Entry(PROPSMITH_OT_generate),
        Entry(PROPSMITH_OT_generate, text="Generate from Selected Mesh", given={"from_mesh": True}),
        Entry(PROPSMITH_OT_texture_mesh),
        Entry(concept.PROPSMITH_OT_concept, text="Draw a Concept"),
        Entry(concept.PROPSMITH_OT_stop_concept, text="Stop Drawing the Concept"),
        Entry(concept.PROPSMITH_OT_close_concept),
        Entry(explore.PROPSMITH_OT_explore, text="Explore Several Seeds"),
        Entry(explore.PROPSMITH_OT_pick, text="Pick the Selected Seed"),
        Entry(explore.PROPSMITH_OT_delete_unpicked, text="Delete the Seeds That Were Not Picked"),
        Entry(arrival.PROPSMITH_OT_frame, text="Frame What Came Last"),
        Entry(arrival.PROPSMITH_OT_select, text="Select What Came Last"),
        Entry(arrival.PROPSMITH_OT_show_textures, text="Show Textures in Solid View"),
        Entry(PROPSMITH_OT_regenerate),
        Entry(PROPSMITH_OT_regenerate, text="Regenerate This Object from Its Seed", given={"same_seed": True}),
        Entry(PROPSMITH_OT_quads),
    )


class PROPSMITH_MT_many(SubMenu):
    """Many props of a list, or in the place of placeholders"""

    bl_label = "Many Props"
    entries = (
        Entry(PROPSMITH_OT_batch),
        Entry(PROPSMITH_OT_batch, text="Dry Run of Many Props", given={"dry_run": True}),
        Entry(row_verbs.PROPSMITH_OT_import_rows, text="Add the Rows of a File to the List of Props"),
        Entry(row_verbs.PROPSMITH_OT_add_row, text="Add a Row to the List of Props"),
        Entry(row_verbs.PROPSMITH_OT_remove_row, text="Remove the Row from the List of Props"),
        Entry(row_verbs.PROPSMITH_OT_clear_rows, text="Remove All Rows from the List of Props"),
        Entry(row_verbs.PROPSMITH_OT_move_row, text="Move the Row in the List of Props", choice="direction"),
        Entry(dressing.PROPSMITH_OT_tag_placeholders),
        Entry(dressing.PROPSMITH_OT_restore_placeholders),
    )


class PROPSMITH_MT_jobs(SubMenu):
    """What runs, what waits, and the props of the past"""

    bl_label = "Jobs"
    entries = (
        Entry(PROPSMITH_OT_cancel, text="Cancel the Prop That Is Made"),
        Entry(job_verbs.PROPSMITH_OT_cancel_all, text="Cancel All Props"),
        Entry(job_verbs.PROPSMITH_OT_pause, text="Pause Making Props"),
        Entry(job_verbs.PROPSMITH_OT_run_queue, text="Continue Making Props"),
        Entry(PROPSMITH_OT_resume, text="Resume the Newest Prop"),
        Entry(job_verbs.PROPSMITH_OT_resume_left, text="Resume All Props Left Over"),
        Entry(job_verbs.PROPSMITH_OT_repeat_job, text="Make the Selected Job Again"),
        Entry(
            job_verbs.PROPSMITH_OT_repeat_job, text="Make the Selected Job with a New Seed", given={"new_seed": True}
        ),
        Entry(job_verbs.PROPSMITH_OT_refine_job, text="Refine the Selected Job Further"),
        Entry(job_verbs.PROPSMITH_OT_cancel_job, text="Take the Selected Job Out of the Queue"),
        Entry(job_verbs.PROPSMITH_OT_move_job, text="Move the Selected Job in the Queue", choice="direction"),
        Entry(job_verbs.PROPSMITH_OT_delete_job, text="Delete the Selected Job from the Disk"),
        Entry(job_list.PROPSMITH_OT_list_jobs, text="Refresh the List of Jobs"),
    )


class PROPSMITH_MT_setting_up(SubMenu):
    """The engine, the diffusion model, the farm and the disk"""

    bl_label = "Setting Up"
    entries = (
        Entry(environment.PROPSMITH_OT_install, text="Install Propsmith's Engine"),
        Entry(environment.PROPSMITH_OT_stop_installing, text="Stop Installing Propsmith's Engine"),
        Entry(environment.PROPSMITH_OT_copy_command, text="Copy the Command That Installs Propsmith's Engine"),
        Entry(diffusion_model.PROPSMITH_OT_accept_licence, text="Accept the Diffusion Model's Licence"),
        Entry(farm_verbs.PROPSMITH_OT_farm_login, text="Log in to the Farm"),
        Entry(farm_verbs.PROPSMITH_OT_farm_logout, text="Log out of the Farm"),
        Entry(farm_verbs.PROPSMITH_OT_try_farm, text="Try the Farm"),
        Entry(farm_verbs.PROPSMITH_OT_install_ray, text="Install Ray for the Farm"),
        Entry(self_test.PROPSMITH_OT_check, text="Check Propsmith's Python"),
        Entry(self_test.PROPSMITH_OT_self_test, text="Run Propsmith's Self-Test"),
        Entry(self_test.PROPSMITH_OT_stop_self_test, text="Stop Propsmith's Self-Test"),
        Entry(storage.PROPSMITH_OT_measure_storage, text="Measure Propsmith's Disk Use"),
    )


class PROPSMITH_MT_verbs(bpy.types.Menu):
    """All that Propsmith can do"""

    bl_idname = "PROPSMITH_MT_verbs"
    bl_label = "Propsmith"

    def draw(self, context: bpy.types.Context) -> None:
        for part in PARTS:
            self.layout.menu(part.__name__)
        self.layout.separator()
        self.layout.operator("preferences.addon_show", text="Propsmith Preferences").module = ROOT_PACKAGE


PARTS = (PROPSMITH_MT_prop, PROPSMITH_MT_many, PROPSMITH_MT_jobs, PROPSMITH_MT_setting_up)


class PROPSMITH_PT_presets(PresetPanel, bpy.types.Panel):
    """The presets of the scene's settings"""

    bl_label = "Propsmith Presets"
    preset_subdir = presets.SUBDIR
    preset_operator = "script.execute_preset"
    preset_add_operator = presets.PROPSMITH_OT_add_preset.bl_idname


def draw_prop_verbs(layout: bpy.types.UILayout) -> None:
    """Draws the buttons for the active prop."""
    layout.operator(PROPSMITH_OT_regenerate.bl_idname, icon="FILE_REFRESH")
    text = "Same Seed with the Chosen Preset"
    layout.operator(PROPSMITH_OT_regenerate.bl_idname, icon="LOOP_BACK", text=text).same_seed = True
    layout.operator(PROPSMITH_OT_quads.bl_idname, icon="MESH_GRID")


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


_register, _unregister = bpy.utils.register_classes_factory((*PARTS, PROPSMITH_MT_verbs, PROPSMITH_PT_presets))


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
