"""Views of a surface: its texture is rendered into pictures, and pictures are merged on its texels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import grid_sample, max_pool2d

from ..mesh.extraction import Floats
from ..mesh.rasterizer import rasterise
from ..mesh.turntable import FOCAL, camera_axes, facing, nearest, project
from ..nerf.shading import GAMMA
from ..viewpoints import WHOLE, Crop, Viewpoint, headlight
from .surface import Surface

SAMPLES = 2  # per pixel along each axis
FAR = 10.0  # metres, the depth of the background
HIDDEN = 1.008  # a texel so many times deeper than what the picture shows is hidden
FLATTEST = 0.1  # cosine to the camera below which a view says nothing about a texel
SHARE = 4  # exponent of the cosine in a texel's weight
FAINTEST = 1e-4  # weight below which a texel does not count as shown
STEP = 0.15  # metres of depth between neighbouring pixels that make an edge
AT_EDGES = 0.03  # weight next to edges, where pixels mix two things
FEATHER = 0.2  # share of half the picture's width over which crops fade into each other
DOUBT = 0.02  # weight of the texture that a texel had before
MIXED = 0.3  # coverage below which a pixel is too much of the background
ALIKE = (0.1, 0.3)  # sRGB distances from the background: below the first a pixel shows it, above the second the prop


@dataclass(frozen=True)
class View:
    """One picture of a surface, R x R pixels, and which texels it shows."""

    viewpoint: Viewpoint
    crop: Crop
    rows: Tensor  # (M,) of the samples that show the surface, SAMPLES a pixel along each axis
    columns: Tensor  # (M,)
    uvs: Tensor  # (M, 2) their places in the texture, -1..1 with y down
    coverage: Tensor  # (R, R) 0..1
    texels: Tensor  # (K,) index of the texels that it shows; one twice if it shows two triangles that share it
    places: Tensor  # (K, 2) their places in the picture, -1..1 with y down
    weights: Tensor  # (K, 1) how well it shows them
    shades: Tensor  # (M, 1) by which factor light changes the samples; (1, 1), a one, if the view is not lit
    texel_shades: Tensor  # (K, 1) or (1, 1) by which factor light changes the texels

    def render(self, texture: Tensor, background: Tensor) -> Tensor:
        """Renders a texture (S, S, 3) over a plain background (3,) to a picture (3, R, R). All values are in 0..1."""
        resolution = len(self.coverage)
        fine = background[:, None, None].repeat(1, SAMPLES * resolution, SAMPLES * resolution)
        fine[:, self.rows, self.columns] = (self.shades * _sampled(texture.permute(2, 0, 1), self.uvs, "bilinear")).T
        return fine.view(3, resolution, SAMPLES, resolution, SAMPLES).mean((2, 4))

    def read(self, picture: Tensor, background: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the colours (K, 3) that a picture (3, R, R) over the background (3,) gives the texels.

        Also returns how far to trust each (K, 1): where the prior draws background on the prop, its outline is another
        one, and the picture says nothing.
        """
        behind = background[:, None, None]
        without = picture - behind * (1 - self.coverage)
        surface = torch.where(self.coverage > MIXED, without / self.coverage.clamp(min=MIXED), picture)
        colours = (_sampled(surface.clamp(0, 1), self.places, "bicubic") / self.texel_shades).clamp(0, 1)
        distance = _sampled((picture - behind).norm(dim=0, keepdim=True), self.places, "bilinear")
        return colours, self.weights * ((distance - ALIKE[0]) / (ALIKE[1] - ALIKE[0])).clamp(0, 1)


def merged(
    surface: Surface, views: Sequence[View], pictures: Tensor, background: Tensor, sharpness: float
) -> tuple[Tensor, Tensor]:
    """Merges the views' pictures (B, 3, R, R) to the texels' colours (N, 3), and says how certain they are (N, 1).

    Where no view looks, the texels keep the surface's own colours. The larger `sharpness`, the more the view counts
    that shows a texel best.
    """
    sums, weights = torch.zeros_like(surface.colours), torch.zeros_like(surface.colours[:, :1])
    for view, picture in zip(views, pictures, strict=True):
        colours, weight = view.read(picture, background)
        weight = weight**sharpness
        sums.index_add_(0, view.texels, weight * colours)
        weights.index_add_(0, view.texels, weight)
    certainty = weights / (weights + DOUBT**sharpness)
    return torch.lerp(surface.colours, sums / weights.clamp(min=1e-12), certainty), certainty


def looks(
    surface: Surface, viewpoint: Viewpoint, resolution: int, shown: Sequence[Crop], is_lit: bool = False
) -> list[View]:
    """Returns the views of a surface from a viewpoint, one for each crop in `shown`, `resolution` pixels per side.

    A lit view has a sun behind the camera: rendering adds its light, reading takes it away.
    """
    candidates = _candidates(surface, viewpoint)
    lamp = _lamp(surface, viewpoint) if is_lit else None
    return [_view(surface, viewpoint, crop, resolution, candidates, lamp) for crop in shown]


def crops(surface: Surface, viewpoint: Viewpoint, zoom: float) -> list[Crop]:
    """Returns the crops that show all of the surface from a viewpoint, each 2 / `zoom` wide in the picture's -1..1."""
    places, _ = _projected(surface, viewpoint, WHOLE)
    low, high, width = places.min(0) - FEATHER / zoom, places.max(0) + FEATHER / zoom, 2 / zoom
    centres = []
    for start, end in zip(low, high, strict=True):
        count = math.ceil((end - start) / width)
        middle = (start + end) / 2
        reach = 0.0 if count == 1 else (end - start - width) / 2
        centres.append(np.linspace(middle - reach, middle + reach, count))
    return [Crop(float(x), float(-y), zoom) for x in centres[0] for y in centres[1]]


