"""Score Distillation Sampling (DreamFusion, arXiv 2209.14988, section 3).

Shapes: B views, C channels, H x W positions in the prior's diffusion space (pixels or latents). alpha_bar is the
cumulative product of the noise schedule: z_t = sqrt(alpha_bar) x + sqrt(1 - alpha_bar) noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import torch
from torch import Tensor

from .viewpoints import PictureKind, Viewpoint


class Prior(Protocol):
    """A frozen diffusion model. Methods use diffusion models through this interface alone."""

    alphas_cumprod: Tensor  # (T,) float32, decreasing
    views_per_sample: int  # views denoised together, evenly spaced around the prop; 1 if each is independent
    kinds: tuple[PictureKind, ...]  # the kinds of images that the model draws
    view_words: bool  # True if the prompt names the view; False if only the camera tells the model the view

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
    ) -> Any:
        """Encodes what `predict_noise` is conditioned on, one row for each of B prompts.

        `viewpoints` are the B cameras; None stands for an unknown camera. `kinds` are the kinds of the B images, each
        one of `self.kinds`; without `kinds` all images are lit ones.
        """
        ...

    def encode(self, rgb: Tensor) -> Tensor:
        """Maps images (B, 3, H, W) in 0..1 to the diffusion space (B, C, h, w). Differentiable."""
        ...

    def decode(self, z: Tensor) -> Tensor:
        """Maps noise-free samples (B, C, h, w) back to images (B, 3, H, W) in 0..1."""
        ...

    def shape(self, resolution: int) -> tuple[int, int, int]:
        """Returns the shape (C, h, w) of an encoded image of `resolution` x `resolution` pixels."""
        ...

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Any) -> Tensor:
        """Returns the predicted noise (B, C, h, w) in samples z (B, C, h, w) at timesteps (B,).

        `embedding` comes from `embed` and has B rows.
        """
        ...

    def bounded(self, x: Tensor) -> Tensor:
        """Limits predicted noise-free samples (B, C, h, w) to the range in which the model's own sampler keeps them."""
        ...


@runtime_checkable
class GuidedPrior(Prior, Protocol):
    """A prior that has also learned to predict what `guide` returns, away from the empty prompt (arXiv 2210.03142)."""

    guidance_scales: tuple[float, float]  # the least and the greatest that it has learned

    def predict_guided_noise(
        self, z: Tensor, timesteps: Tensor, embedding: Any, scale: float, rescale: float
    ) -> Tensor:
        """Returns the noise (B, C, h, w) in samples z (B, C, h, w) that belongs to the guided noise-free samples.

        `embedding` has B rows of prompts. For `scale` and `rescale` see `guide`.
        """
        ...


@dataclass(frozen=True)
class PromptsAlone:
    """An embedding without rows of the negative prompt, for a prior that has learned the guidance."""

    rows: Any  # B, as the prior's `embed` returns them


