"""The panel "Many Props": the list, the button that makes the props, and the result of each row."""

from __future__ import annotations

import bpy

from ..operators import environment, row_verbs
from ..operators.batch_verbs import PROPSMITH_OT_batch
from ..operators.queue import batch
from ..operators.settings import prop_list
from ..operators.translations import CONTEXT, say
from .text import draw_text

ICONS = {"WAITING": "TIME", "DONE": "CHECKMARK", "FAILED": "ERROR"}
MOST_LINES = 6  # most lines that are shown about failed rows, and about ignored words


class PROPSMITH_UL_rows(bpy.types.UIList):
    """A row in a line: how it stands, its prompt, how many"""

    def draw_item(self, context, layout, data, item, icon, active_data, active_property, index=0) -> None:
        entry = batch.entry_of(item, index)
        row = layout.row(align=True)
        row.label(text="", icon=ICONS[entry.standing.name] if entry else "BLANK1")
        row.prop(item, "prompt", text="", emboss=False, placeholder="a red mushroom")
        right = row.row()
        right.alignment = "RIGHT"
        right.label(text=say(f"{item.count} props" if item.count > 1 else f"seed {item.seed}"), translate=False)


class PROPSMITH_PT_many_props(bpy.types.Panel):
    """Many props from a list, or in the place of placeholders"""

    bl_label = "Many Props"
    bl_translation_context = CONTEXT
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        listed = context.scene.propsmith_list
        self.layout.prop(listed, "source", text="")
        if listed.source == prop_list.ROWS:
            self._draw_rows(listed)
        elif listed.source == prop_list.TEXT:
            self.layout.template_ID(listed, "text", new="text.new", open="text.open")
        elif listed.source == prop_list.FILE:
            self.layout.prop(listed, "filepath", text="")
        else:
            draw_text(context, self.layout, "Objects with a prompt, or a name such as prompt: a red barrel", "INFO")
        self._draw_verbs(context)
        self._draw_outcome(context)

    def _draw_rows(self, listed: prop_list.PropList) -> None:
        row = self.layout.row()
        row.template_list("PROPSMITH_UL_rows", "", listed, "rows", listed, "active", rows=6, maxrows=10)
        side = row.column(align=True)
        side.operator(row_verbs.PROPSMITH_OT_add_row.bl_idname, text="", icon="ADD")
        side.operator(row_verbs.PROPSMITH_OT_remove_row.bl_idname, text="", icon="REMOVE")
        side.separator()
        side.operator(row_verbs.PROPSMITH_OT_move_row.bl_idname, text="", icon="TRIA_UP").direction = "UP"
        side.operator(row_verbs.PROPSMITH_OT_move_row.bl_idname, text="", icon="TRIA_DOWN").direction = "DOWN"
        side.separator()
        side.operator(row_verbs.PROPSMITH_OT_import_rows.bl_idname, text="", icon="IMPORT")
        side.operator(row_verbs.PROPSMITH_OT_clear_rows.bl_idname, text="", icon="TRASH")
        if 0 <= listed.active < len(listed.rows):
            column = self.layout.column()
            column.use_property_split = True
            column.use_property_decorate = False
            for name in ("seed", "size", "count", "preset", "prior", "placeholder"):
                column.prop(listed.rows[listed.active], name)

    def _draw_verbs(self, context: bpy.types.Context) -> None:
        start = self.layout.column()
        start.scale_y = 1.6
        try:
            environment.makers_python(context)
        except ValueError:  # the first panel says what to do
            start.enabled = False
        start.operator(PROPSMITH_OT_batch.bl_idname, icon="SHADERFX")
        self.layout.operator(PROPSMITH_OT_batch.bl_idname, text="Dry Run", icon="VIEWZOOM").dry_run = True

    def _draw_outcome(self, context: bpy.types.Context) -> None:
        if batch.shown is None:
            return
        draw_text(context, self.layout, batch.shown.line if batch.shown.begun else batch.shown.outlook, "INFO")
        for line in batch.shown.complaints(MOST_LINES):
            draw_text(context, self.layout, line, "ERROR")
        for line in batch.shown.remarks(MOST_LINES):
            draw_text(context, self.layout, line, "INFO")


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_UL_rows, PROPSMITH_PT_many_props))
