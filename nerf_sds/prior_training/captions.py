"""What is said of a mesh while the model learns: in three lengths, with its own colours or those it is dyed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from ..words.articles import article
from .captioned_meshes import CaptionedMesh
from .colour_names import COLOURS, MATERIALS, NAMES, SPELLINGS, lab, main_colours, names_of, parse

DYED = 0.3  # share of the captions that name another colour than the mesh's own, in which it is then drawn
LENGTHS = (0.4, 0.35, 0.25)  # shares of whole captions, of colour and kind, and of the kind alone
NAMES_MATERIAL = 0.3  # share of the short captions that name a material of which the mesh is made
CONFIDENT = 0.4  # share of the surface from which on a colour is the mesh's colour
TWO_COLOURS = 0.22  # share of the second colour from which on both are named
COLOUR_WORDS = {*NAMES, "gray", "dark gray", "light gray", "pale green", "pale blue", "pale brown"}
COLOUR_PATTERN = re.compile(rf"\b(?:{'|'.join(sorted(COLOUR_WORDS, key=len, reverse=True))})\b")
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
    nouns: list[str]  # its kind, twice, and the kind's other names
    materials: list[str]  # that its caption names
    caption: str  # in small letters
    caption_colour: str  # the first colour in its caption, where it is that of the surface; else empty


def describe(mesh: CaptionedMesh) -> Described:
    """Looks at a mesh's colours and words once."""
    found = main_colours(mesh.vertices, mesh.faces, mesh.colours)
    main, share = found[0]
    own = [mesh.colour.lower()] if mesh.colour else names_of(main) if share >= CONFIDENT else []
    if not mesh.colour and len(found) > 1 and found[1][1] >= TWO_COLOURS and own:
        own = [f"{first} and {second}" for first in own[:2] for second in names_of(found[1][0], 2) if second != first]
    caption = mesh.caption.lower()
    materials = [word for word in MATERIALS if word in caption.split()]
    named = COLOUR_PATTERN.search(caption)
    first = named[0] if named else ""
    value = COLOURS.get(first.replace("gray", "grey"))
    fits = value is not None and np.linalg.norm(lab(np.array(parse(value))) - lab(main)) < 45
    nouns = [name.lower() for name in (mesh.kind, mesh.kind, *mesh.synonyms)]
    return Described(mesh, main, own, nouns, materials, caption, first if fits else "")


def wording(described: Described, random: Random) -> Wording:
    """Draws one way to say what is seen; view words and the lack of words are added later.

    A name that has a colour in it, "brown bear", gets no other one; a mesh that was made in a colour is never dyed.
    """
    length = random.choices(("whole", "coloured", "kind"), LENGTHS)[0]
    noun = _with_material(random.choice(described.nouns), described, random)
    takes_colour = not COLOUR_PATTERN.search(noun)
    if random.random() < DYED and not described.mesh.colour:
        name = random.choice(NAMES)
        if length == "whole" and described.caption_colour:
            return Wording(_spelled(_recoloured(described, name), random), parse(COLOURS[name]))
        if takes_colour:
            return Wording(_coloured(name, noun, random), parse(COLOURS[name]))
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
    """The caption with another name wherever it names its colour, and with "a" or "an" as its first word wants it."""
    own = described.caption_colour
    text = COLOUR_PATTERN.sub(lambda found: name if found[0] == own else found[0], described.caption)
    rest = re.sub(r"^an? ", "", text)
    return f"{article(rest)} {rest}" if rest != text else text


def _spelled(text: str, random: Random) -> str:
    for word, other in SPELLINGS.items():
        if random.random() < 0.5:
            text = re.sub(rf"\b{word}\b", other, text)
    return text
