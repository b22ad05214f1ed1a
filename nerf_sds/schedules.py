"""What a run of any method spends, and how fine its result is. Sources as in `config`. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

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
