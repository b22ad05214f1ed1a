"""A text file of prompts, a line each: dropped into a viewport, or chosen in a file browser."""

from __future__ import annotations

from pathlib import Path

import bpy
from bpy.props import StringProperty

from ..nerf_sds import prompts
from ..nerf_sds.config import Request
from . import diffusion_model
from .translations import say

LARGEST = 1_000_000  # bytes
COMMENT = "#"


def read(path: Path, prior: str) -> list[str]:
    """The prompts of a file, without empty lines and comments. Raises ValueError that names the first bad line."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"{path} is larger than {LARGEST // 1000} kB: choose a text file with a prompt a line")
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is no text in UTF-8: save it as such") from error
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}): choose another file") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not (prompt := line.strip()) or prompt.startswith(COMMENT):
            continue
        try:
            Request(prompt)
            prompts.check(prompt, prior)
        except ValueError as error:
            raise ValueError(f"Line {number}: {error}") from error
        found.append(prompt)
    if not found:
        raise ValueError(f"There is no prompt in {path}: write one a line")
    return found


class PROPSMITH_OT_prompt_list(bpy.types.Operator):
    """Have a prop made of every line of a text file, one after the other. Lines that begin with # are passed over"""

    bl_idname = "propsmith.prompt_list"
    bl_label = "Props from a Prompt List"

    filepath: StringProperty(
        name="File", description="A text file with a prompt a line", subtype="FILE_PATH", options={"SKIP_SAVE"}
    )
    filter_glob: StringProperty(
        name="Filter", description="Which files are shown", default="*.txt", options={"HIDDEN", "SKIP_SAVE"}
    )

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if self.filepath:
            return self._make(context, "INVOKE_DEFAULT")
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        return self._make(context, "EXEC_DEFAULT" if bpy.app.background else "INVOKE_DEFAULT")

    def _make(self, context: bpy.types.Context, how: str) -> set[str]:
        try:
            wanted = read(Path(bpy.path.abspath(self.filepath)), diffusion_model.chosen(context))
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        context.scene.propsmith.prompt = wanted[0]
        queued = 0
        for prompt in wanted:
            try:
                bpy.ops.propsmith.generate(how, prompt=prompt, wait=False)
                queued += 1
            except RuntimeError as error:
                reason = str(error).strip().splitlines()[-1].removeprefix("Error: ")
                self.report({"ERROR"}, say(f"{prompt}: {reason}"))
        if not queued:
            return {"CANCELLED"}
        self.report({"INFO"}, say(f"{queued} of {len(wanted)} prompts were put into the queue"))
        return bpy.ops.propsmith.run_queue() if how == "EXEC_DEFAULT" else {"FINISHED"}


class PROPSMITH_FH_prompt_list(bpy.types.FileHandler):
    """Text files that are dropped into a viewport"""

    bl_idname = "PROPSMITH_FH_prompt_list"
    bl_label = "Prompt List"
    bl_import_operator = PROPSMITH_OT_prompt_list.bl_idname
    bl_file_extensions = ".txt"

    @classmethod
    def poll_drop(cls, context: bpy.types.Context) -> bool:
        return context.area is not None and context.area.type == "VIEW_3D"


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_prompt_list, PROPSMITH_FH_prompt_list))
