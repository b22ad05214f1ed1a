"""The pictures show the right side, the nearest surface and the right colours."""

from __future__ import annotations

import math

import numpy as np
import pytest
from analytic import SMALL, Solid, ball, box, faces_of_a_compass, union

from nerf_sds.mesh import extraction, texture, turntable
from nerf_sds.mesh.texture import TexturedMesh
from nerf_sds.viewpoints import DISTANCE, FIELD_OF_VIEW

RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)


def made(field: Solid) -> TexturedMesh:
    return texture.unwrap_and_bake(field, extraction.extract(field, SMALL, size=7.0), SMALL)


@pytest.fixture(scope="module")
def globe() -> TexturedMesh:
    return made(Solid(ball(0.2, 0.1, 0.1, 0.6), colour=lambda p: faces_of_a_compass(p - p.new_tensor((0.2, 0.1, 0.1)))))


@pytest.mark.parametrize(("azimuth", "colour"), [(0, RED), (90, GREEN), (180, BLUE), (270, YELLOW)])
def test_the_camera_sees_the_side_it_stands_at(globe: TexturedMesh, azimuth: float, colour: tuple) -> None:
    picture = turntable.render(globe, azimuth, 0, 64)
    np.testing.assert_allclose(picture[28:36, 28:36].mean((0, 1)), colour, atol=8)


def test_plus_x_is_at_the_right_of_the_front_view_and_plus_z_above(globe: TexturedMesh) -> None:
    picture = turntable.render(globe, 0, 0, 64).astype(int)
    assert picture[32, 60, 1] > 60 and picture[32, 60, 0] < 20  # green
    assert picture[3, 32].min() > 60  # white


def test_a_raised_camera_sees_the_top(globe: TexturedMesh) -> None:
    assert turntable.render(globe, 30, 80, 64)[32, 32].min() > 240


def test_the_ball_fills_the_picture_as_in_training(globe: TexturedMesh) -> None:
    size = 200
    shown = (turntable.render(globe, 0, 0, size, background=(1, 0, 1)) != (255, 0, 255)).any(2)
    share = math.tan(math.asin(1 / DISTANCE[0])) / math.tan(math.radians(FIELD_OF_VIEW / 2))
    assert shown.any(0).sum() == pytest.approx(size * share, abs=3)
    assert shown.any(1).sum() == pytest.approx(size * share, abs=3)


def test_what_is_in_front_hides_what_is_behind() -> None:
    poles = union(
        box((0, -0.5, 0), (0.15, 0.15, 0.5)), box((0, 0.5, 0), (0.15, 0.15, 0.5)), box((0, 0, -0.45), (0.1, 0.5, 0.05))
    )
    prop = made(
        Solid(poles, colour=lambda p: (p[:, 1:2] > 0.1).float() * p.new_tensor((0, 0, 1)) + p.new_tensor((0, 0.5, 0)))
    )
    assert turntable.render(prop, 0, 0, 64)[32, 32, 2] == 0
    assert turntable.render(prop, 180, 0, 64)[32, 32, 2] > 200


def test_shading_tells_shape(globe: TexturedMesh) -> None:
    plain = TexturedMesh(globe.mesh, globe.uvs, np.full_like(globe.albedo, 255))
    row = turntable.render(plain, 0, 0, 64)[32, 32:62, 0].astype(int)
    assert row[0] >= 250 and row[-1] < 190 and (np.diff(row) < 10).all()


def test_outlines_are_antialiased(globe: TexturedMesh) -> None:
    black = TexturedMesh(globe.mesh, globe.uvs, np.zeros_like(globe.albedo))
    picture = turntable.render(black, 0, 0, 64, background=(1, 1, 1))
    assert len(np.unique(picture)) >= 4


def test_a_sheet_is_eight_views_front_first(globe: TexturedMesh) -> None:
    sheet = turntable.sheet(globe, size=48)
    assert sheet.shape == (96, 192, 3) and sheet.dtype == np.uint8
    for i, azimuth in enumerate(range(0, 360, 45)):
        row, column = divmod(i, 4)
        view = sheet[48 * row : 48 * (row + 1), 48 * column : 48 * (column + 1)]
        np.testing.assert_array_equal(view, turntable.render(globe, azimuth, 20, 48))