def add_noise(x: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """Returns z_t (section 2): samples x (B, C, H, W) noised at the levels alpha_bar (B, 1, 1, 1)."""
    return alpha_bar.sqrt() * x + (1 - alpha_bar).sqrt() * noise


def denoise(z: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """Returns the noise-free samples that follow from z and a noise prediction. The inverse of `add_noise`."""
    return (z - (1 - alpha_bar).sqrt() * noise) / alpha_bar.sqrt()


def guide(
    conditional: Tensor,
    unconditional: Tensor,
    scale: Tensor | float,
    rescale: Tensor | float,
    aside: Tensor | float = 0.0,
    views_per_sample: int = 1,
) -> Tensor:
    """Applies classifier-free guidance to predicted noise-free samples (B, C, H, W) and rescales the result.

    A `scale` of 1 means no guidance. `rescale`, 0..1, is how far the standard deviation of the result moves back to
    that of `conditional`. Both may be (B, 1, 1, 1). `aside` (B, C, H, W) is added to the guidance direction. Views that
    the prior denoises together share one standard deviation, as in MVDream. Source: arXiv 2207.12598, equation 6; arXiv
    2305.08891, equations 15 and 16, applied to noise-free samples as in arXiv 2308.16512.
    """
    guided = unconditional + scale * (conditional - unconditional + aside)
    deviation = deviations(conditional, views_per_sample) / deviations(guided, views_per_sample).clamp(min=1e-6)
    return guided * (rescale * deviation + 1 - rescale)


def deviations(pictures: Tensor, views_per_sample: int) -> Tensor:
    """Returns the standard deviation of each image in (B, C, H, W) as (B, 1, 1, 1).

    The images of each group of `views_per_sample` share one standard deviation.
    """
    of_groups = pictures.unflatten(0, (-1, views_per_sample)).std(dim=(1, 2, 3, 4))
    return of_groups.repeat_interleave(views_per_sample)[:, None, None, None]


@dataclass(frozen=True)
class PerpNegWeights:
    """Assigns N negative prompts to the B views. Each names a view that its image must not look like."""

    view: Tensor  # (N,) index of the view, 0 .. B-1
    weight: Tensor  # (N,) 0 or negative; the lower, the stronger


def perpendicular(vector: Tensor, other: Tensor) -> Tensor:
    """Returns the part of each vector that is perpendicular to the other vector; both are (N, C, H, W).

    Source: Perp-Neg, arXiv 2304.04968, equation 8.
    """
    dims = (1, 2, 3)
    along = (vector * other).sum(dims, keepdim=True) / other.square().sum(dims, keepdim=True).clamp(min=1e-6)
    return vector - along * other


def repulsion(conditional: Tensor, unconditional: Tensor, opposed: Tensor, by: PerpNegWeights) -> Tensor:
    """Returns the direction (B, C, H, W) that leads away from the negative prompts' predictions `opposed` (N, C, H, W).

    Only the part perpendicular to each view's own guidance direction counts, so the prompt keeps its effect.
    `conditional` and `unconditional` are (B, C, H, W). Source: Perp-Neg, arXiv 2304.04968, equation 9.
    """
    direction = (conditional - unconditional)[by.view]
    away = by.weight[:, None, None, None] * perpendicular(opposed - unconditional[by.view], direction)
    return torch.zeros_like(conditional).index_add(0, by.view, away)


def has_learned(prior: Prior, scale: float, negative_prompt: str) -> bool:
    """True if the prior predicts with this guidance by itself: with one row a view instead of two."""
    if not isinstance(prior, GuidedPrior) or negative_prompt:
        return False
    least, greatest = prior.guidance_scales
    return least <= scale <= greatest


def embed_for_guidance(
    prior: Prior,
    prompts: Sequence[str],
    viewpoints: Sequence[Viewpoint | None],
    scale: float,
    negative_prompt: str = "",
    **told: Sequence[Any],
) -> Any:
    """Encodes B prompts as `predict_guided` needs them with guidance of this scale.

    These are B rows of prompts and B rows of the negative prompt, unless the prior has learned the guidance: then the
    second half is not needed. `told` are further arguments of the prior's `embed`, one entry for each prompt.
    """
    if has_learned(prior, scale, negative_prompt):
        return PromptsAlone(prior.embed(prompts, viewpoints, **told))
    twice = {name: [*each, *each] for name, each in told.items()}
    return prior.embed([*prompts, *[negative_prompt] * len(prompts)], [*viewpoints, *viewpoints], **twice)


def predict_guided(
    prior: Prior,
    z: Tensor,
    timesteps: Tensor,
    embedding: Any,
    scale: float,
    rescale: float,
    opposed: PerpNegWeights | None = None,
) -> Tensor:
    """Returns the guided noise-free prediction x_hat (B, C, H, W) in noisy samples z (B, C, H, W).

    `timesteps` are (B,). `embedding` comes from `embed_for_guidance`, or has B rows of prompts, then B rows of the
    negative prompt, then one row for each entry of `opposed`. For `scale` and `rescale` see `guide`.
    """
    alpha_bar = prior.alphas_cumprod[timesteps][:, None, None, None]
    if isinstance(embedding, PromptsAlone):
        assert isinstance(prior, GuidedPrior)
        return denoise(z, prior.predict_guided_noise(z, timesteps, embedding.rows, scale, rescale), alpha_bar)
    view = torch.arange(len(z), device=z.device)
    row = torch.cat([view, view] + ([opposed.view] if opposed else []))
    seen = denoise(z[row], prior.predict_noise(z[row], timesteps[row], embedding), alpha_bar[row])
    conditional, unconditional, others = seen[: len(z)], seen[len(z) : 2 * len(z)], seen[2 * len(z) :]
    aside = repulsion(conditional, unconditional, others, opposed) if opposed else 0.0
    return guide(conditional, unconditional, scale, rescale, aside, prior.views_per_sample)


def sds_gradient(
    prior: Prior,
    x: Tensor,
    timesteps: Tensor,
    noise: Tensor,
    embedding: Any,
    scale: float,
    rescale: float,
    opposed: PerpNegWeights | None = None,
    noise_weighted: bool = False,
) -> Tensor:
    """Returns the SDS gradient x - x_hat (B, C, H, W), where x_hat is the guided noise-free prediction.

    This is equation 3 with w(t) = sigma / alpha, or with w(t) = sigma^2 if `noise_weighted`. x and `noise` are (B, C,
    H, W), `timesteps` (B,). For the others see `predict_guided`.
    """
    alpha_bar = prior.alphas_cumprod[timesteps][:, None, None, None]
    z = add_noise(x, noise, alpha_bar)
    gradient = x - predict_guided(prior, z, timesteps, embedding, scale, rescale, opposed)
    return gradient * (alpha_bar * (1 - alpha_bar)).sqrt() if noise_weighted else gradient


def sds_gradient_of_noise(
    prior: Prior, x: Tensor, timesteps: Tensor, noise: Tensor, embedding: Any, scale: float
) -> Tensor:
    """Returns the paper's SDS gradient w(t) (eps_hat - noise), (B, C, H, W), with w(t) = sigma^2 and guided noise.

    `embedding` has B rows of prompts, then B rows of the empty prompt. The paper's guidance weight w is scale - 1
    (section 2).
    """
    alpha_bar = prior.alphas_cumprod[timesteps][:, None, None, None]
    z = add_noise(x, noise, alpha_bar)
    conditional, unconditional = prior.predict_noise(torch.cat([z, z]), timesteps.repeat(2), embedding).chunk(2)
    return (1 - alpha_bar) * (unconditional + scale * (conditional - unconditional) - noise)


def sds_loss(x: Tensor, gradient: Tensor) -> Tensor:
    """Returns a scalar loss whose gradient with respect to x is `gradient` / (B H W)."""
    target = (x - gradient).detach()
    return 0.5 * (x - target).square().sum() / (len(x) * x.shape[-1] * x.shape[-2])
