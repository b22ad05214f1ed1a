"""Virtual environments: the worker's, and one with Blender as a module. Standard library only.

Nothing is installed into Blender's Python or the system's. Only pyproject.toml states the exact versions.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import paths
from ..disk import files, folders
from . import interpreters

PYPROJECT = paths.PROJECT / "pyproject.toml"
PYTORCH = "https://download.pytorch.org/whl"  # PyTorch's own package indexes
READY = "ready.json"  # written last: an environment with this file is complete
CONNECTION = 50.0  # Mbit/s that the time estimate assumes for downloads
UNPACKING = 15.0  # MB/s that the time estimate assumes for unpacking, as on a hard disk or two busy cores


class Trouble(RuntimeError):
    """An environment cannot be made or used. One line says why and what to do."""


@dataclass(frozen=True)
class Way:
    """One way to get the large package of an environment. The sizes are those of the whole environment."""

    requirement: str
    title: str  # for people
    download: int  # MB
    installed: int  # MB
    index: str = ""  # a package index besides the configured ones


@dataclass(frozen=True)
class Environment:
    """A virtual environment, which may not exist yet."""

    folder: Path
    title: str  # for people
    versions: tuple[tuple[int, int], ...]  # Python versions that can run it, the best first
    ways: tuple[Way, ...]  # the best first
    requirements: tuple[str, ...]  # the other packages
    constraints: tuple[str, ...]  # versions of the packages' own dependencies
    modules: tuple[str, ...]  # the environment works if these can be imported; "a or b" means either

    @property
    def python(self) -> Path:
        """The path of the environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def fingerprint(self) -> str:
        """A hash of the wanted packages. It does not depend on whether they are for CPU or GPU."""
        wanted = sorted((self.ways[-1].requirement, *self.requirements, *self.constraints))
        return hashlib.sha256("\n".join(wanted).encode()).hexdigest()


def engine_folder(parent: Path | None = None) -> Path:
    """Returns the folder of the worker's environment, in `parent` or in `paths.home()`."""
    return (parent or paths.home()) / "engine"


def engine_environment(parent: Path | None = None) -> Environment:
    """Returns the worker's environment, in `parent` or in `paths.home()`."""
    project = _project()
    torch, *others = project["project"]["dependencies"]
    return Environment(
        folder=engine_folder(parent),
        title="the engine",
        versions=interpreters.WORKER_VERSIONS,
        ways=torch_ways(torch, sys.platform, has_nvidia_gpu()),
        requirements=tuple(others),
        constraints=tuple(project["tool"]["propsmith"]["constraints"]),
        modules=tuple(project["tool"]["propsmith"]["modules"]),
    )


def farm_packages() -> tuple[str, ...]:
    """Returns the packages of the extra "farm".

    A farm's nodes need them besides the engine; --farm auto needs them here.
    """
    return tuple(_project()["project"]["optional-dependencies"]["farm"])


def bpy_environment(parent: Path | None = None) -> Environment:
    """Returns the environment with Blender as a Python module, for machines without a `blender` program."""
    bpy, *others = _project()["dependency-groups"]["blend"]
    return Environment(
        folder=(parent or paths.home()) / "bpy",
        title="Blender as a Python module",
        versions=((3, 11),),  # the only one that bpy 4.5 is built for
        ways=(Way(bpy, bpy.replace("==", " "), download=400, installed=1000),),
        requirements=tuple(others),
        constraints=(),
        modules=("bpy",),
    )


def torch_ways(torch: str, platform: str, gpu: bool) -> tuple[Way, ...]:
    """Returns the ways to get torch, the best build for the machine first.

    `platform` is as in `sys.platform`; `gpu` says whether there is an NVIDIA GPU. The user's own indexes come before
    PyTorch's. The default build on PyPI includes CUDA for Linux but not for Windows.
    """
    cpu, cuda = (300, 1400), (3500, 7500)  # MB
    plain = torch.replace("==", " ")
    if platform == "linux" and not gpu:
        return (
            Way(f"{torch}+cpu", f"{plain}, CPU build", *cpu),
            Way(f"{torch}+cpu", f"{plain}, CPU build from {PYTORCH}/cpu", *cpu, index=f"{PYTORCH}/cpu"),
            Way(torch, f"{plain}, default build with CUDA, as no CPU build is to be had", *cuda),
        )
    if platform == "win32" and gpu:
        return (
            Way(f"{torch}+cu130", f"{plain}, CUDA build from {PYTORCH}/cu130", *cuda, index=f"{PYTORCH}/cu130"),
            Way(torch, f"{plain}, CPU build, as no CUDA build is to be had", *cpu),
        )
    return (Way(torch, f"{plain}, build with CUDA" if gpu else plain, *(cuda if gpu else cpu)),)


