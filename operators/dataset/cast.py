"""The cast of a data set: the props that are exported, with their captions, kinds and colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

import bpy

from ...nerf_sds.words.articles import article
from .. import toybox

HELD_OUT = 0.1  # share of the toybox's (kind, colour) pairs that training never sees


class CastProp(Protocol):
    """A prop that can be exported with a caption."""

    @property
    def kind(self) -> str: ...
    @property
    def colour(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def source(self) -> str: ...  # "toybox", or the name of a collection or library
    @property
    def licence(self) -> str: ...  # empty if unknown
    @property
    def author(self) -> str: ...

    def shown(self, scene: bpy.types.Scene, random: Random) -> AbstractContextManager[None]:
        """Shows the prop in the scene until the block ends.

        It faces -Y and lies in the ball of radius 1 around the origin. `random` draws what varies.
        """
        ...


@dataclass(frozen=True)
class Cast:
    """The props of a data set, and facts about them."""

    props: Sequence[CastProp]
    kinds: dict[str, dict[str, Any]]  # kind -> {"synonyms": names, "front": True if it has a front}


@dataclass(frozen=True)
class Toy:
    """One kind of the toybox in one colour."""

    kind: str
    colour: str

    source, licence, author = "toybox", "GPL-3.0-or-later", "Propsmith"

    @property
    def caption(self) -> str:
        return f"{article(self.colour)} {self.colour} {self.kind}"

    @contextmanager
    def shown(self, scene: bpy.types.Scene, random: Random) -> Iterator[None]:
        """Builds the prop and shows it in the scene until the block ends. `random` draws its proportions."""
        prop = toybox.build(self.kind, self.colour, random)
        scene.collection.objects.link(prop)
        try:
            yield
        finally:
            toybox.remove(prop)


def toys(all_pairs: bool) -> Cast:
    """Returns the toybox with all pairs of kind and colour, or only those that are not held out.

    They are ordered by name, so that a seed draws the same props whatever the order of the menu.
    """
    held_out = [] if all_pairs else held_out_pairs()
    pairs = [(kind, colour) for kind in sorted(toybox.KINDS) for colour in toybox.COLOURS]
    kinds = {kind.name: {"synonyms": kind.synonyms, "front": kind.front} for kind in toybox.KINDS.values()}
    return Cast([Toy(*pair) for pair in pairs if pair not in held_out], kinds)


def drawn(props: Sequence[CastProp], count: int, random: Random) -> list[CastProp]:
    """Returns `count` of the props in a random order, each about equally often."""
    order: list[CastProp] = []
    while len(order) < count:
        order += random.sample(props, len(props))
    return order[:count]


def held_out_pairs() -> list[tuple[str, str]]:
    """Returns the (kind, colour) pairs that are never exported for training.

    They are a fixed tenth of all pairs and do not depend on a seed.
    """
    pairs = [(kind, colour) for kind in sorted(toybox.KINDS) for colour in sorted(toybox.COLOURS)]
    return sorted(Random(0).sample(pairs, round(HELD_OUT * len(pairs))))
