"""Solid textures of materials and patterns: where the second of two colours shows (Peachey 1985, Perlin 1985).

Each is a function of the place on the mesh, so it needs no texture coordinates and fits every shape. Shapes: N pictures
of H x W pixels. `places` (N, 3, H, W) are points in the unit ball, Z up.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import normalize

WAVES = 12  # plane waves in a field of clouds


class Places:
    """The points that N pictures show, and the random numbers that make each picture's texture another one."""

    def __init__(self, places: Tensor, generator: torch.Generator) -> None:
        self.points, self._generator = places, generator
        self.turns = torch.atan2(places[:, 1], places[:, 0]) / math.tau + self.uniform(0, 1)  # around Z

    def uniform(self, low: float, high: float) -> Tensor:
        """Returns a random number for each picture (N, 1, 1)."""
        drawn = torch.rand(len(self.points), 1, 1, generator=self._generator, device=self.points.device)
        return low + (high - low) * drawn

    def whole(self, low: int, high: int) -> Tensor:
        """Returns a random whole number for each picture (N, 1, 1), `high` excluded."""
        return self.uniform(low, high).floor()

    def along(self, axis: Tensor) -> Tensor:
        """Returns the coordinates (N, H, W) along X, Y or Z: `axis` (N, 1, 1) is 0, 1 or 2, counted on from 2."""
        index = (axis.long() % 3)[:, None].expand(-1, 1, *self.points.shape[2:])
        return self.points.gather(1, index)[:, 0]

    def clouds(self, frequency: float, stretch: float = 1.0) -> Tensor:
        """Returns a smooth random field (N, H, W) of mean 0 and deviation 1, with `frequency` waves per metre or so.

        `stretch` above 1 draws it out along Z.
        """
        count, device = len(self.points), self.points.device
        drawn = torch.randn(count, WAVES, 3, generator=self._generator, device=device)
        length = frequency * (0.6 + 0.8 * torch.rand(count, WAVES, 1, generator=self._generator, device=device))
        direction = math.tau * normalize(drawn, dim=-1) * length
        direction = direction / direction.new_tensor([1.0, 1.0, stretch])
        phase = math.tau * torch.rand(count, WAVES, 1, 1, generator=self._generator, device=device)
        waves = torch.cos(torch.einsum("nkc,nchw->nkhw", direction, self.points) + phase)
        return waves.sum(1) * (2 / WAVES) ** 0.5


def _wave(turns: Tensor) -> Tensor:
    return torch.cos(math.tau * turns)


def _edge(value: Tensor, sharpness: float) -> Tensor:
    return torch.sigmoid(sharpness * value)


def grain(at: Places) -> Tensor:
    """Wood: rings around a distant axis, which run along the board."""
    board = at.whole(0, 3)
    radius = torch.hypot(*(at.along(board + step) + at.uniform(0.2, 1.2) for step in (1, 2)))
    return 0.9 * (0.5 + 0.5 * _wave(at.uniform(5, 9) * (radius + 0.02 * at.clouds(1.5)))).square()


def bricks(at: Places) -> Tensor:
    """Bricks or blocks in rows: the second colour is the mortar."""
    row = at.points[:, 2] * at.uniform(4, 7) + at.uniform(0, 1)
    place = at.turns * at.whole(9, 16) + 0.5 * (row.floor() % 2)
    return torch.maximum(_edge(-_wave(row - 0.5) - 0.75, 14), _edge(-_wave(place - 0.5) - 0.85, 14))


def weave(at: Places) -> Tensor:
    """Wicker: strands that go over and under each other."""
    across, up = _wave(at.turns * at.whole(14, 22)), _wave(at.points[:, 2] * at.uniform(4, 7))
    return 0.5 + 0.5 * torch.tanh(4 * across * up)


def stitches(at: Places) -> Tensor:
    """Knitted wool: rows of V."""
    slope = (2 * ((at.turns * at.whole(12, 20)) % 1) - 1).abs()
    return 0.5 + 0.5 * _wave(at.points[:, 2] * at.uniform(6, 9) + 0.6 * slope)


def strands(at: Places) -> Tensor:
    """Straw, fur, bark: streaks that run up and down."""
    return _edge(at.clouds(10, stretch=8), 2.5)


def speckles(at: Places) -> Tensor:
    """Granite: small dark grains."""
    return _edge(at.clouds(9) - 0.7, 4)


def mottles(at: Places) -> Tensor:
    """Leather, clay, stone: soft uneven spots."""
    return (0.4 + 0.25 * at.clouds(2.5) + 0.2 * at.clouds(7)).clamp(0, 1)


def veins(at: Places) -> Tensor:
    """Marble, ice: thin lines."""
    return torch.exp(-(at.clouds(1.0) + 0.3 * at.clouds(3)).square() / 0.04)


def patches(at: Places) -> Tensor:
    """Rust, moss, camouflage: large ragged patches."""
    return _edge(at.clouds(1.2) + 0.4 * at.clouds(4), 7)


def leaves(at: Places) -> Tensor:
    """Foliage: small patches."""
    return _edge(at.clouds(5), 5)


def stripes(at: Places) -> Tensor:
    """Bands along one axis, or around Z like the segments of an orange."""
    flat = (at.along(at.whole(0, 3)) + at.uniform(0, 1)) * at.uniform(1.5, 3.5)
    around = at.turns * at.whole(5, 11)
    return _edge(_wave(torch.where(at.uniform(0, 1) < 0.75, flat, around)), 10)


def dots(at: Places) -> Tensor:
    """Balls at the points of a body-centred cubic lattice."""
    places = at.points * at.uniform(2.0, 3.2)[:, None] + at.uniform(0, 1)[:, None]
    away = torch.minimum(*((places - shift - (places - shift).round()).norm(dim=1) for shift in (0.0, 0.5)))
    return _edge(at.uniform(0.28, 0.38) - away, 40)


def checks(at: Places) -> Tensor:
    """Cubes of two colours by turns."""
    places = at.points * at.uniform(1.2, 2.2)[:, None] + at.uniform(0.1, 0.4)[:, None]
    return 0.5 + 0.5 * torch.tanh(12 * _wave(places).prod(1))


def tartan(at: Places) -> Tensor:
    """Bands across bands."""
    across = _edge(_wave(at.turns * at.whole(6, 11)), 10)
    return 0.5 * across + 0.5 * _edge(_wave(at.points[:, 2] * at.uniform(2, 3.5)), 10)


TEXTURES: dict[str, Callable[[Places], Tensor]] = {
    each.__name__: each
    for each in (
        grain, bricks, weave, stitches, strands, speckles, mottles, veins, patches, leaves, stripes, dots, checks,
        tartan,
    )
}  # fmt: skip
PLAIN = -1  # the number of no texture: the first colour alone
NUMBERS = {name: number for number, name in enumerate(TEXTURES)} | {"plain": PLAIN}


def second_shares(numbers: Tensor, places: Tensor, generator: torch.Generator) -> Tensor:
    """Returns the share of the second colour (B, 1, H, W), 0..1, at places (B, 3, H, W).

    `numbers` (B,) are of NUMBERS.
    """
    shares = torch.zeros_like(places[:, :1])
    for number, texture in enumerate(TEXTURES.values()):
        rows = (numbers == number).nonzero()[:, 0]
        if len(rows):
            shares[rows, 0] = texture(Places(places[rows], generator))
    return shares
