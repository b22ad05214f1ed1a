"""Magic, signs and space of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import halloween, magic, space, symbols

KINDS = (
    Kind("skull", halloween.skull, ("human skull",), front=True),
    Kind("gravestone", halloween.gravestone, ("tombstone", "headstone", "grave"), front=True),
    Kind("coffin", halloween.coffin, ("casket",), front=True),
    Kind("jack-o'-lantern", halloween.jack_o_lantern, ("halloween pumpkin", "carved pumpkin"), front=True),
    Kind("cauldron", magic.cauldron, ("witch's cauldron",)),
    Kind("potion", magic.potion, ("magic potion", "potion bottle")),
    Kind("magic wand", magic.magic_wand, ("wand", "fairy wand")),
    Kind("wizard's staff", magic.wizards_staff, ("magic staff", "wizard staff")),
    Kind("crystal ball", magic.crystal_ball, ("fortune teller's ball", "magic ball")),
    Kind("crystal", magic.crystal, ("crystals", "crystal cluster")),
    Kind("genie lamp", magic.genie_lamp, ("magic lamp", "genie's lamp", "aladdin's lamp")),
    Kind("diamond", magic.diamond, ("gem", "gemstone", "jewel")),
    Kind("scroll", magic.scroll, ("parchment", "parchment scroll"), front=True),
    Kind("planet", space.planet, ("saturn", "ringed planet", "planet with a ring")),
    Kind("satellite", space.satellite, ("space satellite", "artificial satellite"), front=True),
    Kind("moon rover", space.moon_rover, ("lunar rover", "mars rover"), front=True),
    Kind("star", symbols.star, ("five-pointed star",)),
    Kind("heart", symbols.heart, ("love heart", "valentine heart")),
    Kind("crescent moon", symbols.crescent_moon, ("moon", "half moon", "crescent")),
    Kind("sun", symbols.sun, ("smiling sun", "sun with rays"), front=True),
    Kind("cloud", symbols.cloud, ("fluffy cloud",)),
    Kind("snowflake", symbols.snowflake, ("snow flake",)),
    Kind("flame", symbols.flame, ("fire", "flames")),
    Kind("lightning bolt", symbols.lightning_bolt, ("lightning", "thunderbolt", "bolt of lightning")),
)
