"""What the loop needs from a method: the model, the random inputs of a step, and the losses."""

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
from .optimizer import Optimizer
from .step import FieldStep, Step

P = TypeVar("P", bound=Schedule)
M = TypeVar("M", bound=nn.Module)
I = TypeVar("I")  # noqa: E741


class Method(ABC, Generic[P, M, I]):
    """A way to make a prop. It optimises a model M by a preset P, and each step has random inputs I."""

    preset: P
    step_type: type[Step] = FieldStep
    recordable = False  # True if only the values of tensors change between steps, see `cuda_graphs`

    @abstractmethod
    def initial(self, start: InitialState, device: torch.device) -> tuple[M, Optimizer]:
        """Returns the model before the first step, and its optimizer.

        Raises ValueError if the request cannot be met.
        """

    @abstractmethod
    def learning_rate(self, progress: float) -> float:
        """Returns the learning rate as a share of the optimizer's initial rate.

        `progress`, 0..1, is the share of completed steps.
        """

    @abstractmethod
    def sample(self, requests: Sequence[Request], stage: Stage, number: int, device: torch.device) -> I:
        """Returns the random inputs of the step that follows `number` steps.

        All randomness comes from the requests' seeds and `number`.
        """

    @abstractmethod
    def losses(self, model: M, inputs: I, stage: Stage) -> dict[str, Tensor]:
        """Returns a prop's weighted loss terms by name. The step minimises their sum."""

    def batch_losses(
        self, models: Sequence[M], inputs: I, stage: Stage, parallel: ParallelStreams
    ) -> list[dict[str, Tensor]]:
        """Returns the `losses` of each prop in a step.

        This default takes a single prop; a method whose props can share a step overrides it.
        """
        (model,) = models
        return [self.losses(model, inputs, stage)]

    def step(self, number: int, losses: Mapping[str, float], model: M, optimizer: Optimizer) -> Step:
        """Returns what the loop yields for a prop after `number` steps."""
        return self.step_type(number, self.preset.steps, losses, model, optimizer)


AnyMethod = Method[Any, Any, Any]
