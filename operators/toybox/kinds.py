"""The list of the toybox's kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import kinds_adventure as adventure
from . import kinds_friends as friends
from . import kinds_home as home
from . import kinds_kitchen as kitchen
from . import kinds_outdoor as outdoor
from .shapes import ToyShape


@dataclass(frozen=True)
class Kind:
    """A kind of prop that can be built in any colour."""

    name: str  # as in a caption: "treasure chest"
    model: Callable[[ToyShape], None]  # adds the parts to a shape
    synonyms: tuple[str, ...] = ()
    front: bool = False  # True if the front (-Y) clearly differs from the back


_ALL = (
    Kind("mug", kitchen.mug, ("cup", "coffee mug")),
    Kind("bottle", kitchen.bottle, ("flask",)),
    Kind("teapot", kitchen.teapot),
    Kind("donut", kitchen.donut, ("doughnut",)),
    Kind("cake", kitchen.cake, ("birthday cake",)),
    Kind("chair", home.chair, ("seat",), front=True),
    Kind("table", home.table, ("desk",)),
    Kind("lamp", home.lamp, ("table lamp",)),
    Kind("bed", home.bed, front=True),
    Kind("book", home.book, ("tome",), front=True),
    Kind("umbrella", home.umbrella, ("parasol",)),
    Kind("mushroom", outdoor.mushroom, ("toadstool",)),
    Kind("pine tree", outdoor.pine_tree, ("fir tree", "pine", "conifer")),
    Kind("cactus", outdoor.cactus, ("potted cactus",)),
    Kind("traffic cone", outdoor.traffic_cone, ("road cone", "cone")),
    Kind("house", outdoor.house, ("cottage", "home"), front=True),
    Kind("mailbox", outdoor.mailbox, ("letterbox", "letter box"), front=True),
    Kind("crate", adventure.crate, ("wooden crate", "box")),
    Kind("barrel", adventure.barrel, ("cask", "keg")),
    Kind("treasure chest", adventure.treasure_chest, ("chest",), front=True),
    Kind("sword", adventure.sword, ("blade",)),
    Kind("hammer", adventure.hammer, ("mallet",)),
    Kind("car", friends.car, ("automobile", "toy car"), front=True),
    Kind("robot", friends.robot, ("android", "toy robot"), front=True),
    Kind("snowman", friends.snowman, front=True),
    Kind("duck", friends.duck, ("rubber duck", "toy duck"), front=True),
    Kind("rocket", friends.rocket, ("spaceship", "rocket ship")),
    Kind("boat", friends.boat, ("ship", "tugboat"), front=True),
)
KINDS = {kind.name: kind for kind in _ALL}
