"""The view words that are added to a prompt, and the words that a small prior was trained on. Standard library only."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .models import VOCABULARY
from .viewpoints import VIEW_WORDS, Viewpoint

VIEW_PHRASE = (
    r",?\s*\b((from|in|as) (a|the) )?(front|side|back|rear|overhead|top)[ -]view\b"
    r"|,?\s*\b((as )?seen |viewed |shot )?from (behind|above|(the )?(front|side|back|rear|top))\b"
    r"|,?\s*\b(facing|looking at) (the )?(camera|viewer)\b"
)
SMALL_WORDS = frozenset("a an the of in and with one front side back overhead view".split())
LONGEST_CAPTION = 12  # words of an artist's prop that a small prior reads, besides the two of the view


@dataclass(frozen=True)
class Vocabulary:
    """The words that a small prior of the toybox's kind was trained on, as they stand in its vocabulary.json.

    One that was trained on an artist's props knows their captions as kinds, and no colours.
    """

    kinds: dict[str, list[str]]  # kind -> its synonyms
    colours: list[str]

    @property
    def names(self) -> list[str]:
        """Of all kinds."""
        return [name for kind, synonyms in self.kinds.items() for name in (kind, *synonyms)]


def directed(prompt: str, viewpoint: Viewpoint, view_words: bool = True) -> str:
    """The view-dependent prompt (DreamFusion, section 3.2): "a red mug, back view".

    What the prompt itself says of another view is left out: "a cat seen from the front, back view" cannot be drawn.
    Without `view_words` it is the prompt as it is, for a model that knows the view by the camera.
    """
    return with_view(prompt, viewpoint.words) if view_words else prompt


def with_view(prompt: str, words: str) -> str:
    """The prompt with these view words and no others."""
    return f"{re.sub(VIEW_PHRASE, '', prompt, flags=re.IGNORECASE).strip(' ,') or prompt}, {words}"


def all_directed(prompt: str) -> list[str]:
    """The prompt from every side, and no prompt: all that a run can ask a prior for."""
    return [prompt, *(with_view(prompt, words) for words in VIEW_WORDS), ""]


def opposed(viewpoint: Viewpoint) -> dict[str, float]:
    """The view words that a side or a back must not look like, each with its weight, less than 0.

    Perp-Neg (arXiv 2304.04968) with the weights of threestudio, whose curves in the angle r these are.
    """
    azimuth = abs((viewpoint.azimuth + 180) % 360 - 180)
    if viewpoint.words in ("front view", "overhead view"):
        return {}
    if azimuth < 90:
        return {"front view": -(4 * math.exp(-0.5 * (1 - azimuth / 90)) - 2.426)}
    r = 2 - azimuth / 90
    weights = {"side view": -(math.exp(-0.5 * r) - 0.606), "front view": -(math.exp(-0.5 * r) + 0.967)}
    return {words: weight for words, weight in weights.items() if words != viewpoint.words}


def checked_caption(caption: str) -> str:
    """The caption of an artist's prop. Raises ValueError when a small prior could not learn it."""
    words = words_of(caption)
    if not caption.isprintable() or all(word.isdigit() or word in SMALL_WORDS for word in words):
        raise ValueError(f"its caption {caption!r} must be one line with words that say what it is")
    if len(words) > LONGEST_CAPTION:
        raise ValueError(f"its caption has {len(words)} words, more than {LONGEST_CAPTION}: {caption!r}")
    return caption


def known_part(prompt: str, vocabulary: Vocabulary) -> str:
    """The prompt's words that the vocabulary has, in their order: "a huge red mug" -> "a red mug"."""
    return " ".join(word for word in words_of(prompt) if word in _known_words(vocabulary))


@cache
def load_vocabulary(folder: Path) -> Vocabulary:
    """Reads vocabulary.json of a prior's folder."""
    return Vocabulary(**json.loads((folder / VOCABULARY).read_text("utf-8")))


def words_of(prompt: str) -> list[str]:
    """In lower case, without punctuation."""
    return re.findall(r"[^\W_]+", prompt.lower())


def _known_words(vocabulary: Vocabulary) -> set[str]:
    return {word for name in vocabulary.names for word in words_of(name)} | {*vocabulary.colours} | SMALL_WORDS
