"""The methods that make a prop: our DreamFusion, the paper's, and the baselines for comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from .baselines.clip_mesh import ClipMesh
from .baselines.dream_fields import DreamFields
from .compute.memory import RunContext
from .config import METHODS, ClipMeshPreset, DreamFieldsPreset, PaperPreset, Preset, Request, preset_of
from .dreamfusion import DreamFusion
from .image_text import OPTIMISED, ImageText, load_image_text
from .paper.method import PaperDreamFusion
from .priors import load_prior
from .prompts import all_directed
from .schedules import Schedule
from .sds import Prior
from .training.initial_state import InitialState
from .training.loop import optimise
from .training.method import AnyMethod
from .training.optimizer import Diverged
from .training.step import Step
from .words.understanding import asked

OF_A_PRIOR: dict[type[Schedule], Callable[[Any, Prior], AnyMethod]] = {
    Preset: DreamFusion,
    PaperPreset: PaperDreamFusion,
}
OF_IMAGE_TEXT: dict[type[Schedule], Callable[[Any, ImageText], AnyMethod]] = {
    DreamFieldsPreset: DreamFields,
    ClipMeshPreset: ClipMesh,
}


def run(starts: Sequence[InitialState], context: RunContext) -> Iterator[list[Step | Diverged]]:
    """Loads the frozen model of the requests and yields the steps of the props, see `training.loop.optimise`.

    All requests have the same method and preset; their prompts are replaced by what the prior understands. More than
    one prop is possible only with a `config.Preset`. Raises ValueError if the model does not exist or a prompt is not
    understood. The first step raises what `optimise` raises.
    """
    starts = [replace(start, request=asked(start.request)) for start in starts]
    method = load([start.request for start in starts], context)
    return optimise(method, starts, context.device, context.profile.recorded)


def load(requests: Sequence[Request], context: RunContext) -> AnyMethod:
    """Returns the method of the requests with its frozen model.

    All requests have the same method, preset and prior. Raises ValueError with one line if the model does not exist.
    """
    request = requests[0]
    kind = type(METHODS[request.method][request.preset])
    preset = preset_of(request, kind)
    if kind in OF_IMAGE_TEXT:
        return OF_IMAGE_TEXT[kind](preset, load_image_text(OPTIMISED, context.device))
    words = {words for each in requests for words in all_directed(each.prompt)}
    if isinstance(preset, Preset):
        words.add(preset.negative_prompt)
    prior = load_prior(request.prior, context.device, context.dtype, sorted(words), context.profile)
    return OF_A_PRIOR[kind](preset, prior)
