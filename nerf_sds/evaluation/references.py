"""Provides the renders of real props: loads them, or renders them once with Blender."""

from __future__ import annotations

import json
import math
import os
import subprocess
import tempfile
from pathlib import Path

from ..disk.texts import last_line
from ..install import blend_file
from ..install.environment import Trouble, clean_environ
from ..paths import PROJECT
from .ground_truth import References, load_references
from .runner import Tell

OBJECTS, VIEWS, SEED = 672, 8, 2  # two props per kind and colour; no model was trained on this seed
MINUTES_OF_A_CORE = 10  # minutes that rendering takes on one core
# The script that Blender runs. It imports the source folder as the package `propsmith`, whatever the folder's name is.
RENDER = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
root, folder, *numbers = sys.argv[sys.argv.index("--") + 1:]
spec = spec_from_file_location("propsmith", Path(root, "__init__.py"), submodule_search_locations=[root])
sys.modules["propsmith"] = module_from_spec(spec)
spec.loader.exec_module(sys.modules["propsmith"])
from propsmith.operators.dataset.render_views import render_views
objects, views, seed, *part = map(int, numbers)
render_views(Path(folder), objects, views, seed, "references", tuple(part))
"""


def provide(folder: Path, tell: Tell) -> References:
    """Loads the references; renders them first if some are missing. Raises Trouble, OSError or ValueError."""
    if not is_complete(folder):
        render(folder, tell)
    return load_references(folder)


def is_complete(folder: Path) -> bool:
    """True if the folder holds all shards of the references. Raises ValueError if it holds another data set."""
    if not (folder / "dataset.json").is_file():
        return False
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    if facts.get("purpose") != "references":
        raise ValueError(f"{folder} holds no references: name another folder, and they are rendered into it")
    return len([*folder.glob("shard-*.npy.xz")]) == math.ceil(facts["objects"] * facts["views"] / facts["shard"])


def render(folder: Path, tell: Tell, objects: int = OBJECTS) -> None:
    """Renders the references with one Blender per core. Shards that exist are kept.

    Raises Trouble with the last line that a Blender printed.
    """
    maker = blend_file.find_maker()
    cores = os.cpu_count() or 1
    minutes = max(1, round(MINUTES_OF_A_CORE / cores))
    tell(f"{maker.title} renders {objects} props as references into {folder}, once: about {minutes} min")
    for line in blend_file.prepare(maker):
        tell(line)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as said:
        parts = [
            subprocess.Popen(
                [*command(maker), str(PROJECT), str(folder), *map(str, (objects, VIEWS, SEED, part, cores))],
                env=clean_environ() | {"PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )
            for part in range(1, cores + 1)
        ]
        try:
            codes = [part.wait() for part in parts]
        finally:
            for part in parts:
                part.kill()
        if any(codes):
            said.seek(0)
            last = last_line(said.read().decode("utf-8", "replace"), f"exit codes {codes}")
            raise Trouble(f"{maker.title} did not render them: {last}")


def command(maker: blend_file.Maker) -> list[str]:
    """Returns the command that runs RENDER in Blender, or in a Python with bpy. The caller appends the arguments."""
    start = maker.command[: maker.command.index(str(blend_file.SCRIPT))]
    return [*start, "-c", RENDER, "--"] if maker.environment else [*start[:-1], "--python-expr", RENDER, "--"]
