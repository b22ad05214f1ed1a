"""Measures how similar two meshes are, by their outlines from eight sides and the colours of their common surface.

A pair is compared under every turn about Z in steps of 45 degrees, and mirrored too, because the training mirrors its
pictures. The nearest of these sixteen poses counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...nerf.field_views import COLUMNS
from ...prior_training.captioned_meshes import CaptionedMesh
from ...prior_training.colour_names import lab
from .views import SIZE, Looks

COPIED = 0.25  # a prop that is nearer to a mesh counts as its copy; docs/evaluation.md says why
FARTHEST = 100  # CIELAB distance of colours that counts as much as outlines that do not overlap
POSES = 2 * COLUMNS
SHORTLIST = 128  # number of meshes, those with the most similar outlines, whose colours are compared
AS_GOOD = 0.02  # IoU below that of the best pose, down to which the colours choose the pose
CELL = 4  # pixels: colours are compared by their means in cells of CELL x CELL, so that speckles do not count
CHUNK = 128  # meshes whose outlines are compared together


@dataclass(frozen=True)
class Pair:
    """How near a prop is to one mesh."""

    mesh: int  # index of the mesh
    outlines: float  # IoU, 0..1, mean of eight sides
    colours: float  # mean CIELAB distance where both are visible; 2.3 is just noticeable
    pose: int  # of the prop; see `posed`

    @property
    def distance(self) -> float:
        """1 - IoU of the outlines, plus the distance of the colours divided by FARTHEST. It is 0 for the same mesh."""
        return 1 - self.outlines + self.colours / FARTHEST

    @property
    def is_copy(self) -> bool:
        """True if the prop counts as a copy of the mesh."""
        return self.distance <= COPIED


def posed(looks: Looks, pose: int) -> Looks:
    """Returns the looks after a turn by 45 degrees times `pose` % 8; mirrored first from pose 8 on."""
    outlines, albedo = looks.outlines, looks.albedo
    if pose >= COLUMNS:
        order = -np.arange(COLUMNS) % COLUMNS
        outlines, albedo = outlines[:, order, :, ::-1], albedo[:, order, :, ::-1]
    return Looks(np.roll(outlines, pose, axis=1), np.roll(albedo, pose, axis=1))


def nearest(prop: Looks, meshes: Looks) -> Pair:
    """Returns the mesh at the least distance from a prop, of the SHORTLIST with the nearest outlines."""
    agreement = outline_iou(prop, meshes)
    best = agreement.max(1)
    poses = [colour_cells(posed(prop, pose)) for pose in range(POSES)]
    found: Pair | None = None
    for mesh in np.argsort(-best, kind="stable")[:SHORTLIST]:
        if found and 1 - best[mesh] >= found.distance:
            break  # colours can only add to the distance
        cells = colour_cells(meshes.pick([mesh]))
        for pose in np.flatnonzero(agreement[mesh] >= best[mesh] - AS_GOOD):
            distance = colour_distance(poses[pose], cells)
            pair = Pair(int(mesh), float(agreement[mesh, pose]), distance, int(pose))
            found = min(found or pair, pair, key=lambda pair: pair.distance)
    assert found is not None
    return found


def outline_iou(prop: Looks, meshes: Looks) -> NDArray[np.float32]:
    """Returns the IoU (M, 16) of a prop's outlines in each pose with those of M meshes, mean of eight sides."""
    own = np.concatenate([posed(prop, 0).outlines[0], posed(prop, COLUMNS).outlines[0]])
    own = own.reshape(POSES, -1).astype(np.float32)
    view = np.arange(COLUMNS)
    shown = np.stack([(view - pose) % COLUMNS + pose // COLUMNS * COLUMNS for pose in range(POSES)])
    found = []
    for first in range(0, len(meshes), CHUNK):
        theirs = meshes.outlines[first : first + CHUNK]
        theirs = theirs.reshape(len(theirs), COLUMNS, -1).astype(np.float32)
        common = theirs @ own.T  # (M, 8, 16)
        either = theirs.sum(-1)[..., None] + own.sum(-1) - common
        found.append((common / np.maximum(either, 1))[:, view, shown].mean(-1))
    return np.concatenate(found)


def colour_cells(look: Looks) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns the mean CIELAB colour of each cell of one mesh's views (8, S / CELL, S / CELL, 3), and its cover."""
    side = SIZE // CELL
    blocks = look.outlines[0].reshape(COLUMNS, side, CELL, side, CELL)
    cover = blocks.mean((2, 4))
    total = (look.albedo[0].reshape(*blocks.shape, 3) * blocks[..., None]).mean((2, 4))
    return lab(total / np.maximum(cover, 1e-6)[..., None] / 255), cover


def colour_distance(
    one: tuple[NDArray[np.float64], NDArray[np.float64]], other: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> float:
    """Returns the mean distance of two meshes' cells, weighted by their common coverage; FARTHEST without any."""
    both = np.minimum(one[1], other[1])
    apart = np.linalg.norm(one[0] - other[0], axis=-1)
    return float((apart * both).sum() / both.sum()) if both.any() else float(FARTHEST)


def within_kinds(meshes: Sequence[CaptionedMesh], looks: Looks) -> list[Pair]:
    """Returns, for each mesh of a kind with two or more, the nearest other mesh of that kind.

    Toys that are made in one colour do not count: each kind is made in twelve.
    """
    groups: dict[str, list[int]] = {}
    for number, mesh in enumerate(meshes):
        if not mesh.colour:
            groups.setdefault(mesh.kind, []).append(number)
    pairs = []
    for group in groups.values():
        for number in group:
            others = [other for other in group if other != number]
            if others:
                pairs.append(nearest(looks.pick([number]), looks.pick(others)))
    return pairs
