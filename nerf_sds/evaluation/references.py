"""Provides real props: loads their data sets. The toys are exported once with Blender if they are missing."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from ..disk.texts import last_line
from ..install import blend_file
from ..install.environment import Trouble, clean_environ
from ..paths import PROJECT
from ..prior_training.captioned_meshes import CAPTIONS
from .ground_truth import References, load_references
from .runner import Tell

TOYS, SEED = 672, 2  # two toys per kind and colour; no model was trained on this seed
# The script that Blender runs. It imports the source folder as the package `propsmith`, whatever the folder's name is.
EXPORT = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
root, folder, *numbers = sys.argv[sys.argv.index("--") + 1:]
spec = spec_from_file_location("propsmith", Path(root, "__init__.py"), submodule_search_locations=[root])
sys.modules["propsmith"] = module_from_spec(spec)
spec.loader.exec_module(sys.modules["propsmith"])
from propsmith.operators.dataset.cast import drawn, toys
from propsmith.operators.dataset.export_props import export_props
from propsmith.nerf_sds.evaluation.study import TOYS
count, seed = map(int, numbers)
cast = toys(all_pairs=True)
asked = [toy for toy in cast.props if toy.kind in TOYS]
export_props(Path(folder), cast, drawn(asked, count, Random(seed)), seed)
"""


def provide(folders: Sequence[Path], default: Path, tell: Tell) -> References:
    """Loads the references of some folders, or those in `default`, which are exported first if they are missing.

    Raises Trouble, OSError or ValueError.
    """
    if not folders and not (default / CAPTIONS).is_file():
        export(default, tell)
    return load_references(folders or [default])


def export(folder: Path, tell: Tell, toys: int = TOYS) -> None:
    """Exports toys with Blender. Raises Trouble with the last line that Blender printed."""
    maker = blend_file.find_maker()
    tell(f"{maker.title} exports {toys} toys as references into {folder}, once")
    for line in blend_file.prepare(maker):
        tell(line)
    arguments = [str(PROJECT), str(folder), str(toys), str(SEED)]
    environ = clean_environ() | {"PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        [*command(maker), *arguments], env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    if ended.returncode or not (folder / CAPTIONS).is_file():
        said = last_line(ended.stderr.decode("utf-8", "replace"), f"exit code {ended.returncode}")
        raise Trouble(f"{maker.title} did not export them: {said}")


def command(maker: blend_file.Maker) -> list[str]:
    """Returns the command that runs EXPORT in Blender, or in a Python with bpy. The caller appends the arguments."""
    start = maker.command[: maker.command.index(str(blend_file.SCRIPT))]
    return [*start, "-c", EXPORT, "--"] if maker.environment else [*start[:-1], "--python-expr", EXPORT, "--"]
