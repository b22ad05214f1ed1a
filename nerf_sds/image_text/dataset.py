"""Loads the captioned views that `render-views` wrote into memory."""

from __future__ import annotations

import io
import lzma
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from ..disk import files, strict_json
from ..disk.texts import one_line
from ..prompts import Vocabulary
from ..viewpoints import Viewpoint, sample_background

# The errors that malformed captions and pictures cause.
_DAMAGE = (ValueError, KeyError, IndexError, TypeError, AttributeError, RuntimeError, EOFError, lzma.LZMAError)
LARGEST = 1_000_000_000  # bytes: the largest file of captions


@dataclass(frozen=True)
class Views:
    """N pictures of props, with their subjects and cameras."""

    pixels: Tensor  # (N, 64, 64, 4) uint8, straight alpha
    props: list[tuple[str, str]]  # (kind, colour); for an artist's prop (caption, "")
    viewpoints: list[Viewpoint]
    clay: list[bool]  # True if the prop is unpainted
    vocabulary: Vocabulary
    fronts: frozenset[str]  # the kinds that have a front


def load_views(folder: Path) -> Views:
    """Loads a data set.

    Raises FileNotFoundError if the folder holds none, ValueError with one line if it is damaged.
    """
    if not (folder / "dataset.json").is_file():
        raise FileNotFoundError(f"There is no data set in {folder}: make one with render-views")
    try:
        return _read(folder)
    except _DAMAGE as error:
        raise ValueError(f"The data set in {folder} is damaged ({one_line(error, 200)}): make it anew") from error


def _read(folder: Path) -> Views:
    description = strict_json.read(folder / "dataset.json", LARGEST)
    lines = [strict_json.parse(line) for line in files.read(folder / "views.jsonl", LARGEST).splitlines()]
    views, pixels = [], []
    for shard in sorted(folder.glob("shard-*.npy.xz")):
        with lzma.open(shard) as file:
            pixels.append(torch.from_numpy(np.load(io.BytesIO(file.read()), allow_pickle=False)))
        first = int(shard.name.split("-")[1].split(".")[0]) * description["shard"]
        views += lines[first : first + len(pixels[-1])]
    if not views:
        raise FileNotFoundError(f"The data set in {folder} has no pictures yet: go on with render-views")
    vocabulary = Vocabulary(
        {kind: facts["synonyms"] for kind, facts in description["kinds"].items()}, list(description["colours"])
    )
    props = [(view["kind"], view["colour"]) for view in views]
    viewpoints = [Viewpoint(view["azimuth"], view["elevation"], view["distance"]) for view in views]
    clay = [view["clay"] for view in views]
    fronts = frozenset(kind for kind, facts in description["kinds"].items() if facts["front"])
    return Views(torch.cat(pixels), props, viewpoints, clay, vocabulary, fronts)


class Batches:
    """Draws random pictures on random plain backgrounds. All data is kept on the device."""

    def __init__(self, views: Views, device: torch.device, seed: int) -> None:
        self.pixels = views.pixels.to(device)
        random = Random(seed)
        self.backgrounds = torch.tensor([sample_background(random) for _ in range(65536)], device=device)
        self.generator = torch.Generator(device).manual_seed(seed)

    def draw(self, count: int, resolution: int) -> tuple[Tensor, Tensor]:
        """Returns indices (B,) and pictures (B, 3, R, R) in 0..1, for B = `count` and R = `resolution`."""
        index = self._integers(len(self.pixels), count)
        rgba = self.pixels[index].permute(0, 3, 1, 2).float() / 255
        background = self.backgrounds[self._integers(len(self.backgrounds), count)][:, :, None, None]
        rgb = rgba[:, :3] * rgba[:, 3:] + background * (1 - rgba[:, 3:])
        return index, avg_pool2d(rgb, rgb.shape[-1] // resolution)

    def _integers(self, high: int, count: int) -> Tensor:
        return torch.randint(high, (count,), generator=self.generator, device=self.pixels.device)
