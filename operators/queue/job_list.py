"""`window_manager.propsmith_jobs`: all jobs as the panel shows them, kept fresh while it is looked at.

The disk is read on a timer, some milliseconds at a time. Where there are no timers, `propsmith.list_jobs` reads it.
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

SECONDS_BETWEEN_LOOKS = 2.0  # when nothing changed here: another Blender may work on the same jobs
SHARE = 0.004  # seconds of a timer call that go into looking
PAUSE = 0.02  # seconds between these calls

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
_looked = float("-inf")  # when that was


class ListedJob(bpy.types.PropertyGroup):
    """One job; `name` is its folder's."""

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
    """Looks at all jobs now."""
    while not _shelf.look(driver.folder(), driver.queue, 1.0):
        pass
    _show()


def keep_fresh() -> None:
    """Has Blender look at the jobs again soon, if that is due. A panel calls it whenever it is drawn."""
    due = driver.queue.changes != _shelf.changes or time.monotonic() > _looked + SECONDS_BETWEEN_LOOKS
    if due and not bpy.app.timers.is_registered(_look):
        bpy.app.timers.register(_look, first_interval=PAUSE)


def selected(context: bpy.types.Context) -> ListedJob | None:
    """The job that is selected in the list."""
    listed, index = context.window_manager.propsmith_jobs, context.window_manager.propsmith_job
    return listed[index] if 0 <= index < len(listed) else None


def made(context: bpy.types.Context, request: Request) -> ListedJob | None:
    """The finished job of a request."""
    refresh()
    alike = (job for job in context.window_manager.propsmith_jobs if job.phase == Phase.DONE.name and _is(job, request))
    return next((job for job in alike if job_folder.read_request(driver.folder() / job.name) == request), None)


def next_seed(context: bpy.types.Context, request: Request) -> int:
    """The first seed after that of the request of which the list has no job."""
    refresh()
    listed = context.window_manager.propsmith_jobs
    seeds = (request.seed + 1 + step for step in range(len(listed) + 1))
    return next(seed for seed in seeds if not any(_is(job, replace(request, seed=seed)) for job in listed))


def _is(job: ListedJob, request: Request) -> bool:
    """As far as the list knows."""
    return (job.prompt, job.seed, job.preset) == (request.prompt, request.seed, request.preset)


def picture(job: ListedJob) -> int:
    """The icon of a job's picture; 0 while there is none."""
    return thumbnails.icon(driver.folder() / job.name / job_folder.PREVIEW)


def making(job: ListedJob) -> Making | None:
    """How far a job is that this Blender has made now; None for all others."""
    return driver.status.making.get(driver.folder() / job.name)


def folder_of(context: bpy.types.Context, name: str) -> Path:
    """The folder of the named job, of the selected one if the name is empty. Raises ValueError when there is none."""
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
    """Brings the jobs along of earlier versions, which kept them in the extension's own folder."""
    with suppress(ValueError):  # not installed as an extension
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
    """Brings the list to what was seen. What was selected stays so; what is new and first is selected if that was."""
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
