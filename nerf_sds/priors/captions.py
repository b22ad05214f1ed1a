"""The wordings of a caption that the built-in prior reads while it learns, so that an artist may write freely."""

from __future__ import annotations

from random import Random

from ..prompts import Vocabulary

TEMPLATES = (
    "{a} {colour} {noun}",
    "{colour} {noun}",
    "{noun}, {colour}",
    "{a} {noun} in {colour}",
    "one {colour} {noun}",
)
ANY_CAPTION = 0.1  # share of pictures without words, for classifier-free guidance
VIEW_WORDS = 0.6  # share of captions that name the view
COLOURLESS = 0.05  # share of captions that leave the colour out


def wording(kind: str, colour: str, view_words: str, vocabulary: Vocabulary, random: Random) -> str:
    """One way to say what is in the picture, or nothing at all: "mug, red, back view".

    An artist's prop has no colour: its kind is a caption already.
    """
    if random.random() < ANY_CAPTION:
        return ""
    noun = random.choice([kind, kind, *vocabulary.kinds[kind]])
    if not colour:
        text = noun
    elif random.random() < COLOURLESS:
        text = f"{_article(noun)} {noun}"
    else:
        template = random.choice([TEMPLATES[0], *TEMPLATES])
        first = colour if template.startswith("{a} {colour}") else noun
        text = template.format(a=_article(first), colour=colour, noun=noun)
    return f"{text}, {view_words}" if random.random() < VIEW_WORDS else text


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
