"""Renders of real props, and the silhouette IoU of a prop with the most similar real one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from ..image_text.dataset import Views, load_views
from ..mesh.eval_renders import Portraits
from ..nerf.field_views import COLUMNS, GREY
from .r_precision import Subject

QUARTER_TURNS = range(0, COLUMNS, COLUMNS // 4)  # four yaws, as numbers of views


@dataclass(frozen=True)
class References:
    """Props that Blender rendered from the evaluation's cameras, eight views of each. A prop is named by its index."""

    views: Views

    @property
    def count(self) -> int:
        """The number of props."""
        return len(self.views.props) // COLUMNS

    def subject(self, prop: int) -> Subject:
        """Returns the kind and colour of a prop."""
        return Subject(*self.views.props[COLUMNS * prop])

    def is_clay(self, prop: int) -> bool:
        """True if the prop was rendered without paint."""
        return self.views.clay[COLUMNS * prop]

    def pictures(self, prop: int) -> torch.Tensor:
        """Returns a prop's views (8, 3, 64, 64) in 0..1, on the same grey as the portraits."""
        pixels = self._pixels(prop).permute(0, 3, 1, 2).float() / 255
        return pixels[:, :3] * pixels[:, 3:] + GREY * (1 - pixels[:, 3:])

    def silhouettes(self, prop: int) -> NDArray[np.bool_]:
        """Returns a prop's silhouettes (8, 64, 64)."""
        return self._pixels(prop)[..., 3].numpy() > 127

    def _pixels(self, prop: int) -> torch.Tensor:
        return self.views.pixels[COLUMNS * prop : COLUMNS * (prop + 1)]


def load_references(folder: Path) -> References:
    """Loads the references of a folder. Raises FileNotFoundError or ValueError if the folder holds none."""
    views = load_views(folder)
    if len(views.props) % COLUMNS or any(
        viewpoint.azimuth != 360 * (i % COLUMNS) / COLUMNS for i, viewpoint in enumerate(views.viewpoints)
    ):
        raise ValueError(f"The views in {folder} are not from the evaluation's cameras: render references")
    return References(views)


def silhouette_iou(portraits: Portraits, kind: str, references: References) -> float | None:
    """Returns the intersection over union of silhouettes, 0..1, averaged over the views.

    It is the best value over all real props of the kind and over four yaws. None if there is no real prop of the kind.
    """
    real = [references.silhouettes(prop) for prop in range(references.count) if references.subject(prop).kind == kind]
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
