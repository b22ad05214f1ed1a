"""`scene.propsmith_list`: what lists the many props that the artist wants, and the verbs that edit its rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.props import CollectionProperty, EnumProperty, IntProperty, PointerProperty, StringProperty

from ..nerf_sds import batch, models, rows
from .properties import PRESETS, PROMPT, SEED, SIZE
from .translations import say

ROWS, TEXT, FILE, PLACEHOLDERS = "ROWS", "TEXT", "FILE", "PLACEHOLDERS"  # of `source`
AS_ABOVE = "AS_ABOVE"

SOURCE = EnumProperty(
    name="Source",
    description="What lists the props",
    items=[
        (ROWS, "Rows", "The rows below, which are kept in this file", "COLLAPSEMENU", 0),
        (TEXT, "Text", "A text of this file: a prompt a line, or a table if its name ends in .csv or .json", "TEXT", 1),
        (FILE, "File", "A .txt with a prompt a line, or a .csv or .json with columns", "FILE", 2),
        (
            PLACEHOLDERS,
            "Placeholders",
            "The objects of this scene that have a prompt, or a name such as prompt: a red barrel",
            "EMPTY_AXIS",
            3,
        ),
    ],
    options={"SKIP_SAVE"},
)
FILEPATH = StringProperty(
    name="File",
    description="A .txt with a prompt a line, or a .csv or .json with columns",
    subtype="FILE_PATH",
    options={"SKIP_SAVE"},
)


def _models(self: bpy.types.PropertyGroup, context: bpy.types.Context, text: str) -> list[str]:
    return [name for name in (models.BUILT_IN[0], *models.MODELS) if text.lower() in name]


def _objects(self: bpy.types.PropertyGroup, context: bpy.types.Context, text: str) -> list[str]:
    return [obj.name for obj in context.scene.objects if text.lower() in obj.name.lower()]


class ListedProp(bpy.types.PropertyGroup):
    """A row; `name` is that of its job's folder, if it gives one."""

    prompt: PROMPT
    seed: SEED
    size: SIZE
    count: IntProperty(
        name="Count", description="How many props of seeds that follow each other", default=1, min=1, max=batch.MOST
    )
    preset: EnumProperty(
        name="Preset",
        description="How much work goes into the prop",
        items=[(AS_ABOVE, "As Above", "As the settings of the scene say"), *PRESETS],
    )
    prior: StringProperty(
        name="Model",
        description="The diffusion model, by its name. Empty: that of the preferences",
        search=_models,
        search_options={"SUGGESTION"},
    )
    placeholder: StringProperty(
        name="Placeholder",
        description="The object in whose place the prop comes. Empty: it stands in a grid",
        search=_objects,
        search_options={"SUGGESTION"},
    )

    @property
    def values(self) -> dict[str, Any]:
        """As a Row has them."""
        preset = "" if self.preset == AS_ABOVE else self.preset
        optional = {"preset": preset, "prior": self.prior, "placeholder": self.placeholder, "name": self.name}
        given = {column: value.strip() for column, value in optional.items() if value.strip()}
        size = round(self.size, 6)  # Blender keeps it in single precision
        return {"prompt": self.prompt, "seed": self.seed, "size": size, "count": self.count} | given


class PropList(bpy.types.PropertyGroup):
    """`scene.propsmith_list`."""

    source: SOURCE
    rows: CollectionProperty(type=ListedProp, name="Rows", description="A prop each, or several")
    active: IntProperty(name="Selected", description="The selected row")
    text: PointerProperty(type=bpy.types.Text, name="Text", description="A text of this file that lists the props")
    filepath: FILEPATH


def add(context: bpy.types.Context, values: dict[str, Any]) -> None:
    """A row at the end, with what the scene's settings say where no value is given."""
    listed, settings = context.scene.propsmith_list, context.scene.propsmith
    row = listed.rows.add()
    for name, value in ({"seed": settings.seed, "size": settings.size} | values).items():
        setattr(row, name, value)
    listed.active = len(listed.rows) - 1


