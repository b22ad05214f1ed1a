"""Outlines and albedo of meshes and props from eight sides, centred and in one size, so that they can be compared."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...disk import files
from ...mesh.eval_renders import RADIUS
from ...mesh.texture import TexturedMesh
from ...nerf.cameras import look_at_origin
from ...nerf.field_views import COLUMNS
from ...prior_training.captioned_meshes import CaptionedMesh
from ...prior_training.mesh_batch import batch_of
from ...prior_training.rasterizer import OVERSAMPLING, g_buffers, in_camera
from ...viewpoints import ring

SIZE = 64  # pixels per side
CACHE = "views.npz"
CPU = torch.device("cpu")


@dataclass(frozen=True)
class Looks:
    """M meshes from the evaluation's eight cameras, centred and with the same radius; see `_centred`."""

    outlines: NDArray[np.bool_]  # (M, 8, S, S)
    albedo: NDArray[np.uint8]  # (M, 8, S, S, 3) sRGB; black where nothing is

    def __len__(self) -> int:
        return len(self.outlines)

    def pick(self, index: Sequence[int] | NDArray[np.integer]) -> Looks:
        """Returns the looks of some of the meshes."""
        return Looks(self.outlines[index], self.albedo[index])


def of_prop(prop: TexturedMesh) -> Looks:
    """Returns the looks of one prop, with its texture's colours at the corners of its triangles."""
    height, width, _ = prop.albedo.shape
    columns, rows = (prop.uvs.reshape(-1, 2) * (width, height)).astype(int).T
    colours = prop.albedo[(height - 1 - rows).clip(0, height - 1), columns.clip(0, width - 1)]
    corners = prop.mesh.vertices[prop.mesh.faces].reshape(-1, 3)
    faces = np.arange(len(corners), dtype=np.int32).reshape(-1, 3)
    return of_meshes([CaptionedMesh("prop", "prop", "a prop", corners, faces, colours)])


@torch.no_grad()
def of_meshes(meshes: Sequence[CaptionedMesh]) -> Looks:
    """Returns the looks of the meshes. A mesh takes about 0.08 s."""
    parts = [_rasterised(mesh) for mesh in meshes]
    return Looks(np.concatenate([part.outlines for part in parts]), np.concatenate([part.albedo for part in parts]))


def kept_in(folder: Path, meshes: Sequence[CaptionedMesh]) -> Looks:
    """Returns the looks of the meshes, from the file CACHE in the folder if it has those of the same meshes.

    Writes the file otherwise, unless nothing may be written there.
    """
    digest = _digest(meshes)
    if (folder / CACHE).is_file():
        with np.load(folder / CACHE, allow_pickle=False) as kept:
            if str(kept["digest"]) == digest:
                return Looks(np.unpackbits(kept["outlines"], axis=-1).astype(bool), kept["albedo"])
    looks, file = of_meshes(meshes), io.BytesIO()
    np.savez_compressed(file, digest=digest, outlines=np.packbits(looks.outlines, axis=-1), albedo=looks.albedo)
    with suppress(PermissionError):
        files.write(folder / CACHE, file.getvalue())
    return looks


def _digest(meshes: Sequence[CaptionedMesh]) -> str:
    digest = sha256(SIZE.to_bytes(2, "big"))
    for mesh in meshes:
        for part in (mesh.vertices, mesh.faces, mesh.colours):
            digest.update(np.ascontiguousarray(part).data)
    return digest.hexdigest()


def _rasterised(mesh: CaptionedMesh) -> Looks:
    batch = batch_of([mesh], CPU)
    points = torch.from_numpy(_centred(mesh.vertices))
    c2w = look_at_origin(ring(COLUMNS), CPU)
    flat, whole = torch.zeros(COLUMNS, 2), torch.ones(COLUMNS)
    corners = in_camera(points.expand(COLUMNS, -1, -1), c2w, flat, whole)[:, batch.faces].flatten(0, 1)
    shown = _meets_a_pixel(corners)
    face = torch.arange(COLUMNS * len(batch.faces))[shown]
    view, face = face // len(batch.faces), face % len(batch.faces)
    colours = batch.colours[batch.faces[face]].float()
    drawn = g_buffers(corners[shown], torch.zeros_like(colours), colours, view, COLUMNS, SIZE)
    outlines = drawn[:, 6] >= 0.5
    albedo = (drawn[:, :3] / drawn[:, 6:].clamp(min=1e-6) * outlines[:, None]).round().byte()
    return Looks(outlines[None].numpy(), albedo.permute(0, 2, 3, 1)[None].numpy())


def _centred(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Centres points (V, 3) and scales them, so that the farthest is RADIUS from the origin.

    The centre is the mean of those of two bounding boxes, one of them turned by 45 degrees about Z: it turns with the
    points.
    """
    x, y, z = points.T
    a, b, p, q, height = ((part.max() + part.min()) / 2 for part in (x, y, (x + y) / 2, (y - x) / 2, z))
    moved = points - np.array([(a + p - q) / 2, (b + p + q) / 2, height], np.float32)
    return moved * np.float32(RADIUS / max(np.linalg.norm(moved, axis=1).max(), 1e-6))


def _meets_a_pixel(corners: Tensor) -> Tensor:
    """True for each triangle (T, 3, 3) in its camera's axes whose rectangle holds the centre of a fine pixel.

    Most triangles of a dense mesh are smaller than a pixel. Leaving them out halves the time.
    """
    size = SIZE * OVERSAMPLING
    pixels = (corners[..., :2] / -corners[..., 2:] + 1) * (size / 2) - 0.5
    return (pixels.amin(1).ceil() <= pixels.amax(1).floor()).all(-1)
