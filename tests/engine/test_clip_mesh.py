"""The baseline CLIP-Mesh, with an image-text model that wants pictures to be red."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
import torch
import trimesh
from runs import CPU, alone, check_a_snapshot_goes_on, check_the_seed_decides
from torch import Tensor
from torch.nn.functional import normalize

from nerf_sds.baselines.clip_mesh import ClipMesh, MeshStep, SubdividedSphere, loop_subdivision, photograph, shaken
from nerf_sds.config import CLIP_MESH, ClipMeshPreset, Request, preset_of
from nerf_sds.mesh.texture import unwrap_and_bake
from nerf_sds.prompts import directed
from nerf_sds.viewpoints import Light, Viewpoint, ring

TINY: dict[str, Any] = {"stages": [[32, 30, 1, 1]], "control_level": 2, "views": 4}
RED = (0.9, 0.05, 0.05)


class Reddish:
    """The likeness of the mean colour in the middle of a picture to red."""

    name, scale, device = "reddish", 1.0, CPU

    def __init__(self) -> None:
        self.captions: list[str] = []

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        return normalize(rgb[..., 12:20, 12:20].mean((2, 3)) - 0.5, dim=-1)

    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        self.captions += captions
        return normalize(torch.tensor([RED] * len(captions)) - 0.5, dim=-1)


def clip_mesh(request: Request, image_text: Reddish, snapshot: dict[str, Tensor] | None = None) -> Iterator[MeshStep]:
    """What is yielded of one prop."""
    return alone(ClipMesh(preset_of(request, ClipMeshPreset), image_text), request, snapshot)


def run(
    steps: int | None = None, seed: int = 3, snapshot: dict[str, Tensor] | None = None, **changes: Any
) -> list[MeshStep]:
    """The steps, without the state that they begin with."""
    request = Request("a red mug", seed, "sketch", method="clip-mesh", overrides=TINY | changes)
    taken = clip_mesh(request, Reddish(), snapshot)
    next(taken)
    return list(itertools.islice(taken, steps))


def test_the_mesh_takes_the_colour_that_the_caption_wants() -> None:
    *_, last = run()
    assert last.number == last.steps == 30
    middle = torch.from_numpy(last.preview(azimuth=45, size=32)[12:20, 12:20]).float().mean((0, 1)) / 255
    assert middle[0] > 0.08 + middle[1:].max()  # at the beginning they are alike


def test_the_outline_moves_with_the_pictures() -> None:
    before, after = SubdividedSphere(2, 1).points, run(10)[-1].shape.points
    assert (after - before).norm(dim=-1).max() > 0.01


def test_a_heavy_laplacian_keeps_the_surface_even() -> None:
    even, free = (run(laplacian_weight=weight)[-1].shape.laplacian_loss() for weight in (100.0, 0.0))
    assert even < 0.7 * free


def test_a_seed_gives_the_same_mesh_again_and_another_seed_another() -> None:
    check_the_seed_decides(run)


def test_going_on_from_a_snapshot_is_as_if_it_had_never_stopped() -> None:
    check_a_snapshot_goes_on(run)


@pytest.mark.parametrize("view_dependent", [False, True])
def test_captions_have_view_words_only_where_the_setting_says_so(view_dependent: bool) -> None:
    image_text = Reddish()
    overrides = TINY | {"view_dependent": view_dependent}
    taken = clip_mesh(Request("a red mug", 0, "sketch", method="clip-mesh", overrides=overrides), image_text)
    list(itertools.islice(taken, 4))
    assert len(image_text.captions) == 3 * TINY["views"]
    known = {directed("a red mug", viewpoint) for viewpoint in ring(8)} if view_dependent else {"a red mug"}
    assert {*image_text.captions} <= known and (len({*image_text.captions}) > 1) is view_dependent


def test_the_prop_is_watertight_of_its_size_and_has_the_colours_of_the_vertices() -> None:
    sphere = SubdividedSphere(2, 1)
    with torch.no_grad():
        sphere.colours[:] = torch.tensor([3.0, -3.0, -3.0])
    surface = sphere.surface(CLIP_MESH["sketch"].faces, 0.5)
    textured = unwrap_and_bake(sphere.skin(), surface, CLIP_MESH["sketch"])
    mesh = trimesh.Trimesh(textured.mesh.vertices, textured.mesh.faces)
    assert mesh.is_watertight and mesh.is_winding_consistent and mesh.volume > 0
    assert mesh.extents.max() == pytest.approx(0.5, rel=1e-3)
    painted = textured.albedo[textured.albedo.max(-1) > 0] / 255
    np.testing.assert_allclose(painted, np.broadcast_to(sphere.albedo()[0].detach(), painted.shape), atol=0.01)


def test_light_is_added_up_before_the_gamma() -> None:
    sphere = SubdividedSphere(2, 1)
    drawn = photograph(sphere, [Viewpoint(0, 30, 3.1)], [Light((0.0, 0.0, 1.0), 0.0, 0.25)], 32)
    inside = drawn[0, :3, 14:18, 14:18]
    torch.testing.assert_close(inside, torch.full_like(inside, 0.5 * 0.25 ** (1 / 2.2)), atol=1e-4, rtol=0)


def test_the_subdivision_of_any_points_is_loops() -> None:
    sphere = trimesh.creation.icosphere(subdivisions=1)
    points = np.random.default_rng(0).normal(size=sphere.vertices.shape)
    matrix, faces = loop_subdivision(np.asarray(sphere.faces), len(points), 2)
    vertices, asked = trimesh.remesh.subdivide_loop(points, sphere.faces, iterations=2)
    np.testing.assert_array_equal(faces, asked)
    np.testing.assert_allclose(matrix @ points, vertices, atol=1e-5)


def test_shaken_pictures_are_those_pictures_a_little_moved() -> None:
    pictures = torch.rand(3, 3, 1, 1).expand(3, 3, 32, 32)
    torch.testing.assert_close(shaken(pictures, torch.Generator().manual_seed(0)), pictures)
    spot = torch.zeros(8, 3, 32, 32)
    spot[..., 14:18, 14:18] = 1
    moved = shaken(spot, torch.Generator().manual_seed(0))
    assert torch.pdist(moved.flatten(1)).min() > 0.5
    assert (moved.sum((1, 2, 3)) / spot.sum((1, 2, 3))).tolist() == pytest.approx([1.0] * 8, abs=0.45)
