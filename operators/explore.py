"""Explores seeds: makes short runs of several seeds, ranks them in a gallery, and finishes the picked one."""

from __future__ import annotations

from pathlib import Path

import bpy
from bpy.props import BoolProperty

from ..nerf_sds.jobs import exploration, job_folder, job_queue
from ..nerf_sds.jobs.exploration import Mark
from .environment import tried_python
from .generate import JOB, PRIOR, Starter, requested
from .job_verbs import megabytes
from .queue import blocking, driver, job_list
from .queue.job_list import ListedJob
from .scene import placement
from .settings.properties import PRESET, PROMPT, SEED, SEEDS, SIZE
from .translations import say
from .viewport import thumbnails


def shown(context: bpy.types.Context) -> list[ListedJob]:
    """Returns the runs in the gallery, best first.

    These are the runs of the selected job's exploration, else of the newest one.
    """
    selected = job_list.selected(context)
    newest_first = [selected, *context.window_manager.propsmith_jobs] if selected else []
    name = next((job.exploration for job in newest_first if job.exploration), "")
    return ranked_runs(context, name) if name else []


def ranked_runs(context: bpy.types.Context, name: str) -> list[ListedJob]:
    """Returns the runs of an exploration, best first. Runs without a score come last."""
    runs = [job for job in context.window_manager.propsmith_jobs if job.exploration == name]
    return sorted(runs, key=lambda job: (not job.scored, -job.score))


def turntable(job: ListedJob) -> int:
    """Returns the icon of a finished run's turntable picture; 0 if there is none."""
    return thumbnails.icon(driver.folder() / job.name / job_folder.TURNTABLE) if job.phase == "DONE" else 0


class PROPSMITH_OT_explore(Starter):
    """Make short runs of several seeds, rank them, and go on with the one that you pick. None is placed in the scene"""

    bl_idname = "propsmith.explore"
    bl_label = "Explore"

    prompt: PROMPT
    seed: SEED
    preset: PRESET
    size: SIZE
    prior: PRIOR
    seeds: SEEDS
    pick_best: BoolProperty(
        name="Pick the Best",
        description="From a script: go on with the one that ranks first",
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def begin(self, context: bpy.types.Context) -> None:
        count = self.seeds if self.properties.is_property_set("seeds") else context.scene.propsmith.seeds
        wanted, python = requested(self, context), tried_python(context)
        runs = exploration.requests(wanted, count)
        for run in runs:
            driver.queue.check_new(run)
        self.mark = Mark(job_folder.new_folder(driver.folder(), wanted).name, wanted.preset)
        here = placement.chosen(context)
        for run in runs:
            driver.start(python, run, here, mark=self.mark)

    def finish(self, context: bpy.types.Context) -> set[str]:
        """Waits for the runs and reports the ranking. Runs that failed are left out."""
        blocking.pump(print)
        job_list.refresh()
        ranking = [job for job in ranked_runs(context, self.mark.exploration) if job.scored]
        if not ranking:
            self.report({"ERROR"}, say(driver.status.error or driver.status.notices[-1]))
            return {"CANCELLED"}
        for place, job in enumerate(ranking, 1):
            self.report({"INFO"}, say(f"{place}. seed {job.seed}, score {job.score:.3f}: {job.name}"))
        return bpy.ops.propsmith.pick(job=ranking[0].name) if self.pick_best else {"FINISHED"}


class PROPSMITH_OT_pick(Starter):
    """Go on with this run to the quality that was chosen when it was begun, and place that prop in the scene"""

    bl_idname = "propsmith.pick"
    bl_label = "Pick"

    job: JOB

    def begin(self, context: bpy.types.Context) -> None:
        place = job_list.folder_of(context, self.job)
        driver.start(tried_python(context), exploration.picked(place), placement.load(place, context.scene), place)
        exploration.note_picked(place)
        driver.queue.changes += 1


class PROPSMITH_OT_delete_unpicked(bpy.types.Operator):
    """Delete the runs of this exploration from the disk that were not picked. Objects that were made from them stay"""

    bl_idname = "propsmith.delete_unpicked"
    bl_label = "Delete the Others"

    job: JOB

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        try:
            places = self._unpicked(context)
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        self.names = [f"{place.name}: {megabytes(place)}" for place in places]
        return context.window_manager.invoke_props_dialog(
            self, width=500, title="Delete from Disk", confirm_text=say(f"Delete {len(places)} runs")
        )

    def draw(self, context: bpy.types.Context) -> None:
        column = self.layout.column(align=True)
        column.label(text=str(driver.folder()), icon="FILE_FOLDER")
        for name in self.names:
            column.label(text=name, icon="BLANK1", translate=False)
        column.label(text="Objects that were made from them stay", icon="INFO")

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            for place in self._unpicked(context):
                job_queue.delete(place)
                thumbnails.forget(place / job_folder.PREVIEW)
                thumbnails.forget(place / job_folder.TURNTABLE)
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        finally:
            driver.queue.changes += 1
        return {"FINISHED"}

    def _unpicked(self, context: bpy.types.Context) -> list[Path]:
        """Returns the folders of the runs to delete. Raises ValueError if there are none."""
        mark = exploration.mark_of(job_list.folder_of(context, self.job))
        if mark is None:
            raise ValueError("This prop belongs to no exploration: select a run of one")
        runs = ranked_runs(context, mark.exploration)
        places = [driver.folder() / job.name for job in runs if job.phase not in ("RUNNING", "WAITING")]
        places = [place for place in places if (mark := exploration.mark_of(place)) and not mark.picked]
        if not places:
            raise ValueError("All runs of this exploration were picked, or are being made")
        return places


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_explore, PROPSMITH_OT_pick, PROPSMITH_OT_delete_unpicked)
)
