"""The diffusion model, as it ships."""

import pytest
import torch

from nerf_sds.paths import WORLD
from nerf_sds.priors import load_prior
from nerf_sds.priors.pixel import PixelPrior
from nerf_sds.priors.sampling import sample
from nerf_sds.prompts import directed
from nerf_sds.viewpoints import Viewpoint

CPU = torch.device("cpu")
FRONT = Viewpoint(0, 20, 3.1)


@pytest.fixture(scope="module")
def world() -> PixelPrior:
    prior = load_prior("world", CPU, torch.float32)
    assert isinstance(prior, PixelPrior)
    return prior


def test_the_weights_that_ship_stay_within_40_megabytes():
    assert sum(path.stat().st_size for path in WORLD.rglob("*") if path.is_file()) < 40e6


def test_folding_a_picture_can_be_undone(world):
    picture = torch.rand(2, 3, 8, 8)
    torch.testing.assert_close(world.decode(world.encode(picture)), picture)


def test_it_sees_most_of_the_noise_in_a_noisy_picture(world):
    torch.manual_seed(0)
    z = torch.randn(1, 12, 32, 32)
    noise = world.predict_noise(z, torch.tensor([900]), world.embed(["a red mug"], [FRONT]))
    assert torch.nn.functional.cosine_similarity(noise.flatten(), z.flatten(), dim=0) > 0.95


@pytest.mark.parametrize(("colour", "channel"), [("red", 0), ("green", 1), ("blue", 2)])
def test_it_draws_the_colour_that_the_prompt_names(world, colour, channel):
    pictures = sample(world, [f"a {colour} barrel"] * 4, [FRONT] * 4, resolution=32, steps=12)
    middle = pictures[:, :, 12:20, 12:20].mean((0, 2, 3))
    assert middle.argmax() == channel


def test_it_draws_the_back_of_a_robot_without_the_face(world):
    """The face is light on a dark body: the brightest part of the head tells the front from the back."""
    views = [FRONT, Viewpoint(180, 20, 3.1)]
    seen = [view for view in views for _ in range(2)]
    pictures = sample(world, [directed("a blue robot", view) for view in seen], seen, resolution=64, steps=16)
    heads = pictures[:, 0, 17:27, 27:37].flatten(1).quantile(0.95, dim=1)  # red: white eyes have it, blue has not
    assert heads[:2].min() > heads[2:].max() + 0.2
