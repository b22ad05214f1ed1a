"""Times the steps of the training loop, for the benchmarks."""

from __future__ import annotations

import statistics
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any

import torch

from ..config import LARGE_PRIORS, PRESETS, Preset, Request, Stage
from ..dreamfusion import DreamFusion
from ..models import SHIPPED
from ..training import cuda_graphs
from ..training.initial_state import InitialState
from ..training.loop import optimise

FAMILY = {"sd-2.1": "latent", "mvdream": "multiview"}  # the others are "pixel"
WARM_UP = cuda_graphs.WARM_UP + 2  # steps that are not timed


def presets_of(name: str) -> dict[str, Preset]:
    """Returns the presets of a prior: a built-in one, or one of NAMES."""
    return PRESETS if name == SHIPPED else LARGE_PRIORS[FAMILY.get(name, "pixel")]


def step_seconds(
    preset: Preset, stage: Stage, prior: Any, device: torch.device, count: int, recorded: bool = True, props: int = 1
) -> float:
    """Returns the mean seconds per step of `count` steps in a stage, after the warm-up.

    `props` props share each step.
    """
    method = DreamFusion(replace(preset, stages=(replace(stage, steps=10_000),)), prior)
    starts = [InitialState(Request("a red mug", seed)) for seed in range(props)]
    steps = optimise(method, starts, device, recorded)
    deque(islice(steps, 1 + WARM_UP), maxlen=0)
    synchronise(device)
    start = time.perf_counter()
    deque(islice(steps, count), maxlen=0)
    synchronise(device)
    return (time.perf_counter() - start) / max(count, 1)


def median_seconds(work: Callable[[], object], device: torch.device, times: int) -> float:
    """Returns the median seconds of `times` calls of `work`, after one call that does not count."""
    seconds = []
    for _ in range(times + 1):
        synchronise(device)
        start = time.perf_counter()
        work()
        synchronise(device)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:])


def synchronise(device: torch.device) -> None:
    """Waits until the device has finished all work."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()
