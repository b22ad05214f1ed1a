"""The methods that make a prop: our DreamFusion, the paper's, and the baselines for comparison.

What only one of them needs is imported when a request asks for it: a run starts as soon as it can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .compute.memory import RunContext
from .config import METHODS, ClipMeshPreset, DreamFieldsPreset, PaperPreset, Preset, Request, preset_of
from .priors import load_prior
from .prompts import all_directed
from .training.initial_state import InitialState
from .training.loop import optimise
from .training.optimizer import Diverged
from .training.step import Step
from .words.understanding import asked

if TYPE_CHECKING:
    from .image_text import ImageText
    from .sds import Prior
    from .training.method import AnyMethod


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
    preset = preset_of(request, type(METHODS[request.method][request.preset]))
    match preset:
        case DreamFieldsPreset():
            from .baselines.dream_fields import DreamFields

            return DreamFields(preset, _image_text(context))
        case ClipMeshPreset():
            from .baselines.clip_mesh import ClipMesh

            return ClipMesh(preset, _image_text(context))
        case PaperPreset():
            from .paper.method import PaperDreamFusion

            return PaperDreamFusion(preset, _prior(requests, context))
        case Preset():
            from .dreamfusion import DreamFusion

            return DreamFusion(preset, _prior(requests, context, preset.negative_prompt))
        case _:
            raise AssertionError(f"no method takes {type(preset).__name__}")


def _prior(requests: Sequence[Request], context: RunContext, *more: str) -> Prior:
    """Loads the prior for the directed prompts of the requests and more."""
    words = {words for each in requests for words in all_directed(each.prompt)}.union(more)
    return load_prior(requests[0].prior, context.device, context.dtype, sorted(words), context.profile)


def _image_text(context: RunContext) -> ImageText:
    from .image_text import OPTIMISED, load_image_text

    return load_image_text(OPTIMISED, context.device)
