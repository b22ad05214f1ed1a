"""What a run of any method spends, and how fine its result is. Sources as in `config`. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """A part of the optimisation at one picture size."""

    resolution: int  # pixels a side of the square renderings
    steps: int
    samples: int  # samples a ray through the unit ball's diameter, before empty space is skipped
    grid: int  # cells a side of the finest of the field's grids that takes part


@dataclass(frozen=True)
class Schedule:
    """What a run of any method spends, and how fine its result is."""

    stages: tuple[Stage, ...]
    views: int = 4  # a step; DF 3.2
    learning_rate: float = 0.1  # Adam; own
    faces: int = 20_000  # the mesh's budget of triangles
    texture_size: int = 1024  # pixels a side of the albedo map

    @property
    def steps(self) -> int:
        return sum(stage.steps for stage in self.stages)


@dataclass(frozen=True)
class FieldSchedule(Schedule):
    """The same for a method that optimises a field."""

    mesh_resolution: int = 160  # cells a side of the grid that the surface is taken from


@dataclass(frozen=True)
class GridSchedule(FieldSchedule):
    """The same for a method whose field is made of dense grids."""

    grid_resolutions: tuple[int, ...] = (16, 32, 64)  # cells a side of the field's dense grids; own
    roughness_weight: float = 0.3  # own
    shape_weight: float = 30.0  # of the distance to the mesh that it starts from, if any; own
