"""Small captioned meshes for the tests of the training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import trimesh

from nerf_sds.prior_training.captioned_meshes import CaptionedMesh


def captioned(shape: trimesh.Trimesh, paint: Sequence[int] = (160, 60, 40), **facts: Any) -> CaptionedMesh:
    """A mesh in one sRGB colour, a plain crate unless the facts say something else."""
    said = {"name": "crate", "kind": "crate", "caption": "a crate"} | facts
    colours = np.tile(np.array(paint, np.uint8), (len(shape.vertices), 1))
    return CaptionedMesh(
        vertices=shape.vertices.astype(np.float32), faces=shape.faces.astype(np.int32), colours=colours, **said
    )


def ball(radius: float = 0.7, **facts: Any) -> CaptionedMesh:
    return captioned(trimesh.creation.icosphere(3, radius), **facts)


def boot(**facts: Any) -> CaptionedMesh:
    """No two of its sides are alike: a high box with a low one at its right and in front."""
    high = trimesh.creation.box(bounds=[[-0.4, 0.0, -0.5], [0.1, 0.3, 0.6]])
    low = trimesh.creation.box(bounds=[[-0.4, -0.5, -0.5], [0.5, 0.0, -0.2]])
    return captioned(trimesh.util.concatenate([high, low]), **facts)


def flat(**facts: Any) -> CaptionedMesh:
    """A mesh without area: all of its vertices lie on a line."""
    line = np.array([[0, 0, -0.5], [0, 0, 0], [0, 0, 0.5]])
    return captioned(trimesh.Trimesh(line, [[0, 1, 2]], process=False), **facts)
