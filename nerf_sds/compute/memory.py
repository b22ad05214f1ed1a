"""Fits a diffusion model into a GPU's memory, by how much of it is free."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

import torch

from ..models import GB, Model


@dataclass(frozen=True)
class Profile:
    """Limits on what goes through the nets at once. Lower limits cost time and change nothing else."""

    name: str
    free: float  # GB of GPU memory that must be free
    rows: int  # of the UNet per call; a multiple of twice the views that a prior denoises together
    pictures: int  # images through the autoencoder per call
    checkpointing: bool  # True if the autoencoder recomputes activations in the backward pass
    recorded: bool  # True if steps become CUDA graphs, each with memory of its own


HIGH = Profile("high", 20.0, 64, 16, False, True)
PROFILES = (HIGH, Profile("medium", 10.0, 16, 2, False, True), Profile("low", 0.0, 8, 1, True, False))


@dataclass(frozen=True)
class RunContext:
    """The device, precision and memory profile of a run, chosen before its model is loaded."""

    device: torch.device
    dtype: torch.dtype  # of the diffusion model
    profile: Profile = HIGH


T = TypeVar("T")


class Kept:
    """Keeps the last diffusion model in memory, so that the next prop of the process can use it at once."""

    def __init__(self) -> None:
        self.loads = 0  # number of models loaded
        self.gigabytes = 0.0  # of GPU memory that the model takes
        self._key: Hashable = None
        self._model: Any = None
        self._device = torch.device("cpu")  # of the last model

    def get(self, key: Hashable, device: torch.device, load: Callable[[], T]) -> T:
        """Returns the model for a key, and calls `load` if it is not the one in memory, which is released first.

        The key must hold everything that determines the model, except for the device.
        """
        if device.type == "cuda":
            key = (key, torch.cuda.current_device())
        if self._key != (key, device):
            self._drop()
            release(device)
            before = _allocated(device)
            self._model = load()
            self._key, self.gigabytes = (key, device), _allocated(device) - before
            self.loads += 1
        self._device = device
        return self._model

    def rest(self) -> None:
        """Frees the memory of an idle process: everything that can be computed again, except a model on a CPU."""
        if self._device.type != "cpu":
            self._drop()
        release(self._device)

    def _drop(self) -> None:
        self._key, self._model, self.gigabytes = None, None, 0.0


kept = Kept()


def choose(model: Model | None, device: torch.device) -> Profile:
    """Returns the widest profile that fits the device's free memory. A built-in model (None) always gets the widest.

    Raises ValueError with one line if the model fits with no profile.
    """
    if model is None or device.type != "cuda":
        return HIGH
    release(device)  # so that memory of this process's last prop counts as free
    free = free_gigabytes(device) + kept.gigabytes
    if free < model.memory + 1:
        smaller = f"choose {model.smaller}, " if model.smaller else ""
        raise ValueError(
            f"{model.name} needs about {model.memory + 1:.0f} GB of GPU memory, and {free:.1f} GB are free: "
            f"{smaller}close other programs, or choose the device cpu"
        )
    return next(profile for profile in PROFILES if free >= profile.free)


def narrower(profile: Profile) -> Profile | None:
    """Returns the next narrower profile, for use after memory ran out. None if there is none."""
    following = PROFILES[PROFILES.index(profile) + 1 :]
    return following[0] if following else None


def release(device: torch.device) -> None:
    """Frees memory that nothing refers to."""
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()


def free_gigabytes(device: torch.device) -> float:
    """Returns the GB that this process may still allocate on a CUDA device.

    That is what is free on the card, or what is left of the share of it that was set for the process, if less.
    """
    free, total = torch.cuda.mem_get_info(device)
    share = torch.cuda.get_per_process_memory_fraction(torch.cuda.current_device())
    return min(free, share * total - torch.cuda.memory_reserved(device)) / GB


def _allocated(device: torch.device) -> float:
    """Returns the GB of GPU memory that tensors take; 0 on a CPU."""
    return torch.cuda.memory_allocated(device) / GB if device.type == "cuda" else 0.0
