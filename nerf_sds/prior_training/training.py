"""One training step: random pictures with captions, noise, the true or guided velocity, and the losses."""

from __future__ import annotations

import os
from collections.abc import Sequence
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from diffusers import DDPMScheduler, UNet2DConditionModel
from diffusers.training_utils import EMAModel
from torch import Tensor, nn
from torch.nn.functional import normalize, one_hot, pixel_unshuffle

from ..priors.sentence_encoder import SentenceEncoder
from ..priors.world_prior import GUIDANCE_FEATURES, size_feature
from ..viewpoints import PictureKind
from .caption_table import CaptionTable
from .guidance import LEARNED, guided_rows, guided_velocity, missed_share, scale_of, tell_guidance
from .known_kinds import write_kinds
from .net import FOLD, make_unet, write_unet
from .pictures import Pictures, pictures
from .sources import Source, kinds_of, weights_of
from .view_bank import AT_ONCE, ViewBank

LEARNING_RATE = 8e-4
# In the loss weight clamp(SNR, 0.25, 5) / (SNR + 1): min-SNR (arXiv 2303.09556), but not 0 for the strongest noise,
# where the words decide on shape and colour.
SNR_RANGE = (0.25, 5.0)
ANY_CAMERA = 0.15  # share of pictures without camera features
EXAMINED = (64, 32)  # pictures and their pixels per side, of which the guided rows show what is learned of guidance
REFRESH = 2  # steps after which AT_ONCE views are replaced, if at least as many pictures were used since


