"""The time of the parts of a step, with a clock around the calls that the loop makes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from .. import dreamfusion
from ..sds import Prior
from ..training import loop
from ..training.cpu_adam import CpuAdam
from .timing import synchronise


class Clock:
    """Sums up the seconds spent in named parts. On a GPU it first waits for all earlier work."""

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self.seconds: dict[str, float] = defaultdict(float)

    def now(self) -> float:
        """Waits for the device and returns the time in seconds."""
        synchronise(self.device)
        return time.perf_counter()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Adds the time of the block to the part."""
        start = self.now()
        yield
        self.seconds[name] += self.now() - start

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Returns the function, changed to add its time to the part."""

        def timed(*arguments: Any, **named: Any) -> Any:
            with self.part(name):
                return function(*arguments, **named)

        return timed

    @contextmanager
    def in_the_loop(self, prior: Prior) -> Iterator[None]:
        """Times the loop's calls while the block runs. "descent" includes the time of the optimiser."""
        places = [(dreamfusion, "render_views", "render"), (loop, "optimizer_step", "descent"),
                  (prior, "encode", "encode"), (prior, "predict_noise", "unet"),
                  (CpuAdam, "step", "optimiser"), (torch.optim.Adam, "step", "optimiser")]  # fmt: skip
        before = [getattr(place, attribute) for place, attribute, _ in places]
        for (place, attribute, name), function in zip(places, before, strict=True):
            setattr(place, attribute, self.around(name, function))
        try:
            yield
        finally:
            for (place, attribute, _), function in zip(places, before, strict=True):
                setattr(place, attribute, function)
