"""The operators that edit the rows of `scene.propsmith_list`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.props import StringProperty

from ..nerf_sds.jobs import batch, batch_file
from .settings.prop_list import FILEPATH
from .settings.properties import DIRECTION, PROMPT
from .translations import say


def add(context: bpy.types.Context, values: dict[str, Any]) -> None:
    """Adds a row at the end of the list. The scene's seed and size are used where `values` has none."""
    listed, settings = context.scene.propsmith_list, context.scene.propsmith
    row = listed.rows.add()
    for name, value in ({"seed": settings.seed, "size": settings.size} | values).items():
        setattr(row, name, value)
    listed.active = len(listed.rows) - 1


class _RowVerb(bpy.types.Operator):
    """Base of the operators that act on the selected row."""

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

    direction: DIRECTION

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
        default=";".join(f"*{form}" for form in batch_file.FORMATS),
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            found = batch_file.read(Path(bpy.path.abspath(self.filepath)))
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


register, unregister = bpy.utils.register_classes_factory(
    (
        PROPSMITH_OT_add_row,
        PROPSMITH_OT_remove_row,
        PROPSMITH_OT_move_row,
        PROPSMITH_OT_clear_rows,
        PROPSMITH_OT_import_rows,
    )
)
