"""Score Distillation Sampling (DreamFusion, arXiv 2209.14988, section 3).

Shapes: B views, C channels, H x W positions. alpha_bar is the cumulative product of the schedule:
z_t = sqrt(alpha_bar) x + sqrt(1 - alpha_bar) noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor

from .viewpoints import Viewpoint


class Prior(Protocol):
    """The only door to a diffusion model."""

    alphas_cumprod: Tensor  # (T,) float32, falling

    def embed(self, prompts: Sequence[str], viewpoints: Sequence[Viewpoint | None]) -> Any:
        """What `predict_noise` is conditioned on: B prompts, each with the camera it is seen from, None for any."""
        ...

    def encode(self, rgb: Tensor) -> Tensor:
        """(B, 3, H, W) in 0..1 -> (B, C, h, w), the space of the diffusion; differentiable."""
        ...

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Any) -> Tensor:
        """(B, C, h, w) at (B,) timesteps -> the noise that the model sees in z."""
        ...


def add_noise(x: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """z_t (section 2): (B, C, H, W) at noise levels alpha_bar (B, 1, 1, 1)."""
    return alpha_bar.sqrt() * x + (1 - alpha_bar).sqrt() * noise


def denoise(z: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """The inverse of `add_noise`: the picture that a noise prediction leaves."""
    return (z - (1 - alpha_bar).sqrt() * noise) / alpha_bar.sqrt()


def guide(conditional: Tensor, unconditional: Tensor, scale: float, rescale: float) -> Tensor:
    """Classifier-free guidance of predicted pictures, partly brought back to the conditional one's deviation.

    Source: arXiv 2207.12598, equation 6; arXiv 2305.08891, equations 15 and 16, on pictures as in arXiv 2308.16512.
    """
    guided = unconditional + scale * (conditional - unconditional)
    deviation = conditional.std(dim=(1, 2, 3), keepdim=True) / guided.std(dim=(1, 2, 3), keepdim=True).clamp(min=1e-6)
    return guided * (rescale * deviation + 1 - rescale)


def sds_gradient(
    prior: Prior, x: Tensor, timesteps: Tensor, noise: Tensor, embedding: Any, scale: float, rescale: float
) -> Tensor:
    """(B, C, H, W): x - x_hat, the SDS gradient (equation 3) with w(t) = sigma / alpha; x_hat is what the prior sees.

    `embedding` holds 2 B rows: the prompts, then nothing.
    """
    z, alpha_bar, predictions = predict(prior, x, timesteps, noise, embedding)
    conditional, unconditional = (denoise(z, part, alpha_bar) for part in predictions)
    return x - guide(conditional, unconditional, scale, rescale)


def sds_gradient_of_noise(
    prior: Prior, x: Tensor, timesteps: Tensor, noise: Tensor, embedding: Any, scale: float
) -> Tensor:
    """(B, C, H, W): w(t) (eps_hat - noise), the SDS gradient as the paper has it: w(t) = sigma^2, guided noise.

    The embedding is that of `sds_gradient`. The paper's guidance weight w is scale - 1 (section 2).
    """
    _, alpha_bar, (conditional, unconditional) = predict(prior, x, timesteps, noise, embedding)
    return (1 - alpha_bar) * (unconditional + scale * (conditional - unconditional) - noise)


def predict(
    prior: Prior, x: Tensor, timesteps: Tensor, noise: Tensor, embedding: Any
) -> tuple[Tensor, Tensor, Sequence[Tensor]]:
    """z_t, its noise level alpha_bar (B, 1, 1, 1), and the noise seen in it, with the prompts and without."""
    alpha_bar = prior.alphas_cumprod[timesteps][:, None, None, None]
    z = add_noise(x, noise, alpha_bar)
    prediction = prior.predict_noise(torch.cat([z, z]), torch.cat([timesteps, timesteps]), embedding)
    return z, alpha_bar, prediction.chunk(2)


def sds_loss(x: Tensor, gradient: Tensor) -> Tensor:
    """A loss whose gradient by x is `gradient` / (B H W)."""
    target = (x - gradient).detach()
    return 0.5 * (x - target).square().sum() / (len(x) * x.shape[-1] * x.shape[-2])
