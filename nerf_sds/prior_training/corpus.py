"""Turns a folder of named meshes that has a reader of its own into a data set. It runs the folder's code.

    python3 -m nerf_sds.prior_training.corpus FOLDER OUT

FOLDER/load.py defines `load(folder)`. It yields meshes with name, kind, caption, has_front, vertices (V, 3) in the unit
ball, faces (F, 3), colours (V, 3) uint8 and the dictionary `facts`: source, licence, author, and other nouns for it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from ..program import Parser, program
from .captioned_meshes import CaptionedMesh, write

READER = "load.py"
SPDX = {  # how a licence's text in Debian begins -> its identifier; the first that fits counts
    "GPL-3+ by default": "GPL-3.0-or-later AND CC-BY-SA-3.0",
    "GPL-2+ (some": "GPL-2.0-or-later AND CC-BY-SA-3.0",
    "GPL-2+": "GPL-2.0-or-later",
    "CC-BY-SA-3.0": "CC-BY-SA-3.0",
    "CC-BY-3.0-US": "CC-BY-3.0-US",
    "CC-BY-3.0": "CC-BY-3.0",
    "CC0": "CC0-1.0",
}


def read(folder: Path) -> Iterator[CaptionedMesh]:
    """Yields the meshes of the folder. Raises ValueError if it has no reader or a mesh has an unknown licence."""
    file = folder / READER
    if not file.is_file():
        raise ValueError(f"There is no {READER} in {folder}: name a folder of meshes with a reader of its own")
    spec = spec_from_file_location("corpus_reader", file)
    assert spec and spec.loader
    reader = sys.modules[spec.name] = module_from_spec(spec)  # where dataclasses look for their module
    spec.loader.exec_module(reader)
    for prop in reader.load(folder):
        facts = prop.facts
        yield CaptionedMesh(
            prop.name, prop.kind, prop.caption, prop.vertices.clip(-1, 1), prop.faces, prop.colours,
            synonyms=[noun for noun in facts.get("nouns") or () if noun != prop.kind], has_front=prop.has_front,
            source=facts["source"], licence=identifier(facts["licence"]), author=facts["author"],
        )  # fmt: skip


def identifier(licence: str) -> str:
    """Returns the SPDX identifier of a licence's text. Raises ValueError if the text is unknown."""
    for beginning, name in SPDX.items():
        if licence.startswith(beginning):
            return name
    raise ValueError(f"The licence {licence!r} is not known: add it to SPDX in {Path(__file__).name}")


@program
def main() -> None:
    """Runs the command line."""
    parser = Parser(prog="nerf_sds.prior_training.corpus", description="Makes a data set of meshes")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    print(f"{write(options.out, read(options.folder))} meshes in {options.out}")


if __name__ == "__main__":
    sys.exit(main())
