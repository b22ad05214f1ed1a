"""The optimizer step, its check for divergence, and snapshots to resume from. Every method uses them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils import get_total_norm

from .cpu_adam import CpuAdam

Optimizer = torch.optim.Optimizer | CpuAdam


BETAS, EPSILON = (0.9, 0.99), 1e-15  # of Adam


class Diverged(ArithmeticError):
    """A loss or the gradient is not finite. The message names the term and the step."""


@dataclass(frozen=True)
class LossTerms:
    """The losses of a step of P props and the norms of their gradients, on the device."""

    names: tuple[str, ...]
    values: Tensor  # (P, names + 1); the last column is the norm of the gradient

    def numbers(self, number: int) -> list[Losses]:
        """Returns the losses of each prop. They are copied to the CPU without waiting for the GPU.

        `number` is the count of steps before this one.
        """
        values, ready = self.values, None
        if values.is_cuda:
            values = torch.empty_like(values, device="cpu", pin_memory=True)
            values.copy_(self.values, non_blocking=True)
            ready = torch.cuda.Event()
            ready.record()
        return [Losses(number, self.names, each, ready) for each in values]


class Losses(Mapping[str, float]):
    """A prop's losses by name. Reading one waits for the GPU, and raises Diverged if any is not finite."""

    def __init__(self, number: int, names: tuple[str, ...], values: Tensor, ready: torch.cuda.Event | None) -> None:
        """`number` counts the steps before this one. `values` (names + 1,) are valid once `ready` has happened."""
        self._number, self._names, self._values, self._ready = number, names, values, ready

    def check(self) -> None:
        """Raises Diverged if a loss or the gradient is not finite."""
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
    losses: Sequence[dict[str, Tensor]], models: Sequence[nn.Module], optimizers: Sequence[Optimizer]
) -> LossTerms:
    """Takes one step with each of P props, by the sum of its losses, and returns these losses.

    A prop whose losses or gradient are not finite stays unchanged. With the optimizers of `adam`, nothing here waits
    for a GPU.
    """
    terms = torch.stack([torch.stack([*each.values()]) for each in losses])
    for optimizer in optimizers:
        optimizer.zero_grad(set_to_none=True)
    terms.sum().backward()
    norms = [get_total_norm([each.grad for each in model.parameters() if each.grad is not None]) for model in models]
    values = torch.cat([terms.detach(), torch.stack(norms)[:, None]], dim=1)
    for harmful, optimizer in zip(~values.isfinite().all(1), optimizers, strict=True):
        if optimizer.defaults.get("fused"):
            optimizer.found_inf = harmful.float()  # type: ignore[attr-defined]  # as torch's GradScaler does it
            optimizer.step()
        elif not harmful:
            optimizer.step()
    return LossTerms(tuple(losses[0]), values)


def adam(parameters: Iterable[nn.Parameter], rate: float, device: torch.device) -> Optimizer:
    """Returns Adam for the parameters. On an NVIDIA GPU it is one kernel that a CUDA graph can record.

    The learning rate lies on the GPU, so that it can change between replays.
    """
    if device.type == "cpu":
        return CpuAdam([*parameters], rate, BETAS, EPSILON)
    on_gpu = device.type == "cuda"
    return torch.optim.Adam(
        [{"params": [*parameters], "initial_lr": rate}], torch.tensor(rate, device=device) if on_gpu else rate,
        betas=BETAS, eps=EPSILON, fused=on_gpu or None, capturable=on_gpu,
    )  # fmt: skip


def set_learning_rate(optimizer: Optimizer, share: float) -> None:
    """Sets the learning rate of each parameter group to `share` times its initial rate."""
    for group in optimizer.param_groups:
        if isinstance(group["lr"], Tensor):
            group["lr"].fill_(group["initial_lr"] * share)
        else:
            group["lr"] = group.setdefault("initial_lr", group["lr"]) * share


def snapshot_of(number: int, model: nn.Module, optimizer: Optimizer) -> dict[str, Tensor]:
    """Returns the number of completed steps, the model's state and Adam's moments, all on the CPU."""
    state = {"step": torch.tensor(number), **model.state_dict()}
    for i, moments in optimizer.state_dict()["state"].items():
        state |= {f"adam.{i}.{name}": value for name, value in moments.items()}
    return {name: value.detach().cpu().contiguous() for name, value in state.items()}


def restore(snapshot: dict[str, Tensor] | None, model: nn.Module, optimizer: Optimizer) -> int:
    """Loads a snapshot, if there is one, into the model and the optimizer. Returns the number of completed steps.

    Raises KeyError or RuntimeError if the snapshot does not fit the model.
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
