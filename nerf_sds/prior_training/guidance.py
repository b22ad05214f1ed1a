"""Guidance that the net learns to apply by itself, so that one row a view takes the place of two (arXiv 2210.03142).

The net teaches itself: what its ordinary predictions with and without words become under guidance is the target of a
row that is told scale and rescale. What the guided rows learn also changes the ordinary predictions, so targets of the
net as it is could run away, and did for a small one. Its average over the last steps teaches instead. (A frozen net
would not know what is still learned.) And the pictures keep the upper hand at every strength of noise: guided rows have
the same loss weights, divided by the scale. Undivided, they nearly doubled the loss of a small net's pictures.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from ..priors.world_prior import CAMERA_FEATURES, GUIDANCE_FEATURES, GUIDANCE_SCALES, VECTOR
from ..sds import guide

GUIDED = 0.25  # share of a batch: its first rows learn guidance
LEARNED = 0.1  # part of guidance, squared, that one row may miss where a model is used with one row
STRANGE = 0.5  # share of these that get another picture's words: to score distillation few pictures show the prompt yet

Predict = Callable[[Tensor, Tensor, Tensor, Tensor], Tensor]


def guided_rows(count: int) -> int:
    """Returns how many of `count` rows learn guidance."""
    return round(GUIDED * count)


def tell_guidance(states: Tensor, told: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Returns token states (B, L, D) and conditions (B, C) of a batch whose first rows are told random guidance.

    The scale is uniform in its logarithm, the rescale in 0..1. A share of these rows swap their words.
    """
    count = guided_rows(len(told))
    row = torch.arange(len(told), device=told.device)
    row[: round(STRANGE * count)] = row[: round(STRANGE * count)].roll(1)
    states, told = states[row], torch.cat([told[:, :VECTOR], told[row, VECTOR:]], dim=1)
    share, rescale = torch.rand(2, count, generator=generator, device=told.device)
    low, high = map(math.log2, GUIDANCE_SCALES)
    told[:count, -2], told[:count, -1] = low + (high - low) * share, rescale
    return states, told


@torch.no_grad()
def guided_velocity(
    predict: Predict, z: Tensor, timesteps: Tensor, states: Tensor, told: Tensor, alpha_bar: Tensor
) -> Tensor:
    """Returns the velocity (B, C, H, W) that `predict` sees in z with the guidance that `told` (B, F) has, in two rows.

    `predict` maps the first four arguments to velocities. Words and camera are unknown in the second row, as for an
    empty prompt.
    """
    prompted, empty = told.clone(), told.clone()
    prompted[:, -GUIDANCE_FEATURES:] = 0
    empty[:, :CAMERA_FEATURES] = empty[:, VECTOR:] = 0
    velocities = predict(
        torch.cat([z, z]),
        timesteps.repeat(2),
        torch.cat([states, torch.zeros_like(states)]),
        torch.cat([prompted, empty]),
    )
    conditional, unconditional = (
        alpha_bar.sqrt() * z - (1 - alpha_bar).sqrt() * velocity for velocity in velocities.chunk(2)
    )
    guided = guide(conditional, unconditional, scale_of(told), told[:, -1, None, None, None])
    return (alpha_bar.sqrt() * z - guided) / (1 - alpha_bar).sqrt()


@torch.no_grad()
def missed_share(
    predict: Predict, z: Tensor, timesteps: Tensor, states: Tensor, told: Tensor, alpha_bar: Tensor
) -> float:
    """Returns how far one row is from two, as a share of how far no guidance is; both are squared distances.

    The arguments are those of `guided_velocity`.
    """
    two = guided_velocity(predict, z, timesteps, states, told, alpha_bar)
    unguided = torch.cat([told[:, :-GUIDANCE_FEATURES], torch.zeros_like(told[:, -GUIDANCE_FEATURES:])], dim=1)
    one, none = (predict(z, timesteps, states, each) for each in (told, unguided))
    return float((one - two).square().sum() / (none - two).square().sum())


def scale_of(told: Tensor) -> Tensor:
    """Returns the guidance scale (B, 1, 1, 1) that conditions (B, F) have."""
    return told[:, -2, None, None, None].exp2()
