"""What the toys' parts are made of, told by hand from their shapes, to measure what `materials` says of them."""

from __future__ import annotations

import bpy
import numpy as np

MADE_OF = {  # kind -> name of the part's colour -> material
    "mug": {"main": "ceramic", "coffee": "glass"},
    "bottle": {"main": "glass", "cream": "paper", "dark": "plastic", "wood": "wood"},
    "teapot": {"main": "ceramic", "dark": "ceramic", "gold": "gold"},
    "donut": {"dough": "food", "main": "glaze", "snow": "glaze", "lemon": "glaze", "charcoal": "glaze"},
    "cake": {"snow": "ceramic", "main": "glaze", "light": "glaze", "cream": "glaze", "cherry": "fruit"},
    "chair": {"main": "wood", "dark": "wood", "light": "cloth"},
    "table": {"main": "wood", "dark": "wood"},
    "lamp": {"dark": "ceramic", "gold": "brass", "main": "cloth", "light": "cloth"},
    "bed": {"dark": "wood", "snow": "cloth", "main": "cloth", "light": "cloth"},
    "book": {"cream": "paper", "main": "leather", "dark": "leather", "gold": "gold"},
    "umbrella": {"main": "cloth", "dark": "painted", "gold": "gold", "steel": "steel", "wood": "wood"},
    "mushroom": {"cream": "mushroom", "main": "mushroom", "snow": "mushroom"},
    "pine tree": {"bark": "bark", "main": "plant", "dark": "plant"},
    "cactus": {"terracotta": "terracotta", "main": "plant", "blossom": "plant", "lemon": "plant"},
    "traffic cone": {"dark": "rubber", "main": "plastic", "snow": "plastic"},
    "house": {
        "stone": "stone", "main": "plaster", "dark": "terracotta", "snow": "wood", "bark": "wood", "glass": "glass",
    },
    "mailbox": {
        "wood": "wood", "main": "painted", "dark": "painted", "light": "painted", "gold": "gold", "charcoal": "painted",
        "cherry": "painted", "steel": "steel",
    },
    "crate": {"main": "wood", "dark": "wood", "light": "wood"},
    "barrel": {"main": "wood", "dark": "wood", "light": "wood", "stone": "iron"},
    "treasure chest": {"main": "wood", "dark": "wood", "gold": "gold", "charcoal": "iron"},
    "sword": {"main": "painted", "light": "painted", "dark": "leather", "gold": "gold"},
    "hammer": {"wood": "wood", "main": "painted", "dark": "painted"},
    "car": {
        "main": "painted", "glass": "glass", "charcoal": "rubber", "steel": "steel", "lemon": "glass",
        "cherry": "plastic",
    },
    "robot": {
        "main": "painted", "light": "painted", "stone": "steel", "charcoal": "glass", "glass": "glass",
        "cherry": "plastic", "gold": "plastic",
    },
    "snowman": {"main": "snow", "cherry": "cloth", "charcoal": "cloth", "carrot": "fruit", "bark": "bark"},
    "duck": {"main": "plastic", "dark": "plastic", "carrot": "plastic", "snow": "plastic", "charcoal": "plastic"},
    "rocket": {
        "main": "painted", "dark": "painted", "snow": "painted", "charcoal": "iron", "steel": "steel", "glass": "glass",
    },
    "boat": {
        "main": "painted", "snow": "painted", "wood": "wood", "glass": "glass", "carrot": "plastic",
        "charcoal": "painted",
    },
}  # fmt: skip
BARE = {"sword": ("main", "light"), "hammer": ("main", "dark")}  # parts that are bare steel in a grey toy
HELD_OUT = frozenset(
    ("bed", "book", "car", "crate", "duck", "house", "mailbox", "mushroom", "robot", "snowman", "table", "traffic cone")
)  # kinds of which no prop was looked at while the tables of materials were written
SIDE = 192  # texels


def made_of(kind: str, part: str, colour: str) -> str:
    """Returns the name of the material of a part of a toy."""
    return "steel" if colour == "grey" and part in BARE.get(kind, ()) else MADE_OF[kind][part]


def albedo_of(mesh: bpy.types.Mesh, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Returns a texture (SIDE, SIDE, 3) sRGB of a toy's mesh, and the material slot of each texel (SIDE, SIDE).

    Each face has texels by its area. Baked light and noise vary them as in a made prop.
    """
    areas = np.array([face.area for face in mesh.polygons])
    slots = np.array([face.material_index for face in mesh.polygons])
    places = (np.arange(SIDE**2) + 0.5) / SIDE**2 * areas.sum()
    slot = slots[np.searchsorted(areas.cumsum(), places).clip(max=len(areas) - 1)]
    linear = np.array([material.diffuse_color[:3] for material in mesh.materials])[slot]
    light = random.uniform(0.65, 1.05, (len(slot), 1))
    encoded = np.clip(linear * light, 0, 1) ** (1 / 2.2) + random.normal(0, 0.02, linear.shape)
    return np.round(255 * encoded.clip(0, 1)).astype(np.uint8).reshape(SIDE, SIDE, 3), slot.reshape(SIDE, SIDE)
