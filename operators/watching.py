"""What the artist sees of the running job: the prop in the viewport, as a picture or a mesh, and its progress."""

from __future__ import annotations

from pathlib import Path

import bpy

from ..nerf_sds import jobs
from ..nerf_sds.client import Job
from ..nerf_sds.protocol import CoarseMesh, Frame, Preview, Progress
from . import coarse_mesh, live_view, placement, preview, progress_plot


def begin(folder: Path) -> None:
    """A worker is ready to optimise the prop of a job's folder, which will stand where it is wanted."""
    live_view.begin(placement.load(folder, bpy.context.scene).pose(jobs.read_request(folder)))


def look(job: Job) -> None:
    """Has the worker draw what the artist looks at; never blocks."""
    live_view.look(job)
    if coarse_mesh.is_shown() and bpy.context.scene.propsmith.watch != live_view.MESH:
        coarse_mesh.hide()


def show(folder: Path, event: Preview | Frame | CoarseMesh | Progress) -> None:
    """Shows what the worker of a job's folder has made."""
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


def end() -> None:
    """Nothing is to be seen of the job any more."""
    preview.hide()
    live_view.hide()
    coarse_mesh.hide()
    progress_plot.hide()
