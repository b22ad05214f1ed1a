"""Images of a field before it becomes a mesh."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from ..viewpoints import AMBIENT_ALONE, Light, Viewpoint, headlight, ring
from .cameras import look_at_origin, rays
from .field import OptimisedField, with_gradient
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
    origins, directions = (part.reshape(-1, 3) for part in rays(look_at_origin([viewpoint], field.device), size))
    lights = lighting([light], [textureless], field.device)
    rendering = render(
        volume, occupied_cells(volume), origins, directions, SAMPLES,
        lambda samples, ray: shade(samples, torch.zeros_like(ray), lights),
    )  # fmt: skip
    rgb = rendering.rgb + grey * (1 - rendering.opacity[:, None])
    return (255 * rgb.clamp(0, 1)).byte().view(size, size, 3).cpu().numpy()


def sheet(field: OptimisedField) -> NDArray[np.uint8]:
    """Renders the field from the evaluation's cameras: (3 SIZE, 8 SIZE, 3) sRGB.

    The rows are shaded, textureless and albedo.
    """
    cameras = ring(COLUMNS)
    rows = [
        [picture(field, camera, headlight(camera), textureless, grey=GREY) for camera in cameras]
        for textureless in (False, True)
    ]
    rows.append([picture(field, camera, AMBIENT_ALONE, grey=GREY) for camera in cameras])
    return np.concatenate([np.concatenate(row, axis=1) for row in rows])
