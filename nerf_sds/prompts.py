"""View words that are added to a prompt, and the captions that a small prior can learn. Standard library only."""

from __future__ import annotations

import math
import re

from .viewpoints import VIEW_WORDS, Viewpoint

VIEW_PHRASE = (
    r",?\s*\b((from|in|as) (a|the) )?(front|side|back|rear|overhead|top)[ -]view\b"
    r"|,?\s*\b((as )?seen |viewed |shot )?from (behind|above|(the )?(front|side|back|rear|top))\b"
    r"|,?\s*\b(facing|looking at) (the )?(camera|viewer)\b"
)
SMALL_WORDS = frozenset("a an the of in and with one front side back overhead view".split())
LONGEST_CAPTION = 12  # maximum words of an artist's caption, without the two view words


def directed(prompt: str, viewpoint: Viewpoint, view_words: bool = True) -> str:
    """Returns the view-dependent prompt (DreamFusion, section 3.2), for instance "a red mug, back view".

    A view that the prompt itself names is removed: "a cat seen from the front, back view" makes no sense. Returns the
    prompt unchanged without `view_words`, for a model that gets the camera.
    """
    return with_view(prompt, viewpoint.words) if view_words else prompt


def with_view(prompt: str, words: str) -> str:
    """Returns the prompt with these view words in place of its own."""
    return f"{re.sub(VIEW_PHRASE, '', prompt, flags=re.IGNORECASE).strip(' ,') or prompt}, {words}"


def all_directed(prompt: str) -> list[str]:
    """Returns all prompts that a run can pass to a prior: without a view, with each view, and the empty prompt."""
    return [prompt, *(with_view(prompt, words) for words in VIEW_WORDS), ""]


def opposed(viewpoint: Viewpoint) -> dict[str, float]:
    """Returns the view words that a side or back view must avoid, each with its weight, below 0.

    Perp-Neg (arXiv 2304.04968) with threestudio's weights, which are functions of the angle. Empty for front and
    overhead views.
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
    """Returns the caption of an artist's prop unchanged. Raises ValueError if a small prior could not learn it."""
    words = words_of(caption)
    if not caption.isprintable() or all(word.isdigit() or word in SMALL_WORDS for word in words):
        raise ValueError(f"its caption {caption!r} must be one line with words that say what it is")
    if len(words) > LONGEST_CAPTION:
        raise ValueError(f"its caption has {len(words)} words, more than {LONGEST_CAPTION}: {caption!r}")
    return caption


def words_of(prompt: str) -> list[str]:
    """Returns the prompt's words in lower case, without punctuation."""
    return re.findall(r"[^\W_]+", prompt.lower())
