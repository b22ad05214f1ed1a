"""Score Distillation Sampling (DreamFusion, arXiv 2209.14988, section 3).

Shapes: B views, C channels, H x W positions. alpha_bar is the cumulative product of the schedule:
z_t = sqrt(alpha_bar) x + sqrt(1 - alpha_bar) noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor

from .viewpoints import PictureKind, Viewpoint


class Prior(Protocol):
    """The only door to a diffusion model."""

    alphas_cumprod: Tensor  # (T,) float32, falling
    views_per_sample: int  # it sees so many as one, evenly around the prop; 1 when each is for itself
    kinds: tuple[PictureKind, ...]  # of pictures that it draws
    view_words: bool  # whether its makers name the view in the prompt; else it knows the view by the camera alone

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
    ) -> Any:
        """What `predict_noise` is conditioned on: B prompts, each with the camera it is seen from, None for any.

        `kinds` are the kinds of the B pictures, each one that it draws; None means that all are lit.
        """
        ...

    def encode(self, rgb: Tensor) -> Tensor:
        """(B, 3, H, W) in 0..1 -> (B, C, h, w), the space of the diffusion; differentiable."""
        ...

    def decode(self, z: Tensor) -> Tensor:
        """(B, C, h, w) without noise -> (B, 3, H, W) in 0..1, what one can look at."""
        ...

    def shape(self, resolution: int) -> tuple[int, int, int]:
        """(C, h, w) of pictures of so many pixels a side, once encoded."""
        ...

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Any) -> Tensor:
        """(B, C, h, w) at (B,) timesteps -> the noise that the model sees in z."""
        ...

    def bounded(self, x: Tensor) -> Tensor:
        """(B, C, h, w) predicted without noise -> the same, in the range that its makers' own sampler keeps it in."""
        ...


def add_noise(x: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """z_t (section 2): (B, C, H, W) at noise levels alpha_bar (B, 1, 1, 1)."""
    return alpha_bar.sqrt() * x + (1 - alpha_bar).sqrt() * noise


def denoise(z: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """The inverse of `add_noise`: the picture that a noise prediction leaves."""
    return (z - (1 - alpha_bar).sqrt() * noise) / alpha_bar.sqrt()


def guide(
    conditional: Tensor,
    unconditional: Tensor,
    scale: float,
    rescale: float,
    aside: Tensor | float = 0.0,
    views_per_sample: int = 1,
) -> Tensor:
    """Classifier-free guidance of predicted pictures, partly brought back to the conditional one's deviation.

    `aside` is added to the direction. The views of a sample have one deviation, as MVDream's have. Source:
    arXiv 2207.12598, equation 6; arXiv 2305.08891, equations 15 and 16, on pictures as in arXiv 2308.16512.
    """
    guided = unconditional + scale * (conditional - unconditional + aside)
    deviation = deviations(conditional, views_per_sample) / deviations(guided, views_per_sample).clamp(min=1e-6)
    return guided * (rescale * deviation + 1 - rescale)


def deviations(pictures: Tensor, views_per_sample: int) -> Tensor:
    """(B, 1, 1, 1): the standard deviation in each picture (B, C, H, W), or in each group of them."""
    of_groups = pictures.unflatten(0, (-1, views_per_sample)).std(dim=(1, 2, 3, 4))
    return of_groups.repeat_interleave(views_per_sample)[:, None, None, None]


@dataclass(frozen=True)
class PerpNegWeights:
    """What views must not look like: N prompts, each for one of the B views."""

    view: Tensor  # (N,) index
    weight: Tensor  # (N,), 0 or less


def perpendicular(vector: Tensor, other: Tensor) -> Tensor:
    """(N, C, H, W): the part of each vector at right angles to the other (Perp-Neg, arXiv 2304.04968, equation 8)."""
    dims = (1, 2, 3)
    along = (vector * other).sum(dims, keepdim=True) / other.square().sum(dims, keepdim=True).clamp(min=1e-6)
    return vector - along * other


def repulsion(conditional: Tensor, unconditional: Tensor, opposed: Tensor, by: PerpNegWeights) -> Tensor:
    """(B, C, H, W): away from the opposed predictions (N, C, H, W), and not from the prompt (Perp-Neg, equation 9)."""
    direction = (conditional - unconditional)[by.view]
    away = by.weight[:, None, None, None] * perpendicular(opposed - unconditional[by.view], direction)
    return torch.zeros_like(conditional).index_add(0, by.view, away)


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
    """(B, C, H, W): x - x_hat, the SDS gradient (equation 3) with w(t) = sigma / alpha; x_hat is what the prior sees.

    If it is `noise_weighted`, w(t) = sigma^2.
    `embedding` holds 2 B rows, the prompts and then what is no prompt, and after them those that are opposed.
    """
    z, alpha_bar, noises = predict(prior, x, timesteps, noise, embedding, opposed)
    seen = denoise(z, noises, alpha_bar)
    conditional, unconditional, others = seen[: len(x)], seen[len(x) : 2 * len(x)], seen[2 * len(x) :]
    aside = repulsion(conditional, unconditional, others, opposed) if opposed else 0.0
    gradient = x - guide(conditional, unconditional, scale, rescale, aside, prior.views_per_sample)
    return gradient * (alpha_bar * (1 - alpha_bar))[: len(x)].sqrt() if noise_weighted else gradient


def sds_gradient_of_noise(
    prior: Prior, x: Tensor, timesteps: Tensor, noise: Tensor, embedding: Any, scale: float
) -> Tensor:
    """(B, C, H, W): w(t) (eps_hat - noise), the SDS gradient as the paper has it: w(t) = sigma^2, guided noise.

    `embedding` holds the prompts and then what is no prompt. The paper's guidance weight w is scale - 1 (section 2).
    """
    _, alpha_bar, noises = predict(prior, x, timesteps, noise, embedding)
    conditional, unconditional = noises.chunk(2)
    return (1 - alpha_bar[: len(x)]) * (unconditional + scale * (conditional - unconditional) - noise)


def predict(
    prior: Prior, x: Tensor, timesteps: Tensor, noise: Tensor, embedding: Any, opposed: PerpNegWeights | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """For each row of the embedding: z_t, its noise level alpha_bar (rows, 1, 1, 1), and the noise seen in it."""
    view = torch.arange(len(x), device=x.device)
    row = torch.cat([view, view] + ([opposed.view] if opposed else []))
    alpha_bar = prior.alphas_cumprod[timesteps[row]][:, None, None, None]
    z = add_noise(x[row], noise[row], alpha_bar)
    return z, alpha_bar, prior.predict_noise(z, timesteps[row], embedding)


def sds_loss(x: Tensor, gradient: Tensor) -> Tensor:
    """A loss whose gradient by x is `gradient` / (B H W)."""
    target = (x - gradient).detach()
    return 0.5 * (x - target).square().sum() / (len(x) * x.shape[-1] * x.shape[-2])
