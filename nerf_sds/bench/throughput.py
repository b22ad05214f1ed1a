"""Measures how many props are optimised per hour, one at a time and several that share their steps."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

import torch

from ..config import Preset
from .timing import step_seconds

TURNS = 3  # rounds over all counts, in turn, so that other programs on the machine disturb all counts alike


def report(preset: Preset, prior: Any, device: torch.device, counts: Sequence[int], steps: int) -> Iterator[str]:
    """Yields the lines of a Markdown table with one row for each number of props that share their steps.

    Each stage is timed over `steps` steps. The result is the median of TURNS rounds.
    """
    seconds = {count: statistics.median(turns) for count, turns in _turns(preset, prior, device, counts, steps).items()}
    yield f"{device.type}, torch {torch.__version__}, {preset.steps} steps of {preset.views} views a prop"
    yield "| together | s a prop | props an hour | times as many |"
    yield "|--:|--:|--:|--:|"
    for count, each in seconds.items():
        yield f"| {count} | {each:.3g} | {3600 / each:.0f} | {seconds[1] / each:.2f} |"


def _turns(
    preset: Preset, prior: Any, device: torch.device, counts: Sequence[int], steps: int
) -> dict[int, list[float]]:
    """Returns the seconds per prop of a run of the preset, for each number of props that share the steps."""
    seconds: dict[int, list[float]] = {count: [] for count in sorted({1, *counts})}
    for _ in range(TURNS):
        for count, turns in seconds.items():
            stages = (
                stage.steps * step_seconds(preset, stage, prior, device, steps, props=count) for stage in preset.stages
            )
            turns.append(sum(stages) / count)
    return seconds
