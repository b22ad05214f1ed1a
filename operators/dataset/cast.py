"""Who stands on the stage: the props that are rendered or exported under captions, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

import bpy

from ...nerf_sds.words.articles import article
from .. import toybox

HELD_OUT = 0.1  # share of the toybox's pairs of kind and colour that training never sees


class CastProp(Protocol):
    """What can be rendered or exported under a caption."""

    @property
    def kind(self) -> str: ...
    @property
    def colour(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def source(self) -> str: ...  # the toybox, a collection or a library
    @property
    def licence(self) -> str: ...  # where it is known
    @property
    def author(self) -> str: ...

    def shown(self, scene: bpy.types.Scene, random: Random, clay: bool) -> AbstractContextManager[None]:
        """Stands in the scene meanwhile, facing -Y, in the ball of radius 1 around the origin; clay: unpainted."""
        ...


@dataclass(frozen=True)
class Cast:
    """The props of a data set."""

    props: Sequence[CastProp]
    kinds: dict[str, dict[str, Any]]  # kind -> its synonyms, and whether it has a front
    colours: dict[str, str] = field(default_factory=dict)
    held_out: list[tuple[str, str]] = field(default_factory=list)  # kind, colour; none of these is among the props
    painted: int = 0  # so many subjects are never clay: the first ones


@dataclass(frozen=True)
class Toy:
    """A prop of the toybox."""

    kind: str
    colour: str

    source, licence, author = "toybox", "GPL-3.0-or-later", "Propsmith"

    @property
    def caption(self) -> str:
        return f"{article(self.colour)} {self.colour} {self.kind}"

    @contextmanager
    def shown(self, scene: bpy.types.Scene, random: Random, clay: bool) -> Iterator[None]:
        palette = toybox.clay(random) if clay else None
        prop = toybox.build(self.kind, self.colour, random, palette)
        scene.collection.objects.link(prop)
        try:
            yield
        finally:
            toybox.remove(prop)


def toys(all_pairs: bool) -> Cast:
    """The toybox in all its colours: all pairs of kind and colour, or those that are not held out."""
    held_out = [] if all_pairs else held_out_pairs()
    pairs = [(kind, colour) for kind in toybox.KINDS for colour in toybox.COLOURS]
    kinds = {kind.name: {"synonyms": kind.synonyms, "front": kind.front} for kind in toybox.KINDS.values()}
    return Cast([Toy(*pair) for pair in pairs if pair not in held_out], kinds, toybox.COLOURS, held_out)


def drawn(props: Sequence[CastProp], count: int, random: Random) -> list[CastProp]:
    """So many of the props, each equally often, in a random order."""
    order: list[CastProp] = []
    while len(order) < count:
        order += random.sample(props, len(props))
    return order[:count]


def held_out_pairs() -> list[tuple[str, str]]:
    """The (kind, colour) pairs that are never rendered for training: a fixed tenth of all, whatever the seed."""
    pairs = [(kind, colour) for kind in sorted(toybox.KINDS) for colour in sorted(toybox.COLOURS)]
    return sorted(Random(0).sample(pairs, round(HELD_OUT * len(pairs))))
