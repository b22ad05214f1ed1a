"""Resolves the engine's packages for each Python and system that it promises, with wheels alone; installs nothing.

    python .ci/wheels.py            all of them, some at a time
    python .ci/wheels.py 3.13 win   this one, as a process of its own

pip asks its own interpreter what a marker such as `platform_system == "Windows"` means, so it is told otherwise here.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryDirectory

from pip._internal.cli.main import main as pip
from pip._vendor.packaging import markers

AHEAD: dict[str, set[str]] = {"3.14": set()}  # Pythons that the engine is not tried on yet: what has no wheel for it
AT_A_TIME = 6  # they mostly wait for the network
SYSTEMS = {  # the markers' names, and the tags of wheels, the best first
    "linux": (
        {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64", "os_name": "posix"},
        [
            *(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)),
            "manylinux2014_x86_64",
            "manylinux2010_x86_64",
        ],
    ),
    "win": (
        {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"},
        ["win_amd64"],
    ),
    "mac": (
        {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64", "os_name": "posix"},
        [f"macosx_{major}_0_{kind}" for major in range(14, 10, -1) for kind in ("arm64", "universal2")],
    ),
}


def main(arguments: list[str]) -> int:
    """The exit code."""
    if arguments:
        return resolve(*arguments)
    with open("pyproject.toml", "rb") as file:
        wanted = tomllib.load(file)["project"]["requires-python"]
    oldest, end = (int(minor) for minor in re.findall(r"3\.(\d+)", wanted))
    versions = [*(f"3.{minor}" for minor in range(oldest, end)), *AHEAD]
    pairs = [(version, system) for version in versions for system in SYSTEMS]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        answers = list(pool.map(lambda pair: run(*pair), pairs))
    for pair, answer in zip(pairs, answers, strict=True):
        print(*pair, "has all wheels" if answer.returncode == 0 else f"FAILED\n{answer.stderr}{answer.stdout}")
    failed = sum(answer.returncode != 0 for answer in answers)
    print(f"{len(pairs) - failed} passed, {failed} failed")
    return 1 if failed else 0


def run(version: str, system: str) -> subprocess.CompletedProcess[str]:
    """`resolve` in a process of its own."""
    return subprocess.run([sys.executable, __file__, version, system], capture_output=True, text=True)


def resolve(version: str, system: str) -> int:
    """pip's exit code. With fast-deps it reads the end of each wheel instead of downloading gigabytes of CUDA."""
    names, tags = SYSTEMS[system]
    names = markers.default_environment() | names | {"python_version": version, "python_full_version": f"{version}.0"}
    markers.default_environment = lambda: names
    with open("pyproject.toml", "rb") as file:
        project = tomllib.load(file)
    lacks = AHEAD.get(version, set())
    wanted = [pin for pin in project["project"]["dependencies"] if re.split("[=;]", pin)[0] not in lacks]
    options = [
        "--dry-run",
        "--ignore-installed",
        "--quiet",
        "--only-binary=:all:",
        "--use-feature=fast-deps",
        "--python-version",
        version,
    ]
    options += [option for tag in tags for option in ("--platform", tag)]
    with TemporaryDirectory() as folder:
        constraints = f"{folder}/constraints.txt"
        with open(constraints, "w", encoding="utf-8") as file:
            file.write("\n".join(project["tool"]["propsmith"]["constraints"]))
        return pip(["install", *options, "--target", folder, "--constraint", constraints, *wanted])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
