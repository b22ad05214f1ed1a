"""A step down the gradient, checked, and all that is needed to go on from it: shared by every method."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils import get_total_norm


class Diverged(ArithmeticError):
    """A loss is not a number any more; the message names the step and the term."""


@dataclass(frozen=True)
class Terms:
    """The losses that a step was taken by, on the device, and after them the norm of their gradient."""

    names: tuple[str, ...]
    values: Tensor  # (names + 1,)


class Losses(Mapping[str, float]):
    """A step's losses as numbers. A GPU may still be computing them: whoever looks at them waits for it."""

    def __init__(self, number: int, terms: Terms) -> None:
        """`number` steps lie before the step."""
        self._number, self._names, self._ready = number, terms.names, None
        self._values = terms.values
        if terms.values.is_cuda:
            self._values = torch.empty_like(terms.values, device="cpu", pin_memory=True)
            self._values.copy_(terms.values, non_blocking=True)
            self._ready = torch.cuda.Event()
            self._ready.record()

    def check(self) -> None:
        """Raises Diverged when one of them, or the gradient, is not a number."""
        if self._ready:
            self._ready.synchronize()
        named = zip([*(f"{name} loss" for name in self._names), "gradient"], self._values.tolist(), strict=True)
        for name, value in named:
            if not math.isfinite(value):
                raise Diverged(f"The {name} is not a number at step {self._number + 1}: try another seed")

    def __getitem__(self, name: str) -> float:
        self.check()
        return self._values[self._names.index(name)].item()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def descend(losses: dict[str, Tensor], model: nn.Module, optimizer: torch.optim.Optimizer, number: int) -> Losses:
    """Takes a step by the sum of the losses, after `number` steps. Raises Diverged before anything is harmed."""
    numbers = Losses(number, _slope(losses, model, optimizer))
    numbers.check()
    optimizer.step()
    return numbers


def step_down(losses: dict[str, Tensor], model: nn.Module, optimizer: torch.optim.Optimizer) -> Terms:
    """The same without a look at the numbers, for `adam`: where one of them is none, nothing changes."""
    terms = _slope(losses, model, optimizer)
    harmful = ~terms.values.isfinite().all()
    if harmful.is_cuda:
        optimizer.found_inf = harmful.float()  # type: ignore[attr-defined]  # so torch's GradScaler tells a fused Adam
        optimizer.step()
    elif not harmful:
        optimizer.step()
    return terms


def _slope(losses: dict[str, Tensor], model: nn.Module, optimizer: torch.optim.Optimizer) -> Terms:
    """Puts the gradient of the losses' sum into the parameters."""
    terms = torch.stack([*losses.values()])
    optimizer.zero_grad(set_to_none=True)
    terms.sum().backward()
    gradients = [parameter.grad for parameter in model.parameters() if parameter.grad is not None]
    return Terms(tuple(losses), torch.cat([terms.detach(), get_total_norm(gradients)[None]]))


def adam(parameters: Iterable[nn.Parameter], rate: float, device: torch.device) -> torch.optim.Adam:
    """Adam, on an NVIDIA GPU as one kernel whose rate lies on the device, so that it can be recorded."""
    on_gpu = device.type == "cuda"
    return torch.optim.Adam(
        parameters, torch.tensor(rate, device=device) if on_gpu else rate, betas=(0.9, 0.99), eps=1e-15,
        fused=on_gpu or None, capturable=on_gpu,
    )  # fmt: skip


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """The rate of the steps to come."""
    for group in optimizer.param_groups:
        if isinstance(group["lr"], Tensor):
            group["lr"].fill_(rate)
        else:
            group["lr"] = rate


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
