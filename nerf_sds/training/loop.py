"""The loop of every method: a generator that knows no process and no file, no field and no diffusion model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch

from ..schedules import Stage
from .cuda_graphs import ParallelStreams, accelerate
from .initial_state import InitialState
from .method import AnyMethod
from .optimizer import Diverged, Losses, LossTerms, optimizer_step, restore, set_learning_rate
from .step import Step


def optimise(
    method: AnyMethod, starts: Sequence[InitialState], device: torch.device, recorded: bool = True
) -> Iterator[list[Step | Diverged]]:
    """Yields what each prop starts from, then a step of each at a time; not asking for the next one is cancelling.

    The props have the same preset, the same number of steps behind them, and all a mesh to start from or none. Each
    becomes what it would become alone: the same request on the same device gives the same prop, but for the order of
    sums. On an NVIDIA GPU a step is recorded if `recorded`, which takes memory and saves time. A prop that has diverged
    stays as it is, and is yielded as the error from then on, where steps are recorded one step late. Raises KeyError or
    RuntimeError for a snapshot of something else.
    """
    requests = [start.request for start in starts]
    models, optimizers = zip(*(method.initial(start, device) for start in starts), strict=True)
    first, *_ = [restore(start.snapshot, *each) for start, *each in zip(starts, models, optimizers, strict=True)]
    schedule = [stage for stage in method.preset.stages for _ in range(stage.steps)]

    def descend(inputs: Any, stage: Stage, parallel: ParallelStreams) -> LossTerms:
        """Takes a step with every prop. Nothing in it waits for a GPU."""
        return optimizer_step(method.batch_losses(models, inputs, stage, parallel), models, optimizers)

    take_step = accelerate(descend, len(models), device, recorded and method.recordable)
    steps: list[Step | Diverged] = [method.step(first, {}, *each) for each in zip(models, optimizers, strict=True)]
    yield steps
    for number in range(first, len(schedule)):
        for optimizer in optimizers:
            set_learning_rate(optimizer, method.learning_rate(number / len(schedule)))
        inputs = method.sample(requests, schedule[number], number, device)
        losses, checked = take_step(inputs, schedule[number], number)
        steps = [following(method, *each) for each in zip(steps, losses, checked, strict=True)]
        yield steps


def following(method: AnyMethod, before: Step | Diverged, losses: Losses, checked: Losses) -> Step | Diverged:
    """The step that follows `before`, unless a prop's losses have become no numbers."""
    if isinstance(before, Diverged):
        return before
    try:
        checked.check()
    except Diverged as error:
        return error
    return method.step(before.number + 1, losses, before.shape, before.optimizer)
