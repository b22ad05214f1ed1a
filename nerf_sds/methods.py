"""The ways to make a prop: DreamFusion, ours and as the paper has it, and the baselines that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import torch

from .baselines.clip_mesh import MeshStep, clip_mesh
from .baselines.dream_fields import dream_fields
from .config import METHODS, ClipMeshPreset, DreamFieldsPreset, PaperPreset, Preset, preset_of
from .descent import Diverged
from .dreamfusion import Beginning, Step, dreamfusion
from .image_text import OPTIMISED, load_image_text
from .memory import HIGH, Profile
from .paper.loop import paper_dreamfusion
from .priors import load_prior
from .prompts import all_directed
from .words.understanding import asked

Taken = Step | MeshStep | Diverged  # what has become of a prop


def run(
    beginnings: Sequence[Beginning], device: torch.device, dtype: torch.dtype, profile: Profile = HIGH
) -> Iterator[Sequence[Taken]]:
    """The steps of props of the same method and preset; it loads the frozen model that they are optimised for at once.

    Only by a preset of DreamFusion's own can there be several, see `dreamfusion`. The first steps raise KeyError or
    RuntimeError for a snapshot of something else.
    """
    beginnings = [replace(each, request=asked(each.request)) for each in beginnings]
    first, requests = beginnings[0], [each.request for each in beginnings]
    request, snapshot = first.request, first.snapshot
    match METHODS[request.method][request.preset]:
        case DreamFieldsPreset():
            taken = dream_fields(request, load_image_text(OPTIMISED, device), device, snapshot, first.start)
        case ClipMeshPreset():
            taken = clip_mesh(request, load_image_text(OPTIMISED, device), device, snapshot)
        case PaperPreset():
            prior = load_prior(request.prior, device, dtype, all_directed(request.prompt), profile)
            taken = paper_dreamfusion(request, prior, device, snapshot)
        case _:
            wanted = {*(words for each in requests for words in all_directed(each.prompt))}
            wanted.add(preset_of(request, Preset).negative_prompt)
            prior = load_prior(request.prior, device, dtype, sorted(wanted), profile)
            yield from dreamfusion(beginnings, prior, device, profile.recorded)
            return
    for step in taken:
        yield [step]
