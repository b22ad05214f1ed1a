"""Solid textures: each shows two colours, at the size of its features, the same on every picture of a place."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from nerf_sds.prior_training.dyes import LOOKS, PATTERNS
from nerf_sds.prior_training.solid_textures import NUMBERS, PLAIN, TEXTURES, second_shares

ROWS = 40


def a_wall(pixels: int = 64) -> Tensor:
    """Places (1, 3, H, W) on the front of a cylinder of radius 0.6, from -0.8 to 0.8 in Z."""
    turn, height = torch.meshgrid(
        torch.linspace(0.5, math.pi - 0.5, pixels), torch.linspace(0.8, -0.8, pixels), indexing="xy"
    )
    return torch.stack([0.6 * turn.cos(), -0.6 * turn.sin(), height])[None]


def drawn(name: str, places: Tensor, seed: int = 0) -> Tensor:
    numbers = torch.full((len(places),), NUMBERS[name])
    return second_shares(numbers, places, torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("name", TEXTURES)
def test_a_texture_shows_two_colours_and_each_picture_shows_them_elsewhere(name: str) -> None:
    shares = drawn(name, a_wall().repeat(ROWS, 1, 1, 1))
    assert shares.min() >= 0 and shares.max() <= 1
    spread = shares.amax((1, 2, 3)) - shares.amin((1, 2, 3))
    assert (spread > 0.5).float().mean() > 0.9
    assert 0.1 < shares.mean() < 0.75
    assert (shares[0] - shares[1]).abs().mean() > 0.05


@pytest.mark.parametrize("name", TEXTURES)
def test_features_are_larger_than_a_pixel_of_64(name: str) -> None:
    shares = drawn(name, a_wall(128).repeat(ROWS, 1, 1, 1))
    coarse = torch.nn.functional.avg_pool2d(shares, 3)
    assert coarse.std() > 0.5 * shares.std()


def test_a_row_that_is_plain_has_the_first_colour_alone_and_others_are_not_changed_by_it() -> None:
    places = a_wall().repeat(3, 1, 1, 1)
    numbers = torch.tensor([PLAIN, NUMBERS["bricks"], PLAIN])
    mixed = second_shares(numbers, places, torch.Generator().manual_seed(0))
    assert (mixed[[0, 2]] == 0).all()
    torch.testing.assert_close(mixed[1:2], drawn("bricks", a_wall()))


def test_mortar_runs_between_bricks_of_which_every_second_row_is_shifted() -> None:
    shares = drawn("bricks", a_wall(256))[0, 0]
    mortar = shares > 0.5
    rows = mortar.float().mean(1) > 0.9
    starts = (rows[1:] & ~rows[:-1]).sum()
    assert 5 <= starts <= 13
    bricks = mortar[~rows].float()
    assert 0.02 < bricks.mean() < 0.4
    assert (bricks[:, :128].sum(0) > 0).any() and not (bricks.mean(0) > 0.9).any()  # no joint runs through all rows


def test_every_look_names_a_texture_and_every_texture_is_used() -> None:
    named = {texture for *_, texture in LOOKS}
    assert named <= {*NUMBERS} and {*TEXTURES} == (named - {"plain"}) | {*PATTERNS}
