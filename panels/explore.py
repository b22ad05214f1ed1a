"""The panel "Seeds": the runs of an exploration as a gallery, best first."""

from __future__ import annotations

import bpy

from ..operators import explore
from ..operators.generate import PROPSMITH_OT_resume
from ..operators.queue import job_list
from ..operators.translations import CONTEXT, say

SCALE = 6.0  # size of a picture, in button heights


class PROPSMITH_PT_seeds(bpy.types.Panel):
    """The seeds that are compared, ranked by what the diffusion model says of them"""

    bl_label = "Seeds"
    bl_translation_context = CONTEXT
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return bool(explore.shown(context))

    def draw(self, context: bpy.types.Context) -> None:
        job_list.keep_fresh()
        runs = explore.shown(context)
        self.layout.label(text=runs[0].prompt, translate=False)
        for place, job in enumerate(runs, 1):
            self._draw_run(self.layout.box(), place, job)
        unpicked = self.layout.operator(explore.PROPSMITH_OT_delete_unpicked.bl_idname, icon="TRASH")
        unpicked.job = runs[0].name

    def _draw_run(self, layout: bpy.types.UILayout, place: int, job: job_list.ListedJob) -> None:
        layout.template_icon(icon_value=explore.turntable(job), scale=SCALE)  # reserves the space before it exists
        score = f"{place}. seed {job.seed}, score {job.score:.2f}" if job.scored else f"Seed {job.seed}"
        phase = job.bl_rna.properties["phase"].enum_items[job.phase]
        layout.label(text=say(score), icon="SOLO_ON" if job.picked else phase.icon, translate=False)
        if job.phase == "DONE":
            row = layout.row(align=True)
            row.operator(explore.PROPSMITH_OT_pick.bl_idname).job = job.name
            row.operator(PROPSMITH_OT_resume.bl_idname, text="", icon="IMPORT").job = job.name


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_PT_seeds,))
