"""Renders the current field from the artist's camera, between optimisation steps.

`PropPose` maps the field's unit ball to the prop's axes (metres, origin at the centre of the base) at the size that the
mesh would have now. A picture is a rectangle (the card) in these axes. It faces the camera and stores a depth per
pixel, so a host can still draw it correctly after its own camera has moved.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..config import FieldSchedule, Request, preset_of
from ..disk import files
from ..jobs import job_folder
from ..jobs.protocol import CoarseMesh, Event, Frame, View, decode
from ..nerf.cameras import Viewport
from ..nerf.field import OptimisedField, activate_density, sample_field, with_gradient
from ..nerf.interpolation import trilinear
from ..nerf.occupancy import occupied_cells
from ..nerf.rendering import VISIBLE, alpha_of, march, points_on, transmittance
from ..nerf.shading import Lighting, lighting, shade
from ..viewpoints import Light
from .time_budget import RenderBudget

if TYPE_CHECKING:
    from ..mesh.extraction import Mesh, RadianceField
    from ..training.step import Step

SAMPLES = 64  # samples per ray, over the ball's diameter
AT_A_TIME = (1 << 18, SAMPLES)  # rays and samples per ray in one batch on a GPU: smaller batches leave it waiting
AT_A_TIME_ON_A_CPU = (1 << 14, 16)  # small enough for a CPU's caches; rays that are opaque by then are dropped
AMBIENT = 0.4  # share of ambient light; the rest comes from a lamp on the camera
SECONDS_BETWEEN_MESHES = 4.0  # minimum
MESH_SHARES = (0.015, 0.06)  # maximum shares of the time: for PropPose only, and if the host wants the mesh
MESH_RESOLUTION = 48  # grid cells per side for the coarse mesh
MESH_FACES = 3_000
Part = tuple[float, float, float, float]  # part of a viewport: left, bottom, right and top in -1..1
NEAREST = 0.02  # minimum depth of a card, in radii of the ball, for a camera inside the ball


@dataclass(frozen=True)
class PropPose:
    """Position and size of the field's unit ball in the prop's axes."""

    centre: Tensor  # (3,) centre of the ball, metres, on the CPU
    scale: float  # radius of the ball, metres

    @staticmethod
    def of(surface: Mesh) -> PropPose:
        """Returns the pose that places the field's ball around this surface."""
        return PropPose(torch.from_numpy(-surface.base * surface.scale).float(), surface.scale)


@dataclass(frozen=True)
class Picture:
    """A rendered card."""

    pixels: Tensor  # (H, W, 5): sRGB, opacity, metres in front of the card; premultiplied, bottom row first
    centre: Tensor  # (3,) centre of the card, metres, on the CPU
    width: float  # of the card, metres
    height: float


