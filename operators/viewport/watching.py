"""What the artist sees of a prop that is being made: itself in the viewport, as a picture or a mesh, and its progress.

It is the prop of one job: of several that a farm makes, that which began first.
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
    """A worker here is ready to optimise the prop of a job's folder, and can draw it where it is wanted."""
    live_view.begin(placement.load(folder, bpy.context.scene).pose(job_folder.read_request(folder)))


def look(job: Job | FarmJob) -> None:
    """Has the worker draw what the artist looks at; never blocks."""
    live_view.look(job)
    if coarse_mesh.is_shown() and bpy.context.scene.propsmith.watch != live_view.MESH:
        coarse_mesh.hide()


def show(folder: Path, event: Preview | Frame | CoarseMesh | Progress) -> None:
    """Shows what was made in a job's folder, in the viewport if that job is watched, which the first one is."""
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
    """Nothing is to be seen of a job any more, of none if none is named."""
    global _watched
    if folder in (None, _watched):
        _watched = None
        preview.hide()
        live_view.hide()
        coarse_mesh.hide()
        progress_plot.hide()
