"""The optimisation loop of every method. It knows no process, no file, no field and no diffusion model."""

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
    """Yields the initial state of each prop, then one step of each prop at a time. Stop iterating to cancel.

    The props have the same preset and the same number of completed steps, and either all or none start from a mesh.
    Each comes out as if it were alone: the same request on the same device gives the same prop, up to the order of
    floating-point sums. If `recorded`, an NVIDIA GPU replays each step as a CUDA graph, which takes memory and saves
    time. A prop that diverges stays unchanged and is yielded as the `Diverged` error from then on; recorded steps
    report it one step late. Raises KeyError or RuntimeError if a snapshot does not fit the model, and ValueError if the
    method cannot meet a request.
    """
    requests = [start.request for start in starts]
    models, optimizers = zip(*(method.initial(start, device) for start in starts), strict=True)
    first, *_ = [restore(start.snapshot, *each) for start, *each in zip(starts, models, optimizers, strict=True)]
    schedule = [stage for stage in method.preset.stages for _ in range(stage.steps)]

    def descend(inputs: Any, stage: Stage, parallel: ParallelStreams) -> LossTerms:
        """Takes one step with every prop. Nothing in it waits for a GPU."""
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
    """Returns the step that follows `before`, or `Diverged` if a loss or the gradient of the prop is not finite."""
    if isinstance(before, Diverged):
        return before
    try:
        checked.check()
    except Diverged as error:
        return error
    return method.step(before.number + 1, losses, before.shape, before.optimizer)
