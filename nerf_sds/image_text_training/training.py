"""One step of training an image-text model: the loss of pictures among near captions, and how often it is right."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from ..image_text.sentence_pair import SentenceImageText
from .examples import Deck, Examples, augment

LEARNING_RATE = 2e-3
SMOOTHING = 0.05  # label smoothing of the views, because the view of a half-formed prop is uncertain
VIEWS = 1.5  # weight of telling the view of what has a front
NEVER = -1e4  # logit of a caption that a picture is not compared with
REFRESH = 2  # steps after which the oldest views are replaced


@dataclass(frozen=True)
class Right:
    """The share of pictures whose own caption ranked first, 0..1 or NaN, and the number of captions."""

    colour: float  # for pictures with colours
    geo: float  # for textureless pictures, among captions of other kinds
    captions: float  # the mean number of captions

    def __str__(self) -> str:
        return f"Colour {self.colour:.1%}, Geo {self.geo:.1%} among {self.captions:.0f} captions"


class Training:
    """A training run of a model on a deck."""

    def __init__(self, model: SentenceImageText, deck: Deck, same: Tensor) -> None:
        """`same` (K, K) tells which kinds may be the same; captions of such kinds are not compared."""
        self.model, self.deck, self.same, self.step = model, deck, same, 0
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.99), weight_decay=0.05)

    def take_step(self, count: int, learning_rate: float) -> tuple[Tensor, Tensor]:
        """Takes one optimiser step. Returns the loss, and the share of pictures whose own caption ranks first."""
        self.optimizer.param_groups[0]["lr"] = learning_rate
        examples = self.deck.draw(count)
        loss, hits = self._loss(examples, augment(examples.rgb))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        if self.step % REFRESH == 0:
            self.deck.bank.refresh()
        self.step += 1
        return loss.detach(), hits.float().mean()

    def _loss(self, examples: Examples, rgb: Tensor) -> tuple[Tensor, Tensor]:
        model, device = self.model, rgb.device
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            pictures = model.embed_pictures(rgb).float()
            named = model.embed_sentences(examples.named).float()
        logits, others = _logits(model, pictures, examples, self.same)
        own = torch.arange(len(rgb), device=device)
        views = model.log_scale.exp() * torch.einsum("bd,bvd->bv", pictures, named)
        told = cross_entropy(views, examples.view, label_smoothing=SMOOTHING, reduction="none")
        loss = (
            cross_entropy(logits, examples.truth)
            + 0.5 * cross_entropy(others.T, own)
            + VIEWS * (told * examples.has_front).sum() / examples.has_front.sum().clamp(min=1)
        )
        return loss, logits.argmax(1) == examples.truth


def _logits(model: SentenceImageText, pictures: Tensor, examples: Examples, same: Tensor) -> tuple[Tensor, Tensor]:
    """Returns the logits of each picture's captions (B, G + B), and those of all pictures and own captions (B, B).

    A picture's captions are its group and the own captions of pictures of other kinds.
    """
    near = model.embed_sentences(examples.near).float()
    scale, own = model.log_scale.exp(), torch.arange(len(pictures), device=pictures.device)
    of_group = scale * torch.einsum("bd,bgd->bg", pictures, near)
    of_group = of_group.masked_fill(~examples.rivals, NEVER)
    others = scale * pictures @ near[own, examples.truth].T
    alike = same[examples.kind[:, None], examples.kind[None]]
    captions = torch.cat([of_group, others.masked_fill(alike, NEVER)], 1)
    return captions, others.masked_fill(alike & ~torch.eye(len(own), dtype=torch.bool, device=own.device), NEVER)


@torch.no_grad()
def validate(model: SentenceImageText, deck: Deck, same: Tensor, count: int) -> Right:
    """Returns the accuracy of a model on `count` pictures of a deck that it was not trained on."""
    examples = deck.draw(count)
    logits, _ = _logits(model, model.embed_pictures(examples.rgb), examples, same)
    hits = (logits.argmax(1) == examples.truth).float()
    clay = examples.clay
    return Right(hits[~clay].mean().item(), hits[clay].mean().item(), (logits > NEVER).sum(1).float().mean().item())
