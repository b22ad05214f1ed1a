"""Settings that every method has: the steps of a run and the detail of its result. Sources as in `config`.

Standard library only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from difflib import get_close_matches
from reprlib import repr as shortened
from typing import Annotated, Any, TypeVar

from . import ranges
from .ranges import Range, Rate, Several, Weight


@dataclass(frozen=True)
class Stage:
    """A part of the optimisation with one picture size."""

    resolution: Annotated[int, Range(4, 1024)]  # pixels per side of the square renderings
    steps: Annotated[int, Range(1, 1_000_000)]
    samples: Annotated[int, Range(1, 1024)]  # per ray along the unit ball's diameter, before empty space is skipped
    grid: Annotated[int, Range(1, 512)]  # cells per side of the finest of the field's grids that is active


@dataclass(frozen=True)
class Schedule:
    """The steps of a run and the detail of its result, for every method."""

    stages: Several[Stage]
    views: Annotated[int, Range(1, 64)] = 4  # per step; DF 3.2
    learning_rate: Rate = 0.1  # of Adam; own
    faces: Annotated[int, Range(20, 2_000_000)] = 20_000  # triangles of the mesh, at most
    texture_size: Annotated[int, Range(16, 4096)] = 1024  # pixels per side of each texture

    @property
    def steps(self) -> int:
        """The number of steps of all stages together."""
        return sum(stage.steps for stage in self.stages)


@dataclass(frozen=True)
class FieldSchedule(Schedule):
    """A schedule for a method that optimises a field."""

    mesh_resolution: Annotated[int, Range(8, 512)] = 160  # cells per side of the grid for extracting the surface


@dataclass(frozen=True)
class GridSchedule(FieldSchedule):
    """A schedule for a method whose field consists of dense grids.

    Raises ValueError if a stage's `grid` is too small.
    """

    grid_resolutions: Several[Annotated[int, Range(2, 512)]] = (16, 32, 64)  # cells per side of the dense grids; own
    roughness_weight: Weight = 0.3  # own
    shape_weight: Weight = 30.0  # of the distance to the start mesh, if there is one; own

    def __post_init__(self) -> None:
        coarsest = min(self.grid_resolutions)
        if any(stage.grid < coarsest for stage in self.stages):
            raise ValueError(f"A stage has no grid to work on: give each a grid of {coarsest} or more")


S = TypeVar("S", bound=Schedule)


def overridden(preset: S, overrides: dict[str, Any]) -> S:
    """Returns the preset with other values.

    Raises ValueError with one line for an unknown name, a value of the wrong type, or one out of its range.
    """
    values, kinds = {}, ranges.kinds(type(preset))
    for name, value in overrides.items():
        if name not in kinds:
            near = get_close_matches(name, kinds, n=3, cutoff=0.3)
            raise ValueError(
                f"There is no hyper-parameter {shortened(name)}: did you mean {' or '.join(near) or 'another'}?"
            )
        try:
            values[name] = ranges.convert(value, kinds[name])
        except (TypeError, ValueError) as error:
            advice = f"give a value like {getattr(preset, name)!r}" if isinstance(error, TypeError) else str(error)
            raise ValueError(f"The hyper-parameter {name} cannot be {shortened(value)}: {advice}") from None
    return replace(preset, **values)


def setting(text: str) -> tuple[str, Any]:
    """Parses "name=value" with a JSON value. Raises ValueError; `overridden` checks the name and the range."""
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
