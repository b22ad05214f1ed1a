"""Images of finished props for evaluation, from eight sides: shaded, textureless, and albedo alone.

Shading is computed in linear space, as in Blender's renders of real props from which the image-text models learned.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from ..nerf.field_views import COLUMNS, GREY
from ..nerf.field_views import SIZE as FIELD_SIZE
from ..viewpoints import headlight, ring
from .srgb import to_linear, to_srgb
from .texture import TexturedMesh
from .turntable import SUPERSAMPLING, look, reduced

CLAY = 0.9  # sRGB albedo, like that of unpainted props in the reference renders
RADIUS = 0.95  # metres from the origin to the farthest vertex, as in the reference renders


@dataclass(frozen=True)
class Portraits:
    """Images of a prop on grey from the evaluation's cameras: (8, 3, S, S) in 0..1, row 0 at the top."""

    shaded: Tensor
    textureless: Tensor
    albedo: Tensor
    silhouettes: NDArray[np.bool_] | None = None  # (8, S, S)


def photograph(textured: TexturedMesh, size: int = 128) -> Portraits:
    """Renders the textured mesh from the evaluation's cameras, `size` pixels per side."""
    views = [_portrait(textured, camera, size) for camera in range(COLUMNS)]
    pictures = torch.from_numpy(np.stack([pictures for pictures, _ in views])).permute(1, 0, 4, 2, 3)
    shaded, textureless, albedo = pictures.float()
    return Portraits(shaded, textureless, albedo, silhouettes=np.stack([silhouette for _, silhouette in views]))


def read_field_views(path: Path) -> Portraits | None:
    """Reads the field's images that the worker wrote. Returns None if there are none.

    Raises ValueError if the file is damaged.
    """
    if not path.is_file():
        return None
    try:
        with Image.open(path) as image:
            sheet = torch.from_numpy(np.asarray(image.convert("RGB")) / np.float32(255))
        rows = sheet.view(3, FIELD_SIZE, COLUMNS, FIELD_SIZE, 3).permute(0, 2, 4, 1, 3)
    except (OSError, RuntimeError) as error:
        raise ValueError(f"{path} cannot be read ({error}): make the prop again") from error
    return Portraits(rows[0], rows[1], rows[2])


def _portrait(textured: TexturedMesh, camera: int, size: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Returns shaded, textureless and albedo images (3, S, S, 3), and the mask (S, S) of the prop."""
    viewpoint = ring(COLUMNS)[camera]
    light = headlight(viewpoint)
    fine = size * SUPERSAMPLING
    seen = look(textured, viewpoint, fine, RADIUS)
    lit = light.ambient + light.sun * np.clip(seen.normals @ np.array(light.direction), 0, 1)[:, None]
    pictures = np.full((3, fine, fine, 3), GREY, np.float32)
    colours = to_srgb(to_linear(seen.albedo) * lit), to_srgb(to_linear(np.float32(CLAY)) * lit), seen.albedo
    for picture, colour in zip(pictures, colours, strict=True):
        picture[seen.rows, seen.columns] = colour
    covered = np.zeros((fine, fine), np.float32)
    covered[seen.rows, seen.columns] = 1
    return reduced(pictures), reduced(covered[..., None])[..., 0] >= 0.5
