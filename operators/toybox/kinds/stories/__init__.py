"""People, magic and adventurers' things of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import adventure, figures, friends, magic

KINDS = (
    Kind("crate", adventure.crate, ("wooden crate", "box")),
    Kind("barrel", adventure.barrel, ("cask", "keg")),
    Kind("treasure chest", adventure.treasure_chest, ("chest",), front=True),
    Kind("robot", friends.robot, ("android", "toy robot"), front=True),
    Kind("snowman", friends.snowman, front=True),
    Kind("duck", friends.duck, ("rubber duck", "toy duck"), front=True),
    Kind("knight", figures.knight, ("armoured knight", "medieval knight"), front=True),
    Kind("king", figures.king, ("monarch",), front=True),
    Kind("wizard", figures.wizard, ("sorcerer", "mage"), front=True),
    Kind("pirate", figures.pirate, ("buccaneer", "pirate captain"), front=True),
    Kind("astronaut", figures.astronaut, ("cosmonaut", "spaceman"), front=True),
    Kind("farmer", figures.farmer, ("farmhand",), front=True),
    Kind("princess", figures.princess, front=True),
    Kind("ghost", figures.ghost, ("phantom", "spook"), front=True),
    Kind("skeleton", figures.skeleton, front=True),
    Kind("angel", figures.angel, ("guardian angel",), front=True),
    Kind("statue", figures.statue, ("sculpture", "stone statue"), front=True),
    Kind("skull", magic.skull, ("human skull",), front=True),
    Kind("gravestone", magic.gravestone, ("tombstone", "headstone", "grave"), front=True),
    Kind("cauldron", magic.cauldron, ("witch's cauldron",)),
    Kind("potion", magic.potion, ("magic potion", "potion bottle")),
    Kind("magic wand", magic.magic_wand, ("wand", "fairy wand")),
    Kind("scroll", magic.scroll, ("parchment", "parchment scroll"), front=True),
    Kind("throne", magic.throne, ("royal throne",), front=True),
    Kind("crystal", magic.crystal, ("crystals", "crystal cluster")),
    Kind("bow", magic.bow, ("bow and arrow", "longbow")),
)
