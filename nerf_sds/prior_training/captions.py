"""Writes captions of a mesh in three lengths, with its own colours, or with the colours or material it is dyed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from ..words.articles import article
from .captioned_meshes import CaptionedMesh
from .colour_names import COLOURS, MATERIALS, NAMES, SPELLINGS, lab, main_colours, names_of, parse
from .dyes import Dye, draw_material, draw_pattern

OTHER_MATERIAL = 0.1  # share of captions that name a material as which the mesh is then dyed
PATTERN = 0.05  # share of captions that name a pattern of two colours, which then dyes the mesh
OTHER_COLOUR = 0.15  # share of captions that name a colour that the mesh does not have, which then dyes the mesh
LENGTHS = (0.4, 0.35, 0.25)  # shares of: the whole caption, colour and kind, kind only
NAMES_MATERIAL = 0.3  # share of short captions that name a material of the mesh
CONFIDENT = 0.4  # least share of the surface of a colour that is the mesh's colour
TWO_COLOURS = 0.22  # least share of the surface of a second colour that is named too
COLOUR_WORDS = {*NAMES, "gray", "dark gray", "light gray", "pale green", "pale blue", "pale brown"}
COLOUR_PATTERN = re.compile(rf"\b(?:{'|'.join(sorted(COLOUR_WORDS, key=len, reverse=True))})\b")
TEMPLATES = ("{a} {colour} {noun}",) * 4 + ("{colour} {noun}", "{noun}, {colour}", "{a} {noun} in {colour}")


@dataclass(frozen=True)
class Wording:
    """A caption, and what replaces the mesh's main colour, if anything does."""

    text: str
    dye: Dye | None = None


@dataclass(frozen=True)
class Described:
    """The facts about a mesh that its captions need."""

    mesh: CaptionedMesh
    main: (
        NDArray  # (3,) sRGB in 0..1, the colour with the largest area, or the one nearest to the colour it was made in
    )
    own: list[str]  # the colour it was made in, and names of its colour or its two colours; empty if none fits
    nouns: list[str]  # its kind, twice, and the kind's synonyms
    materials: list[str]  # the materials in its caption
    caption: str  # in lower case
    caption_colour: str  # the first colour in its caption if it matches the surface, else ""


def describe(mesh: CaptionedMesh) -> Described:
    """Analyses the colours and the caption of a mesh."""
    found = main_colours(mesh.vertices, mesh.faces, mesh.colours)
    if (made_in := mesh.colour.lower()) in COLOURS:
        place = lab(np.array(parse(COLOURS[made_in])))
        found.sort(key=lambda each: float(np.linalg.norm(lab(each[0]) - place)))
    (main, share), *others = found
    own = [made_in] if made_in else names_of(main) if share >= CONFIDENT else []
    second = max(others, key=lambda each: each[1], default=(main, 0.0))
    if own and second[1] >= TWO_COLOURS:
        both = [f"{first} and {name}" for first in own[:2] for name in names_of(second[0], 2) if name != first]
        own = [made_in, *both] if made_in else both
    caption = mesh.caption.lower()
    materials = [word for word in MATERIALS if word in caption.split()]
    named = COLOUR_PATTERN.search(caption)
    first = named[0] if named else ""
    value = COLOURS.get(first.replace("gray", "grey"))
    fits = value is not None and np.linalg.norm(lab(np.array(parse(value))) - lab(main)) < 45
    nouns = [name.lower() for name in (mesh.kind, mesh.kind, *mesh.synonyms)]
    return Described(mesh, main, own, nouns, materials, caption, first if fits else "")


def wording(described: Described, random: Random) -> Wording:
    """Draws one caption. View words, and captions without words, are added later.

    A noun that contains a colour, such as "brown bear", gets no other one. A mesh that was made in one colour gets no
    other colour, because others of its kind were made in those, but may get a material or a pattern.
    """
    length = random.choices(("whole", "coloured", "kind"), LENGTHS)[0]
    plain = random.choice(described.nouns)
    takes_material = not COLOUR_PATTERN.search(plain) and not {*plain.split()} & {*MATERIALS}
    draw = random.random()
    if draw < OTHER_MATERIAL and takes_material:
        material, dye = draw_material(random)
        return Wording(_coloured(material, plain, random), dye)
    if draw < OTHER_MATERIAL + PATTERN and takes_material:
        text, dye = draw_pattern(plain, random)
        return Wording(_spelled(f"{article(text)} {text}", random), dye)
    noun = _with_material(plain, described, random)
    takes_colour = not COLOUR_PATTERN.search(noun)
    if draw < OTHER_MATERIAL + PATTERN + OTHER_COLOUR and not described.mesh.colour:
        name = random.choice(NAMES)
        if length == "whole" and described.caption_colour:
            return Wording(_spelled(_recoloured(described, name), random), Dye(parse(COLOURS[name])))
        if takes_colour:
            return Wording(_coloured(name, noun, random), Dye(parse(COLOURS[name])))
    if length == "whole":
        return Wording(_spelled(described.caption, random))
    if length == "coloured" and described.own and takes_colour:
        return Wording(_coloured(random.choice(described.own), noun, random))
    return Wording(random.choice((f"{article(noun)} {noun}", noun)))


def _coloured(colour: str, noun: str, random: Random) -> str:
    template = random.choice(TEMPLATES)
    first = colour if template.startswith("{a} {colour}") else noun
    return _spelled(template.format(a=article(first), colour=colour, noun=noun), random)


def _with_material(noun: str, described: Described, random: Random) -> str:
    fitting = [material for material in described.materials if material not in (*noun.split(), *COLOURS)]
    return f"{random.choice(fitting)} {noun}" if fitting and random.random() < NAMES_MATERIAL else noun


def _recoloured(described: Described, name: str) -> str:
    """Replaces the caption's main colour by another name, everywhere, and adapts "a" or "an" at the beginning."""
    own = described.caption_colour
    text = COLOUR_PATTERN.sub(lambda found: name if found[0] == own else found[0], described.caption)
    rest = re.sub(r"^an? ", "", text)
    return f"{article(rest)} {rest}" if rest != text else text


def _spelled(text: str, random: Random) -> str:
    for word, other in SPELLINGS.items():
        if random.random() < 0.5:
            text = re.sub(rf"\b{word}\b", other, text)
    return text