class Live:
    """Answers the host's Views with Frames or CoarseMeshes, within a limited share of the time."""

    def __init__(self, request: Request, folder: Path, lines: SimpleQueue[str], tell: Callable[[Event], None]) -> None:
        self._request, self._folder, self._lines, self._tell = request, folder, lines, tell
        self._attention = RenderBudget(time.monotonic())
        self._view: View | None = None
        self._place = PropPose(torch.tensor([0.0, 0.0, request.size / 2]), request.size / 2)
        self._framed: tuple[View, PropPose, Part | None] | None = None  # the last result of `_part` and its arguments
        self._due = float("-inf")  # time at which the next mesh may be made
        self._frames = 0
        self._answered = -1  # number of the View in the last Frame

    @property
    def is_watched(self) -> bool:
        """True if the artist is looking at the prop."""
        return self._view is not None and self._view.width > 0

    def attend(self, step: Step) -> None:
        """Draws a frame or a mesh of a step's field if one is due. Raises OSError if the disk is full."""
        while not self._lines.empty():
            self._hear(self._lines.get())
        view, field, now = self._view, step.shape, time.monotonic()
        if view is None or not view.width or not isinstance(field, OptimisedField):
            return
        if now > self._due:
            self._make_mesh(field, step.number, view.mesh)
            seconds = time.monotonic() - now
            self._due = now + max(SECONDS_BETWEEN_MESHES, seconds / MESH_SHARES[view.mesh])
        elif not view.mesh:
            self._draw(field, view, step.number, now)

    def _hear(self, line: str) -> None:
        try:
            command = decode(line)
        except ValueError as error:
            print(error)  # into the log
            return
        if isinstance(command, View):
            if command.mesh and not (self._view and self._view.mesh):
                self._due = float("-inf")
            self._view = command

    def _make_mesh(self, field: OptimisedField, step: int, wanted: bool) -> None:
        """Updates the ball's pose and, if `wanted`, sends the coarse mesh."""
        from ..mesh.extraction import EmptyField, extract

        preset = preset_of(self._request, FieldSchedule)
        coarse, frozen = replace(preset, mesh_resolution=MESH_RESOLUTION, faces=MESH_FACES), field.frozen()
        try:
            surface = extract(frozen, coarse, self._request.room)
        except (EmptyField, ValueError):  # the field has no surface yet
            return
        self._place = PropPose.of(surface)
        if wanted:
            files.write(self._folder / job_folder.LIVE[2], npz(surface, colours_of(surface, frozen)))
            self._tell(CoarseMesh(job_folder.LIVE[2], step))

    def _draw(self, field: OptimisedField, view: View, step: int, now: float) -> None:
        part = self._part(view)
        if part is None:
            return
        sides = (part[2] - part[0]) / 2 * view.width, (part[3] - part[1]) / 2 * view.height  # pixels of the viewport
        size = self._attention.size(now, view.number != self._answered, max(8, round(max(sides))))
        if not size:
            return
        columns, rows = (max(1, round(side * size / max(sides))) for side in sides)
        picture = draw(field, viewport_of(view), self._place, part, columns, rows)
        name = job_folder.LIVE[self._frames % 2]  # the host may still be reading the previous file
        files.write(self._folder / name, npy(picture.pixels))
        self._tell(Frame(name, view.number, step, picture.centre.tolist(), picture.width, picture.height))
        self._frames, self._answered = self._frames + 1, view.number
        self._attention.drawn(size, time.monotonic(), time.monotonic() - now)

    def _part(self, view: View) -> Part | None:
        """Returns the part of the viewport that shows the ball. Caches it, because each step asks for it."""
        if self._framed is None or self._framed[0] is not view or self._framed[1] is not self._place:
            part = viewport_of(view).part_of_ball(self._place.centre, self._place.scale)
            self._framed = view, self._place, part
        return self._framed[2]


def viewport_of(view: View) -> Viewport:
    """Returns the viewport of a message, on the CPU so that no optimisation step waits for it."""
    c2w, projection = (torch.tensor(matrix).view(4, 4) for matrix in (view.c2w, view.projection))
    return Viewport(c2w, projection, view.width, view.height)


@torch.no_grad()
def draw(
    field: OptimisedField,
    viewport: Viewport,
    place: PropPose,
    part: Part,
    columns: int,
    rows: int,
) -> Picture:
    """Renders a part of a viewport, `rows` x `columns` pixels, lit by a lamp on the camera.

    The camera and the card are in the prop's axes.
    """
    depth = viewport.depth(place.centre)
    card = max(depth, NEAREST * place.scale) if viewport.is_perspective else depth
    origins, directions = (
        each.reshape(-1, 3).to(field.device)
        for each in viewport.rays(part, columns, rows, start=depth - 2 * place.scale)
    )
    eye, backward = viewport.c2w[:3, 3], viewport.c2w[:3, 2]
    rgb, opacity, along = look(field, (origins - place.centre.to(field.device)) / place.scale, directions, backward)
    seen = origins * opacity[:, None] + along[:, None] * place.scale * directions  # weighted by opacity
    nearness = seen @ backward.to(field.device) - opacity * float(eye @ backward - card)
    pixels = torch.cat([rgb, opacity[:, None], nearness[:, None]], dim=1).view(rows, columns, 5)
    left, bottom, right, top = torch.tensor(part)
    x, y = torch.stack([left, right, left, (left + right) / 2]), torch.stack([bottom, bottom, top, (bottom + top) / 2])
    corner, beside, above, centre = viewport.at_depth(x, y, card)
    return Picture(pixels, centre, float((beside - corner).norm()), float((above - corner).norm()))


