"""The operators for the list of jobs: some act on the whole queue, others on one job."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import bpy
from bpy.props import BoolProperty

from ..nerf_sds.config import Request
from ..nerf_sds.disk import folders
from ..nerf_sds.jobs import job_folder, job_queue, refinement, start_mesh
from ..nerf_sds.jobs.job_list import Phase
from .environment import tried_python
from .generate import JOB, Starter
from .queue import driver, job_list
from .scene import placement
from .scene.placement import Placement
from .settings.properties import DIRECTION
from .translations import say
from .viewport import thumbnails


class PROPSMITH_OT_run_queue(Starter):
    """Go on with the props that wait"""

    bl_idname = "propsmith.run_queue"
    bl_label = "Continue"

    def begin(self, context: bpy.types.Context) -> None:
        if not driver.queue.waiting:
            raise ValueError("Nothing waits in the queue: generate a prop")
        driver.go_on(tried_python(context))


class PROPSMITH_OT_resume_left(Starter):
    """Put all props into the queue again that were not finished when Blender ended"""

    bl_idname = "propsmith.resume_left"
    bl_label = "Resume All Left Over"

    def begin(self, context: bpy.types.Context) -> None:
        job_list.refresh()
        left = [
            driver.folder() / job.name for job in context.window_manager.propsmith_jobs if job.phase == Phase.LEFT.name
        ]
        if not left:
            raise ValueError("No prop is left over")
        python = tried_python(context)
        for place in sorted(left, key=lambda place: job_queue.rank(place) or 0.0):
            driver.resume(python, place)


class PROPSMITH_OT_repeat_job(Starter):
    """Make this prop again from its prompt and settings"""

    bl_idname = "propsmith.repeat_job"
    bl_label = "Make Again"

    job: JOB
    new_seed: BoolProperty(name="New Seed", description="Another prop of the same prompt", options={"SKIP_SAVE"})

    def begin(self, context: bpy.types.Context) -> None:
        place = job_list.folder_of(context, self.job)
        request = job_folder.read_request(place)
        start = start_mesh.read(place, request)
        if self.new_seed:
            request = replace(request, seed=random.randrange(2**31))
        driver.start(tried_python(context), request, _wanted(context, place, request), start=start)


class PROPSMITH_OT_refine_job(Starter):
    """Go on with this finished prop for more steps, in a job of its own. The prop stays as it is"""

    bl_idname = "propsmith.refine_job"
    bl_label = "Refine Further"

    job: JOB

    def begin(self, context: bpy.types.Context) -> None:
        place = job_list.folder_of(context, self.job)
        request = refinement.refined(job_folder.read_request(place))
        driver.start(tried_python(context), request, _wanted(context, place, request), place)


def _wanted(context: bpy.types.Context, place: Path, request: Request) -> Placement:
    """Returns where a new job's prop will be placed.

    If the job has a start mesh, the placement is that of the job in `place`. Otherwise the scene's settings decide.
    """
    return placement.load(place, context.scene) if request.start else placement.chosen(context)


class _JobVerb(bpy.types.Operator):
    """Base of the operators that act on one job at once. A subclass implements `do`."""

    job: JOB

    def do(self, place: Path) -> None:
        """Acts on the job of this folder. Raises ValueError with one line if that cannot be done."""
        raise NotImplementedError

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            self.do(job_list.folder_of(context, self.job))
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        return {"FINISHED"}


class PROPSMITH_OT_move_job(_JobVerb):
    """Have this prop made earlier or later than its neighbour in the queue"""

    bl_idname = "propsmith.move_job"
    bl_label = "Move"

    direction: DIRECTION

    def do(self, place: Path) -> None:
        driver.queue.move(place, -1 if self.direction == "UP" else 1)


class PROPSMITH_OT_cancel_job(_JobVerb):
    """Take this prop out of the queue. What was optimised so far is kept for Resume"""

    bl_idname = "propsmith.cancel_job"
    bl_label = "Take Out of the Queue"

    def do(self, place: Path) -> None:
        if place not in driver.queue:
            raise ValueError("This prop neither runs nor waits in this Blender")
        driver.cancel(place)


class PROPSMITH_OT_delete_job(_JobVerb):
    """Delete this job's folder from the disk. Objects that were made from it stay"""

    bl_idname = "propsmith.delete_job"
    bl_label = "Delete"

    def do(self, place: Path) -> None:
        job_queue.delete(place)
        thumbnails.forget(place / job_folder.PREVIEW)
        driver.queue.changes += 1

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        try:
            place = job_list.folder_of(context, self.job)
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        self.job = place.name
        return context.window_manager.invoke_props_dialog(
            self, width=500, title="Delete from Disk", confirm_text=say(f"Delete {megabytes(place)}")
        )

    def draw(self, context: bpy.types.Context) -> None:
        place = driver.folder() / self.job
        column = self.layout.column(align=True)
        column.label(text=str(place.parent), icon="FILE_FOLDER")
        column.label(text=f"{place.name}: {megabytes(place)}", icon="BLANK1")
        column.label(text="Objects that were made from it stay", icon="INFO")


class PROPSMITH_OT_pause(bpy.types.Operator):
    """Stop for now: the worker leaves with a checkpoint and frees its memory. Continue goes on from there"""

    bl_idname = "propsmith.pause"
    bl_label = "Pause"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not driver.queue.running and not driver.queue.waiting:
            cls.poll_message_set(say("No prop is being made"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        driver.pause()
        return {"FINISHED"}


class PROPSMITH_OT_cancel_all(bpy.types.Operator):
    """Take all props of this Blender out of the queue. What was optimised so far is kept for Resume"""

    bl_idname = "propsmith.cancel_all"
    bl_label = "Cancel All"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return PROPSMITH_OT_pause.poll.__func__(cls, context)

    def execute(self, context: bpy.types.Context) -> set[str]:
        for place in driver.queue.waiting:
            driver.cancel(place)
        driver.cancel()
        return {"FINISHED"}


def megabytes(place: Path) -> str:
    """Returns the disk space of a folder as text."""
    return f"{folders.size(place) / 1e6:.1f} MB"


register, unregister = bpy.utils.register_classes_factory(
    (
        PROPSMITH_OT_run_queue,
        PROPSMITH_OT_resume_left,
        PROPSMITH_OT_repeat_job,
        PROPSMITH_OT_refine_job,
        PROPSMITH_OT_move_job,
        PROPSMITH_OT_cancel_job,
        PROPSMITH_OT_delete_job,
        PROPSMITH_OT_pause,
        PROPSMITH_OT_cancel_all,
    )
)
