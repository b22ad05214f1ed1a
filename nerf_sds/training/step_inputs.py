"""The random inputs of a step: cameras, lights, noise. All follow from the seed and the step's number."""

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
from ..sds import PerpNegWeights, Prior, embed_for_guidance
from ..viewpoints import PictureKind, Viewpoint, sample_background, sample_lights, sample_viewpoints

CPU = torch.device("cpu")

T = TypeVar("T")


@dataclass(frozen=True)
class StepInputs:
    """The B views and the noise of a step, on the device. Between steps nothing else changes but the fields.

    Each prop has the same number of views. They are ordered by prop.
    """

    progress: Tensor  # () share of completed steps, 0..1
    setup: ViewSetup  # of all B views, see `ViewSetup`
    timesteps: Tensor  # (B,)
    noise: Tensor  # (B, C, h, w), in the prior's diffusion space
    embedding: Any  # of each view's prompts, see `embed`
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
    """Draws the inputs of the step that follows `number` steps.

    `levels` (T,) are the prior's alphas_cumprod on the CPU. A prop's inputs do not depend on the other props. Views
    that the prior denoises together share one kind of light, one background and one timestep. Raises ValueError if the
    preset does not fit the prior.
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
    """Repeats what was drawn for each group of views, once for each of its views."""
    return [each for each in drawn for _ in range(views_per_sample)]


def generator(random: Random, device: torch.device) -> torch.Generator:
    """Returns a generator on the device, seeded by the next number from `random`."""
    return torch.Generator(device).manual_seed(random.getrandbits(62))


def draw_kinds(random: Random, preset: Preset, prior: Prior) -> list[PictureKind]:
    """Draws the kind of each view's image by the preset's shares. Views that are denoised together have the same kind.

    Raises ValueError if the prior does not draw a requested kind, or if the shares sum to more than 1.
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
    """Returns the kinds, with textureless lit images marked as CLAY if the prior knows that kind."""
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
    """Encodes the prompt of each viewpoint as `sds.predict_guided` needs it, with the prompts that Perp-Neg opposes.

    Also returns how the opposed prompts weigh, or None without Perp-Neg. Each row has the kind of its view's image, the
    negative prompts too: guidance must lead to the prompt, not to a kind of image.
    """
    scale, negative_prompt = preset.guidance_scale, preset.negative_prompt
    if not preset.view_dependent:
        return embed_for_guidance(prior, prompts, [None] * len(prompts), scale, negative_prompt, kinds=kinds), None
    asked = [directed(*each, prior.view_words) for each in zip(prompts, viewpoints, strict=True)]
    if not preset.perp_neg or not prior.view_words:
        return embed_for_guidance(prior, asked, viewpoints, scale, negative_prompt, kinds=kinds), None
    negative, rows = [negative_prompt] * len(prompts), [*opposed_rows(viewpoints, preset.views)]
    embedding = prior.embed(
        [*asked, *negative, *(with_view(prompts[view], words) for _, view, words in rows)],
        [*viewpoints, *viewpoints, *(viewpoints[view] for _, view, _ in rows)],
        [*kinds, *kinds, *(kinds[view] for _, view, _ in rows)],
    )
    weights, views = [weight for weight, _, _ in rows], [view for _, view, _ in rows]
    return embedding, PerpNegWeights(sent(views, device), sent(weights, device))


def opposed_rows(viewpoints: Sequence[Viewpoint], views: int) -> Iterator[tuple[float, int, str]]:
    """Yields the weight, the index of the viewpoint and the view words of each opposed prompt.

    Each prop gets as many rows as it has `views`, so that all steps have the same shape. If there are more, those with
    the weakest weights are left out; if there are fewer, rows with weight 0 fill up.
    """
    for first in range(0, len(viewpoints), views):
        own = range(first, first + views)
        rows = [(weight, i, words) for i in own for words, weight in opposed_words(viewpoints[i]).items()]
        rows = sorted(rows)[:views]
        yield from [*rows, *[(0.0, first, viewpoints[first].words)] * (views - len(rows))]


def sample_timesteps(
    random: Random, alphas_cumprod: Tensor, progress: float, preset: Preset, views_per_sample: int = 1
) -> Tensor:
    """Draws timesteps (B,), uniformly between the `timestep_ends`. Views that are denoised together share one.

    With `own_timesteps` the draws are shares of the prior's own schedule `alphas_cumprod` (T,). Otherwise they are
    shares of a cosine schedule, and the prior's timestep with the same noise level is taken.
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
    """Returns the lowest and the highest timestep as shares of the schedule. `progress`, 0..1, counts completed steps.

    By default the upper end falls with the square root of the progress, from composition to detail (DreamTime, arXiv
    2306.12422). With `timestep_fall`, both ends fall linearly, starting from the upper end, as in MVDream.
    """
    low, high = preset.timestep_range
    if not preset.timestep_fall:
        return low, high + (preset.timestep_end - high) * math.sqrt(progress)
    fallen = min(1.0, progress / preset.timestep_fall)
    return high + (low - high) * fallen, high + (preset.timestep_end - high) * fallen
