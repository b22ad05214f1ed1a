"""Shows the artist a prop that is being made: as a picture or mesh in the viewport, and its progress.

Only one job is shown. If a farm makes several props, it is the job whose first event arrived first.
"""

from __future__ import annotations

from pathlib import Path

import bpy

from ...nerf_sds.farm.backends import FarmJob, Job
from ...nerf_sds.jobs import job_folder
from ...nerf_sds.jobs.protocol import CoarseMesh, Frame, Preview, Progress
from ..scene import placement
from . import coarse_mesh, live_view, preview, progress_plot, thumbnails

_watched: Path | None = None  # the job's folder


def begin(folder: Path) -> None:
    """Starts the live view of a job, because a worker here is ready to optimise and draw the prop."""
    live_view.begin(placement.load(folder, bpy.context.scene).pose(job_folder.read_request(folder)))


def look(job: Job | FarmJob) -> None:
    """Asks the worker to draw what the artist looks at. Never blocks."""
    live_view.look(job)
    if coarse_mesh.is_shown() and bpy.context.scene.propsmith.watch != live_view.MESH:
        coarse_mesh.hide()


def show(folder: Path, event: Preview | Frame | CoarseMesh | Progress) -> None:
    """Shows an event's picture, mesh or progress in the viewport, if its job is the watched one.

    The first job with an event becomes the watched one.
    """
    global _watched
    _watched = _watched or folder
    if isinstance(event, Preview):
        thumbnails.forget(folder / event.path)
    if folder != _watched:
        return
    scene = bpy.context.scene
    match event:
        case Preview():
            preview.show(folder / event.path, f"Step {event.step}")
        case Frame():
            live_view.show(folder, event)
        case CoarseMesh():
            if scene.propsmith.watch == live_view.MESH:
                coarse_mesh.show(folder, event, scene, live_view.pose())
        case Progress():
            progress_plot.add(event)


def end(folder: Path | None = None) -> None:
    """Stops showing a job; without a folder, any job."""
    global _watched
    if folder in (None, _watched):
        _watched = None
        preview.hide()
        live_view.hide()
        coarse_mesh.hide()
        progress_plot.hide()
