"""Downloads diffusion models. Resumes broken downloads, reports progress, and explains each failure in one line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath

from httpx2 import HTTPError
from huggingface_hub import HfApi, snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.hf_api import RepoFile

from .. import models
from ..disk import folders
from ..models import FAMILIES, GB, Model

INDEX = "model_index.json"
TEXTS = (".json", ".txt", ".model")  # no code and no pickles
SECONDS_BETWEEN_REPORTS = 2.0
HUB = HfApi()
Tell = Callable[[str], None]


def fetch(model: Model, tell: Tell) -> None:
    """Downloads a model from the hub unless it is on this machine. `tell` gets lines of progress for people.

    Raises ValueError with one line that says what to do.
    """
    folder = model.folder
    if model.is_local or (folder and models.is_whole(folder)):
        return
    files = list_files(model, model.source, model.revision)
    if INDEX not in files:
        raise ValueError(f"{model.source} is no model in diffusers' format: it has no {INDEX}")
    download(model, model.source, model.revision, {INDEX: files[INDEX]}, tell)
    folder = models.cached(model.source, model.revision)
    family = models.family_of(folder) if folder else ""
    if not family:
        raise ValueError(f"{model.source} is of a kind that is not known here: choose one of {', '.join(FAMILIES)}")
    download(model, model.source, model.revision, wanted(files, family), tell)
    if family != "pixel":
        tiny = list_files(model, models.TINY_AUTOENCODER, "main")
        download(model, models.TINY_AUTOENCODER, "main", weights_and_texts(tiny), tell)


def list_files(model: Model, source: str, revision: str) -> dict[str, int]:
    """Returns the files of a repository: path -> size in bytes. Raises ValueError with one line."""
    with explained(model, source, revision):
        tree = HUB.list_repo_tree(source, recursive=True, revision=revision)
        return {file.path: file.size for file in tree if isinstance(file, RepoFile)}


def wanted(files: dict[str, int], family: str) -> dict[str, int]:
    """Selects the files that a prior of this family reads. `files` is path -> size in bytes, as is the result."""
    chosen = {INDEX: files[INDEX]}
    for part in models.PARTS[family]:
        inside = {name: size for name, size in files.items() if PurePosixPath(name).parent.as_posix() == part}
        chosen |= weights_and_texts(inside)
    return chosen


def weights_and_texts(files: dict[str, int]) -> dict[str, int]:
    """Selects text files and weights. If the weights also exist in half precision, only those are selected."""
    weights = [name for name in files if name.endswith(".safetensors") and "non_ema" not in name]
    halves = [name for name in weights if ".fp16" in name]
    texts = [name for name in files if name.endswith(TEXTS) and not name.endswith(".index.json")]
    shards = [name for name in files if name.endswith(".index.json") and (".fp16" in name) == bool(halves)]
    return {name: files[name] for name in [*texts, *shards, *(halves or weights)]}


def download(model: Model, source: str, revision: str, files: dict[str, int], tell: Tell) -> None:
    """Downloads these files into the hub's cache. Marks the cache folder as Propsmith's unless it exists already.

    Raises ValueError with one line if the disk is too full or the download fails.
    """
    models.check_room(model.name, sum(files.values()) / GB)
    if not models.place_in_cache(source).exists():
        folders.claim(models.place_in_cache(source))
    with explained(model, source, revision), reporting(source, sum(files.values()), tell):
        snapshot_download(source, revision=revision, allow_patterns=sorted(files))


@contextmanager
def reporting(source: str, total: int, tell: Tell) -> Iterator[None]:
    """Reports the size of a download on disk every SECONDS_BETWEEN_REPORTS while the block runs.

    `total` is in bytes.
    """
    blobs = models.place_in_cache(source) / "blobs"
    ended = threading.Event()

    def report() -> None:
        while not ended.wait(SECONDS_BETWEEN_REPORTS):
            there = folders.size(blobs)
            tell(f"Downloading {source}: {min(there, total) / GB:.2f} of {total / GB:.2f} GB")

    thread = threading.Thread(target=report, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@contextmanager
def explained(model: Model, source: str, revision: str) -> Iterator[None]:
    """Turns the hub's errors into a ValueError of one line."""
    page = f"https://huggingface.co/{source}"
    try:
        yield
    except GatedRepoError as error:
        raise ValueError(f"{source} is gated: accept its licence at {page}, then log in with: hf auth login") from error
    except RevisionNotFoundError as error:
        raise ValueError(f"{source} has no revision {revision!r}: look it up at {page}/tree/main") from error
    except RepositoryNotFoundError as error:
        instead = f"choose {model.instead}" if model.instead else f"choose another, such as {_others(model)}"
        raise ValueError(
            f"{source} is not on the hub any more, or not for you: {instead}, or log in with: hf auth login"
        ) from error
    except (OfflineModeIsEnabled, LocalEntryNotFoundError) as error:
        raise ValueError(f"{source} is not whole on this machine, and the hub was not reached: go online") from error
    except (HfHubHTTPError, HTTPError) as error:
        raise ValueError(f"The download of {source} broke off: start again, and it goes on from there") from error


def _others(model: Model) -> str:
    others: Sequence[str] = [name for name, other in models.MODELS.items() if other.source != model.source]
    return " or ".join(others[-3:])
