"""The ways to make a prop: DreamFusion, and the baselines that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from .baselines.clip_mesh import MeshStep, clip_mesh
from .baselines.dream_fields import dream_fields
from .config import Request
from .dreamfusion import Step, dreamfusion
from .image_text import OPTIMISED, load_image_text
from .priors import load_prior


def run(
    request: Request, device: torch.device, dtype: torch.dtype, snapshot: dict[str, Tensor] | None = None
) -> Iterator[Step] | Iterator[MeshStep]:
    """The steps of the request's method, which begins at once to load the frozen model that it optimises for.

    The first one raises KeyError or RuntimeError for a snapshot of something else.
    """
    match request.method:
        case "dream-fields":
            return dream_fields(request, load_image_text(OPTIMISED, device), device, snapshot)
        case "clip-mesh":
            return clip_mesh(request, load_image_text(OPTIMISED, device), device, snapshot)
        case _:
            return dreamfusion(request, load_prior(request.prior, device, dtype), device, snapshot)
