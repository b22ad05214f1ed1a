"""Trains the built-in prior: a small text-to-image diffusion model of captioned views, in diffusers' own format.

The UNet predicts the velocity (arXiv 2202.00512) on a cosine schedule (arXiv 2102.09672); words and cameras are dropped
now and then for classifier-free guidance (arXiv 2207.12598). It learns small pictures first: one net draws both sizes.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from dataclasses import asdict
from pathlib import Path
from random import Random

import numpy as np
import torch
from diffusers import DDPMScheduler, UNet2DConditionModel
from diffusers.training_utils import EMAModel
from PIL import Image, ImageDraw
from torch import Tensor, nn
from torch.nn.functional import mse_loss, pixel_unshuffle
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizerFast

from ..dataset import Batches, Views, load_views
from ..prompts import LONGEST_CAPTION, Vocabulary, directed, known_part
from ..viewpoints import VIEW_WORDS, Viewpoint
from .captions import wording
from .denoiser import Denoiser
from .pixel import CAMERA_FEATURES, PixelPrior, camera_features
from .sampling import sample
from .words import VocabularyWords, tokenize

FOLD = 2
TOKENS = LONGEST_CAPTION + 4  # a caption's length with its view and its two ends
FREE_WORDINGS = 12  # of an artist's caption, from which the tokenizer learns: as many as a kind has colours
WIDTH = 128  # of the text encoder
LEARNING_RATE = 8e-4
SMALL_SHARE = 0.4  # of the time, spent on pictures of 32 x 32 before those of 64 x 64
ANY_CAMERA = 0.15  # share of pictures whose camera is not told


class TextToImage(nn.Module):
    """The two nets that learn together."""

    def __init__(self, vocabulary_size: int, end_token: int) -> None:
        super().__init__()
        self.unet = UNet2DConditionModel(
            sample_size=64 // FOLD,
            in_channels=3 * FOLD**2,
            out_channels=3 * FOLD**2,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
            block_out_channels=(64, 128, 192),
            layers_per_block=1,
            norm_num_groups=16,
            attention_head_dim=32,
            cross_attention_dim=WIDTH,
            class_embed_type="projection",
            projection_class_embeddings_input_dim=CAMERA_FEATURES,
        )
        self.text_encoder = CLIPTextModel(
            CLIPTextConfig(
                vocab_size=vocabulary_size,
                hidden_size=WIDTH,
                intermediate_size=2 * WIDTH,
                num_hidden_layers=2,
                num_attention_heads=4,
                max_position_embeddings=TOKENS,
                eos_token_id=end_token,
                pad_token_id=end_token,
                bos_token_id=0,
            )
        )

    def forward(self, z: Tensor, timesteps: Tensor, tokens: Tensor, cameras: Tensor) -> Tensor:
        words = self.text_encoder(tokens).last_hidden_state
        return self.unet(z, timesteps, words, class_labels=cameras).sample


class Captions:
    """A table of wordings as token ids: a picture's row is drawn anew each time it is shown."""

    WORDINGS = 24  # kept for a prop and view

    def __init__(self, views: Views, tokenizer: CLIPTokenizerFast, device: torch.device) -> None:
        random = Random(0)
        keys = [(*prop, viewpoint.words) for prop, viewpoint in zip(views.props, views.viewpoints, strict=True)]
        rows = {key: row for row, key in enumerate(sorted(set(keys)))}
        texts = [wording(*key, views.vocabulary, random) for key in rows for _ in range(self.WORDINGS)]
        tokens = tokenize(tokenizer, [known_part(text, views.vocabulary) for text in texts])
        self.tokens = tokens.view(len(rows), self.WORDINGS, TOKENS).to(device)
        self.row = torch.tensor([rows[key] for key in keys], device=device)

    def draw(self, index: Tensor) -> Tensor:
        """(B,) picture indices -> (B, L) token ids."""
        return self.tokens[self.row[index], torch.randint(self.WORDINGS, index.shape, device=index.device)]


def learn_tokenizer(vocabulary: Vocabulary) -> CLIPTokenizerFast:
    """Learns CLIP's kind of tokenizer from the vocabulary's own words, each of which becomes one token."""
    random = Random(0)
    texts = [
        known_part(wording(kind, colour, view_words, vocabulary, random), vocabulary)
        for kind in vocabulary.kinds
        for colour in vocabulary.colours or FREE_WORDINGS * [""]
        for view_words in VIEW_WORDS
    ]
    empty = CLIPTokenizerFast(vocab={"<|startoftext|>": 0, "<|endoftext|>": 1}, merges=[], model_max_length=TOKENS)
    return empty.train_new_from_iterator(texts, vocab_size=8000, show_progress=False)


