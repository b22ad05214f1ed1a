"""The only place that decides how a diffusion model understands a prompt. Standard library only."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .. import models, paths, prompts
from ..config import Request
from ..disk.texts import tidy
from ..meaning.copies import originals
from . import captions, lexicon, reading, suggestions, world
from .pieces import pieces
from .tokens import tokens
from .understood import VIEW, Understood, names_no_thing

REMEMBERED = 512  # prompts


@lru_cache(REMEMBERED)
def understand(prompt: str, prior: str) -> Understood:
    """Returns what the diffusion model named `prior` understands of a prompt.

    Raises ValueError with one line if the prompt names nothing, or nothing that the model knows.
    """
    text = tidy(prompt)
    folder = folder_of(prior)
    if folder and (folder / models.VOCABULARY).is_file():
        return _by_vocabulary(text, folder)
    if folder and (folder / models.KNOWN).is_file():
        said = world.understand(text)
        return replace(said, originals=originals(said.prompt, folder))
    return Understood(text)


def asked(request: Request) -> Request:
    """Returns the request with the prompt that is passed to the diffusion model.

    Raises ValueError like `understand`.
    """
    return replace(request, prompt=understand(request.prompt, request.prior).prompt)


def _by_vocabulary(text: str, folder: Path) -> Understood:
    words = lexicon.load(folder)
    found = pieces(text, words)
    wanted = reading.wanted(found)
    if not any(piece.role in reading.NOUNS for piece in wanted) and not suggestions.seen_by_the_world(wanted):
        raise ValueError(names_no_thing(text))
    said = (captions if words.captions else reading).understand(found, words)
    if said is None:
        raise ValueError(suggestions.refusal(text, wanted, words))
    return replace(said, prompt=known) if (known := _as_it_is(text, said, folder)) else said


def _as_it_is(text: str, said: Understood, folder: Path) -> str:
    """Returns the prompt unchanged if it consists only of words that the model was trained on, else an empty string."""
    vocabulary = prompts.load_vocabulary(folder)
    changed = said.replaced or said.count != 1 or any(each.why != VIEW for each in said.ignored)
    known = prompts.known_part(text, vocabulary)
    return known if not changed and known == " ".join(token.text for token in tokens(text)) else ""


def folder_of(prior: str) -> Path | None:
    """Returns the folder of a model that `train-prior` made, None for other built-in models.

    A name that is not built in is taken as a path.
    """
    if prior in models.SHIPPED:
        return {"toybox": paths.TOYBOX, "world": paths.WORLD}[prior]
    return None if prior in models.BUILT_IN else Path(prior).expanduser()
