"""Stable Diffusion and its fine-tunes in diffusers' format: diffusion in the latent space of an autoencoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from diffusers import AutoencoderKL, AutoencoderTiny
from torch import Tensor
from torch.nn.functional import interpolate

from ..viewpoints import PictureKind, Viewpoint
from .denoiser import Denoiser, Embedding

COARSE = 64  # pixels per side: images up to this size use the tiny autoencoder, if there is one


class LatentPrior:
    """A frozen latent diffusion model. The gradient reaches the image through the encoder."""

    views_per_sample = 1
    kinds: tuple[PictureKind, ...] = (PictureKind.LIT,)
    view_words = True

    def __init__(
        self,
        denoiser: Denoiser,
        words: Callable[[Sequence[str]], Tensor],
        vae: AutoencoderKL,
        tiny: AutoencoderTiny | None = None,
        pictures: int = 1 << 20,
    ) -> None:
        """`words` maps prompts to hidden states (B, L, D). `pictures` limits the images per call of an autoencoder."""
        self.denoiser, self.words, self.vae, self.tiny, self.pictures = denoiser, words, vae, tiny, pictures
        self.alphas_cumprod = denoiser.alphas_cumprod
        self.resolution = denoiser.unet.config["sample_size"] * 2 ** (len(vae.config["block_out_channels"]) - 1)

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
    ) -> Embedding:
        """Encodes B prompts. Viewpoints are ignored: the model knows the view only from the words."""
        return Embedding(self.words(prompts))

    def encode(self, rgb: Tensor) -> Tensor:
        """Resizes images (B, 3, H, W) in 0..1 to the model's resolution R and encodes them: (B, 4, R / 8, R / 8).

        Differentiable. The full autoencoder gives the mean of the latents' distribution, whose deviation is far below
        the noise that is added.
        """
        coarse = rgb.shape[-1] <= COARSE
        if rgb.shape[-1] != self.resolution:
            rgb = interpolate(rgb, self.resolution, mode="bilinear", antialias=rgb.shape[-1] > self.resolution)
        part_of = self._encode_tiny if coarse and self.tiny else self._encode
        return torch.cat([part_of(2 * part - 1) for part in rgb.split(self.pictures)]).float()

    def decode(self, z: Tensor) -> Tensor:
        """Decodes latents (B, 4, h, w) to images (B, 3, 8 h, 8 w) in 0..1, with the full autoencoder."""
        latents = (z / self.vae.config["scaling_factor"]).to(self.vae.dtype)
        pictures = torch.cat([self.vae.decode(part).sample for part in latents.split(self.pictures)])
        return ((pictures.float() + 1) / 2).clamp(0, 1)

    def shape(self, resolution: int) -> tuple[int, int, int]:
        """Returns the shape (C, h, w) of the latents, the same for all resolutions."""
        side = self.denoiser.unet.config["sample_size"]
        return self.denoiser.channels, side, side

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Embedding) -> Tensor:
        """Returns the noise, float32, in noisy latents (B, 4, H, W) at timesteps (B,)."""
        return self.denoiser(z, timesteps, embedding)

    def bounded(self, x: Tensor) -> Tensor:
        """Returns x unchanged, since latents have no range."""
        return x

    def _encode(self, pictures: Tensor) -> Tensor:
        return self.vae.encode(pictures.to(self.vae.dtype)).latent_dist.mode() * self.vae.config["scaling_factor"]

    def _encode_tiny(self, pictures: Tensor) -> Tensor:
        assert self.tiny
        return self.tiny.encode(pictures.to(self.tiny.dtype)).latents * self.tiny.config["scaling_factor"]
