"""What the loop asks of a method: the model, what chance decides in a step, and the losses that it goes down by."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn

from ..config import Request
from ..schedules import Schedule, Stage
from .cuda_graphs import ParallelStreams
from .initial_state import InitialState
from .step import FieldStep, Step

P = TypeVar("P", bound=Schedule)
M = TypeVar("M", bound=nn.Module)
I = TypeVar("I")  # noqa: E741


class Method(ABC, Generic[P, M, I]):
    """A way to make a prop with a preset P: a model M is optimised by steps, each with inputs I of its own."""

    preset: P
    step_type: type[Step] = FieldStep
    recordable = False  # whether nothing but tensors changes from step to step, see `cuda_graphs`

    @abstractmethod
    def initial(self, start: InitialState, device: torch.device) -> tuple[M, torch.optim.Optimizer]:
        """The model before the first step, and its optimizer. Raises ValueError where the request cannot be met."""

    @abstractmethod
    def learning_rate(self, progress: float) -> float:
        """The rate after a share `progress` of the steps, as a share of the optimizer's own."""

    @abstractmethod
    def sample(self, requests: Sequence[Request], stage: Stage, number: int, device: torch.device) -> I:
        """What chance decides in the step after `number` steps. It follows from the requests' seeds and the number."""

    @abstractmethod
    def losses(self, model: M, inputs: I, stage: Stage) -> dict[str, Tensor]:
        """The terms, weighed, whose sum a prop's step goes down by."""

    def batch_losses(
        self, models: Sequence[M], inputs: I, stage: Stage, parallel: ParallelStreams
    ) -> list[dict[str, Tensor]]:
        """The `losses` of each prop of a step. A method that does not say how several share a step takes one."""
        (model,) = models
        return [self.losses(model, inputs, stage)]

    def step(self, number: int, losses: Mapping[str, float], model: M, optimizer: torch.optim.Optimizer) -> Step:
        """What the loop yields of a prop after `number` steps."""
        return self.step_type(number, self.preset.steps, losses, model, optimizer)


AnyMethod = Method[Any, Any, Any]
