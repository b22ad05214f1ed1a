"""The normal map tells what the last decimation has taken away, in the tangent space that Blender and glTF have."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from analytic import SMALL, Solid, ball, torus

from nerf_sds.mesh import extraction, tangents, texture
from nerf_sds.mesh.extraction import Mesh
from nerf_sds.mesh.texture import TexturedMesh
from nerf_sds.uv.unwrapping import unwrap

COARSE = replace(SMALL, faces=400)


def rendered_normals(textured: TexturedMesh) -> tuple[np.ndarray, np.ndarray]:
    """Points of the field (N, 3) under the texels, and the unit normals (N, 3) that a renderer makes of the map."""
    solid, size = textured.mesh, len(textured.normals)
    texels = texture.cover(texture.texel_corners(textured.uvs, size), size)
    flat = tangents.shading_normals(solid.vertices, solid.faces)
    normals = texels.interpolate(flat[solid.faces])
    tangent = texels.interpolate(tangents.corner_tangents(solid.vertices, solid.faces, flat, textured.uvs))
    bitangent = tangent[:, 3:] * np.cross(normals, tangent[:, :3])
    x, y, z = tangents.decoded(textured.normals[texels.rows, texels.columns]).T[..., None]
    shaded = x * tangent[:, :3] + y * bitangent + z * normals
    points = texels.interpolate(solid.to_field(solid.vertices)[solid.faces])
    return points, shaded / np.linalg.norm(shaded, axis=1, keepdims=True)


def degrees_between(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.degrees(np.arccos(np.clip((a * b).sum(1), -1, 1)))


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def true_torus_normals(points: np.ndarray) -> np.ndarray:
    ring = 0.6 * unit(points * (1, 1, 0))
    return unit(points - ring)


def test_a_coarse_mesh_is_shaded_as_the_fine_surface() -> None:
    field = Solid(torus(0.6, 0.2), softness=0.03)  # a hard one shows the grid's staircase
    textured = texture.unwrap_and_bake(field, extraction.extract(field, COARSE, size=3.0), COARSE)
    points, shaded = rendered_normals(textured)
    error = degrees_between(shaded, true_torus_normals(points))
    flat = replace(textured.mesh, detail=None)
    without = TexturedMesh(flat, textured.uvs, textured.albedo, flat_map(flat, textured.uvs))
    error_without = degrees_between(rendered_normals(without)[1], true_torus_normals(points))
    assert error.mean() < 2
    assert error.mean() < 0.5 * error_without.mean()


def lumpy_ball(points: torch.Tensor) -> torch.Tensor:
    """Its lumps are some 4 mm high, as those that an optimisation leaves."""
    return ball(0, 0, 0, 0.6)(points) - 0.0025 * torch.sin(45 * points).sum(1)


def test_the_map_does_not_bring_back_the_lumps_that_were_taken_off_the_skin() -> None:
    field = Solid(lumpy_ball, softness=0.03)
    points, shaded = rendered_normals(texture.unwrap_and_bake(field, extraction.extract(field, SMALL, 1.0), SMALL))
    at = torch.from_numpy(points).requires_grad_()
    lumpy = torch.autograd.grad(lumpy_ball(at).sum(), at)[0].numpy()
    deviation = degrees_between(shaded, unit(points)).mean()
    assert deviation < 0.4 * degrees_between(unit(lumpy), unit(points)).mean()


def flat_map(solid: Mesh, uvs: np.ndarray) -> np.ndarray:
    size = COARSE.texture_size
    texels = texture.cover(texture.texel_corners(uvs, size), size)
    return texture.bake_normals(solid, uvs, texels)[texture.nearest_texels(texels, size)]


def test_a_mesh_without_detail_has_a_flat_map() -> None:
    field = Solid(ball(0, 0, 0, 0.6))
    solid = replace(extraction.extract(field, COARSE, 1.0), detail=None)
    assert np.abs(flat_map(solid, unwrap(solid.vertices, solid.faces, 256)).astype(int) - (128, 128, 255)).max() <= 1


def test_the_tangent_goes_where_u_grows_and_the_bitangent_where_v_grows() -> None:
    vertices = np.array([(0, 0, 0), (2, 0, 0), (2, 2, 0), (0, 2, 0)], np.float32)
    faces = np.array([(0, 1, 2), (0, 2, 3)], np.int32)
    uvs = np.array([(0, 0), (0, 1), (-1, 1), (-1, 0)], np.float32)[faces]  # turned: u to -Y, v to +X
    frames = tangents.corner_tangents(vertices, faces, tangents.shading_normals(vertices, faces), uvs)
    np.testing.assert_allclose(frames.reshape(-1, 4), np.tile((0, -1, 0, 1), (6, 1)), atol=1e-6)
    np.testing.assert_allclose(np.cross((0, 0, 1), (0, -1, 0)), (1, 0, 0))
    mirrored = tangents.corner_tangents(vertices, faces, tangents.shading_normals(vertices, faces), uvs * (-1, 1))
    np.testing.assert_allclose(mirrored.reshape(-1, 4), np.tile((0, 1, 0, -1), (6, 1)), atol=1e-6)


def test_frames_are_at_right_angles_even_where_the_uvs_have_no_area() -> None:
    field = Solid(torus(0.6, 0.2))
    solid = extraction.extract(field, COARSE, 1.0)
    normals = tangents.shading_normals(solid.vertices, solid.faces)
    for uvs in (unwrap(solid.vertices, solid.faces, 256), np.zeros((len(solid.faces), 3, 2), np.float32)):
        frames = tangents.corner_tangents(solid.vertices, solid.faces, normals, uvs)
        np.testing.assert_allclose(np.linalg.norm(frames[..., :3], axis=2), 1, atol=1e-5)
        np.testing.assert_allclose((frames[..., :3] * normals[solid.faces]).sum(2), 0, atol=1e-5)


def test_a_direction_comes_back_from_its_colour() -> None:
    directions = unit(np.random.default_rng(0).normal(size=(1000, 3))).astype(np.float32)
    assert degrees_between(tangents.decoded(tangents.encoded(directions)), directions).max() < 0.5
