"""What a run of any method spends, and how fine its result is. Sources as in `config`. Standard library only."""

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
    """A part of the optimisation at one picture size."""

    resolution: Annotated[int, Range(4, 1024)]  # pixels a side of the square renderings
    steps: Annotated[int, Range(1, 1_000_000)]
    samples: Annotated[int, Range(1, 1024)]  # a ray through the unit ball's diameter, before empty space is skipped
    grid: Annotated[int, Range(1, 512)]  # cells a side of the finest of the field's grids that takes part


@dataclass(frozen=True)
class Schedule:
    """What a run of any method spends, and how fine its result is."""

    stages: Several[Stage]
    views: Annotated[int, Range(1, 64)] = 4  # a step; DF 3.2
    learning_rate: Rate = 0.1  # Adam; own
    faces: Annotated[int, Range(20, 2_000_000)] = 20_000  # the mesh's budget of triangles
    texture_size: Annotated[int, Range(16, 8192)] = 1024  # pixels a side of the albedo map

    @property
    def steps(self) -> int:
        return sum(stage.steps for stage in self.stages)


@dataclass(frozen=True)
class FieldSchedule(Schedule):
    """The same for a method that optimises a field."""

    mesh_resolution: Annotated[int, Range(8, 512)] = 160  # cells a side of the grid that the surface is taken from


@dataclass(frozen=True)
class GridSchedule(FieldSchedule):
    """The same for a method whose field is made of dense grids."""

    grid_resolutions: Several[Annotated[int, Range(2, 512)]] = (16, 32, 64)  # cells a side of the dense grids; own
    roughness_weight: Weight = 0.3  # own
    shape_weight: Weight = 30.0  # of the distance to the mesh that it starts from, if any; own

    def __post_init__(self) -> None:
        coarsest = min(self.grid_resolutions)
        if any(stage.grid < coarsest for stage in self.stages):
            raise ValueError(f"A stage has no grid to work on: give each a grid of {coarsest} or more")


S = TypeVar("S", bound=Schedule)


def overridden(preset: S, overrides: dict[str, Any]) -> S:
    """The preset with other values.

    Raises ValueError with one line for an unknown name, a value of another type, or one out of its range.
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
    """Reads "name=value", the value as JSON has it. Raises ValueError; ranges are `overridden`'s affair."""
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