class Training:
    """The state of a training: it can be saved, and go on later."""

    def __init__(
        self, views: Views, folder: Path, device: torch.device, seed: int, compiled: bool, start: PixelPrior | None
    ) -> None:
        """`start`: a prior whose nets to begin with, for more of the same or another style, which has its own words."""
        self.views, self.folder, self.device = views, folder, device
        self.small_share = 0.0 if start else SMALL_SHARE
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "vocabulary.json").write_text(json.dumps(asdict(views.vocabulary), indent=1), "utf-8")
        words = start.words if start else None
        assert words is None or isinstance(words, VocabularyWords)
        if words and words.vocabulary != views.vocabulary:
            words = None
        self.tokenizer = words.tokenizer if words else learn_tokenizer(views.vocabulary)
        self.tokenizer.save_pretrained(folder / "tokenizer")
        self.scheduler = DDPMScheduler(beta_schedule="squaredcos_cap_v2", prediction_type="v_prediction")
        self.alphas_cumprod = self.scheduler.alphas_cumprod.to(device)
        torch.manual_seed(seed)
        self.model = TextToImage(len(self.tokenizer), self.tokenizer.eos_token_id).to(device)
        self.model.unet.to(memory_format=torch.channels_last)
        if start:
            self.model.unet.load_state_dict(start.denoiser.unet.state_dict())
        if words:
            self.model.text_encoder.load_state_dict(words.encoder.state_dict())
        self.ema = EMAModel(self.model.parameters(), decay=0.9995, use_ema_warmup=True, power=0.75, foreach=True)
        self.ema.to(device)
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.99), weight_decay=0.01, fused=device.type == "cuda"
        )
        self.forward = torch.compile(self.model, dynamic=False) if compiled else self.model
        self.batches, self.captions = Batches(views, device, seed), Captions(views, self.tokenizer, device)
        self.cameras = torch.tensor([camera_features(viewpoint) for viewpoint in views.viewpoints], device=device)
        self.losses: list[float] = []  # a mean of every 50 steps
        self.step, self.seconds = 0, 0.0

    def loss(self, count: int, resolution: int) -> Tensor:
        """The velocity loss of a random batch."""
        index, rgb = self.batches.draw(count, resolution)
        x = pixel_unshuffle(2 * rgb - 1, FOLD)
        timesteps = torch.randint(len(self.alphas_cumprod), (count,), device=self.device)
        alpha_bar = self.alphas_cumprod[timesteps][:, None, None, None]
        noise = torch.randn_like(x)
        z = alpha_bar.sqrt() * x + (1 - alpha_bar).sqrt() * noise
        velocity = alpha_bar.sqrt() * noise - (1 - alpha_bar).sqrt() * x
        cameras = self.cameras[index] * (torch.rand(count, 1, device=self.device) > ANY_CAMERA)
        with torch.autocast(self.device.type, torch.bfloat16):
            answer = self.forward(
                z.contiguous(memory_format=torch.channels_last), timesteps, self.captions.draw(index), cameras
            )
        return mse_loss(answer.float(), velocity)

    def take_step(self, count: int, resolution: int, learning_rate: float) -> Tensor:
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate
        loss = self.loss(count, resolution)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.ema.step(self.model.parameters())
        self.step += 1
        return loss.detach()

    def averaged(self) -> TextToImage:
        """The averaged nets."""
        model = TextToImage(len(self.tokenizer), self.tokenizer.eos_token_id).to(self.device).eval()
        self.ema.copy_to(model.parameters())
        return model

    def prior(self, model: TextToImage) -> PixelPrior:
        """The nets as the optimisation will use them."""
        words = VocabularyWords(model.text_encoder, self.tokenizer, self.views.vocabulary)
        return PixelPrior(Denoiser(model.unet, self.scheduler), words)

    def save(self) -> None:
        """Writes the averaged nets in float16, the sample sheet, the losses, and the checkpoint to go on from."""
        model = self.averaged()
        sheet(self.prior(model), self.views).save(self.folder / "samples.png")
        plot(self.losses).save(self.folder / "loss.png")
        model.unet.half().save_pretrained(self.folder / "unet")
        model.text_encoder.half().save_pretrained(self.folder / "text_encoder")
        self.scheduler.save_pretrained(self.folder / "scheduler")
        facts = {"step": self.step, "seconds": round(self.seconds), "losses": [round(loss, 5) for loss in self.losses]}
        (self.folder / "training.json").write_text(json.dumps(facts), "utf-8")
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "ema": self.ema.state_dict(),
        }
        torch.save({**state, **facts}, self.folder / "checkpoint.part")
        os.replace(self.folder / "checkpoint.part", self.folder / "checkpoint.pt")

    def resume(self) -> None:
        """Goes on from the folder's checkpoint."""
        state = torch.load(self.folder / "checkpoint.pt", map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.ema.load_state_dict(state["ema"])
        self.step, self.seconds, self.losses = state["step"], float(state["seconds"]), state["losses"]


def train(training: Training, minutes: float, batch: int, save_every: float) -> None:
    """Trains until `minutes` are spent in all starts together; the learning rate falls to nothing by then."""
    started = saved = time.monotonic() - training.seconds
    mean = torch.zeros((), device=training.device)
    while (progress := training.seconds / (60 * minutes)) < 1:
        small = progress < training.small_share or training.step % 4 == 0
        warmth = min(1.0, (training.step + 1) / 200) * (1e-3 + (1 + math.cos(math.pi * progress)) / 2)
        mean += training.take_step(2 * batch if small else batch, 32 if small else 64, LEARNING_RATE * warmth)
        if training.step % 50 == 0:
            training.losses.append(mean.item() / 50)
            mean.zero_()
            rate = f"{training.step / training.seconds:.1f} steps/s" if training.seconds else ""
            print(f"{progress:6.1%}  step {training.step}  loss {training.losses[-1]:.4f}  {rate}", flush=True)
        training.seconds = time.monotonic() - started
        if time.monotonic() - saved > 60 * save_every:
            training.save()
            saved = time.monotonic()
    training.save()


def sheet(prior: PixelPrior, views: Views, rows: int = 16) -> Image.Image:
    """Pairs of colour and kind by row, seen from four sides: held out of the training, where any were."""
    known = views.held_out or sorted(set(views.props))
    pairs = Random(0).sample(known, min(rows, len(known)))
    turns = [Viewpoint(azimuth, 20, 3.1) for azimuth in (0, 90, 180)] + [Viewpoint(30, 70, 3.1)]
    seen = [(f"a {colour} {kind}" if colour else kind, viewpoint) for kind, colour in pairs for viewpoint in turns]
    prompts = [directed(prompt, viewpoint) for prompt, viewpoint in seen]
    pictures = sample(prior, prompts, [viewpoint for _, viewpoint in seen])
    grid = pictures.view(len(pairs), 4, *pictures.shape[1:]).permute(0, 3, 1, 4, 2).flatten(2, 3).flatten(0, 1)
    return Image.fromarray((255 * grid.cpu()).byte().numpy())


def plot(losses: list[float], width: int = 640, height: int = 240) -> Image.Image:
    """The losses as a curve, on a logarithmic scale from the largest, at the top, to the smallest."""
    image = Image.new("RGB", (width, height), "white")
    if len(losses) > 1:
        heights = np.log(np.array(losses))
        x = np.linspace(0, width - 1, len(losses))
        y = np.interp(heights, [heights.min(), heights.max()], [height - 20, 20])
        draw = ImageDraw.Draw(image)
        draw.line([*zip(x.tolist(), y.tolist(), strict=True)], fill="black", width=2)
        draw.text((width - 160, 4), f"{losses[0]:.3f} to {losses[-1]:.4f}", fill="black")
    return image


def main() -> None:
    parser = argparse.ArgumentParser(prog="nerf_sds train-prior", description="Trains a small text-to-image prior")
    parser.add_argument("dataset", type=Path, help="a folder written by render-views")
    parser.add_argument(
        "--out", type=Path, required=True, help="where the model goes; an unfinished training there goes on"
    )
    parser.add_argument("--minutes", type=float, default=240, help="how long to train, all starts together")
    parser.add_argument("--batch", type=int, default=64, help="pictures of 64 x 64 a step")
    parser.add_argument("--save-every", type=float, default=5, help="minutes between sample sheets and checkpoints")
    parser.add_argument("--start-from", type=Path, help="a model folder whose nets to begin with")
    parser.add_argument("--compile", action="store_true", help="let torch compile the nets: a slow start, then faster")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        start = PixelPrior.load_toybox(arguments.start_from, device, torch.float32) if arguments.start_from else None
        views = load_views(arguments.dataset)
        training = Training(views, arguments.out, device, arguments.seed, arguments.compile, start)
        if (arguments.out / "checkpoint.pt").is_file():
            training.resume()
    except (OSError, ValueError) as error:
        raise SystemExit(f"propsmith: {error}") from error
    try:
        train(training, arguments.minutes, arguments.batch, arguments.save_every)
    except KeyboardInterrupt:
        training.save()
        raise SystemExit("propsmith: stopped; the same command goes on from here") from None


if __name__ == "__main__":
    main()
