"""One step of learning: random pictures with captions, noise, the velocity that the net should see, its loss."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.distributed as dist
from diffusers import DDPMScheduler, UNet2DConditionModel
from diffusers.training_utils import EMAModel
from torch import Tensor, nn
from torch.nn.functional import normalize, one_hot, pixel_unshuffle

from ..priors.sentence_encoder import SentenceEncoder
from ..priors.world_prior import size_feature, write_unet
from ..viewpoints import PictureKind
from .caption_table import CaptionTable
from .known_kinds import write_kinds
from .net import FOLD, make_unet
from .pictures import Pictures, pictures
from .sources import Source, kinds_of, weights_of
from .view_bank import AT_ONCE, ViewBank

LEARNING_RATE = 8e-4
SNR_LIMIT = 5.0  # of the weight min(SNR, 5) / (SNR + 1) (arXiv 2303.09556)
ANY_CAMERA = 0.15  # share of pictures whose camera is not told
REFRESH = 2  # steps, after which AT_ONCE views are drawn anew, if as many pictures were learned from


class Training:
    """The nets and data of a training."""

    def __init__(
        self, sources: Sequence[Source], encoder: SentenceEncoder, device: torch.device, seed: int, views: int,
        compiled: bool = False, start: UNet2DConditionModel | None = None,
    ) -> None:  # fmt: skip
        """`views` is the number of views that are kept in memory; `start` is a net whose weights to begin with.

        Raises ValueError with one line when there are too few views.
        """
        meshes = [mesh for source in sources for mesh in source.meshes]
        seed = 1000 * seed + int(os.environ.get("RANK", 0))
        self.sources, self.encoder, self.device, self.from_nothing = sources, encoder, device, start is None
        self.captions = CaptionTable(meshes, encoder.tokenizer, device)
        weights = torch.tensor([weight for source in sources for weight in weights_of(source)])
        self.bank = ViewBank(meshes, weights, views, device, seed)
        self.generator = torch.Generator(device).manual_seed(seed)
        self.scheduler = DDPMScheduler(beta_schedule="squaredcos_cap_v2", prediction_type="v_prediction")
        self.alphas_cumprod = self.scheduler.alphas_cumprod.to(device)
        with torch.random.fork_rng():
            torch.manual_seed(0)  # the same in all processes
            self.unet = make_unet() if start is None else start
        self.unet.to(device, memory_format=torch.channels_last).train()  # pyright: ignore[reportCallIssue]
        self.ema = EMAModel(self.unet.parameters(), decay=0.9995, use_ema_warmup=True, power=0.75, foreach=True)
        self.ema.to(device)
        self.optimizer = torch.optim.AdamW(
            self.unet.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.99), weight_decay=0.01, fused=device.type == "cuda"
        )
        self.forward = torch.compile(self.unet, dynamic=False) if compiled else self.unet
        self.step = self.learned_from = 0  # pictures since the last `refresh`

    @torch.no_grad()
    def batch(self, count: int, resolution: int) -> tuple[Pictures, Tensor, Tensor]:
        """Pictures, token states (B, L, 384) and conditions (B, C) of random views."""
        views = self.bank.draw(count)
        tokens, mask, dyes = self.captions.draw(views.mesh, views.words, self.generator)
        mirrored = torch.rand(count, generator=self.generator, device=self.device) < 0.5
        drawn = pictures(views, dyes, self.captions.main[views.mesh], mirrored, resolution, self.generator)
        states, sentence = encoded(self.encoder, tokens, mask)
        known = torch.rand(count, 1, generator=self.generator, device=self.device) > ANY_CAMERA
        return drawn, states, conditions(drawn, known, sentence, resolution)

    def loss(self, count: int, resolution: int) -> Tensor:
        """The weighed velocity loss of a random batch."""
        drawn, states, told = self.batch(count, resolution)
        x = pixel_unshuffle(2 * drawn.rgb - 1, FOLD)
        timesteps = torch.randint(len(self.alphas_cumprod), (count,), generator=self.generator, device=self.device)
        alpha_bar = self.alphas_cumprod[timesteps][:, None, None, None]
        noise = torch.randn(x.shape, generator=self.generator, device=self.device)
        z = (alpha_bar.sqrt() * x + (1 - alpha_bar).sqrt() * noise).contiguous(memory_format=torch.channels_last)
        velocity = alpha_bar.sqrt() * noise - (1 - alpha_bar).sqrt() * x
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            seen = self.forward(z, timesteps, states, class_labels=told).sample
        signal_to_noise = alpha_bar / (1 - alpha_bar)
        weight = signal_to_noise.clamp(max=SNR_LIMIT) / (signal_to_noise + 1)
        return (weight * (seen.float() - velocity).square()).mean()

    def take_step(self, count: int, resolution: int, learning_rate: float) -> Tensor:
        """Takes a step with all GPUs' batches and returns this one's loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate
        loss = self.loss(count, resolution)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        average_gradients(self.unet)
        nn.utils.clip_grad_norm_(self.unet.parameters(), 1.0)
        self.optimizer.step()
        self.ema.step(self.unet.parameters())
        self.learned_from += count
        if self.step % REFRESH == 0 and self.learned_from >= AT_ONCE:
            self.bank.refresh()
            self.learned_from = 0
        self.step += 1
        return loss.detach()

    def save(self, folder: Path) -> None:
        """Writes the averaged net and what it has seen, as `priors.world_prior` reads them."""
        averaged = UNet2DConditionModel.from_config(self.unet.config)
        self.ema.copy_to(averaged.parameters())
        write_unet(folder / "unet", averaged)
        self.scheduler.save_pretrained(folder / "scheduler")
        write_kinds(folder, kinds_of([mesh for source in self.sources for mesh in source.meshes]), self.encoder)


def encoded(encoder: SentenceEncoder, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Token ids and mask (B, L) -> states (B, L, 384), zero outside of it, and their mean as unit vectors (B, 384)."""
    seen = mask.any(1, keepdim=True)
    states = encoder.model(input_ids=tokens, attention_mask=mask | ~seen).last_hidden_state.float() * mask[..., None]
    return states, normalize(states.sum(1), dim=1)


def conditions(drawn: Pictures, known: Tensor, sentence: Tensor, resolution: int) -> Tensor:
    """(B, C) what the net is told beside tokens, as in `priors.world_prior`; the camera where it is known (B, 1)."""
    size = torch.full_like(known, size_feature(resolution), dtype=torch.float32)
    kinds = one_hot(drawn.kinds, len(PictureKind)).float()
    return torch.cat([drawn.views.cameras * known, kinds, drawn.views.crops, size, sentence], dim=1)


def average_gradients(net: nn.Module) -> None:
    """Makes the gradients the mean of all processes'."""
    if not dist.is_initialized():
        return
    gradients = [parameter.grad for parameter in net.parameters() if parameter.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(flat, dist.ReduceOp.AVG)
    for gradient, mean in zip(gradients, flat.split([gradient.numel() for gradient in gradients]), strict=True):
        gradient.copy_(mean.view_as(gradient))
