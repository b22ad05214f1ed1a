"""Real props of data sets, photographed as finished props are, and the silhouette IoU with the most similar of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from ..mesh.eval_renders import CLAY, RADIUS, Portraits
from ..mesh.srgb import to_linear, to_srgb
from ..nerf.cameras import look_at_origin
from ..nerf.field_views import COLUMNS, GREY
from ..prior_training.captioned_meshes import CaptionedMesh
from ..prior_training.mesh_batch import MeshBatch, batch_of
from ..prior_training.sources import read_source
from ..prior_training.view_bank import buffers_of
from ..viewpoints import headlight, ring

CPU = torch.device("cpu")
SIZE = 64  # pixels per side of the outlines that are compared
MOST = 128  # props of a data set that are the ground truth
MOST_OF_A_KIND = 24  # maximum number of props that an outline is compared with
QUARTER_TURNS = range(0, COLUMNS, COLUMNS // 4)  # four yaws, as numbers of views


@dataclass(frozen=True)
class References:
    """Real props with captions."""

    truth: Sequence[CaptionedMesh]  # real props that are scored like generated ones
    meshes: Sequence[CaptionedMesh]  # real props whose outlines are compared with those of generated ones
    _outlines: dict[str, list[NDArray[np.bool_]]] = field(default_factory=dict, compare=False)

    def outlines(self, kind: str) -> list[NDArray[np.bool_]]:
        """Returns the silhouettes (8, SIZE, SIZE) of the props with this name, at most MOST_OF_A_KIND."""
        if kind not in self._outlines:
            like = [mesh for mesh in self.meshes if kind in (mesh.kind.lower(), *map(str.lower, mesh.synonyms))]
            found = [portraits_of(mesh).silhouettes for mesh in like[:MOST_OF_A_KIND]]
            self._outlines[kind] = [outlines for outlines in found if outlines is not None]
        return self._outlines[kind]


def load_references(folders: Sequence[Path]) -> References:
    """Loads data sets that `export-props` wrote. Raises FileNotFoundError or ValueError with one line.

    The ground truth is at most MOST props of each, of those that are held out of training. Of a data set without such
    props it is drawn from all.
    """
    sources = [read_source(str(folder)) for folder in folders]
    kept = [source.held_out or source.meshes for source in sources]
    truth = [mesh for meshes in kept for mesh in Random(0).sample(meshes, min(MOST, len(meshes)))]
    return References(truth, [mesh for source in sources for mesh in (*source.meshes, *source.held_out)])


@torch.no_grad()
def portraits_of(mesh: CaptionedMesh, size: int = SIZE) -> Portraits:
    """Renders a real prop from the evaluation's cameras, like `mesh.eval_renders.photograph` for generated ones."""
    buffers = views_of(batch_of([mesh], CPU), size)
    coverage = buffers[:, 6:7]
    albedo = (buffers[:, :3] / coverage.clamp(min=1e-3)).clamp(0, 1)
    towards = torch.nn.functional.normalize(buffers[:, 3:6] * 2 - 1, dim=1)[:, 2:].clamp(min=0)
    lamp = headlight(ring(1)[0])
    light = (lamp.ambient + lamp.sun * towards).numpy()
    colours = (
        to_srgb(to_linear(albedo.numpy()) * light), to_srgb(to_linear(np.float32(CLAY)) * light), albedo.numpy()
    )  # fmt: skip
    shaded, textureless, bare = (
        torch.from_numpy(np.broadcast_to(colour, albedo.shape).copy()).float() * coverage + GREY * (1 - coverage)
        for colour in colours
    )
    return Portraits(shaded, textureless, bare, silhouettes=(coverage[:, 0] >= 0.5).numpy())


def views_of(batch: MeshBatch, size: int) -> Tensor:
    """Returns the buffers (8, CHANNELS, `size`, `size`) of a mesh from the evaluation's cameras; see `Views`."""
    reach = batch.vertices.norm(dim=1).max().clamp(min=1e-6)
    batch = MeshBatch(
        batch.vertices * (RADIUS / reach), batch.faces, batch.colours, batch.vertex_counts, batch.face_counts
    )
    whole = torch.zeros(COLUMNS, 2), torch.ones(COLUMNS)
    return buffers_of(batch, torch.zeros(COLUMNS, dtype=torch.int64), look_at_origin(ring(COLUMNS), CPU), *whole, size)


def silhouette_iou(portraits: Portraits, kind: str, references: References) -> float | None:
    """Returns the intersection over union of silhouettes, 0..1, averaged over the views.

    It is the best value over all real props of the kind and over four yaws. None if there is no real prop of the kind.
    """
    real = references.outlines(kind)
    if not real or portraits.silhouettes is None:
        return None
    own = np.stack([_resized(outline, real[0].shape[-1]) for outline in portraits.silhouettes])
    return max(mean_iou(np.roll(own, turn, axis=0), outlines) for outlines in real for turn in QUARTER_TURNS)


def mean_iou(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Returns the mean IoU of two stacks of silhouettes (N, S, S). Two empty silhouettes count as 1."""
    common, either = ((one & other).sum((1, 2)), (one | other).sum((1, 2)))
    return float(np.where(either > 0, common / np.maximum(either, 1), 1.0).mean())


def _resized(outline: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    return np.asarray(Image.fromarray(outline.astype(np.uint8) * 255).resize((size, size), Image.Resampling.BOX)) > 127
