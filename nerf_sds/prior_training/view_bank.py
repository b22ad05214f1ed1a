"""Keeps rendered views of varied meshes in a ring buffer on the device; new views replace old ones during training."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import torch
from torch import Tensor

from ..nerf.cameras import HALF_WIDTH, look_at_origin
from ..priors.world_prior import camera_features
from ..viewpoints import ELEVATION, VIEW_WORDS, sample_viewpoints
from .captioned_meshes import CaptionedMesh
from .mesh_batch import MeshBatch, batch_of, corner_normals, ranges, varied
from .rasterizer import g_buffers, in_camera, turned

RESOLUTION = 128  # pixels per side, the largest size in training
CHANNELS = 10  # of a view's buffers
VIEWS = 4  # per mesh and shape
FIRST_VIEWS, FIRST_SECONDS = 12_000, 30  # limits of rendering before the first step, whichever comes first
MESHES = 16  # meshes that are varied and rasterised together
AT_ONCE = MESHES * VIEWS  # views that are rendered together
ZOOMS, ZOOM_WEIGHTS = (1.0, 2.0, 4.0), (0.78, 0.15, 0.07)  # magnifications of the crops, and their frequencies
STRENGTH = 0.7  # of the variation of shapes; see `varied`


@dataclass(frozen=True)
class Views:
    """B views: the buffers of their pictures, and their cameras. n are normals, p places in the world's axes."""

    buffers: (
        Tensor  # (B, CHANNELS, R, R) 0..1, premultiplied: albedo, 0.5 n + 0.5 in camera axes, coverage, 0.5 p + 0.5
    )
    mesh: Tensor  # (B,) index of the mesh
    cameras: Tensor  # (B, 8) as `camera_features`
    crops: Tensor  # (B, 3) x and y of the centre in -1..1, log2 of the zoom
    words: Tensor  # (B,) index into VIEW_WORDS


class ViewBank:
    """A ring buffer of views. The meshes are drawn by their weights."""

    def __init__(
        self, meshes: Sequence[CaptionedMesh], weights: Tensor, room: int, device: torch.device, seed: int,
        zoom_weights: Sequence[float] = ZOOM_WEIGHTS,
    ) -> None:  # fmt: skip
        """`weights` (M,) are the relative frequencies of the meshes. `room` is the number of views.

        `zoom_weights` are the relative frequencies of ZOOMS.

        Raises ValueError with one line if `room` is less than AT_ONCE.
        """
        if room < AT_ONCE:
            raise ValueError(f"{AT_ONCE} views are drawn together: keep at least so many, not {room}")
        self.meshes = batch_of(meshes, device)
        self.weights, self.zoom_weights = weights.to(device), zoom_weights
        self.has_front = torch.tensor([mesh.has_front for mesh in meshes], device=device)
        self.random, self.generator = Random(seed), torch.Generator(device).manual_seed(seed)
        self.buffers = torch.zeros(room, CHANNELS, RESOLUTION, RESOLUTION, dtype=torch.uint8, device=device)
        self.mesh, self.words = torch.zeros(2, room, dtype=torch.int64, device=device)
        self.cameras, self.crops = torch.zeros(room, 8, device=device), torch.zeros(room, 3, device=device)
        self.cursor = self.filled = 0

    def begin(self) -> None:
        """Renders views for the first batches. Each `refresh` adds more."""
        started = time.monotonic()
        while self.filled < min(FIRST_VIEWS, len(self.buffers)) and time.monotonic() - started < FIRST_SECONDS:
            self.refresh()

    @torch.no_grad()
    def refresh(self) -> None:
        """Replaces the oldest AT_ONCE views by new ones."""
        device = self.buffers.device
        index = torch.multinomial(self.weights, MESHES, replacement=True, generator=self.generator)
        batch = self.meshes.pick(index)
        turn = torch.rand(MESHES, generator=self.generator, device=device) * (2 * torch.pi) * ~self.has_front[index]
        batch = replace(batch, vertices=varied(batch, turn, STRENGTH, self.generator))
        viewpoints = [each for _ in range(MESHES) for each in sample_viewpoints(self.random, VIEWS, ELEVATION)]
        view = torch.arange(len(viewpoints), device=device)
        owner = view // VIEWS
        zoom = torch.tensor(self.random.choices(ZOOMS, self.zoom_weights, k=len(viewpoints)), device=device)
        c2w = look_at_origin(viewpoints, device)
        centres = self._centres(batch, owner, c2w) * (zoom > 1)[:, None]
        drawn = buffers_of(batch, owner, c2w, centres, zoom, RESOLUTION)
        place = (self.cursor + view) % len(self.buffers)
        self.buffers[place] = (drawn * 255).round().to(torch.uint8)
        self.mesh[place] = index[owner]
        self.cameras[place] = torch.tensor([camera_features(each) for each in viewpoints], device=device)
        self.crops[place] = torch.cat([centres, zoom.log2()[:, None]], -1)
        self.words[place] = torch.tensor([VIEW_WORDS.index(each.words) for each in viewpoints], device=device)
        self.cursor = (self.cursor + len(viewpoints)) % len(self.buffers)
        self.filled = min(self.filled + len(viewpoints), len(self.buffers))

    def _centres(self, batch: MeshBatch, owner: Tensor, c2w: Tensor) -> Tensor:
        """Returns where each view sees a random vertex of its mesh: (B, 2) in the whole picture's -1..1."""
        counts = batch.vertex_counts[owner]
        drawn = torch.rand(len(owner), generator=self.generator, device=counts.device) * counts
        vertex = (batch.vertex_counts.cumsum(0) - batch.vertex_counts)[owner] + drawn.long().clamp(max=counts - 1)
        seen = torch.einsum("bj,bji->bi", batch.vertices[vertex] - c2w[:, :3, 3], c2w[:, :3, :3])
        return seen[:, :2] / (-seen[:, 2:] * HALF_WIDTH)

    def draw(self, count: int) -> Views:
        """Returns `count` random views."""
        index = torch.randint(self.filled, (count,), generator=self.generator, device=self.buffers.device)
        return self.at(index)

    def at(self, index: Tensor) -> Views:
        """Returns the views at indices (B,) of the buffer."""
        buffers = self.buffers[index].float() / 255
        return Views(buffers, self.mesh[index], self.cameras[index], self.crops[index], self.words[index])


def buffers_of(batch: MeshBatch, owner: Tensor, c2w: Tensor, centres: Tensor, zoom: Tensor, resolution: int) -> Tensor:
    """Renders the meshes `owner` (B,) from B cameras. Returns (B, CHANNELS, R, R), as in `Views`.

    `c2w` are the camera-to-world matrices. `centres` (B, 2) and `zoom` (B,) are the crops, as in `in_camera`.
    """
    triangle = ranges(batch.face_counts, owner)
    view = torch.arange(len(owner), device=owner.device).repeat_interleave(batch.face_counts[owner])
    places = batch.vertices[batch.faces[triangle]]
    corners = in_camera(places, c2w[view], centres[view], zoom[view])
    normals = turned(corner_normals(batch)[triangle], c2w[view])
    colours = batch.colours[batch.faces[triangle]].float() / 255
    drawn = g_buffers(corners, normals, torch.cat([colours, places], -1), view, len(owner), resolution)
    for signed in (slice(3, 6), slice(7, 10)):
        drawn[:, signed] = drawn[:, signed] * 0.5 + 0.5
    return drawn
