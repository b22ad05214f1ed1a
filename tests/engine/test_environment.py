"""The virtual environments: what they are made of, when they are ready, whose folders are left alone."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from nerf_sds import paths
from nerf_sds.disk import folders
from nerf_sds.install import environment, installer
from nerf_sds.install.environment import READY, Environment, Trouble, Way, torch_ways

THIS = sys.version_info[:2]
MODULE = "answer = 42\n"


def make_wheel(folder: Path, name: str = "tiny") -> Path:
    """A wheel with one module, so that installing needs no network."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", MODULE)
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{name}-1.0.dist-info/RECORD", f"{name}.py,,{len(MODULE)}\n")
    return path


def tiny(folder: Path, *requirements: str) -> Environment:
    ways = tuple(Way(requirement, requirement, 1, 1) for requirement in requirements)
    return Environment(folder / "tiny", "a tiny thing", (THIS,), ways, (), (), ("tiny",))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Environment, list[str]]:
    """An environment whose first way to get its package fails."""
    folder = tmp_path_factory.mktemp("home")
    wanted = tiny(folder, f"tiny @ {(folder / 'missing.whl').as_uri()}", str(make_wheel(folder)))
    return wanted, list(installer.install(wanted))


def test_it_says_what_it_installs_where_and_how_large_and_takes_the_next_way_when_one_fails(made) -> None:
    wanted, lines = made
    assert str(wanted.folder) in lines[0] and "MB to download" in lines[0] and "on the disk" in lines[0]
    assert [line for line in lines if line.startswith("Looking for")] == [
        f"Looking for {way.title}" for way in wanted.ways
    ]
    assert environment.is_ready(wanted)
    assert environment.output([str(wanted.python), "-c", "import tiny; print(tiny.answer)"]) == "42\n"


def test_a_ready_environment_is_not_installed_again(made) -> None:
    assert list(installer.install(made[0])) == []


def test_a_further_package_is_added_once_and_the_environment_stays_ready(made, tmp_path: Path) -> None:
    wanted, _ = made
    with pytest.raises(Trouble, match="failed"):
        list(installer.add(wanted, [str(tmp_path / "missing.whl")]))
    more = [str(make_wheel(tmp_path, "more"))]
    told, *_ = installer.add(wanted, more)
    assert told == f"Installing {more[0]} into {wanted.folder}"
    assert environment.output([str(wanted.python), "-c", "import tiny, more; print(more.answer)"]) == "42\n"
    assert [*installer.add(wanted, more)] == [] and environment.is_ready(wanted)


def test_other_requirements_make_it_unready(made) -> None:
    assert not environment.is_ready(dataclasses.replace(made[0], requirements=("numpy==1.0",)))


def test_without_its_interpreter_it_is_not_ready(made, tmp_path: Path) -> None:
    moved = dataclasses.replace(made[0], folder=tmp_path / "copy")
    moved.folder.mkdir()
    shutil.copy(made[0].folder / READY, moved.folder)
    assert not environment.is_ready(moved)


def test_a_failed_installation_is_never_ready_and_says_why_in_one_line(made) -> None:
    wanted, _ = made
    broken = dataclasses.replace(wanted, ways=wanted.ways[:1])
    with pytest.raises(Trouble, match="failed") as trouble:
        list(installer.install(broken))
    assert "\n" not in str(trouble.value)
    assert not environment.is_ready(broken) and not environment.is_ready(wanted)
    list(installer.install(wanted))  # goes on with what is there
    assert environment.is_ready(wanted)


def test_stopping_an_installation_leaves_it_unready(tmp_path: Path) -> None:
    wanted = tiny(tmp_path, str(make_wheel(tmp_path)))
    lines = installer.install(wanted)
    next(lines)
    lines.close()  # type: ignore[attr-defined]
    assert not environment.is_ready(wanted)


def test_a_half_made_environment_is_not_ready(tmp_path: Path) -> None:
    wanted = tiny(tmp_path, "tiny")
    wanted.python.parent.mkdir(parents=True)
    wanted.python.touch()
    assert not environment.is_ready(wanted)
    (wanted.folder / READY).write_text("{")
    assert not environment.is_ready(wanted)


def test_only_our_own_folder_is_removed_and_never_through_a_link(made, tmp_path: Path) -> None:
    foreign = tiny(tmp_path, "tiny")
    foreign.folder.mkdir()
    (foreign.folder / "thesis.txt").touch()
    with pytest.raises(Trouble, match="not made by Propsmith"):
        environment.remove(foreign.folder)
    linked = dataclasses.replace(foreign, folder=tmp_path / "link")
    linked.folder.symlink_to(made[0].folder)
    with pytest.raises(Trouble, match="not made by Propsmith"):
        environment.remove(linked.folder)
    assert (foreign.folder / "thesis.txt").exists() and environment.is_ready(made[0])


def test_what_we_made_is_removed(tmp_path: Path) -> None:
    ours = tiny(tmp_path, "tiny")
    ours.folder.mkdir()
    (ours.folder / folders.OWNER).touch()
    environment.remove(ours.folder)
    environment.remove(ours.folder)  # nothing there is fine
    assert not ours.folder.exists()


