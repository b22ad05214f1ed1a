"""The surface of a mesh as texels: where each one lies, and which one colours each pixel of the texture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scipy.spatial import cKDTree
from torch import Tensor
from torch.nn.functional import normalize

from ..compute.threads import cores
from ..mesh.extraction import Floats, Ints, vertex_normals
from ..mesh.texture import TexturedMesh, cover, nearest_texels, texel_corners
from ..mesh.turntable import in_unit_ball

RADIUS = 0.95  # metres from the origin to the farthest vertex: the ball of radius 1 fills a picture
SEEN = 0.99  # certainty from which a texel's own colour counts as drawn
FREE = 0.1  # a texel that keeps less of its colour is one to fill others from
THINNING = 20  # one of so many drawn texels is enough to fill others from
NEIGHBOURS = 6  # drawn texels that fill a hidden one
NEAR = 0.02  # metres, added to the distances to them
REGION = 0.12  # metres: the standard deviation of the neighbourhood whose mean colour is bounded
SIDES = 0.3  # metres: two points of opposite normals count as twice so far apart, so that thin walls have two sides
REGIONS, MEMBERS = 1500, 10_000  # texels that stand for all: as centres of regions, and in their means
CHANGE = 0.08  # sRGB distance by which a region's mean may change


@dataclass(frozen=True)
class Surface:
    """A mesh in the unit ball, and the N texels of its texture."""

    vertices: Floats  # (V, 3)
    faces: Ints  # (F, 3)
    uvs: Floats  # (F, 3, 2)
    points: Tensor  # (N, 3) of the texels
    directions: Tensor  # (N, 3), unit normals of the texels
    colours: Tensor  # (N, 3) sRGB in 0..1: the texture that the mesh has
    nearest: Tensor  # (S, S) index of the texel that colours each pixel, also between the islands
    kept: Tensor  # (N, 1) in 0..1: how far each texel keeps its colour
    owners: Tensor  # (N,) index of the texel that colours each one's pixel: itself, unless triangles overlap

    def texture(self, colours: Tensor) -> Tensor:
        """Returns the texture (S, S, 3) in which the texels have these colours (N, 3)."""
        return colours[self.nearest]

    def filled(self, colours: Tensor, certainty: Tensor) -> Tensor:
        """Returns the colours (N, 3), with those that no view shows changed as their neighbours on the surface are.

        `certainty` (N, 1) in 0..1 says how far a texel is drawn. The change is the difference from the mesh's own
        texture, so a texture that goes on into hidden places still does. That of texels which keep some of their
        colour does not count.
        """
        seen, free = (certainty[:, 0] >= SEEN).cpu().numpy(), (self.kept[:, 0] < FREE).cpu().numpy()
        drawn, hidden = np.flatnonzero(seen & free)[::THINNING], np.flatnonzero(~seen)
        if not len(drawn) or not len(hidden):
            return colours
        near = min(NEIGHBOURS, len(drawn))
        points = self.points.cpu().numpy()
        tree = cKDTree(points[drawn])
        distances, found = tree.query(points[hidden], k=[*range(1, near + 1)], workers=cores())
        weights = 1 / (distances + NEAR)
        change = (colours - self.colours).cpu().numpy()[drawn]
        change = np.einsum("nk,nkc->nc", weights / weights.sum(1, keepdims=True), change[found])
        filled, index = colours.clone(), torch.from_numpy(hidden).to(colours.device)
        missing = (1 - certainty[index]) * torch.from_numpy(change).to(colours)
        filled[index] = (colours[index] + missing).clamp(0, 1)
        return filled

    def bounded(self, colours: Tensor) -> Tensor:
        """Returns the colours (N, 3), with the mean of each region at most CHANGE from that of the mesh's own texture.

        So a prior may draw planks on a barrel, but no red patch.
        """
        places, device = torch.cat([self.points, SIDES * self.directions], dim=1), self.points.device
        centres, members = (_spread(len(places), count).to(device) for count in (REGIONS, MEMBERS))
        change = colours - self.colours
        weights = torch.exp(-(torch.cdist(places[centres], places[members]) ** 2) / (2 * REGION**2)) + 1e-9
        means = weights @ change[members] / weights.sum(1, keepdim=True)
        excess = means * (1 - CHANGE / means.norm(dim=1, keepdim=True).clamp(min=CHANGE))
        near = [*range(1, min(4, len(centres)) + 1)]
        found = cKDTree(places[centres].cpu().numpy()).query(places.cpu().numpy(), k=near, workers=cores())
        distances, nearest = (torch.from_numpy(each).to(device) for each in found)
        shares = torch.exp(-(distances**2) / (2 * (REGION / 2) ** 2)) + 1e-9
        smooth = torch.einsum("nk,nkc->nc", (shares / shares.sum(1, keepdim=True)).to(excess), excess[nearest])
        return (colours - smooth).clamp(0, 1)


def _spread(count: int, wanted: int) -> Tensor:
    """Returns at most `wanted` indices below `count`, evenly spread."""
    return torch.linspace(0, count - 1, min(count, wanted), dtype=torch.float64).long().unique()


def surface_of(textured: TexturedMesh, device: torch.device, keep: Floats | None = None) -> Surface:
    """Returns the surface of a textured mesh, with its colours on the device.

    `keep` (S, S) in 0..1, top row first, says how far each texel keeps its colour; None: not at all.
    """
    mesh, size = textured.mesh, len(textured.albedo)
    vertices, normals = np.float32(RADIUS) * in_unit_ball(mesh.vertices), vertex_normals(mesh.vertices, mesh.faces)
    texels = cover(texel_corners(textured.uvs, size), size)
    directions = texels.interpolate(normals[mesh.faces])
    kept = np.zeros(len(texels.rows), np.float32) if keep is None else keep[texels.rows, texels.columns]
    nearest = nearest_texels(texels, size)
    return Surface(
        vertices,
        mesh.faces,
        textured.uvs,
        torch.from_numpy(texels.interpolate(vertices[mesh.faces])).to(device),
        normalize(torch.from_numpy(directions).to(device), dim=1),
        torch.from_numpy(textured.albedo[texels.rows, texels.columns] / np.float32(255)).to(device),
        torch.from_numpy(nearest).to(device),
        torch.from_numpy(kept[:, None]).to(device),
        torch.from_numpy(nearest[texels.rows, texels.columns]).to(device),
    )
