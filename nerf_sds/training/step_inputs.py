"""What chance decides in a step: cameras, lights, noise. All of it follows from the seed and the step's number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

import torch
from torch import Tensor

from ..compute.device import sent
from ..config import Preset, Request, Stage
from ..nerf.cameras import look_at_origin
from ..nerf.rendered_views import ViewSetup
from ..nerf.shading import draw_textureless, lighting
from ..prompts import directed, with_view
from ..prompts import opposed as opposed_words
from ..sds import PerpNegWeights, Prior
from ..viewpoints import PictureKind, Viewpoint, sample_background, sample_lights, sample_viewpoints

CPU = torch.device("cpu")

T = TypeVar("T")


@dataclass(frozen=True)
class StepInputs:
    """A step's B views and noise, on the device: from step to step nothing else changes but the fields.

    Each prop has as many views, one prop's after the other's.
    """

    progress: Tensor  # () share of the steps that lie behind, 0..1
    setup: ViewSetup  # of all B views
    timesteps: Tensor  # (B,)
    noise: Tensor  # (B, C, h, w), in the space of the diffusion
    embedding: Any  # the prior's, of the prompt from each view
    opposed: PerpNegWeights | None


def sample_inputs(
    requests: Sequence[Request],
    preset: Preset,
    stage: Stage,
    number: int,
    prior: Prior,
    levels: Tensor,
    device: torch.device,
) -> StepInputs:
    """The step after `number` steps; `levels` are the prior's alphas_cumprod on the CPU.

    What a prop gets does not depend on the others. Views that the prior sees together have one light and background.
    """
    progress, views, views_per_sample = number / preset.steps, preset.views, prior.views_per_sample
    groups = views // views_per_sample
    unlit, textureless = (1.0, 0.0) if progress < preset.albedo_only else (preset.unlit, preset.textureless)
    viewpoints: list[Viewpoint] = []
    kinds: list[PictureKind] = []
    suns, clay, backgrounds, jitter, timesteps, noise = [], [], [], [], [], []
    for request in requests:
        random = Random(f"{request.seed} {number}")
        own = sample_viewpoints(random, views, preset.elevation, views_per_sample, preset.distance)
        viewpoints += own
        suns += sample_lights(random, own, unlit, views_per_sample)
        clay += for_groups(draw_textureless(random, groups, textureless), views_per_sample)
        backgrounds += for_groups([sample_background(random) for _ in range(groups)], views_per_sample)
        jitter.append(torch.rand(views * stage.resolution**2, generator=generator(random, device), device=device))
        timesteps.append(sample_timesteps(random, levels, progress, preset, views_per_sample))
        shape = (views, *prior.shape(stage.resolution))
        noise.append(torch.randn(shape, generator=generator(random, device), device=device))
        kinds += told(draw_kinds(random, preset, prior), clay[-views:], prior.kinds)
    prompts = [request.prompt for request in requests for _ in range(views)]
    embedding, opposed = embed(prior, prompts, viewpoints, kinds, preset, device)
    setup = ViewSetup(
        sent(look_at_origin(viewpoints, CPU), device), lighting(suns, clay, device, kinds),
        sent(backgrounds, device)[:, :, None, None], torch.cat(jitter),
    )  # fmt: skip
    return StepInputs(
        sent(progress, device), setup, sent(torch.cat(timesteps), device), torch.cat(noise), embedding, opposed
    )


def for_groups(drawn: Sequence[T], views_per_sample: int) -> list[T]:
    """What was drawn for each group, for each of its views."""
    return [each for each in drawn for _ in range(views_per_sample)]


def generator(random: Random, device: torch.device) -> torch.Generator:
    """A generator of the device's own, seeded by the next number of another one."""
    return torch.Generator(device).manual_seed(random.getrandbits(62))


def draw_kinds(random: Random, preset: Preset, prior: Prior) -> list[PictureKind]:
    """Draws the kind of each view's picture by the preset's shares; views that the prior sees together have one.

    Raises ValueError when the prior does not know one that is asked for, or the shares are more than the whole.
    """
    shares = {PictureKind.NORMALS: preset.normals, PictureKind.ALBEDO: preset.bare}
    if (asked := sum(shares.values())) > 1:
        raise ValueError(f"The shares normals and bare come to {asked:g}: choose 1 or less")
    if missing := [kind for kind, share in shares.items() if share > 0 and kind not in prior.kinds]:
        raise ValueError(f"The model draws no pictures of the kind {missing[0]}: leave out normals and bare")
    groups = preset.views // prior.views_per_sample
    drawn = random.choices([*shares, PictureKind.LIT], [*shares.values(), 1 - asked], k=groups)
    return for_groups(drawn, prior.views_per_sample)


