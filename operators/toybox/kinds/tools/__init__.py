"""Tools, weapons and instruments of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import hand_tools, instruments, weapons

KINDS = (
    Kind("hammer", hand_tools.hammer, ("mallet",)),
    Kind("sword", weapons.sword, ("blade",)),
    Kind("pickaxe", hand_tools.pickaxe, ("pick-axe", "miner's pick")),
    Kind("rake", hand_tools.rake, ("garden rake", "leaf rake")),
    Kind("pitchfork", hand_tools.pitchfork, ("hayfork", "hay fork")),
    Kind("hoe", hand_tools.hoe, ("garden hoe",)),
    Kind("sickle", hand_tools.sickle, ("reaping hook",)),
    Kind("scythe", hand_tools.scythe, ("grim reaper's scythe",)),
    Kind("screwdriver", hand_tools.screwdriver, ("screw driver",)),
    Kind("pair of pliers", hand_tools.pliers, ("pliers",)),
    Kind("power drill", hand_tools.power_drill, ("drill", "electric drill", "cordless drill")),
    Kind("chainsaw", hand_tools.chainsaw, ("chain saw",)),
    Kind("toolbox", hand_tools.toolbox, ("tool box", "tool kit")),
    Kind("paintbrush", hand_tools.paintbrush, ("paint brush",)),
    Kind("paint roller", hand_tools.paint_roller, ("painting roller",)),
    Kind("pencil", hand_tools.pencil, ("lead pencil",)),
    Kind("magnifying glass", instruments.magnifying_glass, ("magnifier", "hand lens")),
    Kind("telescope", instruments.telescope, ("refracting telescope",), front=True),
    Kind("microscope", instruments.microscope, ("optical microscope",), front=True),
    Kind("compass", instruments.compass, ("magnetic compass", "pocket compass"), front=True),
    Kind("ship's wheel", instruments.ships_wheel, ("ship wheel", "ship's helm")),
    Kind("coil of rope", instruments.coil_of_rope, ("rope", "rope coil", "coiled rope")),
    Kind("horseshoe", instruments.horseshoe, ("horse shoe",)),
    Kind("torch", weapons.torch, ("burning torch", "flaming torch")),
    Kind("spear", weapons.spear, ("lance", "javelin")),
    Kind("wizard's staff", weapons.wizards_staff, ("magic staff", "wizard staff")),
    Kind("mace", weapons.mace, ("spiked mace", "morning star")),
    Kind("crossbow", weapons.crossbow, ("cross bow", "arbalest"), front=True),
    Kind("battle axe", weapons.battle_axe, ("battleaxe", "war axe", "double-bladed axe")),
    Kind("cannon", weapons.cannon, ("ship's cannon",), front=True),
    Kind("quiver", weapons.quiver, ("quiver of arrows", "quiver with arrows", "arrow quiver")),
    Kind("boomerang", weapons.boomerang),
)
