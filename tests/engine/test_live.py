"""What the artist's camera sees of a growing field, against slow references, and how a worker answers."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest
import torch
from runs import unoptimised
from test_client import PYTHON, REQUEST, listen

from nerf_sds import config
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.protocol import Cancelled, CoarseMesh, Event, Frame, Progress, View, encode
from nerf_sds.mesh import extraction
from nerf_sds.nerf.cameras import Viewport, look_at
from nerf_sds.nerf.field import Field, raw_density, with_gradient
from nerf_sds.nerf.occupancy import occupied_cells
from nerf_sds.nerf.rendering import render
from nerf_sds.nerf.shading import lighting, shade
from nerf_sds.training.initial_state import InitialState
from nerf_sds.viewpoints import Light
from nerf_sds.worker import live_view

ORTHOGRAPHIC = torch.tensor([[0.5, 0, 0, 0.1], [0, 0.75, 0, -0.2], [0, 0, -0.01, 0], [0, 0, 0, 1.0]])
PERSPECTIVE = torch.tensor([[2.0, 0, 0.1, 0], [0, 3.0, -0.2, 0], [0, 0, -1.02, -0.2], [0, 0, -1, 0]])
PROJECTIONS = pytest.mark.parametrize("projection", [PERSPECTIVE, ORTHOGRAPHIC], ids=["perspective", "orthographic"])
EYES = pytest.mark.parametrize("eye", [(1.5, -2.0, 1.5), (0.0, -9.0, 0.1), (0.3, -0.9, 0.6)])


def viewport(eye: tuple[float, ...], projection: torch.Tensor) -> Viewport:
    towards, up = torch.tensor([[0.1, 0.0, 0.4]]), torch.tensor([[0.1, 0.0, 1.0]])
    return Viewport(look_at(torch.tensor([eye]), towards, up)[0], projection, 1500, 1000)


def projected(seen: Viewport, points: torch.Tensor) -> torch.Tensor:
    """(N, 3) points -> (N, 2), by the matrices alone."""
    homogeneous = torch.cat([points, torch.ones(len(points), 1)], dim=1).double()
    clip = homogeneous @ (seen.projection.double() @ torch.linalg.inv(seen.c2w.double())).T
    return (clip[:, :2] / clip[:, 3:]).float()


@PROJECTIONS
@EYES
def test_rays_pass_through_the_pixels_that_the_matrices_say(eye: tuple[float, ...], projection: torch.Tensor) -> None:
    seen = viewport(eye, projection)
    part = (-0.7, -0.4, 0.2, 0.9)
    origins, directions = seen.rays(part, 3, 2, start=0.5)
    for distance in (0.7, 4.0):
        points = (origins + distance * directions).reshape(-1, 3)
        across, along = 0.9 / 3, 1.3 / 2
        expected = [(-0.7 + (i + 0.5) * across, -0.4 + (j + 0.5) * along) for j in range(2) for i in range(3)]
        assert torch.allclose(projected(seen, points), torch.tensor(expected), atol=1e-4)
    assert torch.allclose(directions.norm(dim=-1), torch.ones(2, 3))


@PROJECTIONS
@EYES
def test_the_part_is_the_smallest_that_shows_the_ball(eye: tuple[float, ...], projection: torch.Tensor) -> None:
    seen, centre, radius = viewport(eye, projection), torch.tensor([0.1, 0.0, 0.4]), 0.3
    points = torch.nn.functional.normalize(torch.randn(200_000, 3, generator=torch.Generator().manual_seed(0)), dim=1)
    found = projected(seen, centre + radius * points)
    expected = torch.cat([found.amin(0), found.amax(0)]).clamp(-1, 1)
    assert torch.allclose(torch.tensor(seen.part_of_ball(centre, radius)), expected, atol=5e-3)


def test_a_ball_around_the_camera_fills_the_viewport_and_one_behind_it_is_out_of_sight() -> None:
    seen = viewport((1.5, -2.0, 1.5), PERSPECTIVE)
    assert seen.part_of_ball(seen.c2w[:3, 3] + 0.1, 0.5) == (-1.0, -1.0, 1.0, 1.0)
    backward, right = seen.c2w[:3, 2], seen.c2w[:3, 0]
    assert seen.part_of_ball(seen.c2w[:3, 3] + 2 * backward, 0.5) is None
    assert seen.part_of_ball(seen.c2w[:3, 3] - 2 * backward + 5 * right, 0.5) is None


def ball(radius: float) -> Field:
    """A hard ball around (0.2, 0, 0) of the field, red."""
    field = Field((64,))
    line = torch.linspace(-1, 1, 64)
    z, y, x = torch.meshgrid(line, line, line, indexing="ij")
    distance = torch.stack([x - 0.2, y, z]).norm(dim=0)
    field.grids[0].data[0, 0] = 60 * (radius - distance)
    field.grids[0].data[0, 1:] = torch.tensor([9.0, -9.0, -9.0]).view(3, 1, 1, 1)
    return field


@PROJECTIONS
def test_a_picture_shows_a_ball_where_it_stands_with_its_colour_and_depth(projection: torch.Tensor) -> None:
    seen, place = viewport((1.5, -2.0, 1.5), projection), live_view.PropPose(torch.tensor([0.0, 0.0, 0.4]), 0.5)
    middle, radius = torch.tensor([0.1, 0.0, 0.4]), 0.2  # of the ball, in the prop's axes
    part = seen.part_of_ball(place.centre, place.scale)
    assert part
    picture = live_view.draw(ball(0.4), seen, place, part, 80, 80)
    origins, directions = seen.rays(part, 80, 80, start=0.0)
    offset = origins - middle
    half = (offset * directions).sum(-1)
    square = half.square() - offset.square().sum(-1) + radius**2
    inside, outside = square > 0.1 * radius**2, square < -0.3 * radius**2
    opacity = picture.pixels[..., 3]
    assert opacity[inside].min() > 0.95 and opacity[outside].max() < 0.05 and inside.sum() > 300
    red, green, blue = (picture.pixels[..., i][inside] / opacity[inside] for i in range(3))
    assert red.min() > 0.5 and max(green.max(), blue.max()) < 0.01
    surface = origins + (-half - square.clamp(min=0).sqrt())[..., None] * directions
    expected = (surface - picture.centre) @ seen.c2w[:3, 2]
    assert torch.allclose((picture.pixels[..., 4] / opacity)[inside], expected[inside], atol=0.03)


def test_light_that_is_stopped_little_by_little_adds_up_as_in_the_optimisation() -> None:
    field = Field((64,))
    field.grids[0].data[0, 0] = torch.where(ball(0.6).grids[0][0, 0] > 0, raw_density(torch.tensor(4.0)), -9.0)
    field.grids[0].data[0, 1:] = torch.linspace(-2, 2, 64)  # the albedo changes along x
    origins = torch.tensor([[-1.5, y, z] for y in (0.0, 0.2) for z in (-0.3, 0.1)])
    directions = torch.tensor([[1.0, 0.0, 0.0]]).expand(4, 3)
    rgb, opacity, along = live_view.look(field, origins, directions, torch.tensor([-1.0, 0.0, 0.0]))
    volume = with_gradient(field.volume())
    lamp = lighting([Light((-1.0, 0.0, 0.0), 1 - live_view.AMBIENT, live_view.AMBIENT)], [False], field.device)
    expected = render(
        volume, occupied_cells(volume), origins, directions, live_view.SAMPLES,
        lambda samples, ray: shade(samples, torch.zeros_like(ray), lamp),
    )  # fmt: skip
    assert expected.opacity.min() > 0.9 and expected.opacity.max() < 0.995
    assert torch.allclose(opacity, expected.opacity, atol=0.02) and torch.allclose(rgb, expected.rgb, atol=0.02)
    assert ((along > 1.0) & (along < 1.6)).all()


@PROJECTIONS
def test_a_card_seen_from_its_own_camera_covers_the_part_that_was_drawn(projection: torch.Tensor) -> None:
    seen, place = viewport((1.5, -2.0, 1.5), projection), live_view.PropPose(torch.tensor([0.0, 0.0, 0.4]), 0.5)
    part = (-0.5, -0.3, 0.2, 0.6)
    picture = live_view.draw(ball(0.4), seen, place, part, 8, 8)
    across, along = picture.width / 2 * seen.c2w[:3, 0], picture.height / 2 * seen.c2w[:3, 1]
    corners = torch.stack([picture.centre - across - along, picture.centre + across + along])
    assert torch.allclose(projected(seen, corners).flatten(), torch.tensor(part), atol=1e-4)


def test_nothing_behind_the_camera_is_drawn() -> None:
    seen, place = viewport((0.1, 0.0, 0.4), PERSPECTIVE), live_view.PropPose(torch.zeros(3), 1.0)
    c2w = look_at(torch.tensor([[0.2, -0.6, 0.0]]), torch.tensor([[0.2, -2.0, 0.0]]), torch.tensor([[0, 0, 1.0]]))[0]
    away = Viewport(c2w, seen.projection, 100, 100)  # in the field's ball, and it looks away from the red one
    part = away.part_of_ball(place.centre, place.scale)
    assert part
    assert live_view.draw(ball(0.4), away, place, part, 16, 16).pixels[..., 3].max() < 0.01


def test_the_ball_stands_where_the_mesh_would() -> None:
    surface = extraction.extract(ball(0.4), config.PRESETS["sketch"], size=2.0)
    place = live_view.PropPose.of(surface)
    points = torch.tensor([[0.2, 0.0, -0.4], [0.2, 0.0, 0.4]])  # the lowest and the highest of the ball
    expected = torch.tensor([[0.0, 0.0, 0.0], [0.0, 0.0, 2.0]])
    assert torch.allclose(place.centre + place.scale * points, expected, atol=0.05)


def view(number: int, eye: tuple[float, ...] = (1.5, -2.0, 1.5), **given: bool | int) -> View:
    seen = viewport(eye, PERSPECTIVE)
    matrices = (seen.c2w.flatten().tolist(), seen.projection.flatten().tolist())
    return View(number, *matrices, **{"width": 1500, "height": 1000, **given})


def test_only_the_latest_view_is_answered_and_a_line_that_is_none_is_passed_over(tmp_path: Path) -> None:
    step = unoptimised(InitialState(REQUEST), 7)
    lines: SimpleQueue[str] = SimpleQueue()
    told: list[Event] = []
    watched = live_view.Live(REQUEST, tmp_path, lines, told.append)
    for line in (encode(view(1)), "nonsense", encode(view(2))):
        lines.put(line)
    deadline = time.monotonic() + 60
    while not told:
        assert time.monotonic() < deadline
        watched.attend(step)
    (frame,) = told
    assert isinstance(frame, Frame) and (frame.view, frame.step) == (2, 7)
    pixels = np.load(tmp_path / frame.path)
    assert pixels.dtype == np.float16 and pixels.shape[2] == 5 and 90 <= max(pixels.shape) <= 256


@pytest.mark.worker
def test_a_worker_answers_views_and_sends_meshes_when_asked(tmp_path: Path) -> None:
    """What was only for watching is gone at the end."""
    request = replace(REQUEST, preset="draft")
    job_folder.create(tmp_path / "ball", request)
    job = Job(PYTHON, {tmp_path / "ball": request})
    try:
        listen(job, lambda event: isinstance(event, Progress))
        for number in range(1, 4):
            assert job.look(view(number, (math.sin(number), -2.0, 1.5)))
            events = listen(job, lambda event, number=number: isinstance(event, Frame) and event.view == number)
            assert isinstance(events[-1], Frame), events[-1]
        assert job.look(view(4, mesh=True))
        events = listen(job, lambda event: isinstance(event, CoarseMesh))
        assert isinstance(events[-1], CoarseMesh), events[-1]
        with np.load(job.folders[0] / events[-1].path) as arrays:
            vertices, faces, colours = (arrays[name] for name in ("vertices", "faces", "colours"))
        assert np.ptp(vertices, axis=0).max() == pytest.approx(1.0, abs=1e-3) and vertices[:, 2].min() == 0
        assert len(faces) <= live_view.MESH_FACES and colours.shape == vertices.shape and colours.dtype == np.uint8
        job.cancel()
        assert isinstance(listen(job)[-1], Cancelled)
        assert not [name for name in job_folder.LIVE if (job.folders[0] / name).exists()]
        assert not any(isinstance(event, Frame | CoarseMesh) for event in job_folder.read_events(job.folders[0]))
        assert not job.look(view(5))
    finally:
        job.kill()