def told(kinds: Sequence[PictureKind], clay: Sequence[bool], known: Sequence[PictureKind]) -> list[PictureKind]:
    """The kinds with clay among them, for a prior that can be told of it; others take it for a lit picture."""
    if PictureKind.CLAY not in known:
        return [*kinds]
    return [
        PictureKind.CLAY if bare and kind is PictureKind.LIT else kind for kind, bare in zip(kinds, clay, strict=True)
    ]


def embed(
    prior: Prior,
    prompts: Sequence[str],
    viewpoints: Sequence[Viewpoint],
    kinds: Sequence[PictureKind],
    preset: Preset,
    device: torch.device,
) -> tuple[Any, PerpNegWeights | None]:
    """What the prior is conditioned on: the prompt of each viewpoint, as many rows of none, and what is opposed.

    Each row has the kind of its view's picture, those of no prompt too: guidance leads to the prompt, not to a kind.
    """
    negative = [preset.negative_prompt] * len(viewpoints)
    if not preset.view_dependent:
        return prior.embed([*prompts, *negative], [None] * (2 * len(viewpoints)), [*kinds, *kinds]), None
    asked = [directed(*each, prior.view_words) for each in zip(prompts, viewpoints, strict=True)]
    if not preset.perp_neg or not prior.view_words:
        return prior.embed(asked + negative, [*viewpoints, *viewpoints], [*kinds, *kinds]), None
    rows = [*opposed_rows(viewpoints, preset.views)]
    embedding = prior.embed(
        [*asked, *negative, *(with_view(prompts[view], words) for _, view, words in rows)],
        [*viewpoints, *viewpoints, *(viewpoints[view] for _, view, _ in rows)],
        [*kinds, *kinds, *(kinds[view] for _, view, _ in rows)],
    )
    weights, views = [weight for weight, _, _ in rows], [view for _, view, _ in rows]
    return embedding, PerpNegWeights(sent(views, device), sent(weights, device))


def opposed_rows(viewpoints: Sequence[Viewpoint], views: int) -> Iterator[tuple[float, int, str]]:
    """Weight, index of the viewpoint and words of what is opposed.

    Each prop has as many rows as views, so that all steps have one shape: of more those that weigh least are left out,
    and what is lacking is filled up with rows that weigh nothing.
    """
    for first in range(0, len(viewpoints), views):
        own = range(first, first + views)
        rows = [(weight, i, words) for i in own for words, weight in opposed_words(viewpoints[i]).items()]
        rows = sorted(rows)[:views]
        yield from [*rows, *[(0.0, first, viewpoints[first].words)] * (views - len(rows))]


def sample_timesteps(
    random: Random, alphas_cumprod: Tensor, progress: float, preset: Preset, views_per_sample: int = 1
) -> Tensor:
    """(B,) timesteps, the same for views that are seen together, uniform in `timestep_ends`.

    Unless these are shares of the prior's own schedule (T,), they are of a cosine one, and looked up in the prior's
    where the noise is as strong.
    """
    low, high = timestep_ends(preset, progress)
    groups = preset.views // views_per_sample
    shares = torch.tensor([random.uniform(low, high) for _ in range(groups)], dtype=torch.float64)
    wanted = torch.cos((shares + 0.008) / 1.008 * (math.pi / 2)).square() / math.cos(0.008 / 1.008 * math.pi / 2) ** 2
    timesteps = torch.searchsorted(-alphas_cumprod.double(), -wanted)
    if preset.own_timesteps:
        timesteps = (shares * len(alphas_cumprod)).round().long()
    return timesteps.clamp(max=len(alphas_cumprod) - 1).repeat_interleave(views_per_sample)


def timestep_ends(preset: Preset, progress: float) -> tuple[float, float]:
    """The lower and upper end of the timesteps, as shares of the schedule, after a share `progress` of the steps.

    The upper end falls by the root of the progress, from composition to detail (DreamTime, arXiv 2306.12422); or both
    fall in a line from where the upper one begins, as MVDream's do.
    """
    low, high = preset.timestep_range
    if not preset.timestep_fall:
        return low, high + (preset.timestep_end - high) * math.sqrt(progress)
    fallen = min(1.0, progress / preset.timestep_fall)
    return high + (low - high) * fallen, high + (preset.timestep_end - high) * fallen
