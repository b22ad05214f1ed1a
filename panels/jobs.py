"""The panel "Jobs": running jobs, here or on a farm, waiting jobs, and earlier props."""

from __future__ import annotations

import bpy

from ..operators import job_verbs
from ..operators.generate import PROPSMITH_OT_resume
from ..operators.queue import driver, job_list
from ..operators.translations import CONTEXT, say
from .text import draw_text

ROWS = 5  # rows of the list, however many jobs it has


class PROPSMITH_UL_jobs(bpy.types.UIList):
    """A job in a line: how it stands, its picture, its prompt"""

    def draw_item(self, context, layout, data, item, icon, active_data, active_property, index=0) -> None:
        row = layout.row(align=True)
        row.label(text="", icon=_icon(item))
        if picture := job_list.picture(item):
            row.label(text=item.prompt, icon_value=picture)
        else:
            row.label(text=item.prompt, icon="BLANK1")
        right = row.row()
        right.alignment = "RIGHT"
        right.label(text=_remark(item), translate=False)


class PROPSMITH_PT_jobs(bpy.types.Panel):
    """All props: those that are made, those that wait, and those of the past"""

    bl_label = "Jobs"
    bl_translation_context = CONTEXT
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"

    def draw(self, context: bpy.types.Context) -> None:
        job_list.keep_fresh()
        manager = context.window_manager
        row = self.layout.row()
        row.template_list(
            "PROPSMITH_UL_jobs", "", manager, "propsmith_jobs", manager, "propsmith_job", rows=ROWS, maxrows=ROWS
        )
        self._draw_side(context, row.column(align=True))
        self._draw_queue(context)
        if job := job_list.selected(context):
            self._draw_job(context, job)

    def _draw_side(self, context: bpy.types.Context, column: bpy.types.UILayout) -> None:
        job = job_list.selected(context)
        moves = column.column(align=True)
        moves.enabled = bool(job and job.ours and job.phase == "WAITING")
        moves.operator(job_verbs.PROPSMITH_OT_move_job.bl_idname, text="", icon="TRIA_UP").direction = "UP"
        moves.operator(job_verbs.PROPSMITH_OT_move_job.bl_idname, text="", icon="TRIA_DOWN").direction = "DOWN"
        column.separator()
        removal = column.column(align=True)
        removal.enabled = bool(job and job.phase not in ("RUNNING", "WAITING"))
        removal.operator(job_verbs.PROPSMITH_OT_delete_job.bl_idname, text="", icon="TRASH")

    def _draw_queue(self, context: bpy.types.Context) -> None:
        left = sum(job.phase == "LEFT" for job in context.window_manager.propsmith_jobs)
        if left > 1:
            verb = job_verbs.PROPSMITH_OT_resume_left
            self.layout.operator(verb.bl_idname, text=say(f"Resume {left} Left Over"), icon="RECOVER_LAST")

    def _draw_job(self, context: bpy.types.Context, job: job_list.ListedJob) -> None:
        box = self.layout.box()
        row = box.row()
        if picture := job_list.picture(job):
            row.template_icon(icon_value=picture, scale=5)
        column = row.column(align=True)
        column.label(text=job.prompt)
        column.label(text=say(f"{job.preset.capitalize()}, seed {job.seed}"))
        title = job.bl_rna.properties["phase"].enum_items[job.phase].name
        elsewhere = job.phase in ("RUNNING", "WAITING") and not job.ours
        if making := job_list.making(job):
            column.label(text=say(making.line), translate=False)
        else:
            column.label(text=say(f"{title} elsewhere") if elsewhere else title)
        if job.reason:
            draw_text(context, box, job.reason, _icon(job))
        self._draw_verbs(box.column(align=True), job)

    def _draw_verbs(self, column: bpy.types.UILayout, job: job_list.ListedJob) -> None:
        def draw(verb: type, icon: str, text: str = "", **given: object) -> None:
            button = column.operator(verb.bl_idname, icon=icon, text=text or verb.bl_label)
            for name, value in {"job": job.name, **given}.items():
                setattr(button, name, value)

        if job.phase in ("RUNNING", "WAITING"):
            if job.ours and (job.phase == "WAITING" or driver.status.is_shared):  # else Cancel above does the same
                draw(job_verbs.PROPSMITH_OT_cancel_job, "REMOVE")
            return
        if job.phase == "DAMAGED":
            return
        if job.phase == "DONE":
            draw(PROPSMITH_OT_resume, "IMPORT", "Import Again")
            if job.resumable:
                draw(job_verbs.PROPSMITH_OT_refine_job, "MOD_SUBSURF")
        else:
            draw(PROPSMITH_OT_resume, "FILE_REFRESH", "Resume" if job.resumable else "Try Again")
        draw(job_verbs.PROPSMITH_OT_repeat_job, "LOOP_BACK")
        draw(job_verbs.PROPSMITH_OT_repeat_job, "FILE_REFRESH", "New Seed", new_seed=True)


def _icon(job: job_list.ListedJob) -> str:
    if job.phase == "WAITING" and job.ours and driver.queue.held:
        return "PAUSE"
    if (making := job_list.making(job)) and not making.has_begun:
        return "TIME"
    return job.bl_rna.properties["phase"].enum_items[job.phase].icon


def _remark(job: job_list.ListedJob) -> str:
    """Returns the progress of a running job; for other jobs the seed, which tells two jobs of one prompt apart."""
    if making := job_list.making(job):
        return f"{making.factor:.0%}"
    return say("elsewhere" if job.phase == "RUNNING" else f"seed {job.seed}")


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_UL_jobs, PROPSMITH_PT_jobs))
