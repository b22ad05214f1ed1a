"""What has become of an environment since it was ready: a cleaner, a virus scanner or a full disk may have been there.

Standard library only.
"""

from __future__ import annotations

import csv
import os
import subprocess
from pathlib import Path

from ..disk.texts import last_line
from .environment import Environment, output

_IMPORT = (
    "import sys; from importlib import import_module; from importlib.util import find_spec; "
    "[import_module(next(filter(find_spec, names.split(' or ')), names)) for names in sys.argv[1:]]"
)


def missing(environment: Environment) -> str:
    """The first file that is not there as it was installed, by the installer's own records; empty when all are.

    No process is started: 0.2 s for the engine's 26,000 files.
    """
    for packages in (*environment.folder.glob("lib/python*/site-packages"), environment.folder / "Lib/site-packages"):
        for record in sorted(packages.glob("*.dist-info/RECORD")):
            if name := _missing(record, packages):
                return name
    return ""


def fault(environment: Environment) -> str:
    """Why it does not work: a missing file, or what an import says, in one line; empty when it works. Takes seconds."""
    if name := missing(environment):
        return f"{name} is missing or cut off"
    try:
        output(importing(environment))
    except subprocess.CalledProcessError as error:
        return last_line(error.stderr, f"exit code {error.returncode}")
    except (OSError, subprocess.SubprocessError) as error:
        return str(error)
    return ""


def importing(environment: Environment) -> list[str]:
    """The command that imports all that the environment is for."""
    return [str(environment.python), "-c", _IMPORT, *environment.modules]


def _missing(record: Path, packages: Path) -> str:
    """The first file of a package that is gone or has another size than its record says."""
    name = str(record.relative_to(packages))
    try:
        with open(record, newline="", encoding="utf-8") as rows:
            for name, _, size in csv.reader(rows):
                if name.endswith(".pyc"):  # Python makes them anew
                    continue
                found = os.stat(os.path.join(packages, name)).st_size
                if size and found != int(size):
                    return name
    except (OSError, ValueError, csv.Error):
        return name
    return ""
