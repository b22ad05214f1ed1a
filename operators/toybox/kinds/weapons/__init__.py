"""Weapons of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import melee, ranged

KINDS = (
    Kind("sword", melee.sword, ("blade",)),
    Kind("spear", melee.spear, ("lance", "javelin")),
    Kind("mace", melee.mace, ("spiked mace", "morning star")),
    Kind("battle axe", melee.battle_axe, ("battleaxe", "war axe", "double-bladed axe")),
    Kind("shield", melee.shield, ("knight's shield",), front=True),
    Kind("bow", ranged.bow, ("bow and arrow", "longbow")),
    Kind("crossbow", ranged.crossbow, ("cross bow", "arbalest"), front=True),
    Kind("quiver", ranged.quiver, ("quiver of arrows", "quiver with arrows", "arrow quiver")),
    Kind("boomerang", ranged.boomerang),
    Kind("cannon", ranged.cannon, ("ship's cannon",), front=True),
    Kind("ray gun", ranged.ray_gun, ("raygun", "laser gun", "blaster")),
)
