"""What the stories of the toybox need."""

from __future__ import annotations

from ..kind import Kind
from . import adventure, friends

KINDS = (
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
