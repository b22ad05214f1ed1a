"""The meshes that come back as props: kinds of which a diffusion model has learned one mesh by heart.

`evaluation.copies` measures them and writes them into the model's folder. Standard library only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from .kinds import named, read_kinds

COPIES = "copies.json"  # in a diffusion model's folder: {kind: {"mesh": ..., "author": ..., "licence": ...}}
NOBODY, NOTHING = "an unnamed author", "no named licence"


@dataclass(frozen=True)
class Original:
    """A mesh of the training data that comes back as a prop."""

    mesh: str  # its name
    author: str = NOBODY
    licence: str = NOTHING

    def __str__(self) -> str:
        """Returns a credit for people: "old violin" by Ann (CC-BY-3.0)."""
        return f'"{self.mesh}" by {self.author} ({self.licence})'


def read_copies(folder: Path) -> dict[str, Original]:
    """Returns the table kind -> mesh in a model's folder, empty if there is none. Raises ValueError with one line."""
    path = folder / COPIES
    if not path.is_file():
        return {}
    try:
        return {kind: Original(**facts) for kind, facts in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} cannot be read: delete it, or measure the copies again") from error


def table(copies: Mapping[str, Original]) -> bytes:
    """Returns the content of the file COPIES."""
    listed = {kind: asdict(copies[kind]) for kind in sorted(copies)}
    return f"{json.dumps(listed, ensure_ascii=False, indent=1)}\n".encode()


def originals(prompt: str, folder: Path) -> tuple[Original, ...]:
    """Returns the meshes that come back as props of what the prompt names, by the table in a model's folder."""
    copies = read_copies(folder)
    if not copies:
        return ()
    found = (copies.get(kind.name) for kind in named(prompt, read_kinds(folder)))
    return tuple(dict.fromkeys(original for original in found if original))
