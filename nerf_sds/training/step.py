"""A step of an optimisation, and what can be made from it: a snapshot, images, a mesh."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from torch import Tensor, nn

from ..config import FieldSchedule, Request, preset_of
from ..nerf import field_views
from ..nerf.field import OptimisedField
from ..viewpoints import Viewpoint, sample_light
from .optimizer import Optimizer, snapshot_of

if TYPE_CHECKING:
    from ..mesh.extraction import Mesh, RadianceField


@dataclass(frozen=True)
class Step(ABC):
    """A completed step. The model is valid until the next step is requested."""

    number: int  # completed steps, 0 .. steps
    steps: int
    losses: Mapping[str, float]
    shape: nn.Module
    optimizer: Optimizer

    def snapshot(self) -> dict[str, Tensor]:
        """Returns what a run needs to continue as if it had never stopped, see `optimizer.snapshot_of`."""
        return snapshot_of(self.number, self.shape, self.optimizer)

    @abstractmethod
    def preview(self, azimuth: float, elevation: float = 20.0, size: int = 128) -> np.ndarray:
        """Renders the prop on grey, lit from near the camera: (size, size, 3) uint8 sRGB. Angles are in degrees."""

    @abstractmethod
    def sheet(self) -> np.ndarray | None:
        """Renders the field from the evaluation's cameras, see `field_views.sheet`. None if there is no field."""

    @abstractmethod
    def surface(self, request: Request) -> Mesh:
        """Returns the mesh that the request asks for. Raises EmptyField if the model shows nothing."""

    @abstractmethod
    def skin(self) -> RadianceField:
        """Returns the field whose albedo is baked onto the surface."""


@dataclass(frozen=True)
class FieldStep(Step):
    """A step of a method whose model is a radiance field."""

    shape: OptimisedField

    def preview(self, azimuth: float, elevation: float = 20.0, size: int = 128) -> np.ndarray:
        viewpoint = Viewpoint(azimuth, elevation, 3.1)
        return field_views.picture(self.shape, viewpoint, sample_light(Random(0), viewpoint), size=size)

    def sheet(self) -> np.ndarray:
        return field_views.sheet(self.shape)

    def surface(self, request: Request) -> Mesh:
        from ..mesh.extraction import extract  # brings SciPy, which no step needs

        return extract(self.skin(), preset_of(request, FieldSchedule), request.room)

    def skin(self) -> RadianceField:
        return self.shape.frozen()
