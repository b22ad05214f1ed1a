"""The operator that makes many props: from rows in the panel, a text, a file, or placeholders."""

from __future__ import annotations

import textwrap
from pathlib import Path

import bpy
from bpy.props import BoolProperty, StringProperty

from ..nerf_sds.jobs import batch_file
from .environment import tried_python
from .generate import PRIOR, Starter, requested
from .queue import batch, blocking, driver
from .queue.batch import Batch
from .queue.batch_order import BatchOrder, order
from .settings import prop_list
from .settings.prop_list import FILEPATH, SOURCE
from .settings.properties import PRESET, SIZE
from .translations import say

MOST_LINES = 10  # most lines that are shown about failed rows, and about ignored words
LINE = 72  # most characters of a line in the dialog


class PROPSMITH_OT_batch(Starter):
    """Make many props, one after the other. What is finished already is not made again, and a bad row stops no other"""

    bl_idname = "propsmith.batch"
    bl_label = "Make Many Props"

    source: SOURCE
    filepath: FILEPATH
    text: StringProperty(
        name="Text",
        description="The name of a text of this file. Not given: that of the scene's settings",
        options={"HIDDEN", "SKIP_SAVE"},
    )
    preset: PRESET
    size: SIZE
    prior: PRIOR
    dry_run: BoolProperty(
        name="Dry Run",
        description="Make nothing, tell what would be made, time and disk",
        options={"SKIP_SAVE"},
    )
    record: StringProperty(
        name="Record",
        description="The folder for batch.json, which has the state of each row. Not given: that of the jobs",
        subtype="DIR_PATH",
        options={"HIDDEN", "SKIP_SAVE"},
    )

    @classmethod
    def description(cls, context: bpy.types.Context, properties: bpy.types.OperatorProperties) -> str:
        return say("Make nothing, tell what would be made, time and disk") if properties.dry_run else ""

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if self.dry_run:
            return self.execute(context)
        if not self.properties.is_property_set("filepath"):
            return self._start(context)
        try:
            self.asked = self._planned(context)[1]
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        return context.window_manager.invoke_props_dialog(self, width=500, confirm_text="Make Many Props")

    def draw(self, context: bpy.types.Context) -> None:
        column = self.layout.column(align=True)
        column.label(text=self.filepath, icon="FILE", translate=False)
        for text, icon in [
            (self.asked.outlook, "TIME"),
            *((line, "ERROR") for line in self.asked.complaints(MOST_LINES)),
            *((line, "INFO") for line in self.asked.remarks(MOST_LINES)),
        ]:
            for number, line in enumerate(textwrap.wrap(say(text), LINE)):
                column.label(text=line, icon="BLANK1" if number else icon, translate=False)

    def begin(self, context: bpy.types.Context) -> None:
        python = tried_python(context)
        ordered, self.planned = self._planned(context)
        record = Path(bpy.path.abspath(self.record)) if self.record else self.planned.parent
        batch.begin(context, python, ordered, self.planned, record)

    def execute(self, context: bpy.types.Context) -> set[str]:
        if hasattr(self, "asked"):
            return self._start(context)
        return self._tell(context) if self.dry_run else super().execute(context)

    def finish(self, context: bpy.types.Context) -> set[str]:
        blocking.pump(_print_and_look)
        batch.look()
        self._report_failed(self.planned)
        if self.planned.waiting:
            self.report({"ERROR"}, say(driver.status.error or "Stopped: the same batch goes on where it stood"))
            return {"CANCELLED"}
        self.report({"INFO"}, say(self.planned.line))
        failures = driver.status.failures
        if failures and not self.planned.failed:  # a finished prop could not be placed
            self.report({"WARNING"}, say(failures[-1]))
        return {"CANCELLED"} if failures or self.planned.failed else {"FINISHED"}

    def _start(self, context: bpy.types.Context) -> set[str]:
        started = super().invoke(context, None)
        if started == {"FINISHED"}:
            self._report_failed(self.planned)
            batch.follow()
        return started

    def _planned(self, context: bpy.types.Context) -> tuple[BatchOrder, Batch]:
        """Returns the order and its plan. Raises ValueError with one line if no row can be read."""
        listed, given = context.scene.propsmith_list, self.properties.is_property_set
        source = self.source if given("source") else listed.source
        if not given("source") and (given("filepath") or given("text")):
            source = prop_list.FILE if given("filepath") else prop_list.TEXT
        name = ""
        if source == prop_list.FILE:
            name = self.filepath if given("filepath") else listed.filepath
        elif source == prop_list.TEXT:
            name = self.text if given("text") else getattr(listed.text, "name", "")
        common = requested(self, context, prompt="a prop")
        ordered = order(context, source, name)
        return ordered, batch.plan(context, ordered, common)

    def _tell(self, context: bpy.types.Context) -> set[str]:
        try:
            _, planned = self._planned(context)
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        self._report_failed(planned)
        for line in planned.remarks(MOST_LINES):
            self.report({"INFO"}, say(line))
        self.report({"INFO"}, say(planned.outlook))
        return {"CANCELLED"} if planned.failed else {"FINISHED"}

    def _report_failed(self, planned: Batch) -> None:
        for line in planned.complaints(MOST_LINES):
            self.report({"WARNING"}, say(line))


class PROPSMITH_FH_list(bpy.types.FileHandler):
    """Lists of props that are dropped into a viewport"""

    bl_idname = "PROPSMITH_FH_list"
    bl_label = "List of Props"
    bl_import_operator = PROPSMITH_OT_batch.bl_idname
    bl_file_extensions = ";".join(batch_file.FORMATS)

    @classmethod
    def poll_drop(cls, context: bpy.types.Context) -> bool:
        return context.area is not None and context.area.type == "VIEW_3D"


def _print_and_look(line: str) -> None:
    print(line)
    batch.look()


_register, _unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_batch, PROPSMITH_FH_list))


def register() -> None:
    _register()


def unregister() -> None:
    _unregister()
    batch.close()
