"""Runs of the loop on a CPU, for the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
import torch
from torch import Tensor

from nerf_sds.config import Preset, Request, preset_of
from nerf_sds.dreamfusion import DreamFusion
from nerf_sds.sds import Prior
from nerf_sds.training.initial_state import InitialState, initial_field
from nerf_sds.training.loop import optimise
from nerf_sds.training.method import AnyMethod
from nerf_sds.training.step import FieldStep

CPU = torch.device("cpu")


def unoptimised(start: InitialState, number: int = 0) -> FieldStep:
    """The field that is started from, as if `number` steps lay behind it."""
    preset = preset_of(start.request, Preset)
    return FieldStep(number, preset.steps, {}, *initial_field(start, preset, CPU))


def dreamfusion(starts: Sequence[InitialState], prior: Prior) -> Iterator[list[Any]]:
    """What DreamFusion yields of props with the same preset."""
    return optimise(DreamFusion(preset_of(starts[0].request, Preset), prior), starts, CPU)


def alone(method: AnyMethod, request: Request, snapshot: dict[str, Tensor] | None = None) -> Iterator[Any]:
    """What a method yields of one prop."""
    return (step for (step,) in optimise(method, [InitialState(request, snapshot)], CPU))


def check_the_seed_decides(run: Callable[..., Sequence[Any]]) -> None:
    """The same seed gives the same losses after four steps, and another seed others."""
    first, again, other = (run(4, seed=seed)[-1].losses for seed in (3, 3, 4))
    assert first == again
    assert first != other


def check_a_snapshot_goes_on(run: Callable[..., Sequence[Any]]) -> None:
    """Four steps from a snapshot at step four end where eight steps end."""
    whole = run(8)[-1]
    rest = run(4, snapshot=run(4)[-1].snapshot())
    assert rest[0].number == 5
    assert rest[-1].losses == pytest.approx(whole.losses, rel=1e-6)
