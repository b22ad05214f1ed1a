"""Where cameras stand, what they are called, and the rays they send."""

import itertools
import json
import math
from pathlib import Path
from random import Random

import pytest
import torch

from nerf_sds.nerf.cameras import look_at_origin, rays
from nerf_sds.viewpoints import (
    DISTANCE,
    ELEVATION,
    FIELD_OF_VIEW,
    Viewpoint,
    sample_background,
    sample_light,
    sample_viewpoints,
)

GOLDEN = json.loads((Path(__file__).parents[1] / "data" / "threestudio.json").read_text("utf-8"))
CPU = torch.device("cpu")


@pytest.mark.parametrize("golden", GOLDEN["cameras"], ids=lambda golden: f"azimuth {golden['azim']:.0f}")
def test_camera_matrices_are_threestudios_turned_so_that_azimuth_0_is_the_front(golden):
    viewpoint = Viewpoint(golden["azim"], golden["elev"], golden["dist"])
    turn = torch.tensor([[0.0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])  # -90 degrees about Z
    torch.testing.assert_close(
        look_at_origin([viewpoint], CPU)[0], turn @ torch.tensor(golden["c2w"]), atol=1e-5, rtol=0
    )


def test_rays_go_through_pixel_centres_from_the_top_left():
    origins, directions = rays(look_at_origin([Viewpoint(0, 0, 3)], CPU), 2)
    slope = math.tan(math.radians(FIELD_OF_VIEW) / 2) / 2
    expected = torch.nn.functional.normalize(torch.tensor([-slope, 1.0, slope]), dim=0)
    torch.testing.assert_close(directions[0, 0, 0], expected)
    torch.testing.assert_close(origins[0, 1, 1], torch.tensor([0.0, -3.0, 0.0]))


@pytest.mark.parametrize(
    ("azimuth", "elevation", "words"),
    [(0, 0, "front view"), (44, 0, "front view"), (46, 0, "side view"), (180, 30, "back view"), (270, 0, "side view"),
     (316, 59, "front view"), (359, 61, "overhead view")],
)  # fmt: skip
def test_views_are_named_by_the_nearest_quadrant_and_from_above(azimuth, elevation, words):
    assert Viewpoint(azimuth, elevation, 3).words == words


def test_sampled_views_stand_in_every_sector_and_see_the_whole_ball():
    random = Random(0)
    for _ in range(100):
        views = sample_viewpoints(random, 4)
        azimuths = sorted((view.azimuth - views[0].azimuth) % 360 for view in views)
        assert all(b - a < 180 for a, b in itertools.pairwise(azimuths))
        for view in views:
            assert ELEVATION[0] <= view.elevation <= ELEVATION[1]
            assert DISTANCE[0] <= view.distance <= DISTANCE[1]
            assert math.degrees(math.asin(1 / view.distance)) < FIELD_OF_VIEW / 2


def test_lights_shine_from_the_cameras_side_and_never_overexpose_white():
    random = Random(0)
    view = Viewpoint(30, 20, 3)
    lights = [sample_light(random, view) for _ in range(2000)]
    towards = [sum(a * b for a, b in zip(light.direction, view.position, strict=True)) for light in lights]
    assert sum(cosine > 0 for cosine in towards) > 1800
    assert all(light.sun + light.ambient == pytest.approx(1) for light in lights)
    assert 0.2 < sum(light.sun == 0 for light in lights) / 2000 < 0.3


def test_backgrounds_are_colours():
    random = Random(0)
    assert all(0 <= channel <= 1 for _ in range(1000) for channel in sample_background(random))
