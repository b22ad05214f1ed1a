"""Which Python the environment is made with, and what is said where none will do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nerf_sds.install import installer, interpreters
from nerf_sds.install.environment import Environment, Trouble, Way

THIS = sys.version_info[:2]


@pytest.fixture
def no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the only one on PATH."""
    folder = tmp_path / "path"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_an_interpreter_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "python3.12"  # as pyenv and the Windows store put them on PATH
    stub.write_text("#!/bin/sh\nexit 127\n")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    assert interpreters.find(((3, 12),)) is None
    assert interpreters.find(((3, 12), (3, 11))) is None


def test_this_interpreter_is_taken_when_it_will_do() -> None:
    assert interpreters.find((THIS,)) == sys.executable


def test_another_interpreter_is_found_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = f"{THIS[0]}.{THIS[1]}"
    answer = tmp_path / f"python{version}"
    answer.write_text(f"#!/bin/sh\necho {THIS[0]} {THIS[1]} /somewhere/python\n")
    answer.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(interpreters, "this", lambda: None)
    assert interpreters.find((THIS,)) == "/somewhere/python"


@pytest.mark.parametrize("program", ["bin/python{}.{}", "bin/python3", "bin/python.exe", "python.exe"])
def test_inside_blender_its_own_python_is_the_first_candidate(
    program: str, tmp_path: Path, no_other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is laid out as Blender's own builds have it; there sys.executable may be Blender itself."""
    bundled = tmp_path / "blender/5.2/python" / program.format(*THIS)
    bundled.parent.mkdir(parents=True)
    bundled.symlink_to(sys.executable)
    (no_other / "python{}.{}".format(*THIS)).symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "blender/blender"))
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path / "blender/5.2/python"))
    assert interpreters.this() == str(bundled)
    found = interpreters.find((THIS,))
    assert found and Path(found).parent == bundled.parent


def test_the_python_that_blender_5_brings_will_do() -> None:
    assert (3, 13) in interpreters.WORKER_VERSIONS and (3, 11) in interpreters.WORKER_VERSIONS


@pytest.mark.parametrize("version", [(3, 14), (3, 15), (3, 10)])
def test_with_an_unfit_python_alone_one_line_says_which_to_choose(
    version: tuple[int, int], tmp_path: Path, no_other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Environment(
        tmp_path / "engine", "the engine", interpreters.WORKER_VERSIONS, (Way("x", "x", 1, 1),), (), (), ()
    )
    monkeypatch.setattr(sys, "version_info", (*version, 0))
    with pytest.raises(Trouble) as trouble:
        list(installer.install(wanted))
    told = str(trouble.value)
    assert told.startswith(
        "This is Python {}.{}, and the engine needs Python 3.11, 3.12 or 3.13: install".format(*version)
    )
    assert "uv" in told and "\n" not in told and not wanted.folder.exists()


def test_a_python_without_venv_says_what_to_install(no_other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Debian has it before python3-venv is there."""
    monkeypatch.setattr(interpreters, "_PROBE", f"import no_such_module; {interpreters._PROBE}")
    assert interpreters.find((THIS,)) is None
    version = "{}.{}".format(*THIS)
    wanted = (
        f"Python {version} lacks venv: install it (on Debian or Ubuntu python{version}-venv), or uv, for the engine"
    )
    assert interpreters.advice((THIS,)) == wanted


def test_names_are_told_as_people_write_them() -> None:
    assert interpreters.name(((3, 11),)) == "Python 3.11"
    assert interpreters.name(((3, 12), (3, 11))) == "Python 3.11 or 3.12"
    assert interpreters.name(((3, 12), (3, 11), (3, 13))) == "Python 3.11, 3.12 or 3.13"
