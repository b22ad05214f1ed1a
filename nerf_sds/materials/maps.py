"""Draws the map of a prop's roughness and metallic, as glTF has it: occlusion, roughness and metallic in R, G and B.

Where nothing speaks for a material, the surface is rough and no metal. A metal needs a word: for the thing, for a part
of it, or for a kind that is made of it. A wrong metal looks far worse than a plain surface.
"""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ..prior_training.colour_names import COLOURS, lab, parse
from .clusters import Clusters, cluster
from .prompt import Spoken, read
from .table import Material, materials

ROUGHNESS = 0.8  # of a surface whose material is not known
LARGEST_PART = 0.5  # share of the texels above which a colour is not one of a part in metal
LEAST_BODY = 0.15  # share of the texels below which a colour that the prompt says is not that of the body
GREYISH = 10.0  # CIELAB chroma of a colour that counts as black, grey or white
HUES = 28.0  # degrees between the hues of a said colour and of an albedo that counts as it
LIGHTER = 30.0  # likewise, difference in CIELAB lightness between two greys; other colours may differ by more
BORDER = 18.0  # distance in CIELAB's a and b from the line between two colours, within which they blend into a colour
BLUR = 1024  # texels per side for which the map is blurred by one texel to each side

Colour = tuple[float, float, float]  # CIELAB lightness, chroma, hue in degrees


def orm(prompt: str, albedo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Returns the map (S, S, 3) for an albedo (S, S, 3) sRGB. There is no occlusion: R is 255 everywhere."""
    spoken, found = read(prompt), cluster(albedo)
    made = materials_of(found, spoken)
    values = np.array([(_roughness(each, spoken), each.metallic if each else 0.0) for each in made], np.float32)
    picture = np.full(albedo.shape, 255, np.uint8)
    table = found.membership @ values
    for channel in (0, 1):
        layer = np.round(255 * table[:, channel]).astype(np.uint8)[found.codes]
        picture[..., 1 + channel] = layer if np.ptp(values[:, channel]) == 0 else _blurred(layer)
    return picture


def materials_of(found: Clusters, spoken: Spoken) -> list[Material | None]:
    """Returns the material of each group of texels, None where it is not known.

    The body is what has a colour that the prompt says, or else the largest group.
    """
    colours = [_polar(colour) for colour in found.colours]
    said = [any(_is_like(colour, lab(np.array(parse(COLOURS[name])))) for name in spoken.colours) for colour in colours]
    body = said if found.shares[said].sum() > LEAST_BODY else [is_said or not i for i, is_said in enumerate(said)]
    bare = [
        not body[i] and found.shares[i] < LARGEST_PART and not _is_blend(found.colours[i, 1:], found.colours[:i, 1:])
        for i in range(len(colours))
    ]
    return [_material(*each, spoken) for each in zip(colours, said, body, bare, strict=True)]


def _is_blend(place: NDArray, larger: NDArray) -> bool:
    """True if a colour is that of the border of two larger groups, such as grey between blue and yellow.

    `place` is its a and b in CIELAB (2,), `larger` (N, 2) those of the larger groups.
    """
    for one, other in combinations(larger, 2):
        if min(np.linalg.norm(one), np.linalg.norm(other)) > 2 * GREYISH:
            along = other - one
            share = (place - one) @ along / max(along @ along, 1e-12)
            if 0.15 < share < 0.85 and np.linalg.norm(one + share * along - place) < BORDER:
                return True
    return False


def _material(colour: Colour, is_said: bool, is_body: bool, may_be_bare: bool, spoken: Spoken) -> Material | None:
    """Returns the material of one group, None if it is not known. `may_be_bare` tells that it may be a part in metal.

    The order is: a metal that is said; a part in metal; another material that is said; the body in the colour that is
    said; another part; the body as it usually is.
    """
    plain = [each for each in spoken.said if not each.metallic]
    for each in spoken.said:
        if each.metallic and each.fits(*colour, said=not plain):
            return each
    if may_be_bare:
        for each in spoken.parts:
            if each.metallic and each.fits(*colour):
                return each
    for each in plain:
        if each.fits(*colour, said=True):
            return each
    if is_said and spoken.body:
        return _in_any_colour(colour, spoken.body[0])
    if not is_body:
        for each in spoken.parts:
            if not each.metallic and each.fits(*colour):
                return each
    if spoken.kind and not spoken.said:
        body = spoken.kind.body
        if body.fits(*colour, said=not body.metallic):
            return body
    return plain[0] if plain and is_body else None


def _in_any_colour(colour: Colour, body: Material) -> Material:
    """Returns the material of a body in a colour that the prompt says: paint on a metal that does not come in it."""
    return materials()["painted"] if body.metallic and not body.fits(*colour) else body


def _is_like(colour: Colour, wanted: NDArray) -> bool:
    """True if an albedo counts as a colour that the prompt says, CIELAB."""
    lightness, chroma, hue = _polar(wanted)
    if chroma < GREYISH:
        return colour[1] < 1.3 * GREYISH and abs(colour[0] - lightness) < LIGHTER
    apart = abs((colour[2] - hue + 180) % 360 - 180)
    return colour[1] > GREYISH and apart < HUES and abs(colour[0] - lightness) < 1.4 * LIGHTER


def _polar(colour: NDArray) -> Colour:
    """Converts CIELAB to lightness, chroma and hue in degrees (0..360)."""
    lightness, a, b = map(float, colour)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _roughness(material: Material | None, spoken: Spoken) -> float:
    return min(0.95, max(0.05, spoken.gloss * material.roughness)) if material else ROUGHNESS


def _blurred(layer: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Blurs a layer a little, so that single texels do not sparkle."""
    reach = max(1, round(len(layer) / BLUR))
    width = 2 * reach + 1
    for _ in (0, 1):
        size = len(layer)
        padded = np.pad(layer, ((reach, reach), (0, 0)), mode="edge")
        sums = np.full(layer.shape, width // 2, np.uint16)
        for start in range(width):
            sums += padded[start : start + size]
        layer = (sums // width).astype(np.uint8).T
    return layer
