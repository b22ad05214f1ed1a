"""The ways to make a prop: DreamFusion, ours and as the paper has it, and the baselines that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from .baselines.clip_mesh import MeshStep, clip_mesh
from .baselines.dream_fields import dream_fields
from .blockout import Blockout
from .config import METHODS, ClipMeshPreset, DreamFieldsPreset, PaperPreset, Preset, Request, preset_of
from .dreamfusion import Step, dreamfusion
from .image_text import OPTIMISED, load_image_text
from .memory import HIGH, Profile
from .paper.loop import paper_dreamfusion
from .priors import load_prior
from .prompts import all_directed


def run(
    request: Request,
    device: torch.device,
    dtype: torch.dtype,
    snapshot: dict[str, Tensor] | None = None,
    profile: Profile = HIGH,
    start: Blockout | None = None,
) -> Iterator[Step] | Iterator[MeshStep]:
    """The steps of the request's method and preset, which loads the frozen model that it optimises for at once.

    The first one raises KeyError or RuntimeError for a snapshot of something else.
    """
    match METHODS[request.method][request.preset]:
        case DreamFieldsPreset():
            return dream_fields(request, load_image_text(OPTIMISED, device), device, snapshot, start)
        case ClipMeshPreset():
            return clip_mesh(request, load_image_text(OPTIMISED, device), device, snapshot)
        case PaperPreset():
            prior = load_prior(request.prior, device, dtype, all_directed(request.prompt), profile)
            return paper_dreamfusion(request, prior, device, snapshot)
        case _:
            wanted = [*all_directed(request.prompt), preset_of(request, Preset).negative_prompt]
            prior = load_prior(request.prior, device, dtype, wanted, profile)
            return dreamfusion(request, prior, device, snapshot, profile.recorded, start)
