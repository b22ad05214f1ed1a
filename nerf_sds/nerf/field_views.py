"""Images of a field before it becomes a mesh."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..viewpoints import AMBIENT_ALONE, Light, Viewpoint, headlight, ring
from .cameras import look_at_origin, rays
from .field import OptimisedField, Samples, with_gradient
from .occupancy import occupied_cells
from .rendering import render
from .shading import lighting, shade

SAMPLES = 64  # per ray
SIZE = 64  # pixels per side of the evaluation's images
GREY = 0.6  # sRGB 0..1, background of the evaluation's images
COLUMNS = 8  # cameras around the prop


@torch.no_grad()
def picture(
    field: OptimisedField,
    viewpoint: Viewpoint,
    light: Light,
    textureless: bool = False,
    size: int = SIZE,
    grey: float = 0.25,
) -> NDArray[np.uint8]:
    """Renders a field from one viewpoint: (size, size, 3) sRGB. `grey`, 0..1, is the background."""
    volume = with_gradient(field.volume())
    return _pictures(volume, occupied_cells(volume), viewpoint, [light], [textureless], size, grey)[0]


@torch.no_grad()
def sheet(field: OptimisedField) -> NDArray[np.uint8]:
    """Renders the field from the evaluation's cameras: (3 SIZE, 8 SIZE, 3) sRGB.

    The rows are shaded, textureless and albedo.
    """
    volume = with_gradient(field.volume())
    cells = occupied_cells(volume)
    columns = []
    for camera in ring(COLUMNS):
        lights = [headlight(camera), headlight(camera), AMBIENT_ALONE]
        columns.append(np.concatenate(_pictures(volume, cells, camera, lights, [False, True, False], SIZE, GREY)))
    return np.concatenate(columns, axis=1)


def _pictures(
    volume: Tensor,
    cells: Tensor,
    viewpoint: Viewpoint,
    lights: Sequence[Light],
    textureless: Sequence[bool],
    size: int,
    grey: float,
) -> NDArray[np.uint8]:
    """Renders a volume (R, R, R, 7) from one viewpoint in L lights at once: (L, size, size, 3) sRGB."""
    origins, directions = (part.reshape(-1, 3) for part in rays(look_at_origin([viewpoint], volume.device), size))
    lit = lighting(lights, textureless, volume.device)

    def colours(samples: Samples, ray: Tensor) -> Tensor:
        return torch.cat([shade(samples, torch.full_like(ray, light), lit) for light in range(len(lights))], dim=-1)

    rendering = render(volume, cells, origins, directions, SAMPLES, colours)
    rgb = rendering.rgb.view(size, size, len(lights), 3) + grey * (1 - rendering.opacity).view(size, size, 1, 1)
    return (255 * rgb.clamp(0, 1)).byte().permute(2, 0, 1, 3).cpu().numpy()