class Training:
    """The networks and the data of a training."""

    def __init__(
        self, sources: Sequence[Source], encoder: SentenceEncoder, device: torch.device, seed: int, views: int,
        compiled: bool = False, start: UNet2DConditionModel | None = None,
    ) -> None:  # fmt: skip
        """`views` is the number of views kept in memory. `start` is a network whose weights training starts from.

        Raises ValueError with one line if `views` is too small.
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
            torch.manual_seed(0)  # the same initial weights in all processes
            self.unet = make_unet() if start is None else start
        self.unet.to(device, memory_format=torch.channels_last).train()  # pyright: ignore[reportCallIssue]
        self.weights = [parameter.detach().clone().requires_grad_() for parameter in self.unet.parameters()]
        if device.type == "cuda":
            self.unet.bfloat16()  # computes in half the memory; `weights` stay exact
        self.ema = EMAModel(self.weights, decay=0.9995, use_ema_warmup=True, power=0.75, foreach=True)
        self.optimizer = torch.optim.AdamW(
            self.weights, lr=LEARNING_RATE, betas=(0.9, 0.99), weight_decay=0.01, fused=device.type == "cuda"
        )
        self.teacher = deepcopy(self.unet).requires_grad_(False)  # has the averages, and teaches guidance
        self.forward, averaged = (
            torch.compile(net, dynamic=False) if compiled else net for net in (self.unet, self.teacher)
        )
        self.averaged = partial(self.predict, averaged)
        self.step = self.learned_from = 0  # pictures since the last `refresh`

    @torch.no_grad()
    def batch(self, count: int, resolution: int) -> tuple[Pictures, Tensor, Tensor]:
        """Returns random pictures, token states (B, L, 384) and conditions (B, C), for B = `count`."""
        views = self.bank.draw(count)
        tokens, mask, dyes = self.captions.draw(views.mesh, views.words, self.generator)
        mirrored = torch.rand(count, generator=self.generator, device=self.device) < 0.5
        drawn = pictures(views, dyes, self.captions.main[views.mesh], mirrored, resolution, self.generator)
        states, sentence = encoded(self.encoder, tokens, mask)
        known = torch.rand(count, 1, generator=self.generator, device=self.device) > ANY_CAMERA
        return drawn, states, conditions(drawn, known, sentence, resolution)

    def losses(self, count: int, resolution: int) -> Tensor:
        """Returns the weighted velocity losses (B,) of a random batch. The first `guided_rows` of it learn guidance."""
        z, timesteps, states, told, alpha_bar, velocity = self.noisy(count, resolution)
        signal_to_noise = alpha_bar / (1 - alpha_bar)
        weight = signal_to_noise.clamp(*SNR_RANGE) / (signal_to_noise + 1)
        first = slice(guided_rows(count))
        velocity[first] = guided_velocity(
            self.averaged, z[first], timesteps[first], states[first], told[first], alpha_bar[first]
        )
        weight[first] /= scale_of(told[first])
        seen = self.predict(self.forward, z, timesteps, states, told)
        return (weight * (seen - velocity).square()).mean((1, 2, 3))

    def missed_guidance(self) -> float:
        """Returns the share of guidance that one row of the averaged net misses on random pictures."""
        z, timesteps, states, told, alpha_bar, _ = self.noisy(*EXAMINED)
        first = slice(guided_rows(len(z)))
        return missed_share(self.averaged, z[first], timesteps[first], states[first], told[first], alpha_bar[first])

    def noisy(self, count: int, resolution: int) -> tuple[Tensor, ...]:
        """Draws a batch, of which the first `guided_rows` are told guidance, and adds noise to its pictures.

        Returns z (B, C, H, W), timesteps (B,), token states, conditions, alpha_bar (B, 1, 1, 1) and velocities.
        """
        drawn, states, told = self.batch(count, resolution)
        states, told = tell_guidance(states, told, self.generator)
        x = pixel_unshuffle(2 * drawn.rgb - 1, FOLD)
        timesteps = torch.randint(len(self.alphas_cumprod), (count,), generator=self.generator, device=self.device)
        alpha_bar = self.alphas_cumprod[timesteps][:, None, None, None]
        noise = torch.randn(x.shape, generator=self.generator, device=self.device)
        z = (alpha_bar.sqrt() * x + (1 - alpha_bar).sqrt() * noise).contiguous(memory_format=torch.channels_last)
        velocity = alpha_bar.sqrt() * noise - (1 - alpha_bar).sqrt() * x
        return z, timesteps, states, told, alpha_bar, velocity

    def predict(self, net: Any, z: Tensor, timesteps: Tensor, states: Tensor, told: Tensor) -> Tensor:
        """Returns the velocities (B, C, H, W), float32, that a UNet sees in z. For the others see `batch`."""
        dtype = self.unet.dtype
        return net(z.to(dtype), timesteps, states.to(dtype), class_labels=told.to(dtype)).sample.float()

    def take_step(self, count: int, resolution: int, learning_rate: float) -> Tensor:
        """Takes one optimiser step with the batches of all GPUs.

        Returns the mean losses of this process, (2,): of the rows that learn from pictures, and of the guided rows.
        """
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate
        losses = self.losses(count, resolution)
        self.unet.zero_grad(set_to_none=True)
        losses.mean().backward()
        average_gradients(self.unet)
        parameters = [*self.unet.parameters()]
        for weight, parameter in zip(self.weights, parameters, strict=True):
            weight.grad = None if parameter.grad is None else parameter.grad.float()
        nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimizer.step()
        self.ema.step(self.weights)
        with torch.no_grad():
            torch._foreach_copy_(parameters, self.weights)
            torch._foreach_copy_([*self.teacher.parameters()], self.ema.shadow_params)
        self.learned_from += count
        if self.step % REFRESH == 0 and self.learned_from >= AT_ONCE:
            self.bank.refresh()
            self.learned_from = 0
        self.step += 1
        guided, shown = losses.detach().tensor_split([guided_rows(count)])
        return torch.stack([shown.mean(), guided.mean()])

    def save(self, folder: Path) -> None:
        """Writes the averaged network and its known kinds, in the format that `priors.world_prior` reads."""
        averaged = UNet2DConditionModel.from_config(self.unet.config)  # in float32, as the averages are
        self.ema.copy_to(averaged.parameters())
        write_unet(folder / "unet", averaged, has_learned_guidance=self.missed_guidance() < LEARNED)
        self.scheduler.save_pretrained(folder / "scheduler")
        write_kinds(folder, kinds_of([mesh for source in self.sources for mesh in source.meshes]), self.encoder)


def encoded(encoder: SentenceEncoder, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Encodes token ids and their mask (B, L).

    Returns states (B, L, 384), which are zero outside the mask, and their normalised means (B, 384).
    """
    seen = mask.any(1, keepdim=True)
    states = encoder.model(tokens, mask | ~seen).float() * mask[..., None]
    return states, normalize(states.sum(1), dim=1)


def conditions(drawn: Pictures, known: Tensor, sentence: Tensor, resolution: int) -> Tensor:
    """Returns the network's conditions besides tokens (B, C), as in `priors.world_prior`.

    The camera's features are zero where `known` (B, 1) is False. `sentence` is (B, 384).
    """
    size = torch.full_like(known, size_feature(resolution), dtype=torch.float32)
    kinds = one_hot(drawn.kinds, len(PictureKind)).float()
    unguided = size.new_zeros(len(size), GUIDANCE_FEATURES)
    return torch.cat([drawn.views.cameras * known, kinds, drawn.views.crops, size, sentence, unguided], dim=1)


def average_gradients(net: nn.Module) -> None:
    """Replaces the gradients by their mean over all processes."""
    if not dist.is_initialized():
        return
    gradients = [parameter.grad for parameter in net.parameters() if parameter.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(flat, dist.ReduceOp.AVG)
    for gradient, mean in zip(gradients, flat.split([gradient.numel() for gradient in gradients]), strict=True):
        gradient.copy_(mean.view_as(gradient))
