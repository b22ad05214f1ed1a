"""An environment that was ready and has lost something since: it is never called ready, and mends itself."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_environment import MODULE, make_wheel, tiny

from nerf_sds.cli import commands
from nerf_sds.disk import folders
from nerf_sds.install import damage, environment, installer
from nerf_sds.install.environment import Environment, Trouble
from nerf_sds.jobs import failures, self_test


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    folder = tmp_path_factory.mktemp("home")
    wanted = tiny(folder, str(make_wheel(folder)))
    list(installer.install(wanted))
    return wanted


@pytest.fixture
def made(whole: Environment) -> Iterator[Environment]:
    """A whole environment, for the test to spoil."""
    record = next(packages(whole).glob("tiny-*/RECORD"))
    files = (record, packages(whole) / "tiny.py", whole.folder / environment.READY, whole.folder / folders.OWNER)
    before = {path: path.read_bytes() for path in files}
    yield whole
    for path, content in before.items():
        if path.is_dir():
            path.rmdir()
        path.write_bytes(content)


def packages(made: Environment) -> Path:
    return next(made.folder.glob("lib/python*/site-packages"))


def remove(path: Path) -> None:
    path.unlink()


def cut_off(path: Path) -> None:
    path.write_text("answer =")


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [remove, cut_off, make_a_folder])
def test_what_is_missing_is_found_and_named(made: Environment, spoil: Callable[[Path], None]) -> None:
    assert damage.missing(made) == "" and damage.fault(made) == ""
    spoil(packages(made) / "tiny.py")
    assert damage.missing(made) == "tiny.py"
    assert damage.fault(made) == "tiny.py is missing or cut off"


@pytest.mark.parametrize("record", ["", "\0", "tiny.py\n", "tiny.py,,many\n", "missing.py,,\n"])
def test_a_damaged_record_is_damage_too(made: Environment, record: str) -> None:
    next(packages(made).glob("tiny-*/RECORD")).write_text(record)
    assert bool(damage.missing(made)) is bool(record)


def test_what_an_import_says_is_told(made: Environment) -> None:
    module = packages(made) / "tiny.py"
    module.write_text("import nix_\n".ljust(len(MODULE), "#"))
    os.utime(module, (1, 1))  # else what was compiled in the same second, of a file as long, is taken for it
    assert damage.missing(made) == ""
    assert damage.fault(made).startswith("ModuleNotFoundError: No module named")


def test_installing_makes_a_damaged_environment_anew_though_pip_would_call_it_whole(made: Environment) -> None:
    remove(packages(made) / "tiny.py")
    lines = list(installer.install(made))
    assert lines[0] == "a tiny thing is damaged (tiny.py): it is made anew"
    assert environment.output([str(made.python), "-c", "import tiny; print(tiny.answer)"]) == "42\n"
    assert list(installer.install(made)) == []


def test_a_damaged_environment_that_is_not_ready_is_not_gone_on_with(made: Environment) -> None:
    remove(packages(made) / "tiny.py")
    (made.folder / environment.READY).unlink()
    list(installer.install(made))
    assert environment.is_ready(made) and damage.fault(made) == ""


def test_a_broken_engine_is_not_called_ready(
    made: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "engine_environment", lambda: made)
    assert commands.main(["environment", "--check"]) == 0
    assert capsys.readouterr().out.startswith("Ready")
    remove(packages(made) / "tiny.py")
    assert commands.main(["environment", "--check"]) == 1
    told = capsys.readouterr()
    assert "Ready" not in told.out and "is damaged (tiny.py is missing or cut off)" in told.err
    assert "nerf_sds environment makes it anew" in told.err and told.err.count("\n") == 1
    assert commands.main(["environment"]) == 0
    assert commands.main(["environment", "--check"]) == 0


def test_the_self_test_names_the_damage(made: Environment) -> None:
    remove(packages(made) / "tiny.py")
    findings = [
        of for of in self_test.look(made.python, dataclasses.replace(made, modules=("json",))) if of.passed is not None
    ]
    assert [of.passed for of in findings] == [False]
    assert "is damaged (tiny.py is missing or cut off): install it again" in findings[0].detail


def test_a_worker_that_cannot_import_says_to_install_the_engine_again(tmp_path: Path) -> None:
    told = failures.reason(ModuleNotFoundError("No module named 'torch.nn'"), tmp_path)
    assert told.startswith("No module named 'torch.nn': ") and "install it again" in told


def test_a_foreign_folder_is_not_removed_however_damaged(made: Environment) -> None:
    (made.folder / folders.OWNER).unlink()
    remove(packages(made) / "tiny.py")
    with pytest.raises(Trouble, match="not made by Propsmith"):
        list(installer.install(made))
    assert made.folder.is_dir()
