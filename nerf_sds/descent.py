"""A step down the gradient, checked, and all that is needed to go on from it: shared by every method."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn.utils import get_total_norm


class Diverged(ArithmeticError):
    """A loss is not a number any more; the message names the step and the term."""


def descend(
    losses: dict[str, Tensor], model: nn.Module, optimizer: torch.optim.Optimizer, number: int
) -> dict[str, float]:
    """Takes a step by the sum of the losses, after `number` steps, and returns them as numbers.

    Raises Diverged before anything is harmed. The host waits for the device once, for all numbers together.
    """
    terms = torch.stack([*losses.values()])
    optimizer.zero_grad(set_to_none=True)
    terms.sum().backward()
    gradients = [parameter.grad for parameter in model.parameters() if parameter.grad is not None]
    *values, norm = torch.cat([terms.detach(), get_total_norm(gradients)[None]]).tolist()
    numbers = dict(zip(losses, values, strict=True))
    for name, value in ({f"{name} loss": value for name, value in numbers.items()} | {"gradient": norm}).items():
        if not math.isfinite(value):
            raise Diverged(f"The {name} is not a number at step {number + 1}: try another seed")
    optimizer.step()
    return numbers


def snapshot_of(number: int, model: nn.Module, optimizer: torch.optim.Optimizer) -> dict[str, Tensor]:
    """The number of steps taken, the model's state and Adam's moments, on the CPU."""
    state = {"step": torch.tensor(number), **model.state_dict()}
    for i, moments in optimizer.state_dict()["state"].items():
        state |= {f"adam.{i}.{name}": value for name, value in moments.items()}
    return {name: value.detach().cpu().contiguous() for name, value in state.items()}


def restore(snapshot: dict[str, Tensor] | None, model: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    """Brings model and optimizer to a snapshot, if there is one; the number of steps taken.

    Raises KeyError or RuntimeError when the snapshot is of something else.
    """
    if snapshot is None:
        return 0
    model.load_state_dict({name: snapshot[name] for name in model.state_dict()})
    moments: dict[int, dict[str, Tensor]] = {}
    for key, value in snapshot.items():
        if key.startswith("adam."):
            _, i, name = key.split(".")
            moments.setdefault(int(i), {})[name] = value
    optimizer.load_state_dict(optimizer.state_dict() | {"state": moments})
    return int(snapshot["step"])
