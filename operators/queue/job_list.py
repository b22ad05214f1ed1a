"""`window_manager.propsmith_jobs`: all jobs as the panel shows them, refreshed while the panel is visible.

A timer reads the disk for some milliseconds at a time. Where there are no timers, `propsmith.list_jobs` reads it.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import bpy
from bpy.props import BoolProperty, CollectionProperty, EnumProperty, FloatProperty, IntProperty, StringProperty

from ...nerf_sds.config import Request
from ...nerf_sds.jobs import job_folder
from ...nerf_sds.jobs.job_list import JobList, JobRow, Phase, gather
from ..settings.properties import ROOT_PACKAGE
from ..viewport import preview, thumbnails
from . import driver
from .status import Making

SECONDS_BETWEEN_LOOKS = 2.0  # without changes in this Blender: another one may work on the same jobs
SHARE = 0.004  # seconds of reading in each timer call
PAUSE = 0.02  # seconds between two timer calls

PHASES = {  # phase -> title, icon
    Phase.RUNNING: ("Running", "PLAY"),
    Phase.WAITING: ("Waiting", "TIME"),
    Phase.DONE: ("Done", "CHECKMARK"),
    Phase.FAILED: ("Failed", "ERROR"),
    Phase.CANCELLED: ("Cancelled", "CANCEL"),
    Phase.LEFT: ("Left over", "RECOVER_LAST"),
    Phase.DAMAGED: ("Damaged", "LIBRARY_DATA_BROKEN"),
}

_shelf = JobList()
_shown: list[JobRow] = []
_looked = float("-inf")  # time of the last complete look, by time.monotonic


class ListedJob(bpy.types.PropertyGroup):
    """One job of the list. `name` is the name of its folder."""

    prompt: StringProperty()
    seed: IntProperty()
    preset: StringProperty()
    phase: EnumProperty(
        items=[(phase.name, title, "", icon, i) for i, (phase, (title, icon)) in enumerate(PHASES.items())]
    )
    reason: StringProperty()  # why it failed, or how far it got
    ours: BoolProperty()  # it runs or waits in this Blender
    resumable: BoolProperty()  # there is a checkpoint
    exploration: StringProperty()  # the mark of the exploration that it belongs to
    scored: BoolProperty()  # `score` is the diffusion model's
    score: FloatProperty()  # how well the prop fits its prompt, among the runs of the exploration
    picked: BoolProperty()  # the run that was picked to go on


class PROPSMITH_OT_list_jobs(bpy.types.Operator):
    """Look at all jobs on disk anew"""

    bl_idname = "propsmith.list_jobs"
    bl_label = "Refresh"

    def execute(self, context: bpy.types.Context) -> set[str]:
        refresh()
        return {"FINISHED"}


def refresh() -> None:
    """Reads all jobs from the disk now, and updates the list."""
    while not _shelf.look(driver.folder(), driver.queue, 1.0):
        pass
    _show()


def keep_fresh() -> None:
    """Starts a timer that reads the jobs again, if they have changed or the last look is old.

    A panel calls this each time it is drawn.
    """
    due = driver.queue.changes != _shelf.changes or time.monotonic() > _looked + SECONDS_BETWEEN_LOOKS
    if due and not bpy.app.timers.is_registered(_look):
        bpy.app.timers.register(_look, first_interval=PAUSE)


def selected(context: bpy.types.Context) -> ListedJob | None:
    """Returns the job that is selected in the list, or None."""
    listed, index = context.window_manager.propsmith_jobs, context.window_manager.propsmith_job
    return listed[index] if 0 <= index < len(listed) else None


def made(context: bpy.types.Context, request: Request) -> ListedJob | None:
    """Returns the finished job of exactly this request, or None."""
    refresh()
    alike = (job for job in context.window_manager.propsmith_jobs if job.phase == Phase.DONE.name and _is(job, request))
    return next((job for job in alike if job_folder.read_request(driver.folder() / job.name) == request), None)


def next_seed(context: bpy.types.Context, request: Request) -> int:
    """Returns the first seed after the request's for which the list has no job."""
    refresh()
    listed = context.window_manager.propsmith_jobs
    seeds = (request.seed + 1 + step for step in range(len(listed) + 1))
    return next(seed for seed in seeds if not any(_is(job, replace(request, seed=seed)) for job in listed))