def test_a_python_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    impostor = tmp_path / "python"
    impostor.write_text("#!/bin/sh\necho I am a teapot\n")
    impostor.chmod(0o755)
    for python in (tmp_path / "missing", tmp_path, impostor):
        with pytest.raises(Trouble, match="not a Python that can be started"):
            environment.check(python, tiny(tmp_path, "tiny"))


def test_a_python_of_another_version_is_refused_with_the_versions_that_will_do(tmp_path: Path) -> None:
    wanted = dataclasses.replace(tiny(tmp_path, "tiny"), versions=((2, 7), (2, 6)))
    with pytest.raises(Trouble, match=r"needs Python 2\.6 or 2\.7"):
        environment.check(Path(sys.executable), wanted)


def test_a_python_without_the_packages_is_refused_with_their_names(tmp_path: Path) -> None:
    wanted = dataclasses.replace(tiny(tmp_path, "tiny"), modules=("json", "no_such_module"))
    with pytest.raises(Trouble, match="lacks no_such_module"):
        environment.check(Path(sys.executable), wanted)


def test_one_of_two_packages_will_do(tmp_path: Path) -> None:
    wanted = tiny(tmp_path, "tiny")
    environment.check(Path(sys.executable), dataclasses.replace(wanted, modules=("no_such_module or json",)))
    with pytest.raises(Trouble, match="lacks no_such_module or no_other: install"):
        environment.check(Path(sys.executable), dataclasses.replace(wanted, modules=("no_such_module or no_other",)))


@pytest.mark.worker
def test_the_engine_s_own_python_passes(tmp_path: Path) -> None:
    assert "all that the engine needs" in environment.check(
        Path(sys.executable), environment.engine_environment(tmp_path)
    )


@pytest.mark.parametrize(
    ("platform", "gpu", "builds"),
    [
        ("linux", False, ["torch==2.0+cpu", "torch==2.0+cpu", "torch==2.0"]),
        ("linux", True, ["torch==2.0"]),
        ("darwin", False, ["torch==2.0"]),
        ("win32", False, ["torch==2.0"]),
        ("win32", True, ["torch==2.0+cu130", "torch==2.0"]),
    ],
)
def test_torch_fits_the_machine(platform: str, gpu: bool, builds: list[str]) -> None:
    assert [way.requirement for way in torch_ways("torch==2.0", platform, gpu)] == builds


def test_the_user_s_own_indexes_come_before_pytorch_s() -> None:
    assert [bool(way.index) for way in torch_ways("torch==2.0", "linux", False)] == [False, True, False]


def test_every_requirement_is_pinned() -> None:
    project = tomllib.loads(environment.PYPROJECT.read_text("utf-8"))
    pins = [*project["project"]["dependencies"], *project["tool"]["propsmith"]["constraints"]]
    for groups in (project["project"]["optional-dependencies"], project["dependency-groups"]):
        pins += [pin for group in groups.values() for pin in group]
    assert [pin for pin in pins if "==" not in pin.partition(";")[0]] == []


def test_the_home_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path))
    assert environment.engine_environment().folder == tmp_path / "engine"
    assert environment.engine_environment(tmp_path / "other").folder == tmp_path / "other" / "engine"
    assert environment.bpy_environment().folder == tmp_path / "bpy"


def test_ready_json_names_the_build(made) -> None:
    assert json.loads((made[0].folder / READY).read_text())["title"] == made[0].ways[1].title


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no XDG_DATA_HOME")
@pytest.mark.parametrize("variable", ["HOME", "XDG_DATA_HOME"])
def test_nothing_is_put_below_wherever_one_stands(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    for name in ("PROPSMITH_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    usual = Path(pwd.getpwuid(os.getuid()).pw_dir, ".local/share/propsmith")
    monkeypatch.delenv("HOME", raising=False)
    for value in ("", ".", "data", "../data"):
        monkeypatch.setenv(variable, value)
        assert paths.home() == usual


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows its users otherwise")
def test_a_user_without_a_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PROPSMITH_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654_321)  # as in a container with a number for a user
    with pytest.raises(ValueError, match="set PROPSMITH_HOME"):
        paths.home()


def test_a_home_below_the_user_s_folder_may_be_named_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPSMITH_HOME", "~/props")
    assert paths.home() == Path.home() / "props"


@pytest.mark.parametrize(
    ("variable", "expected"), [("PIP_NO_COLOR", "uv"), ("PIP_FIND_LINKS", "pip"), ("PIP_INDEX_URL", "pip")]
)
def test_uv_installs_unless_pip_has_sources_of_its_own(
    made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, expected: str
) -> None:
    uv = tmp_path / "uv"
    uv.touch(0o755)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(variable, "1")
    command = installer.installer(made[0])
    assert (command[0] == str(uv)) is (expected == "uv")
    assert command[:3] == [str(uv), "pip", "install"] or command[1:4] == ["-m", "pip", "install"]
