"""A job that draws a texture alone, on a mesh that the host sends along."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import numpy as np
import pytest
import torch

from nerf_sds.config import Request
from nerf_sds.jobs import job_folder, start_mesh
from nerf_sds.jobs.protocol import Entered, Event, Progress, Started
from nerf_sds.mesh import export
from nerf_sds.texturing import own_mesh
from nerf_sds.texturing.surface import surface_of
from nerf_sds.texturing.views import looks, merged
from nerf_sds.viewpoints import WHOLE, Viewpoint
from nerf_sds.worker import generate
from nerf_sds.worker.process import JobContext, Stopped

CORNERS = np.array([[-1, 0, -1], [1, 0, -1], [1, 0, 1], [-1, 0, 1]], np.float32)  # faces -Y
FACES = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
UVS = (CORNERS[:, [0, 2]] / 2 + 0.5)[FACES] * np.float32(0.8) + np.float32(0.1)
TWO_SHEETS = {  # the second one behind the first, with the same UVs, and looking back
    "vertices": np.concatenate([CORNERS, CORNERS + np.array([0, 1, 0], np.float32)]),
    "faces": np.concatenate([FACES, FACES[:, ::-1] + 4]),
    "uvs": np.concatenate([UVS, UVS[:, ::-1]]),
}


def job(folder: Path, **arrays: np.ndarray) -> Request:
    """Creates a job folder with a mesh."""
    buffer = io.BytesIO()
    np.savez(buffer, **{**TWO_SHEETS, **arrays})
    start = buffer.getvalue()
    request = Request(
        "a red sheet",
        prior="dirac",
        start=start_mesh.digest(start),
        texture_only=True,
        overrides={"texture_size": 64},
        device="cpu",
    )
    job_folder.create(folder, request, start)
    return request


def test_the_mesh_stays_and_becomes_red(tmp_path: Path) -> None:
    request, told = job(tmp_path / "job"), list[Event]()
    generate.make(request, JobContext(tmp_path / "job", told.append, threading.Event()))
    made = export.read_result(tmp_path / "job")
    assert np.array_equal(made.mesh.vertices, TWO_SHEETS["vertices"]) and np.allclose(made.uvs, TWO_SHEETS["uvs"])
    assert np.abs(np.median(made.albedo[16:-16, 16:-16] / 255, axis=(0, 1)) - (0.8, 0.1, 0.1)).max() < 0.02
    assert all((tmp_path / "job" / name).is_file() for name in job_folder.RESULT)
    stages = [event.title for event in told if isinstance(event, Entered)]
    assert stages == ["Loading the diffusion model", "Drawing the texture", "Writing the result"]
    (started,) = (event for event in told if isinstance(event, Started))
    steps = [event.step for event in told if isinstance(event, Progress)]
    assert steps == [*range(1, started.steps)], "each use of the prior is a step"


def test_it_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    request, cut = job(tmp_path / "job"), threading.Event()

    def tell(event: Event) -> None:
        if isinstance(event, Progress) and event.step == 3:
            cut.set()

    with pytest.raises(Stopped, match="3"):
        generate.make(request, JobContext(tmp_path / "job", tell, cut))


@pytest.mark.parametrize(
    "uvs",
    [UVS, np.full((4, 3, 2), np.nan, np.float32), np.full((4, 3, 2), "u")],
    ids=["too few", "not finite", "no numbers"],
)
def test_a_mesh_whose_uvs_do_not_fit_is_refused(tmp_path: Path, uvs: np.ndarray) -> None:
    request = job(tmp_path / "job", uvs=uvs)
    with pytest.raises(ValueError, match="no UVs for its triangles"):
        own_mesh.of_job(tmp_path / "job", request)


@pytest.mark.parametrize("albedo", [np.uint8(1), np.zeros((0, 0, 3), np.uint8), np.zeros((8, 8, 3), np.float32)])
def test_what_is_no_texture_is_not_kept(tmp_path: Path, albedo: np.ndarray) -> None:
    request = job(tmp_path / "job", albedo=albedo, kept=np.ones((4, 3), np.float32))
    with pytest.raises(ValueError, match="no texture to keep"):
        own_mesh.of_job(tmp_path / "job", request)


def test_triangles_that_share_texels_are_both_drawn_from_where_they_are_seen(tmp_path: Path) -> None:
    """The mirrored half of a mesh may be the one that a view shows."""
    surface = surface_of(own_mesh.of_job(tmp_path / "job", job(tmp_path / "job"))[0], torch.device("cpu"))
    red = torch.tensor([0.8, 0.1, 0.1])[None, :, None, None].expand(1, 3, 64, 64)
    for azimuth in (0, 180):
        views = looks(surface, Viewpoint(azimuth, 0, 3.1), 64, [WHOLE])
        colours, _ = merged(surface, views, red, torch.full((3,), 0.9), 3.0)
        assert (surface.texture(colours)[20:-20, 20:-20] - torch.tensor([0.8, 0.1, 0.1])).abs().max() < 0.1