def look(field: OptimisedField, origins: Tensor, directions: Tensor, backward: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Renders R rays. Origins and directions are (R, 3) in the field's axes.

    `backward` (3,) points from the scene to the camera. Returns sRGB colours (R, 3), opacity (R,) and mean distance
    (R,). Colours and distances are multiplied by the opacity. The sum is that of `rendering.render`, but without
    gradients, without anything behind a ray's origin, and without colours for samples that are barely visible.
    """
    volume = with_gradient(field.volume())
    density, cells = volume[..., :1].contiguous(), occupied_cells(volume)
    x, y, z = backward.tolist()
    lamp = lighting([Light((x, y, z), 1 - AMBIENT, AMBIENT)], [False], field.device)
    rays, slab = AT_A_TIME if field.device.type == "cuda" else AT_A_TIME_ON_A_CPU
    parts = zip(origins.split(rays), directions.split(rays), strict=True)
    seen = torch.cat([_look(volume, density, cells, *part, lamp, slab) for part in parts])
    return seen[:, :3], seen[:, 3], seen[:, 4]


def _look(
    volume: Tensor, density: Tensor, cells: Tensor, origins: Tensor, directions: Tensor, lamp: Lighting, slab: int
) -> Tensor:
    """Renders some rays and stops each once it is opaque. Returns (R, 5): colour, opacity and mean distance.

    Computes `slab` samples of each ray at a time.
    """
    seen, light = origins.new_zeros(len(origins), 5), origins.new_ones(len(origins))
    for first in range(0, SAMPLES, slab):
        rays = torch.nonzero(light > VISIBLE)[:, 0]
        begun, onward = origins[rays], directions[rays]
        t, chosen = march(cells, begun, onward, SAMPLES, 0.5, (first, first + slab))
        chosen = chosen.narrowed(chosen.pick(t > 0))
        raw = trilinear(density, points_on(begun, onward, t, chosen))[:, 0]
        optical = chosen.spread(2 / SAMPLES * activate_density(raw))
        weights = light[rays, None] * alpha_of(optical) * transmittance(optical)
        light[rays] *= torch.exp(-optical.sum(dim=1))
        chosen = chosen.narrowed(chosen.pick(weights > VISIBLE))
        points, t = points_on(begun, onward, t, chosen), chosen.pick(t)
        colours = shade(sample_field(volume, points), torch.zeros_like(chosen.ray), lamp)
        values = torch.cat([colours, torch.ones_like(t)[:, None], t[:, None]], dim=1)
        seen[rays] += chosen.total(values * chosen.pick(weights)[:, None])
    return seen


@torch.no_grad()
def colours_of(surface: Mesh, field: RadianceField) -> NDArray[np.uint8]:
    """Returns the albedo at the vertices, (V, 3) uint8 sRGB."""
    _, albedo = field.density_and_albedo(torch.from_numpy(surface.to_field(surface.vertices)).to(field.device))
    return (255 * albedo.clamp(0, 1)).round().byte().cpu().numpy()


def npy(pixels: Tensor) -> bytes:
    """Returns the pixels as the bytes of a .npy in float16, which is exact to about a thousandth."""
    buffer = io.BytesIO()
    np.save(buffer, pixels.half().cpu().numpy())
    return buffer.getvalue()


def npz(surface: Mesh, colours: NDArray[np.uint8]) -> bytes:
    """Returns the bytes of the .npz that a CoarseMesh names."""
    buffer = io.BytesIO()
    np.savez(buffer, vertices=surface.vertices, faces=surface.faces, colours=colours)
    return buffer.getvalue()
