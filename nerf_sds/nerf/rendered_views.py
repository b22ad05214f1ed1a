"""Differentiable images of a grid field from several cameras at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from torch import Tensor

from ..config import Stage
from .cameras import rays
from .field import Field, with_gradient
from .occupancy import occupied_cells
from .rendering import Rendering, render
from .shading import Lighting, shade, turn_normals


@dataclass(frozen=True)
class ViewSetup:
    """B cameras with lights, backgrounds and jitter: all that images of R x R pixels need besides the field."""

    c2w: Tensor  # (B, 4, 4) camera-to-world
    lights: Lighting
    background: Tensor  # (B, 3, 1, 1) or (B, 3, R, R) sRGB
    jitter: Tensor  # (B R R,) 0..1, shift of each ray's samples in steps

    def chunk(self, count: int) -> list[ViewSetup]:
        """Splits the cameras into `count` equal parts, in order."""
        views = len(self.c2w) // count
        parts = self.c2w.split(views), self.lights.split(views), self.background.split(views), self.jitter.chunk(count)
        return [ViewSetup(*each) for each in zip(*parts, strict=True)]


@dataclass(frozen=True)
class RenderedViews:
    """Images of a field from B cameras, and what the regularisers need."""

    images: Tensor  # (B, 3, R, R) sRGB in 0..1, over the backgrounds
    volume: Tensor  # (G, G, G, 7), the field's volume with gradient
    rendering: Rendering
    directions: Tensor  # (B R R, 3) unit vectors of the rays


def render_views(field: Field, setup: ViewSetup, stage: Stage) -> RenderedViews:
    """Renders the field on the stage's grid at the stage's image size."""
    volume = with_gradient(field.volume(stage.grid))
    origins, directions = (part.reshape(-1, 3) for part in rays(setup.c2w, stage.resolution))
    pixels = stage.resolution**2
    rendering = render(
        volume, occupied_cells(volume), origins, directions, stage.samples,
        lambda samples, ray: shade(samples, ray // pixels, setup.lights), setup.jitter,
    )  # fmt: skip
    rgb = turn_normals(rendering.rgb, rendering.opacity, setup.lights, setup.c2w)
    rendering = replace(rendering, rgb=rgb)
    return RenderedViews(over(rendering, setup.background, stage.resolution), volume, rendering, directions)


def over(rendering: Rendering, background: Tensor, resolution: int) -> Tensor:
    """Composites the pixels of a rendering over backgrounds. Returns (B, 3, R, R).

    `background` is (B, 3, R, R) or (B, 3, 1, 1).
    """
    rgb = rendering.rgb.view(-1, resolution, resolution, 3).permute(0, 3, 1, 2)
    return rgb + (1 - rendering.opacity).view(-1, 1, resolution, resolution) * background
