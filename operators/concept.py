"""Draws a concept: four pictures of the prompt in seconds, before the artist spends minutes on a prop."""

from __future__ import annotations

from pathlib import Path

import bpy
from bpy.props import StringProperty

from ..nerf_sds import models
from ..nerf_sds.config import DEFAULT_PRESET
from ..nerf_sds.jobs import concept
from ..nerf_sds.words.understanding import understand
from .environment import engine_python
from .generate import PRIOR, requested
from .queue import background
from .settings.properties import PROMPT, SEED
from .translations import say
from .viewport import thumbnails

drawing: background.Task[str] | None = None  # the running or the last drawing of this session
picture = Path()  # the PNG that the drawing writes
notices: list[str] = []  # lines about the words of its prompt


def is_drawing() -> bool:
    """True while a concept is being drawn."""
    return drawing is not None and drawing.is_running


def line() -> str:
    """Returns the last line about the drawing: its progress, or how long it took."""
    return drawing.said[-1] if drawing and drawing.said else ""


def close() -> None:
    """Removes the concept from the panel. The file stays."""
    global drawing, picture, notices
    thumbnails.forget(picture)
    drawing, picture, notices = None, Path(), []


class PROPSMITH_OT_concept(background.TaskOperator):
    """Draw four pictures of the prompt in seconds, each from another side, before minutes go into a prop"""

    bl_idname = "propsmith.concept"
    bl_label = "Concept"

    prompt: PROMPT
    seed: SEED
    prior: PRIOR
    filepath: StringProperty(
        name="File",
        description="The picture to be written, a PNG. Not given: one that is gone when Blender ends",
        subtype="FILE_PATH",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if is_drawing():
            cls.poll_message_set(say("A concept is being drawn"))
        return not is_drawing()

    def begin(self, context: bpy.types.Context) -> background.Task[str]:
        global drawing, picture, notices
        request = requested(self, context, preset=DEFAULT_PRESET)
        noticed = understand(request.prompt, request.prior).notices
        models.check(request.prior, bpy.app.online_access)
        file = bpy.path.abspath(self.filepath) or Path(bpy.app.tempdir, "propsmith-concept.png")
        target, python = concept.check_target(Path(file).absolute()), engine_python(context)
        thumbnails.forget(picture)
        picture, notices = target, noticed
        drawing = begun = background.Task(concept.draw(python, request, target, bpy.app.online_access))
        return begun

    def finish(self, context: bpy.types.Context) -> set[str]:
        ended = super().finish(context)
        if ended == {"FINISHED"}:
            self.report({"INFO"}, say(f"{line()}: {picture}"))
        return ended


class PROPSMITH_OT_stop_concept(bpy.types.Operator):
    """Stop drawing the concept"""

    bl_idname = "propsmith.stop_concept"
    bl_label = "Stop Drawing"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not is_drawing():
            cls.poll_message_set(say("No concept is being drawn"))
        return is_drawing()

    def execute(self, context: bpy.types.Context) -> set[str]:
        drawing.stop()
        return {"FINISHED"}


class PROPSMITH_OT_close_concept(bpy.types.Operator):
    """Show the concept no more. A file that it was written to stays"""

    bl_idname = "propsmith.close_concept"
    bl_label = "Close the Concept"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if drawing is None or is_drawing():
            cls.poll_message_set(say("No concept is shown"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        close()
        return {"FINISHED"}


register, _unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_concept, PROPSMITH_OT_stop_concept, PROPSMITH_OT_close_concept)
)


def unregister() -> None:
    close()
    _unregister()
