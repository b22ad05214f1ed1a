"""Keeps captions as token ids in one table on the device: several wordings per mesh, which view words can follow."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import pad

from ..viewpoints import VIEW_WORDS
from .captioned_meshes import CaptionedMesh
from .captions import describe, wording
from .dyes import UNDYED

LENGTH = 24  # tokens, including [CLS] and [SEP], as in `SentenceEncoder.encode`; longer captions are cut
WORDINGS = 48  # captions per mesh
NO_WORDS = 0.1  # share of pictures without a caption, for classifier-free guidance
NAMED_VIEWS = 0.6  # share of captions that name the view


class CaptionTable:
    """WORDINGS captions for each of M meshes, with the dyes that make them true."""

    def __init__(self, meshes: Sequence[CaptionedMesh], tokenizer: Tokenizer, device: torch.device) -> None:
        random = Random(0)
        tokenizer.no_padding()  # an earlier user of the tokenizer may have set padding and truncation
        tokenizer.no_truncation()
        described = [describe(mesh) for mesh in meshes]
        wordings = [wording(each, random) for each in described for _ in range(WORDINGS)]
        views = [tokenizer.encode(f", {words}", add_special_tokens=False).ids for words in VIEW_WORDS]
        room = LENGTH - 2 - max(map(len, views))
        ids = [each.ids[:room] for each in tokenizer.encode_batch([w.text for w in wordings], add_special_tokens=False)]
        self.start, self.end = tokenizer.encode("").ids
        self.tokens = torch.tensor([row + [0] * (room - len(row)) for row in ids], device=device)
        self.lengths = torch.tensor([len(row) for row in ids], device=device)
        self.views = torch.tensor(views, device=device)
        self.dyes = torch.tensor([w.dye.row if w.dye else UNDYED for w in wordings], device=device)
        self.main = torch.tensor([each.main.tolist() for each in described], device=device)

    def draw(self, mesh: Tensor, view: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """Draws a caption for meshes (B,) seen from VIEW_WORDS (B,), both given as indices.

        Returns token ids (B, LENGTH), their mask (B, LENGTH) and dyes (B, 7) as `Dye.row`. A row without words has an
        empty mask. A dye is UNDYED if the mesh keeps its own colours.
        """
        row = mesh * WORDINGS + torch.randint(WORDINGS, mesh.shape, generator=generator, device=mesh.device)
        says_view, silent = (
            torch.rand(len(mesh), generator=generator, device=mesh.device) < share for share in (NAMED_VIEWS, NO_WORDS)
        )
        place = torch.arange(LENGTH, device=mesh.device)[None]
        length = self.lengths[row, None]
        tail = self.views.shape[1] * says_view[:, None]
        ids = pad(self.tokens[row], (1, LENGTH - 1 - self.tokens.shape[1]))
        named = self.views[view].gather(1, (place - 1 - length).clamp(0, self.views.shape[1] - 1))
        ids = torch.where(place > length, named, ids)
        ids = torch.where(place == length + tail + 1, self.end, ids)
        ids[:, 0] = self.start
        mask = (place <= length + tail + 1) & ~silent[:, None]
        return ids * mask, mask, self.dyes[row]
