"""Lists and deletes what Propsmith keeps: environments, models, prompts, a farm's store, jobs.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import models, paths
from ..disk import folders
from ..units import amount
from . import environment
from .environment import Environment

ENVIRONMENTS = ("engine", "shared-engine", "bpy")


@dataclass(frozen=True)
class Kept:
    """A folder that Propsmith keeps."""

    name: str  # as the user types it: "engine", "words", "jobs", or a model's source on the hub
    title: str  # for people
    folder: Path
    removable: bool  # True if it can be made again and has our mark


def kept(engine: Environment, jobs: Path | None = None) -> list[Kept]:
    """Returns the folders that exist: engines and other environments, models, prompts, a farm's store, and jobs.

    `jobs` is the folder of the jobs; without it they are not listed.
    """
    own = environment.engine_folder()
    places = [
        ("engine", "Engine", engine.folder),
        ("shared-engine", "Engine of the command line", own if own != engine.folder else None),
        ("bpy", "Blender as a Python module", own.with_name("bpy")),
        *((source, f"Diffusion model {title}", models.place_in_cache(source)) for source, title in _models()),
        ("words", "Encoded prompts", paths.words()),
        ("farm", "Props of --farm auto, and their checkpoints", paths.farm_store()),
        ("jobs", "Jobs", jobs),
    ]
    return [
        Kept(name, title, folder, name != "jobs" and folders.is_ours(folder))
        for name, title, folder in places
        if folder and folder.is_dir()
    ]


def find(name: str, engine: Environment) -> Kept:
    """Returns the kept folder of that name. Raises ValueError with one line if there is none."""
    there = {place.name: place for place in kept(engine)}
    if name not in there:
        raise ValueError(f"Nothing called {name!r} is kept: choose one of {', '.join(there) or 'nothing'}")
    return there[name]


def remove(place: Kept) -> None:
    """Deletes the folder if Propsmith made it. Raises Trouble, NotOurs or OSError."""
    if place.name in ENVIRONMENTS:
        environment.remove(place.folder)
    else:
        folders.remove(place.folder)


def describe(place: Kept, size: int) -> str:
    """Returns one line: "Engine: 1.4 GB in /home/me/.local/share/propsmith/engine". `size` is in bytes."""
    return f"{place.title}: {amount(size)} in {place.folder}"


def _models() -> Iterator[tuple[str, str]]:
    """Yields (source, title) of the models that may be in the hub's cache.

    The listed models come first, then others that Propsmith has downloaded.
    """
    names = {model.source: model.name for model in models.MODELS.values()} | {models.TINY_AUTOENCODER: "taesd"}
    yield from names.items()
    for folder in sorted(models.cache().glob("models--*--*")):
        source = folder.name.removeprefix("models--").replace("--", "/", 1)
        if source not in names and folders.is_ours(folder):
            yield source, source