class _RowVerb(bpy.types.Operator):
    """What is done with the selected row."""

    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        listed = context.scene.propsmith_list
        if not 0 <= listed.active < len(listed.rows):
            cls.poll_message_set(say("There is no row: add one"))
            return False
        return True


class PROPSMITH_OT_add_row(bpy.types.Operator):
    """Add a row to the list of props, with the seed and the size of the scene's settings"""

    bl_idname = "propsmith.add_row"
    bl_label = "Add a Row"
    bl_options = {"REGISTER", "UNDO"}

    prompt: PROMPT

    def execute(self, context: bpy.types.Context) -> set[str]:
        add(context, {"prompt": self.prompt})
        return {"FINISHED"}


class PROPSMITH_OT_remove_row(_RowVerb):
    """Remove the selected row from the list of props"""

    bl_idname = "propsmith.remove_row"
    bl_label = "Remove the Row"

    def execute(self, context: bpy.types.Context) -> set[str]:
        listed = context.scene.propsmith_list
        listed.rows.remove(listed.active)
        listed.active = max(min(listed.active, len(listed.rows) - 1), 0)
        return {"FINISHED"}


class PROPSMITH_OT_move_row(_RowVerb):
    """Have the selected row made earlier or later"""

    bl_idname = "propsmith.move_row"
    bl_label = "Move the Row"

    direction: EnumProperty(
        name="Direction",
        description="Whether it is made earlier or later",
        items=[("UP", "Up", "Earlier"), ("DOWN", "Down", "Later")],
        options={"SKIP_SAVE"},
    )

    def execute(self, context: bpy.types.Context) -> set[str]:
        listed = context.scene.propsmith_list
        target = listed.active + (-1 if self.direction == "UP" else 1)
        if 0 <= target < len(listed.rows):
            listed.rows.move(listed.active, target)
            listed.active = target
        return {"FINISHED"}


class PROPSMITH_OT_clear_rows(_RowVerb):
    """Remove all rows from the list of props"""

    bl_idname = "propsmith.clear_rows"
    bl_label = "Remove All Rows"

    def execute(self, context: bpy.types.Context) -> set[str]:
        context.scene.propsmith_list.rows.clear()
        return {"FINISHED"}


class PROPSMITH_OT_import_rows(bpy.types.Operator):
    """Add the rows of a file to the list of props: a .txt with a prompt a line, or a .csv or .json with columns"""

    bl_idname = "propsmith.import_rows"
    bl_label = "Add the Rows of a File"
    bl_options = {"REGISTER", "UNDO"}

    filepath: FILEPATH
    filter_glob: StringProperty(
        name="Filter",
        description="Which files are shown",
        default=";".join(f"*{form}" for form in rows.FORMATS),
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            found = rows.read(Path(bpy.path.abspath(self.filepath)))
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        common = context.scene.propsmith.request(prompt="a prop")
        added = 0
        for row in found:
            try:
                if row.reason or not [*batch.requests(row.values, common)]:
                    raise ValueError(row.reason)
            except ValueError as error:
                self.report({"WARNING"}, say(f"Row {row.number}: {error}"))
            else:
                add(context, row.values)
                added += 1
        self.report({"INFO"}, say(f"{added} of {len(found)} rows were added"))
        return {"FINISHED"}


_register, _unregister = bpy.utils.register_classes_factory(
    (
        ListedProp,
        PropList,
        PROPSMITH_OT_add_row,
        PROPSMITH_OT_remove_row,
        PROPSMITH_OT_move_row,
        PROPSMITH_OT_clear_rows,
        PROPSMITH_OT_import_rows,
    )
)


def register() -> None:
    _register()
    bpy.types.Scene.propsmith_list = PointerProperty(type=PropList)


def unregister() -> None:
    del bpy.types.Scene.propsmith_list
    _unregister()
