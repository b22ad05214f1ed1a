"""Suggests known kinds when a diffusion model does not know a prompt. Standard library only.

Nearness in meaning is the cosine of word vectors from the first layer of the shipped sentence encoder (meaning/minilm).
This takes milliseconds and no library.
"""

from __future__ import annotations

import array
import json
import math
import struct
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from .. import paths
from ..meaning.kinds import read_kinds
from ..meaning.phrases import phrases
from ..meaning.wordpiece import WordPiece
from . import russian
from .lexicon import Lexicon
from .pieces import Piece, Role
from .reading import ALIKE
from .tokens import singulars

ENCODER = Path(__file__).parents[1] / "meaning" / "minilm"
VECTORS = "embeddings.word_embeddings.weight"
CLOSE = 0.22  # minimum cosine of a near name, found by trial
BEHIND = 0.12  # maximum distance of a suggested name's cosine from the best one
NAMED = 3
EVERY = 30  # every 30th name of the world is enough for the mean vector
LISTED = 40  # number of kinds that are listed if none is near
Vector = tuple[float, ...]


def refusal(prompt: str, found: Sequence[Piece], lexicon: Lexicon) -> str:
    """Returns one line on a prompt that the diffusion model does not know.

    It names known words with a similar spelling or meaning, or else known kinds, and the model "world" if that knows
    the thing.
    """
    asked = f"The diffusion model does not know what {prompt!r} is."
    seen = seen_by_the_world(found)
    names = [*lexicon.names, *_russian_names(lexicon)]
    spelled = [name for word in _unknown(found) for name in get_close_matches(word, names, 2, ALIKE)]
    if spelled and not seen:
        return f"{asked} Did you mean {' or '.join(dict.fromkeys(spelled))}?"
    elsewhere = f'. The model "world" has seen {seen}: choose it (--prior world)' if seen else ""
    near = near_in_meaning(found, lexicon)
    if near:
        return f"{asked} It knows something near in meaning: {', '.join(near)}{elsewhere}"
    kinds = sorted(lexicon.captions or {*lexicon.names.values()})
    return f"{asked} It knows {', '.join([*kinds[:LISTED], *(['...'] if len(kinds) > LISTED else [])])}{elsewhere}"


def near_in_meaning(found: Sequence[Piece], lexicon: Lexicon) -> list[str]:
    """Returns at most NAMED kinds that are near in meaning, nearest first.

    Only the noun of the unknown words counts.
    """
    things = [piece.value or piece.said for piece in found if piece.role in (Role.UNKNOWN, Role.PART)]
    wanted = _vector(_thing(things)) if things else None
    if wanted is None:
        return []
    cosines: dict[str, float] = {}
    for name, kind in lexicon.names.items():
        vector = _vector(name)
        cosine = sum(map(float.__mul__, wanted, vector)) if vector else 0.0
        cosines[kind] = max(cosine, cosines.get(kind, 0.0))
    best = sorted(cosines, key=lambda kind: -cosines[kind])[:NAMED]
    return [kind for kind in best if cosines[kind] >= max(CLOSE, cosines[best[0]] - BEHIND)]


def _thing(words: Sequence[str]) -> str:
    """Returns the noun of the unknown words: the last word of their first phrase."""
    return phrases(" ".join(words))[-1].split()[-1]


def _russian_names(lexicon: Lexicon) -> list[str]:
    return [" ".join(entry.phrase) for entry in russian.entries() if entry.english in lexicon.names]


def _unknown(found: Iterable[Piece]) -> list[str]:
    return [token.text for piece in found if piece.role is Role.UNKNOWN for token in piece.tokens]


def seen_by_the_world(found: Sequence[Piece]) -> str:
    """The kind of the built-in model of the world that the unknown words name; the longest name goes first."""
    words = [word for piece in found for word in (piece.value or piece.said).lower().split()]
    for length in (3, 2, 1):
        for start in reversed(range(len(words) - length + 1)):
            for last in singulars(words[start + length - 1]):
                name = " ".join([*words[start : start + length - 1], last])
                if name in _names_of_the_world():
                    return name
    return ""


@cache
def _names_of_the_world() -> frozenset[str]:
    return frozenset(name.lower() for kind in read_kinds(paths.WORLD) for name in kind.names)


@cache
def _vector(text: str) -> Vector | None:
    """Returns a text as a unit vector, the mean of its tokens' vectors less `_common`. None if no token is known."""
    ids = _tokenizer().encode(text, 64)[1:-1]
    if not ids or ids == _tokenizer().encode("\u2603", 64)[1:-1]:  # the unknown token
        return None
    return _unit([value - common for value, common in zip(_mean(ids), _common(), strict=True)])


@cache
def _common() -> list[float]:
    """Returns the mean vector of many names. Without this common part, things are easier to tell apart."""
    some = sorted(_names_of_the_world())[::EVERY]
    vectors = [_mean(_tokenizer().encode(name, 64)[1:-1]) for name in some]
    return [sum(values) / len(vectors) for values in zip(*vectors, strict=True)]


def _mean(ids: Sequence[int]) -> Vector:
    """Returns the mean of the vectors of these tokens, as a unit vector."""
    return _unit([sum(values) for values in zip(*map(_row, ids), strict=True)])


def _unit(values: Sequence[float]) -> Vector:
    length = math.sqrt(sum(value * value for value in values)) or 1.0
    return tuple(value / length for value in values)


@cache
def _tokenizer() -> WordPiece:
    return WordPiece(ENCODER)


@cache
def _tensors() -> tuple[int, dict[str, dict]]:
    """Returns the offset of the tensors in the encoder's file and the file's header; see meaning/tensor_file.py."""
    with (ENCODER / "model.safetensors").open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        return 8 + length, json.loads(file.read(length))


def _row(number: int) -> list[float]:
    """Returns a row of the word-vector matrix. The matrix holds 8-bit integers with a float16 scale per row."""
    start, tensors = _tensors()
    matrix, scales = tensors[VECTORS], tensors[f"{VECTORS}.scale"]
    width = matrix["shape"][1]
    with (ENCODER / "model.safetensors").open("rb") as file:
        file.seek(start + matrix["data_offsets"][0] + number * width)
        values = array.array("b", file.read(width))
        file.seek(start + scales["data_offsets"][0] + 2 * number)
        (scale,) = struct.unpack("<e", file.read(2))
    return [scale * value for value in values]
