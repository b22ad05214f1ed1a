"""What is said of a mesh while the model learns: in three lengths, with its own colours or those it is dyed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from .captioned_meshes import CaptionedMesh
from .colour_names import COLOURS, MATERIALS, NAMES, SPELLINGS, lab, main_colours, names_of, parse

DYED = 0.3  # share of the captions that name another colour than the mesh's own, in which it is then drawn
LENGTHS = (0.4, 0.35, 0.25)  # shares of whole captions, of colour and kind, and of the kind alone
NAMES_MATERIAL = 0.3  # share of the short captions that name a material of which the mesh is made
CONFIDENT = 0.4  # share of the surface from which on a colour is the mesh's colour
TWO_COLOURS = 0.22  # share of the second colour from which on both are named
COLOUR_WORDS = sorted({*NAMES, "gray", "dark gray", "light gray", "pale green", "pale blue", "pale brown"}, key=len)[
    ::-1
]
COLOUR_PATTERN = re.compile(rf"\b(?:{'|'.join(COLOUR_WORDS)})\b")
TEMPLATES = ("{a} {colour} {noun}",) * 4 + ("{colour} {noun}", "{noun}, {colour}", "{a} {noun} in {colour}")


@dataclass(frozen=True)
class Wording:
    """A caption, and the colour in which the mesh's main colour is drawn, if in another."""

    text: str
    dye: tuple[float, float, float] | None = None  # sRGB


@dataclass(frozen=True)
class Described:
    """A mesh's facts as far as its captions need them."""

    mesh: CaptionedMesh
    main: NDArray  # (3,) sRGB of what covers most of it
    own: list[str]  # names of its colour, or of both its colours; empty where no name fits
    nouns: list[str]
    materials: list[str]
    caption_colour: str  # the first colour in its caption, where it is that of the surface; else empty


def describe(mesh: CaptionedMesh) -> Described:
    """Looks at a mesh's colours and words once."""
    found = main_colours(mesh.vertices, mesh.faces, mesh.colours)
    main, share = found[0]
    own = [mesh.colour] if mesh.colour else names_of(main) if share >= CONFIDENT else []
    if not mesh.colour and len(found) > 1 and found[1][1] >= TWO_COLOURS and own:
        own = [f"{first} and {second}" for first in own[:2] for second in names_of(found[1][0], 2) if second != first]
    words = mesh.caption.lower().split()
    materials = [word for word in MATERIALS if word in words]
    named = COLOUR_PATTERN.search(mesh.caption.lower())
    first = named[0] if named else ""
    value = COLOURS.get(first.replace("gray", "grey"))
    fits = value is not None and np.linalg.norm(lab(np.array(parse(value))) - lab(main)) < 45
    nouns = [mesh.kind, mesh.kind, *mesh.synonyms]
    return Described(mesh, main, own, nouns, materials, first if fits else "")


def wording(described: Described, random: Random) -> Wording:
    """Draws one way to say what is seen; view words and the lack of words are added later."""
    length = random.choices(("whole", "coloured", "kind"), LENGTHS)[0]
    noun = _with_material(random.choice(described.nouns), described, random)
    if random.random() < DYED and not described.mesh.colour:
        name = random.choice(NAMES)
        text = _coloured(name, noun, random)
        if length == "whole" and described.caption_colour:
            recoloured = described.mesh.caption.lower().replace(described.caption_colour, name, 1)
            text = _spelled(_with_article(recoloured), random)
        return Wording(text, parse(COLOURS[name]))
    if length == "whole":
        return Wording(_spelled(described.mesh.caption.lower(), random))
    if length == "coloured" and described.own:
        return Wording(_coloured(random.choice(described.own), noun, random))
    return Wording(random.choice((f"{_article(noun)} {noun}", noun)))


def _coloured(colour: str, noun: str, random: Random) -> str:
    template = random.choice(TEMPLATES)
    first = colour if template.startswith("{a} {colour}") else noun
    return _spelled(template.format(a=_article(first), colour=colour, noun=noun), random)


def _with_material(noun: str, described: Described, random: Random) -> str:
    fitting = [material for material in described.materials if material not in (*noun.split(), *COLOURS)]
    return f"{random.choice(fitting)} {noun}" if fitting and random.random() < NAMES_MATERIAL else noun


def _with_article(text: str) -> str:
    """The text with "a" or "an" as its first word wants it."""
    rest = re.sub(r"^an? ", "", text)
    return f"{_article(rest)} {rest}" if rest != text else text


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _spelled(text: str, random: Random) -> str:
    for word, other in SPELLINGS.items():
        if random.random() < 0.5:
            text = re.sub(rf"\b{word}\b", other, text)
    return text