def _is(job: ListedJob, request: Request) -> bool:
    """True if the listed values match the request. The list does not store all fields."""
    return (job.prompt, job.seed, job.preset) == (request.prompt, request.seed, request.preset)


def picture(job: ListedJob) -> int:
    """Returns the icon of the job's picture; 0 if there is none."""
    return thumbnails.icon(driver.folder() / job.name / job_folder.PREVIEW)


def making(job: ListedJob) -> Making | None:
    """Returns the progress of a job that this Blender is making; None for all other jobs."""
    return driver.status.making.get(driver.folder() / job.name)


def folder_of(context: bpy.types.Context, name: str) -> Path:
    """Returns the folder of the named job; of the selected one if the name is empty.

    Raises ValueError with one line if no job is selected, the name is invalid, or the folder holds no job.
    """
    if not name:
        job = selected(context)
        if job is None:
            raise ValueError("No prop is selected in the list: select one")
        name = job.name
    if Path(name).name != name or name == "..":
        raise ValueError(f"{name} is not the name of a job: give the name of its folder in {driver.folder()}")
    job_folder.read_request(driver.folder() / name)
    return driver.folder() / name


def _gather_old() -> None:
    """Moves the jobs of earlier versions, which kept them in the extension's own folder, to the current folder."""
    with suppress(ValueError):  # Propsmith is not installed as an extension
        gather(Path(bpy.utils.extension_path_user(ROOT_PACKAGE, path="jobs")), driver.folder())


def _look() -> float | None:
    global _looked
    is_done = _shelf.look(driver.folder(), driver.queue, SHARE)
    _show()
    if not is_done:
        return PAUSE
    _looked = time.monotonic()
    return None


def _show() -> None:
    """Copies the jobs that were read into the list.

    The selected job stays selected. If the first job was selected, the new first job becomes selected.
    """
    global _shown
    manager = bpy.context.window_manager
    listed = manager.propsmith_jobs
    if _shown == _shelf.entries and len(listed) == len(_shown):
        return
    before_look = {entry.folder: entry.phase for entry in _shown}
    _shown = list(_shelf.entries)
    for entry in _shown:
        if entry.phase is not before_look.get(entry.folder):
            thumbnails.forget(entry.folder / job_folder.PREVIEW)
    before = selected(bpy.context)
    name = before.name if before and manager.propsmith_job else ""
    listed.clear()
    for entry in _shown:
        job = listed.add()
        job.name, job.prompt = entry.folder.name, entry.folder.name
        if entry.request:
            job.prompt, job.seed, job.preset = entry.request.prompt, entry.request.seed, entry.request.preset
        job.phase, job.reason = entry.phase.name, entry.reason
        job.ours, job.resumable = entry.ours, entry.resumable
        job.scored, job.score = entry.score is not None, entry.score or 0.0
        if entry.mark:
            job.exploration, job.picked = entry.mark.exploration, entry.mark.picked
    manager.propsmith_job = max(listed.find(name), 0)
    preview.redraw("UI")


_classes = (ListedJob, PROPSMITH_OT_list_jobs)
_register, _unregister = bpy.utils.register_classes_factory(_classes)


def register() -> None:
    _gather_old()
    _register()
    bpy.types.WindowManager.propsmith_jobs = CollectionProperty(type=ListedJob, options={"SKIP_SAVE"})
    bpy.types.WindowManager.propsmith_job = IntProperty(name="Selected", options={"SKIP_SAVE"})


def unregister() -> None:
    if bpy.app.timers.is_registered(_look):
        bpy.app.timers.unregister(_look)
    del bpy.types.WindowManager.propsmith_job
    del bpy.types.WindowManager.propsmith_jobs
    _unregister()
