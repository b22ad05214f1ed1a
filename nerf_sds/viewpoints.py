"""Samples cameras, lights and backgrounds, for training the built-in prior and for optimising a prop.

Axes: Z up. Azimuth 0 is a camera at -Y (Blender's Front view); azimuth grows towards +X. Angles are in degrees, lengths
in metres. A prop fits the ball of radius 1 around the origin. Standard library only. Source: DreamFusion (arXiv
2209.14988), section 3.2 and appendix A.2. The field of view and the distance are our own, so that the ball fills the
picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

FIELD_OF_VIEW = 40.0  # degrees, of a square picture: the ball fits from distance 1 / sin(20 deg) = 2.92 m
DISTANCE = (2.95, 3.25)  # metres from the origin
ELEVATION = (-10.0, 80.0)  # degrees above the horizon
RING_ELEVATION = 30.0  # degrees, of the evaluation's cameras (section 4)
OVERHEAD = 60.0  # degrees of elevation above which a view is an "overhead view" (appendix A.2)
UNLIT = 0.25  # share of views with ambient light only (appendix A.2)

VIEW_WORDS = ("front view", "side view", "back view", "overhead view")

Vector = tuple[float, float, float]


def distances(narrowest: float, widest: float) -> tuple[float, float]:
    """Returns two camera distances from the origin, in metres.

    They are the distances at which half of the picture spans `narrowest` and `widest` metres at the origin.
    """
    slope = math.tan(math.radians(FIELD_OF_VIEW) / 2)
    return narrowest / slope, widest / slope


@dataclass(frozen=True)
class Viewpoint:
    """A camera that looks at the origin."""

    azimuth: float  # degrees, 0 = front (-Y), 90 = the side at +X
    elevation: float  # degrees above the horizon
    distance: float  # metres from the origin

    @property
    def position(self) -> Vector:
        """The camera's position (x, y, z) in metres."""
        azimuth, elevation = math.radians(self.azimuth), math.radians(self.elevation)
        return (
            self.distance * math.cos(elevation) * math.sin(azimuth),
            -self.distance * math.cos(elevation) * math.cos(azimuth),
            self.distance * math.sin(elevation),
        )

    @property
    def words(self) -> str:
        """The view words of a prompt: overhead above OVERHEAD, else by the nearest quadrant (appendix A.2)."""
        if self.elevation > OVERHEAD:
            return "overhead view"
        return ("front view", "side view", "back view", "side view")[round(self.azimuth / 90) % 4]


@dataclass(frozen=True)
class Crop:
    """A square part of a picture."""

    x: float = 0.0  # centre, in -1..1 of the whole picture
    y: float = 0.0  # upwards
    zoom: float = 1.0  # width of the whole over that of the part, 1 or more


WHOLE = Crop()


class PictureKind(StrEnum):
    """The kinds of pictures of a prop, always over a plain background."""

    LIT = "lit"  # shaded albedo
    CLAY = "clay"  # shading on a constant colour: textureless
    ALBEDO = "albedo"  # albedo without shading
    NORMALS = "normals"  # unit normals n as colours 0.5 n + 0.5, in the camera's axes: x right, y up, z towards it


@dataclass(frozen=True)
class Light:
    """A sun and an ambient light. Diffuse shading is albedo * (ambient + sun * max(0, normal . direction))."""

    direction: Vector  # unit vector from the prop to the sun
    sun: float  # 0..1
    ambient: float  # 0..1


AMBIENT_ALONE = Light((0.0, 0.0, 1.0), 0.0, 1.0)  # shows the albedo without shading


def sample_viewpoints(
    random: Random,
    count: int,
    elevations: tuple[float, float] = ELEVATION,
    views_per_sample: int = 1,
    distances: tuple[float, float] = DISTANCE,
) -> list[Viewpoint]:
    """Draws `count` viewpoints, one in each sector of 360 / count degrees of azimuth, with a random start.

    `elevations` is in degrees, `distances` in metres. `views_per_sample` > 1 makes groups of that many viewpoints that
    differ only in azimuth, by equal angles. Raises ValueError if `count` is no multiple of `views_per_sample`.
    """
    if count % views_per_sample:
        raise ValueError(
            f"The model sees {views_per_sample} views together: "
            f"choose a multiple of {views_per_sample} views, not {count}"
        )
    if views_per_sample > 1:
        return [
            replace(first, azimuth=(first.azimuth + 360 * i / views_per_sample) % 360)
            for first in sample_viewpoints(random, count // views_per_sample, elevations, 1, distances)
            for i in range(views_per_sample)
        ]
    start = random.uniform(0, 360)
    viewpoints = []
    for i in range(count):
        elevation = sample_elevation(random, elevations)
        azimuth = (start + (i + random.random()) * 360 / count) % 360
        viewpoints.append(Viewpoint(azimuth, elevation, random.uniform(*distances)))
    return viewpoints


def sample_elevation(random: Random, elevations: tuple[float, float]) -> float:
    """Draws an elevation in degrees (section 3.2).

    With probability 0.5 it is uniform in angle between the two `elevations`, else uniform on the sphere.
    """
    if random.random() < 0.5:
        return random.uniform(*elevations)
    low, high = (math.sin(math.radians(angle)) for angle in elevations)
    return math.degrees(math.asin(random.uniform(low, high)))


def sample_light(random: Random, viewpoint: Viewpoint, unlit: float = UNLIT) -> Light:
    """Draws a light.

    With probability `unlit` it is ambient only, else the sun's direction is normally distributed around the camera's
    direction (appendix A.2).
    """
    if random.random() < unlit:
        return Light(_unit(viewpoint.position), 0.0, 1.0)
    x, y, z = (c + 0.6 * random.gauss(0, 1) for c in _unit(viewpoint.position))
    direction = _unit((x, y, z))
    ambient = random.uniform(0.2, 0.5)
    return Light(direction, 1.0 - ambient, ambient)


def sample_lights(
    random: Random, viewpoints: Sequence[Viewpoint], unlit: float = UNLIT, views_per_sample: int = 1
) -> list[Light]:
    """Draws a light for each viewpoint. The viewpoints of a group of `views_per_sample` share the random numbers.

    So a group is lit or unlit as a whole, with one ambient light and one offset of the sun from the camera's direction.
    """
    lights = []
    for first in range(0, len(viewpoints), views_per_sample):
        state = random.getstate()
        for viewpoint in viewpoints[first : first + views_per_sample]:
            random.setstate(state)
            lights.append(sample_light(random, viewpoint, unlit))
    return lights


def ring(count: int) -> list[Viewpoint]:
    """Returns `count` cameras evenly around the prop, the front first, at elevation 30 degrees (section 4)."""
    return [Viewpoint(360 * i / count, RING_ELEVATION, sum(DISTANCE) / 2) for i in range(count)]


def headlight(viewpoint: Viewpoint) -> Light:
    """Returns the light of the evaluation: a sun behind the camera."""
    return Light(_unit(viewpoint.position), 0.6, 0.4)


def sample_background(random: Random) -> Vector:
    """Draws a plain sRGB colour, 0..1: with probability 0.5 a grey, else a pale or dark tint of any hue."""
    grey = random.uniform(0.1, 1.0)
    if random.random() < 0.5:
        return (grey, grey, grey)
    red, green, blue = (min(1.0, max(0.0, grey + random.uniform(-0.25, 0.25))) for _ in range(3))
    return (red, green, blue)


def _unit(vector: Vector) -> Vector:
    norm = math.hypot(*vector)
    return (vector[0] / norm, vector[1] / norm, vector[2] / norm)
