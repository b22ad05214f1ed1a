"""What a prompt says: the view words that are added to it, and which of its words the built-in prior knows.

Standard library only, so that a prompt is checked before anything expensive starts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from .viewpoints import Viewpoint

TOYBOX = Path(__file__).parent / "priors" / "toybox"
SMALL_WORDS = frozenset("a an the of in and with one front side back overhead view".split())


@dataclass(frozen=True)
class Vocabulary:
    """The words that a small prior was trained on, as train-prior wrote them into its vocabulary.json."""

    kinds: dict[str, list[str]]  # kind -> its synonyms
    colours: list[str]

    @property
    def nouns(self) -> dict[str, str]:
        """Every name of a kind -> the kind."""
        return {name: kind for kind, synonyms in self.kinds.items() for name in (kind, *synonyms)}


def directed(prompt: str, viewpoint: Viewpoint) -> str:
    """The view-dependent prompt (DreamFusion, section 3.2): "a red mug, back view"."""
    return f"{prompt}, {viewpoint.words}"


def check(prompt: str, prior: str) -> list[str]:
    """Notices about the prompt, a line each, for instance the words that the prior does not know and will ignore.

    Raises ValueError with one line when the prior knows no kind of prop in the prompt; it names the nearest kinds.
    """
    if prior != "toybox":
        return []
    vocabulary = load_vocabulary(TOYBOX)
    words = _words(prompt)
    if _nouns_in(words, vocabulary) == []:
        raise ValueError(
            f"The built-in model does not know what {prompt.strip()!r} is. It knows {_nearest(words, vocabulary)}"
        )
    unknown = [word for word in words if word not in _known_words(vocabulary)]
    return [f"The built-in model does not know these words and ignores them: {', '.join(unknown)}"] if unknown else []


def known_part(prompt: str, vocabulary: Vocabulary) -> str:
    """The prompt's words that the vocabulary has, in their order: "a huge red mug" -> "a red mug"."""
    return " ".join(word for word in _words(prompt) if word in _known_words(vocabulary))


@cache
def load_vocabulary(folder: Path) -> Vocabulary:
    """Reads vocabulary.json of a prior's folder."""
    return Vocabulary(**json.loads((folder / "vocabulary.json").read_text("utf-8")))


def _words(prompt: str) -> list[str]:
    return re.findall(r"[^\W_]+", prompt.lower())


def _known_words(vocabulary: Vocabulary) -> set[str]:
    return {word for name in vocabulary.nouns for word in name.split()} | {*vocabulary.colours} | SMALL_WORDS


def _nouns_in(words: list[str], vocabulary: Vocabulary) -> list[str]:
    text = f" {' '.join(words)} "
    return [noun for noun in vocabulary.nouns if f" {noun} " in text]


def _nearest(words: list[str], vocabulary: Vocabulary) -> str:
    """The kinds spelled most like one of the words; all of them when none is near."""
    near = [noun for word in words for noun in get_close_matches(word, vocabulary.nouns, n=3, cutoff=0.6)]
    if near:
        return f"{', '.join(dict.fromkeys(near))}: did you mean one of these?"
    return ", ".join(sorted(vocabulary.kinds))
