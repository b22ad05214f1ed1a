"""Settings that every method has: the steps of a run and the detail of its result. Sources as in `config`.

Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

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
    texture_size: Annotated[int, Range(16, 8192)] = 1024  # pixels per side of the albedo map

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
