"""Portraits have the cameras, the light and the colours of the renders of real props."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from analytic import CPU, SMALL, Solid, ball, faces_of_a_compass
from numpy.typing import NDArray
from PIL import Image
from small_props import captioned
from torch import Tensor

from nerf_sds.evaluation.ground_truth import mean_iou, portraits_of
from nerf_sds.mesh import extraction, texture
from nerf_sds.mesh.eval_renders import CLAY, RADIUS, Portraits, photograph, read_field_views
from nerf_sds.mesh.srgb import to_linear, to_srgb
from nerf_sds.nerf.cameras import look_at_origin, rays
from nerf_sds.nerf.field_views import GREY
from nerf_sds.viewpoints import headlight, ring

PAINT = (0.5, 0.25, 0.75)
SIZE = 64


def of(colour) -> Portraits:
    field = Solid(ball(0.1, 0.2, -0.1, 0.6), colour=colour)
    return photograph(texture.unwrap_and_bake(field, extraction.extract(field, SMALL, size=7.0), SMALL), SIZE)


@pytest.fixture(scope="module")
def painted() -> Portraits:
    return of(lambda points: torch.tensor(PAINT).expand(len(points), 3))


@pytest.fixture(scope="module")
def compass() -> Portraits:
    centre = torch.tensor((0.1, 0.2, -0.1))
    return of(lambda points: faces_of_a_compass(points - centre))


def ball_by_rays(view: int) -> tuple[NDArray[np.bool_], NDArray]:
    """(S, S) where the ray of each pixel meets a ball of RADIUS, and the light there."""
    viewpoint = ring(8)[view]
    beams = rays(look_at_origin([viewpoint], CPU), SIZE)
    origins, directions = (part.reshape(-1, 3).double().numpy() for part in beams)
    along = (origins * directions).sum(1)
    root = along**2 - (origins**2).sum(1) + RADIUS**2
    normals = (origins + (-along - np.sqrt(np.maximum(root, 0)))[:, None] * directions) / RADIUS
    light = headlight(viewpoint)
    lit = light.ambient + light.sun * np.clip(normals @ np.array(light.direction), 0, 1)
    return (root > 0).reshape(SIZE, SIZE), lit.reshape(SIZE, SIZE)


def inside(outline: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without the pixels at the edge."""
    return outline & np.roll(outline, 2, 0) & np.roll(outline, -2, 0) & np.roll(outline, 2, 1) & np.roll(outline, -2, 1)


def pixels(picture: Tensor, where: NDArray[np.bool_]) -> NDArray:
    """(N, 3)"""
    return picture.permute(1, 2, 0).numpy()[where]


def test_there_are_eight_of_each_kind(painted: Portraits) -> None:
    for pictures in (painted.shaded, painted.textureless, painted.albedo):
        assert pictures.shape == (8, 3, SIZE, SIZE) and pictures.dtype == torch.float32
        assert pictures.min() >= 0 and pictures.max() <= 1
        np.testing.assert_allclose(pictures[:, :, 0, 0], GREY, atol=1e-6)
    assert painted.silhouettes is not None and painted.silhouettes.shape == (8, SIZE, SIZE)


@pytest.mark.parametrize("view", [0, 3])
def test_the_camera_stands_where_training_has_it(painted: Portraits, view: int) -> None:
    expected, _ = ball_by_rays(view)
    assert painted.silhouettes is not None
    outline = painted.silhouettes[view]
    assert (outline & expected).sum() / (outline | expected).sum() > 0.97


@pytest.mark.parametrize("view", [0, 3])
def test_light_is_added_up_in_linear_space(painted: Portraits, view: int) -> None:
    outline, lit = ball_by_rays(view)
    where = inside(outline)
    for picture, albedo in ((painted.shaded, np.array(PAINT)), (painted.textureless, np.full(3, CLAY))):
        expected = to_srgb(to_linear(albedo) * lit[where][:, None])
        np.testing.assert_allclose(pixels(picture[view], where), expected, atol=0.03)


def test_the_albedo_has_no_light(painted: Portraits) -> None:
    where = inside(ball_by_rays(5)[0])
    np.testing.assert_allclose(pixels(painted.albedo[5], where), np.broadcast_to(PAINT, (where.sum(), 3)), atol=0.005)


def test_paint_does_not_show_without_texture(painted: Portraits, compass: Portraits) -> None:
    torch.testing.assert_close(painted.textureless, compass.textureless, atol=0.01, rtol=0)


def test_the_views_go_around_from_the_front_over_plus_x(compass: Portraits) -> None:
    middle = compass.albedo[::2, :, 36:42, 30:34].mean((2, 3))
    expected = torch.tensor([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]])
    torch.testing.assert_close(middle, expected, atol=0.1, rtol=0)


def test_a_real_prop_is_photographed_as_one_that_was_made(painted: Portraits) -> None:
    paint = [round(255 * value) for value in PAINT]
    real = portraits_of(captioned(trimesh.creation.icosphere(4, 0.5), paint))
    for made, other in zip(
        (painted.shaded, painted.textureless, painted.albedo), (real.shaded, real.textureless, real.albedo), strict=True
    ):
        assert ((made - other).abs() < 0.04).float().mean() > 0.96  # but for the outline
    assert painted.silhouettes is not None and real.silhouettes is not None
    assert mean_iou(painted.silhouettes, real.silhouettes) > 0.97


def test_srgb_and_linear_are_inverse() -> None:
    levels = np.linspace(0, 1, 256)
    np.testing.assert_allclose(to_srgb(to_linear(levels)), levels, atol=1e-6)
    assert to_linear(np.float32(0.5)) == pytest.approx(0.21404, abs=1e-4)
    assert to_srgb(np.array(2.0)) == pytest.approx(1)


def test_field_views_are_read_row_by_row(tmp_path: Path) -> None:
    sheet = np.zeros((3, 64, 8, 64, 3), np.uint8)
    sheet[..., 0] = np.arange(3)[:, None, None, None]
    sheet[..., 1] = np.arange(8)[:, None]
    Image.fromarray(sheet.reshape(192, 512, 3)).save(tmp_path / "field.png")
    field = read_field_views(tmp_path / "field.png")
    assert field is not None and field.silhouettes is None
    for row, pictures in enumerate((field.shaded, field.textureless, field.albedo)):
        assert pictures.shape == (8, 3, 64, 64)
        assert (pictures[:, 0] * 255 == row).all()
        assert (pictures[:, 1] * 255 == torch.arange(8)[:, None, None]).all()


def test_there_may_be_no_field_views(tmp_path: Path) -> None:
    assert read_field_views(tmp_path / "field.png") is None


def test_damaged_field_views_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "field.png"
    path.write_bytes(b"")
    with pytest.raises(ValueError, match=r"field\.png cannot be read .*: make the prop again") as raised:
        read_field_views(path)
    assert "\n" not in str(raised.value)
    Image.new("RGB", (64, 64)).save(path)
    with pytest.raises(ValueError, match="cannot be read"):
        read_field_views(path)
