"""How many props an hour are optimised, one after the other and several that share their steps."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

import torch

from ..config import Preset
from .timing import step_seconds

TURNS = 3  # of all, one after the other: other programs on the same machine disturb all alike


def report(preset: Preset, prior: Any, device: torch.device, counts: Sequence[int], steps: int) -> Iterator[str]:
    """A table as Markdown, by `steps` timed steps of each stage for each count; the medians of TURNS turns count."""
    seconds = {count: statistics.median(turns) for count, turns in _turns(preset, prior, device, counts, steps).items()}
    yield f"{device.type}, torch {torch.__version__}, {preset.steps} steps of {preset.views} views a prop"
    yield "| together | s a prop | props an hour | times as many |"
    yield "|--:|--:|--:|--:|"
    for count, each in seconds.items():
        yield f"| {count} | {each:.3g} | {3600 / each:.0f} | {seconds[1] / each:.2f} |"


def _turns(
    preset: Preset, prior: Any, device: torch.device, counts: Sequence[int], steps: int
) -> dict[int, list[float]]:
    """Seconds of a prop's steps in the preset, when so many share them."""
    seconds: dict[int, list[float]] = {count: [] for count in sorted({1, *counts})}
    for _ in range(TURNS):
        for count, turns in seconds.items():
            stages = (
                stage.steps * step_seconds(preset, stage, prior, device, steps, props=count) for stage in preset.stages
            )
            turns.append(sum(stages) / count)
    return seconds