def has_nvidia_gpu() -> bool:
    """True if the driver's nvidia-smi lists a GPU."""
    try:
        answer = subprocess.run(["nvidia-smi", "-L"], stdin=subprocess.DEVNULL, capture_output=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and b"GPU" in answer.stdout


def is_ready(environment: Environment) -> bool:
    """True if all packages are installed in the wanted versions. Fast: no process is started."""
    try:
        ready = json.loads((environment.folder / READY).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return ready.get("fingerprint") == environment.fingerprint and environment.python.exists()


def describe(environment: Environment) -> str:
    """Returns one line that says what is installed, or what would be."""
    if not is_ready(environment):
        return f"Not installed: {plan(environment)}"
    ready = json.loads((environment.folder / READY).read_text("utf-8"))
    return f"Ready: {environment.title} in {environment.folder}, with {ready['title']}"


def plan(environment: Environment) -> str:
    """Returns one line that says what `installer.install` would install, where, and how large it is."""
    names = [environment.ways[0].title, *environment.requirements]
    packages = ", ".join(re.sub(r"; (.*)", r" (\1)", name).replace("==", " ", 1) for name in names)
    return f"{environment.title} into {environment.folder}: {packages}; {cost(environment)}"


def cost(environment: Environment) -> str:
    """Returns one line with the sizes of the download and on the disk, and an estimate of the time."""
    way = environment.ways[0]
    minutes = max(1, round((way.download * 8 / CONNECTION + way.installed / UNPACKING) / 60))
    size = f"about {way.download} MB to download, {way.installed / 1000:.1f} GB on the disk"
    return f"{size}; {minutes} minutes at {CONNECTION:.0f} Mbit/s"


def remove(folder: Path) -> None:
    """Deletes the folder of an environment. One that is half deleted is not ready.

    Raises Trouble if `installer.install` did not make it.
    """
    if not os.path.lexists(folder):
        return
    try:
        with files.exclusive(lock(folder)):
            if folders.is_ours(folder):
                (folder / READY).unlink(missing_ok=True)
            folders.remove(folder)
    except files.Busy:
        raise Trouble(f"Another process is installing in {folder}: wait for it") from None
    except folders.NotOurs as error:
        raise Trouble(str(error)) from error


def lock(folder: Path) -> Path:
    """Returns the path of the lock file that a process holds while it installs or removes the environment."""
    return folder.with_name(f"{folder.name}.lock")


def device(python: Path) -> str:
    """Returns the worker's device, such as "NVIDIA H100, 79.6 GB". Takes seconds, because torch is imported.

    Raises Trouble.
    """
    try:
        return output([str(python), "-m", "nerf_sds.compute.device"], PYPROJECT.parent).strip()
    except (OSError, subprocess.SubprocessError):
        raise Trouble(f"{python} cannot load torch: install the engine again, or choose another Python") from None


def check(python: Path, environment: Environment) -> str:
    """Returns one line about an interpreter that the user chose. Raises Trouble if it cannot run the code."""
    script = (
        "import json, sys; from importlib.util import find_spec; "
        "lacks = [names for names in sys.argv[1:] if not any(map(find_spec, names.split(' or ')))]; "
        "print(json.dumps([sys.version_info[:3], lacks]))"
    )
    try:
        version, missing = json.loads(output([str(python), "-c", script, *environment.modules]))
    except (OSError, ValueError, subprocess.SubprocessError):
        raise Trouble(f"{python} is not a Python that can be started: choose another one") from None
    if tuple(version[:2]) not in environment.versions:
        wanted = interpreters.name(environment.versions)
        raise Trouble(f"{python} is Python {version[0]}.{version[1]}, and {environment.title} needs {wanted}")
    if missing:
        raise Trouble(f"{python} lacks {', '.join(missing)}: install them, or choose another Python")
    return f"Python {'.'.join(map(str, version))} with all that {environment.title} needs"


def clean_environ() -> dict[str, str]:
    """Returns the environment variables for another Python, without those of this Python or of Blender."""
    foreign = ("PYTHON", "PYTEST_", "BLENDER_", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV")
    return {key: value for key, value in os.environ.items() if not key.upper().startswith(foreign)}


def output(command: Sequence[str], folder: Path | None = None) -> str:
    """Runs a short command in `folder` and returns its stdout. Raises OSError or SubprocessError, also after 120 s."""
    variables = clean_environ() | {"PYTHONDONTWRITEBYTECODE": "1"}  # an extension's folder must not be changed
    return subprocess.run(
        command,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout


def _project() -> dict[str, Any]:
    import tomllib  # not at the top: older Pythons lack it, but must get as far as looking for another Python

    return tomllib.loads(PYPROJECT.read_text("utf-8"))
