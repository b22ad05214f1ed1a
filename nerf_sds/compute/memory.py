"""How a diffusion model is fitted into a GPU's memory, chosen by what is free there."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

import torch

from ..models import GB, Model


@dataclass(frozen=True)
class Profile:
    """How much goes through the nets at a time; what is less costs time, and changes nothing else."""

    name: str
    free: float  # GB that have to be free for it
    rows: int  # of the UNet a call; a multiple of what a prior sees together, twice
    pictures: int  # through the autoencoder a call
    checkpointing: bool  # the autoencoder computes its activations again instead of keeping them
    recorded: bool  # a step is recorded and replayed, with all that it needs in memory of its own


HIGH = Profile("high", 20.0, 64, 16, False, True)
PROFILES = (HIGH, Profile("medium", 10.0, 16, 2, False, True), Profile("low", 0.0, 8, 1, True, False))


@dataclass(frozen=True)
class RunContext:
    """Where and how a run computes: chosen once, before its model is loaded."""

    device: torch.device
    dtype: torch.dtype  # of the diffusion model
    profile: Profile = HIGH


T = TypeVar("T")


class Kept:
    """The diffusion model that was read last stays in memory: the next prop of the process has it at once."""

    def __init__(self) -> None:
        self.loads = 0  # so far
        self.gigabytes = 0.0  # of a GPU's memory
        self._key: Hashable = None
        self._model: Any = None

    def get(self, key: Hashable, device: torch.device, load: Callable[[], T]) -> T:
        """The model of the key, which has all that it depends on but the device. Another one goes before it is read."""
        if device.type == "cuda":
            key = (key, torch.cuda.current_device())
        if self._key != (key, device):
            self._key, self._model, self.gigabytes = None, None, 0.0
            release(device)
            before = _allocated(device)
            self._model = load()
            self._key, self.gigabytes = (key, device), _allocated(device) - before
            self.loads += 1
        return self._model


kept = Kept()


def choose(model: Model | None, device: torch.device) -> Profile:
    """The widest profile that fits the device's free memory, of a built-in model (None) always the widest.

    Raises ValueError with one line when the model fits by none.
    """
    if model is None or device.type != "cuda":
        return HIGH
    free = free_gigabytes(device) + kept.gigabytes
    if free < model.memory + 1:
        smaller = f"choose {model.smaller}, " if model.smaller else ""
        raise ValueError(
            f"{model.name} needs about {model.memory + 1:.0f} GB of GPU memory, and {free:.1f} GB are free: "
            f"{smaller}close other programs, or choose the device cpu"
        )
    return next(profile for profile in PROFILES if free >= profile.free)


def narrower(profile: Profile) -> Profile | None:
    """The next one down, when memory ran out; None below the last."""
    following = PROFILES[PROFILES.index(profile) + 1 :]
    return following[0] if following else None


def release(device: torch.device) -> None:
    """Gives back what nobody uses any more."""
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()


def free_gigabytes(device: torch.device) -> float:
    """What this process may still take: free on the card, or within the share of it that was set for the process."""
    free, total = torch.cuda.mem_get_info(device)
    share = torch.cuda.get_per_process_memory_fraction(torch.cuda.current_device())
    return min(free, share * total - torch.cuda.memory_reserved(device)) / GB


def _allocated(device: torch.device) -> float:
    """GB."""
    return torch.cuda.memory_allocated(device) / GB if device.type == "cuda" else 0.0
