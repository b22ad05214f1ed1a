"""Groups of near captions of meshes, as vectors of the sentence encoder: one is true of a picture, the others are not.

A group has the mesh's own caption, the same caption in OTHERS other colours, and the same caption of SIBLINGS other
kinds. If the picture is dyed in the first other colour, then that caption is the true one, and the mesh's own is not.
So nothing but the picture tells which of the two is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import torch
from torch import Tensor

from ..image_text.near_captions import Recoloured, Siblings, look_of, recoloured, replaced
from ..prior_training.captioned_meshes import CaptionedMesh
from ..prior_training.captions import Described, Wording, describe, wording
from ..prior_training.colour_names import COLOURS, names_of, parse
from ..prior_training.dyes import PATTERNS, UNDYED, Dye
from ..priors.sentence_encoder import SentenceEncoder
from ..viewpoints import VIEW_WORDS

WORDINGS = 8  # groups per mesh
OTHERS, SIBLINGS = 3, 4  # near captions in a group
SIZE = 1 + OTHERS + SIBLINGS
NEAREST = 12  # siblings of a kind among which a group draws
LENGTH = 32  # tokens of a caption that the encoder reads
AT_ONCE = 1024  # captions that are encoded together


class CaptionGroups:
    """WORDINGS groups for each of M meshes."""

    def __init__(
        self, meshes: Sequence[CaptionedMesh], siblings: Siblings, encoder: SentenceEncoder, device: torch.device
    ) -> None:
        """`siblings` has at least the kinds of the meshes."""
        random, names = Random(0), {mesh.kind for mesh in meshes}
        of_kind = {
            kind.name: siblings.of(kind.names, vector, NEAREST)
            for kind, vector in zip(siblings.kinds, siblings.vectors, strict=True)
            if kind.name in names
        }
        described = [describe(mesh) for mesh in meshes]
        texts: dict[str, int] = {"": 0}  # "" stands for a caption that a group does not have
        groups, views, dyes = [], [], []
        for each in described:
            for _ in range(WORDINGS):
                own = wording(each, random)
                others = _others(each, own, random)
                near = [other.text for other in others] + [""] * (OTHERS - len(others))
                near += _siblings(each, own.text, of_kind[each.mesh.kind], random)
                groups.append([texts.setdefault(text, len(texts)) for text in (own.text, *near)])
                views.append([texts.setdefault(f"{own.text}, {words}", len(texts)) for words in VIEW_WORDS])
                dyes.append([own.dye.row if own.dye else UNDYED, _dye(each, own, others)])
        self.vectors = encoded(list(texts), encoder)
        self.groups, self.views = torch.tensor(groups, device=device), torch.tensor(views, device=device)
        self.dyes = torch.tensor(dyes, device=device)  # (M WORDINGS, 2, 7) of the own and of the first other caption
        self.main = torch.tensor([each.main.tolist() for each in described], device=device).float()

    def draw(self, mesh: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """Draws a group for meshes (B,). Returns the groups' numbers (B,), the true captions' places (B,) and dyes.

        A dye (B, 7) is `Dye.row`, or UNDYED if the mesh keeps its own colours.
        """
        drawn = torch.randint(WORDINGS, mesh.shape, generator=generator, device=mesh.device)
        group = mesh * WORDINGS + drawn
        swapped = torch.rand(len(mesh), generator=generator, device=mesh.device) < 0.5
        truth = (swapped & (self.dyes[group, 1, 0] >= 0)).long()
        return group, truth, self.dyes[group, truth]

    def of(self, group: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Returns for groups (B,) their captions (B, SIZE, D), which of them exist (B, SIZE), and captions of views.

        The last are the own captions with each of VIEW_WORDS, (B, 4, D).
        """
        index = self.groups[group]
        return self.vectors[index].float(), index > 0, self.vectors[self.views[group]].float()


def _others(described: Described, own: Wording, random: Random) -> list[Recoloured]:
    """Returns at most OTHERS captions in other colours than the mesh has."""
    fitting = set(names_of(described.main)) if own.dye is None else set()
    others = [other for other in recoloured(own.text) if other.colour not in fitting]
    return random.sample(others, min(OTHERS, len(others)))


def _dye(described: Described, own: Wording, others: Sequence[Recoloured]) -> tuple[float, ...]:
    """Returns the row of the dye that makes the first other caption true; UNDYED if none does.

    None does if the mesh gets no other colours, if it has a pattern of two, or if the caption's colour is not that of
    most of the mesh.
    """
    look = look_of(own.text).replace("gray", "grey")
    mains = [described.caption_colour.replace("gray", "grey"), *(name.split(" and ")[0] for name in described.own)]
    is_main = own.dye is not None or look not in COLOURS or look in mains
    is_pattern = own.dye is not None and own.dye.texture in PATTERNS
    takes_other = others and is_main and not is_pattern and not described.mesh.colour
    return Dye(parse(COLOURS[others[0].colour])).row if takes_other else UNDYED


def _siblings(described: Described, text: str, kinds: Sequence[str], random: Random) -> list[str]:
    """Returns SIBLINGS captions of other kinds; empty ones if the caption does not name its kind."""
    noun = max((noun for noun in described.nouns if noun in text), key=len, default="")
    drawn = random.sample(kinds, min(SIBLINGS, len(kinds))) if noun else []
    near = [replaced(text, noun, kind) for kind in drawn]
    return [other if other != text else "" for other in near] + [""] * (SIBLINGS - len(near))


def encoded(texts: Sequence[str], encoder: SentenceEncoder) -> Tensor:
    """Returns unit vectors (N, D) in float16, on the encoder's device."""
    parts = [texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE)]
    return torch.cat([encoder.encode(part, LENGTH)[1].half() for part in parts])
