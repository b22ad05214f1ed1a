"""Images of a finished prop from a z-buffer in numpy, which the artist sees before the import.

Cameras stand as in `viewpoints`. The prop is moved and scaled into the unit ball.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ..compute.threads import together
from ..viewpoints import DISTANCE, FIELD_OF_VIEW, Vector, Viewpoint
from .extraction import Floats, vertex_normals
from .rasterizer import Fragments, rasterise
from .texture import TexturedMesh
from .vectors import dot, unit

GREY: Vector = (0.6, 0.6, 0.6)  # sRGB, so that both white and black props stand out
AMBIENT = 0.4  # share of ambient light; the rest is a lamp at the camera
SUPERSAMPLING = 2  # samples per pixel along each axis
AZIMUTHS = range(0, 360, 45)  # degrees, like all angles here
ELEVATION = 20.0
PORTRAIT_AZIMUTH = 30.0
COLUMNS = 4
FOCAL = 1 / math.tan(math.radians(FIELD_OF_VIEW / 2))  # focal length over half of a picture's side


def sheet(textured: TexturedMesh, size: int = 256) -> NDArray[np.uint8]:
    """Renders the prop from eight sides: (2 size, 4 size, 3) sRGB, the front first, then on towards +X."""
    views = np.stack(together([partial(render, textured, azimuth, ELEVATION, size) for azimuth in AZIMUTHS]))
    return views.reshape(-1, COLUMNS, size, size, 3).swapaxes(1, 2).reshape(-1, COLUMNS * size, 3)


def portrait(textured: TexturedMesh, size: int = 256) -> NDArray[np.uint8]:
    """Renders the prop from its front, a little from the side, as lists show it: (size, size, 3) sRGB."""
    return render(textured, PORTRAIT_AZIMUTH, ELEVATION, size)


@dataclass(frozen=True)
class Seen:
    """The N pixels of an image that show the prop."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    normals: NDArray  # (N, 3), unit
    towards: NDArray  # (N, 3), unit vectors towards the camera
    albedo: Floats  # (N, 3) sRGB, 0..1


def render(
    textured: TexturedMesh, azimuth: float, elevation: float, size: int, background: Vector = GREY
) -> NDArray[np.uint8]:
    """Renders the prop: (size, size, 3) sRGB. Angles are in degrees.

    The colour is albedo * (ambient + lamp * normal . direction to the camera).
    """
    seen = look(textured, Viewpoint(azimuth, elevation, DISTANCE[0]), size * SUPERSAMPLING)
    light = AMBIENT + (1 - AMBIENT) * np.clip(dot(seen.normals, seen.towards), 0, 1)[:, None]
    picture = np.full((size * SUPERSAMPLING, size * SUPERSAMPLING, 3), background, np.float32)
    picture[seen.rows, seen.columns] = light * seen.albedo
    return np.round(255 * reduced(picture)).astype(np.uint8)


def reduced(pictures: Floats) -> Floats:
    """Returns the means of SUPERSAMPLING x SUPERSAMPLING samples: (..., S, S, C) from samples (..., H, W, C)."""
    steps = range(SUPERSAMPLING)
    return np.mean([pictures[..., i::SUPERSAMPLING, j::SUPERSAMPLING, :] for i in steps for j in steps], axis=0)


def look(textured: TexturedMesh, viewpoint: Viewpoint, size: int, radius: float = 1.0) -> Seen:
    """Returns the pixels that show the prop in an image of `size` x `size` pixels.

    The prop is scaled so that its farthest vertex is `radius` metres from the origin.
    """
    mesh = textured.mesh
    camera = np.array(viewpoint.position)
    vertices = radius * in_unit_ball(mesh.vertices)
    pixels, nearness = project(vertices, camera, size)
    front = facing(pixels[mesh.faces])
    faces = mesh.faces[front]
    visible = nearest(rasterise(pixels[faces], size, size), nearness[faces], size)
    normals = visible.interpolate(vertex_normals(mesh.vertices, mesh.faces)[faces])
    towards = camera - visible.interpolate(vertices[faces])
    albedo = _sample(textured.albedo, visible.interpolate(textured.uvs[front]))
    return Seen(visible.rows, visible.columns, unit(normals), unit(towards), albedo)


def in_unit_ball(vertices: Floats) -> Floats:
    """Returns the vertices (V, 3) moved and scaled so that their box is centred and the farthest is 1 m away."""
    centred = vertices - (vertices.min(0) + vertices.max(0)) / 2
    return (centred / np.linalg.norm(centred, axis=1).max()).astype(np.float32)


def project(vertices: Floats, camera: NDArray, size: int) -> tuple[NDArray, Floats]:
    """Returns pixel coordinates (V, 2), y down, and 1 / depth (V, 1), which is linear in the image."""
    x, y, z = camera_axes(camera) @ (vertices - camera).T
    focal = size / 2 * FOCAL
    return np.stack([size / 2 - focal * x / z, size / 2 + focal * y / z], axis=1), (-1 / z)[:, None].astype(np.float32)


def camera_axes(camera: NDArray) -> NDArray:
    """Returns the unit vectors to the right, up and backward (3, 3) of a camera at (3,) that looks at the origin."""
    backward = unit(camera)
    right = unit(np.cross((0.0, 0.0, 1.0), backward))
    return np.stack([right, np.cross(backward, right), backward])


def facing(triangles: NDArray) -> NDArray[np.bool_]:
    """Returns which triangles (F, 3, 2) face the camera: counter-clockwise, so clockwise when y points down."""
    a, b, c = np.moveaxis(triangles, 1, 0)
    return (b - a)[:, 0] * (c - a)[:, 1] < (b - a)[:, 1] * (c - a)[:, 0]


def nearest(fragments: Fragments, nearness: Floats, size: int) -> Fragments:
    """Keeps the front fragment of each pixel, with perspective-correct weights. `nearness` (F, 3, 1) is 1 / depth."""
    near = fragments.interpolate(nearness)[:, 0]
    winner = np.full(size * size, -1)
    order = np.argsort(near)
    winner[(fragments.rows * size + fragments.columns)[order]] = order  # the nearest is written last and stays
    keep = winner[winner >= 0]
    weights = fragments.weights[keep] * nearness[fragments.faces[keep], :, 0]
    weights /= weights.sum(1, keepdims=True)
    return Fragments(fragments.rows[keep], fragments.columns[keep], fragments.faces[keep], weights)


def _sample(albedo: NDArray[np.uint8], uvs: Floats) -> Floats:
    """Returns the texels at UVs (N, 2), as (N, 3) in 0..1."""
    height, width, _ = albedo.shape
    columns = np.clip(uvs[:, 0] * width, 0, width - 1).astype(int)
    rows = np.clip((1 - uvs[:, 1]) * height, 0, height - 1).astype(int)
    return (albedo[rows, columns] / 255).astype(np.float32)
