"""A step down the gradient, checked, and all that is needed to go on from it: shared by every method."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils import get_total_norm


class Diverged(ArithmeticError):
    """A loss is not a number any more; the message names the step and the term."""


@dataclass(frozen=True)
class LossTerms:
    """The losses that a step of P props was taken by, on the device, and after them the norm of their gradient."""

    names: tuple[str, ...]
    values: Tensor  # (P, names + 1)

    def numbers(self, number: int) -> list[Losses]:
        """Of each prop, after `number` steps. They are copied to the CPU without waiting for them."""
        values, ready = self.values, None
        if values.is_cuda:
            values = torch.empty_like(values, device="cpu", pin_memory=True)
            values.copy_(self.values, non_blocking=True)
            ready = torch.cuda.Event()
            ready.record()
        return [Losses(number, self.names, each, ready) for each in values]


class Losses(Mapping[str, float]):
    """A prop's losses as numbers. A GPU may still be computing them: whoever looks at them waits for it."""

    def __init__(self, number: int, names: tuple[str, ...], values: Tensor, ready: torch.cuda.Event | None) -> None:
        """`number` steps lie before the step; `values` (names + 1,) are there once the event has come."""
        self._number, self._names, self._values, self._ready = number, names, values, ready

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


def optimizer_step(
    losses: Sequence[dict[str, Tensor]], models: Sequence[nn.Module], optimizers: Sequence[torch.optim.Optimizer]
) -> LossTerms:
    """Takes a step of P props, each by the sum of its losses; a prop with a number that is none stays as it is.

    With the optimizers of `adam` nothing in it waits for a GPU.
    """
    terms = torch.stack([torch.stack([*each.values()]) for each in losses])
    for optimizer in optimizers:
        optimizer.zero_grad(set_to_none=True)
    terms.sum().backward()
    norms = [get_total_norm([each.grad for each in model.parameters() if each.grad is not None]) for model in models]
    values = torch.cat([terms.detach(), torch.stack(norms)[:, None]], dim=1)
    for harmful, optimizer in zip(~values.isfinite().all(1), optimizers, strict=True):
        if optimizer.defaults.get("fused"):
            optimizer.found_inf = harmful.float()  # type: ignore[attr-defined]  # so torch's GradScaler tells a fused Adam
            optimizer.step()
        elif not harmful:
            optimizer.step()
    return LossTerms(tuple(losses[0]), values)


def adam(parameters: Iterable[nn.Parameter], rate: float, device: torch.device) -> torch.optim.Adam:
    """Adam, on an NVIDIA GPU as one kernel whose rate lies on the device, so that it can be recorded."""
    on_gpu = device.type == "cuda"
    return torch.optim.Adam(
        [{"params": [*parameters], "initial_lr": rate}], torch.tensor(rate, device=device) if on_gpu else rate,
        betas=(0.9, 0.99), eps=1e-15, fused=on_gpu or None, capturable=on_gpu,
    )  # fmt: skip


def set_learning_rate(optimizer: torch.optim.Optimizer, share: float) -> None:
    """Gives the steps to come a share of the rates that the optimizer began with."""
    for group in optimizer.param_groups:
        if isinstance(group["lr"], Tensor):
            group["lr"].fill_(group["initial_lr"] * share)
        else:
            group["lr"] = group.setdefault("initial_lr", group["lr"]) * share


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
