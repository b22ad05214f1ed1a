"""The only place that decides how a diffusion model understands a prompt. Standard library only."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .. import models, paths
from ..config import Request
from ..disk.texts import tidy
from ..meaning.copies import originals
from . import world
from .understood import Understood

REMEMBERED = 512  # prompts


@lru_cache(REMEMBERED)
def understand(prompt: str, prior: str) -> Understood:
    """Returns what the diffusion model named `prior` understands of a prompt.

    Raises ValueError with one line if the prompt names nothing, or a thing in Russian whose English is not known.
    """
    text = tidy(prompt)
    folder = folder_of(prior)
    if folder and (folder / models.KNOWN).is_file():
        said = world.understand(text, folder)
        return replace(said, originals=originals(said.prompt, folder))
    return Understood(text)


def asked(request: Request) -> Request:
    """Returns the request with the prompt that is passed to the diffusion model.

    Raises ValueError like `understand`.
    """
    return replace(request, prompt=understand(request.prompt, request.prior).prompt)


def folder_of(prior: str) -> Path | None:
    """Returns the folder of a model that `train-prior` made, None for other built-in models.

    A name that is not built in is taken as a path.
    """
    if prior == models.SHIPPED:
        return paths.WORLD
    return None if prior in models.BUILT_IN else Path(prior).expanduser()
