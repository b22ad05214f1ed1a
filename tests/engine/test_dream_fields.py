"""The baseline Dream Fields, with an image-text model that wants pictures to be red in the middle or all over."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import torch
from runs import CPU, alone, check_a_snapshot_goes_on, check_the_seed_decides
from torch import Tensor
from torch.nn.functional import normalize

from nerf_sds.baselines.dream_fields import DreamFields, backgrounds, target_transmittance, transmittance_loss
from nerf_sds.config import DREAM_FIELDS, DreamFieldsPreset, Request, preset_of
from nerf_sds.prompts import directed
from nerf_sds.training.step import FieldStep
from nerf_sds.viewpoints import ring

TINY: dict[str, Any] = {"stages": [[16, 60, 24, 8]], "grid_resolutions": [8]}
RED = (0.9, 0.05, 0.05)


class Reddish:
    """The likeness of a picture's mean colour, in its middle or as a whole, to red."""

    name, scale, device = "reddish", 1.0, CPU

    def __init__(self, margin: int = 0) -> None:
        self.margin = margin
        self.captions: list[str] = []

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        inner = slice(self.margin, rgb.shape[-1] - self.margin)
        return normalize(rgb[..., inner, inner].mean((2, 3)) - 0.5, dim=-1)

    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        self.captions += captions
        return normalize(torch.tensor([RED] * len(captions)) - 0.5, dim=-1)


def dream_fields(
    request: Request, image_text: Reddish, snapshot: dict[str, Tensor] | None = None
) -> Iterator[FieldStep]:
    """What is yielded of one prop."""
    return alone(DreamFields(preset_of(request, DreamFieldsPreset), image_text), request, snapshot)


def run(
    steps: int | None = None, margin: int = 0, seed: int = 3, snapshot: dict[str, Tensor] | None = None, **changes: Any
) -> list[FieldStep]:
    """The steps, without the state that they begin with."""
    request = Request("a red mug", seed, "sketch", method="dream-fields", overrides=TINY | changes)
    taken = dream_fields(request, Reddish(margin), snapshot)
    next(taken)
    return list(itertools.islice(taken, steps))


def test_the_scene_takes_the_colour_that_the_caption_wants() -> None:
    *_, last = run(margin=6)
    assert last.number == last.steps == 60
    middle = torch.from_numpy(last.preview(azimuth=45, size=32)[12:20, 12:20]).float().mean((0, 1)) / 255
    assert middle[0] > 0.15 + middle[1:].max()  # at the beginning they are alike


@torch.no_grad()
def mean_density(step: FieldStep) -> float:
    """1 / m, of the cube around the unit ball."""
    points = torch.rand(20_000, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1
    return step.shape.density(points).mean().item()


def test_transmittance_keeps_a_field_from_filling_the_room() -> None:
    asked = {"transmittance_target": [0.4, 0.9], "transmittance_annealing": 0.3}
    kept, free = (run(**asked, transmittance_weight=weight)[-1] for weight in (10.0, 0.0))
    assert -kept.losses["transmittance"] / 10 == pytest.approx(0.9, abs=0.03)
    assert mean_density(kept) < 0.3 * mean_density(free)


def test_transmittance_is_rewarded_up_to_the_target_and_no_further() -> None:
    opacities = torch.tensor([[0.9, 0.7], [0.1, 0.3]], requires_grad=True)  # transmittances 0.2 and 0.8
    loss = transmittance_loss(opacities, 0.6)
    assert loss.item() == pytest.approx(-(0.2 + 0.6) / 2)
    loss.backward()
    torch.testing.assert_close(opacities.grad, torch.tensor([[0.25, 0.25], [0.0, 0.0]]))


def test_the_target_rises_and_then_stays() -> None:
    preset = DreamFieldsPreset(stages=(), transmittance_target=(0.4, 0.9), transmittance_annealing=0.5)
    targets = [target_transmittance(progress, preset) for progress in (0.0, 0.25, 0.5, 1.0)]
    assert targets == pytest.approx([0.4, 0.65, 0.9, 0.9])


def test_a_seed_gives_the_same_field_again_and_another_seed_another() -> None:
    check_the_seed_decides(run)


def test_going_on_from_a_snapshot_is_as_if_it_had_never_stopped() -> None:
    check_a_snapshot_goes_on(run)


@pytest.mark.parametrize("view_dependent", [False, True])
def test_captions_have_view_words_only_where_the_setting_says_so(view_dependent: bool) -> None:
    image_text = Reddish()
    overrides = TINY | {"view_dependent": view_dependent}
    taken = dream_fields(Request("a red mug", 0, "sketch", method="dream-fields", overrides=overrides), image_text)
    list(itertools.islice(taken, 4))
    assert len(image_text.captions) == 3 * DREAM_FIELDS["sketch"].views
    known = {directed("a red mug", viewpoint) for viewpoint in ring(8)} if view_dependent else {"a red mug"}
    assert {*image_text.captions} == known


@pytest.mark.parametrize("resolution", [16, 32, 64])
def test_backgrounds_are_pictures_of_three_sorts_and_no_two_are_alike(resolution: int) -> None:
    behind = backgrounds(60, resolution, torch.Generator().manual_seed(1))
    assert behind.shape == (60, 3, resolution, resolution)
    assert behind.min() >= 0 and behind.max() <= 1
    torch.testing.assert_close(behind, backgrounds(60, resolution, torch.Generator().manual_seed(1)))
    assert torch.pdist(behind.flatten(1)).min() > 0.1
    roughness = torch.diff(behind, dim=-1).abs().mean((1, 2, 3))  # of noise 1 / 3 when nothing is blurred
    assert roughness.max() > 0.25 and roughness.min() < 0.05
    assert behind.std((2, 3)).min() > 0.001