def _projected(surface: Surface, viewpoint: Viewpoint, crop: Crop) -> tuple[Floats, Floats]:
    """Returns where a crop shows the vertices: (V, 2) in -1..1 with y down. Also returns 1 / depth (V, 1)."""
    places, nearness = project(surface.vertices, np.array(viewpoint.position), 2)
    return ((places - 1 - (crop.x, -crop.y)) * crop.zoom).astype(np.float32), nearness


@dataclass(frozen=True)
class _Candidates:
    """The M texels that face a camera, whether something hides them or not."""

    texels: Tensor  # (M,)
    places: Tensor  # (M, 2) where a whole picture shows them, -1..1 with y down
    depths: Tensor  # (M,) metres
    weights: Tensor  # (M,) the cosine to the camera to the power of SHARE


def _candidates(surface: Surface, viewpoint: Viewpoint) -> _Candidates:
    """Returns the texels that face the camera, and where it sees them."""
    position = np.array(viewpoint.position)
    camera, axes = (torch.from_numpy(each).to(surface.points) for each in (position, camera_axes(position)))
    towards = camera - surface.points
    cosine = (towards * surface.directions).sum(1) / towards.norm(dim=1)
    texels = (cosine > FLATTEST).nonzero()[:, 0]
    x, y, depths = (axes @ -towards[texels].T) * towards.new_tensor([1, -1, -1])[:, None]
    return _Candidates(texels, FOCAL * torch.stack([x, y], 1) / depths[:, None], depths, cosine[texels] ** SHARE)


def _lamp(surface: Surface, viewpoint: Viewpoint) -> Tensor:
    """Returns the factors (N, 1) by which a sun behind the camera shades the texels' colours."""
    light = headlight(viewpoint)
    facing_it = (surface.directions @ surface.directions.new_tensor(light.direction)).clamp(min=0)
    return ((light.ambient + light.sun * facing_it) ** (1 / GAMMA))[:, None]


def _view(
    surface: Surface,
    viewpoint: Viewpoint,
    crop: Crop,
    resolution: int,
    candidates: _Candidates,
    lamp: Tensor | None,
) -> View:
    """Rasterises a crop, and finds which of the candidates it shows. `lamp` (N, 1) shades the texels."""
    size, device = SAMPLES * resolution, surface.colours.device
    corners, nearness = _projected(surface, viewpoint, crop)
    corners = (corners + 1) / 2 * size
    front = facing(corners[surface.faces])
    faces = surface.faces[front]
    shown = nearest(rasterise(corners[faces], size, size), nearness[faces], size)
    uvs = (shown.interpolate(surface.uvs[front]) * (2, -2) + (-1, 1)).astype(np.float32)
    rows, columns, uv, seen = (
        torch.from_numpy(array).to(device)
        for array in (shown.rows, shown.columns, uvs, shown.interpolate(np.float32(1) / nearness[faces])[:, 0])
    )
    depth = torch.full((size, size), FAR, device=device)
    depth[rows, columns] = seen
    coverage = (depth < FAR).float().view(resolution, SAMPLES, resolution, SAMPLES).mean((1, 3))
    texels, places, weights = _shown(candidates, crop, depth)
    owners = surface.owners[texels]
    shades = texel_shades = torch.ones(1, 1, device=device)
    if lamp is not None:
        shades, texel_shades = _sampled(surface.texture(lamp).permute(2, 0, 1), uv, "bilinear"), lamp[owners]
    return View(viewpoint, crop, rows, columns, uv, coverage, owners, places, weights[:, None], shades, texel_shades)


def _shown(candidates: _Candidates, crop: Crop, depth: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Returns which texels a crop shows (K,), where (K, 2), and how well (K,).

    That is their weight as candidates, less at edges and at the borders of a crop. `depth` (F, F) is
    that of the picture's samples in metres.
    """
    places = (candidates.places - candidates.places.new_tensor([crop.x, -crop.y])) * crop.zoom
    inside = (places.abs().amax(1) < 1).nonzero()[:, 0]
    columns, rows = ((places[inside] + 1) / 2 * len(depth)).long().clamp(max=len(depth) - 1).T
    visible = candidates.depths[inside] < HIDDEN * depth[rows, columns]
    index, rows, columns = inside[visible], rows[visible], columns[visible]
    places, weights = places[index], candidates.weights[index]
    weights = torch.where(_edges(depth)[rows, columns], AT_EDGES * weights, weights)
    if crop.zoom > 1:
        weights = weights * ((1 - places.abs().amax(1)) / FEATHER).clamp(0, 1)
    clear = weights > FAINTEST
    return candidates.texels[index[clear]], places[clear], weights[clear]


def _edges(depth: Tensor) -> Tensor:
    """Returns which samples (F, F) are less than a pixel from a step in depth."""
    both = torch.stack([depth, -depth])[None]
    return max_pool2d(both, 2 * SAMPLES + 1, 1, SAMPLES)[0].sum(0) > STEP


def _sampled(picture: Tensor, places: Tensor, mode: str) -> Tensor:
    """Returns the values (N, C) of a picture (C, H, W) at places (N, 2) in -1..1."""
    found = grid_sample(picture[None], places[None, None], mode=mode, padding_mode="border", align_corners=False)
    return found[0, :, 0].T
