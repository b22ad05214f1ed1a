"""What a mesh can be dyed in: colours, materials with their colours and grain, patterns of two colours."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from .colour_names import COLOURS, NAMES, RGB, lab, parse
from .solid_textures import NUMBERS

APART = 35.0  # CIELAB distance that the two colours of a pattern have at least
UNDYED = (-1.0,) * 7  # the row of a mesh that keeps its own colours


@dataclass(frozen=True)
class Dye:
    """Replaces the main colour of a mesh by one colour, or by two in a solid texture."""

    first: RGB  # sRGB in 0..1
    second: RGB | None = None
    texture: str = "plain"

    @property
    def row(self) -> tuple[float, ...]:
        """First and second colour and the texture's number: seven numbers."""
        return (*self.first, *(self.second or self.first), float(NUMBERS[self.texture]))


LOOKS = (  # a material's word, its two colours and its texture; some materials have several looks
    ("wood", "#94653a", "#6b4423", "grain"), ("wooden", "#8a5c34", "#613d1e", "grain"),
    ("oaken", "#9a6e3e", "#734f2a", "grain"), ("pine", "#c79a5f", "#a57641", "grain"),
    ("timber", "#a67a4b", "#7d5733", "grain"), ("log", "#6f4b2d", "#4a301b", "strands"),
    ("bamboo", "#c9b06a", "#98813f", "strands"), ("stone", "#8d8a83", "#6a6761", "mottles"),
    ("stone", "#908d86", "#5f5c57", "bricks"), ("brick", "#9c4b37", "#cbbfb2", "bricks"),
    ("brick", "#a8553c", "#7a6f66", "bricks"), ("marble", "#e4e1dc", "#8f8f99", "veins"),
    ("sandstone", "#cdb07f", "#b3935f", "mottles"), ("clay", "#b0775a", "#945c42", "mottles"),
    ("mud", "#6d5238", "#523a25", "mottles"), ("adobe", "#b98a62", "#9c6f4b", "mottles"),
    ("terracotta", "#bb6440", "#a04f30", "mottles"), ("granite", "#9a9592", "#454346", "speckles"),
    ("porcelain", "#f2f1ee", "#f2f1ee", "plain"), ("glass", "#b9dbe2", "#b9dbe2", "plain"),
    ("metal", "#8f9499", "#8f9499", "plain"), ("iron", "#5a5c60", "#4a4b4f", "mottles"),
    ("steel", "#a3a9b0", "#a3a9b0", "plain"), ("brass", "#c2a044", "#c2a044", "plain"),
    ("rusty", "#8a4a28", "#6b625c", "patches"), ("rusty", "#94502a", "#6a361d", "mottles"),
    ("rubber", "#2f2f32", "#2f2f32", "plain"), ("leather", "#7d4d2b", "#633a1e", "mottles"),
    ("wicker", "#b98d57", "#84602f", "weave"), ("straw", "#d9bf73", "#ab8e48", "strands"),
    ("paper", "#f0ece0", "#f0ece0", "plain"), ("cardboard", "#b78e5f", "#b78e5f", "plain"),
    ("concrete", "#a5a49f", "#8b8a86", "mottles"), ("bone", "#e3d9bf", "#cbbd9b", "mottles"),
    ("ice", "#bfe3f2", "#eef9fd", "veins"), ("wool", "#e9e2d0", "#c3b99f", "stitches"),
    ("woolen", "#d8cdb6", "#b0a386", "stitches"), ("knitted", "#c9b9c9", "#9c889e", "stitches"),
    ("furry", "#8b6a4a", "#5f452d", "strands"), ("leafy", "#4d8a38", "#2f6128", "leaves"),
    ("mossy", "#66793b", "#8d8a83", "patches"), ("camouflage", "#66703f", "#3c3a26", "patches"),
)  # fmt: skip
MATERIAL_DYES: dict[str, list[Dye]] = {word: [] for word, *_ in LOOKS}
for _word, _first, _second, _texture in LOOKS:
    MATERIAL_DYES[_word].append(Dye(parse(_first), parse(_second), _texture))

PATTERNS = {  # texture -> its adjectives
    "stripes": ("striped",), "dots": ("dotted", "spotted", "polka dot"), "checks": ("checkered", "chequered"),
    "tartan": ("tartan", "plaid"),
}  # fmt: skip
PATTERN_NOUNS = {"stripes": ("stripes",), "dots": ("dots", "spots", "polka dots"), "checks": ("checks", "squares")}


def draw_material(random: Random) -> tuple[str, Dye]:
    """Draws a material's word, and one of its looks."""
    word = random.choice([*MATERIAL_DYES])
    return word, random.choice(MATERIAL_DYES[word])


def draw_pattern(noun: str, random: Random) -> tuple[str, Dye]:
    """Draws a pattern of two colours that differ. Returns a caption of the noun without its article, and the dye."""
    texture = random.choice([*PATTERNS])
    first, second = (random.choice(NAMES) for _ in range(2))
    while np.linalg.norm(lab(np.array(parse(COLOURS[first]))) - lab(np.array(parse(COLOURS[second])))) < APART:
        second = random.choice(NAMES)
    adjective = random.choice(PATTERNS[texture])
    texts = [f"{adjective} {noun}", f"{first} and {second} {adjective} {noun}"]
    if nouns := PATTERN_NOUNS.get(texture):
        name = random.choice(nouns)
        texts += [f"{first} {noun} with {second} {name}", f"{noun} with {first} and {second} {name}"]
    return random.choice(texts), Dye(parse(COLOURS[first]), parse(COLOURS[second]), texture)
