"""The self-test, with a real worker: what it promises, what it says of what does not work, what it leaves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nerf_sds.disk import files
from nerf_sds.install import environment
from nerf_sds.jobs import client, self_test
from nerf_sds.jobs.self_test import Finding


@pytest.fixture
def engine(tmp_path: Path) -> environment.Environment:
    return environment.engine_environment(tmp_path / "none")


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interpreter was looked at, which takes seconds: the first test does so."""
    monkeypatch.setattr(self_test, "look", lambda *_: iter([Finding("Device", "this one", passed=True)]))


def findings(iterator) -> dict[str, Finding]:
    """The last word on each title."""
    return {finding.title: finding for finding in iterator}


def test_a_tiny_prop_goes_the_whole_way_and_nothing_is_left(engine, tmp_path: Path) -> None:
    parent = tmp_path / "jobs"
    found = findings(self_test.run(Path(sys.executable), engine, "dirac", parent, online=False))
    assert [finding.title for finding in found.values() if finding.passed is not True] == []
    assert "torch" in found["Device"].detail and "was made in" in found["A tiny prop"].detail
    assert "prop.glb" in found["Files"].detail
    assert [path.name for path in parent.iterdir()] == [".self-test.lock"]


@pytest.mark.usefixtures("looked")
def test_the_host_s_own_look_at_the_prop_counts(engine, tmp_path: Path) -> None:
    def read(folder: Path) -> str:
        raise ValueError(f"{(folder / 'prop.npz').is_file()}: cannot be read")

    found = findings(self_test.run(Path(sys.executable), engine, "dirac", tmp_path, online=False, read=read))
    assert (found["Files"].detail, found["Files"].passed) == ("True: cannot be read", False)


@pytest.mark.usefixtures("looked")
def test_leaving_it_ends_the_worker_and_removes_the_folder(
    engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[client.Job] = []

    class Watched(client.Job):
        def __init__(self, *arguments) -> None:
            super().__init__(*arguments)
            started.append(self)

    monkeypatch.setattr(client, "Job", Watched)
    running = self_test.run(Path(sys.executable), engine, "dirac", tmp_path, online=False)
    next(finding for finding in running if finding.title == "A tiny prop")
    running.close()  # type: ignore[attr-defined]
    assert len(started) == 1 and not started[0].is_running
    assert not (tmp_path / self_test.FOLDER).exists()


def test_an_interpreter_that_does_not_work_is_one_line_and_the_last_one(engine, tmp_path: Path) -> None:
    impostor = tmp_path / "python"
    impostor.write_text("#!/bin/sh\nexit 1\n")
    impostor.chmod(0o755)
    *_, finding = self_test.run(impostor, engine, "dirac", tmp_path, False)
    assert (finding.title, finding.passed) == ("Worker Python", False) and "\n" not in finding.detail


@pytest.mark.usefixtures("looked")
@pytest.mark.parametrize(
    ("last", "prior", "parent"), [("Diffusion model", "some/model", ""), ("Folder for jobs", "dirac", "file")]
)
def test_what_does_not_work_is_one_line_and_the_last_one(
    engine, tmp_path: Path, last: str, prior: str, parent: str
) -> None:
    (tmp_path / "file").touch()
    *_, finding = self_test.run(Path(sys.executable), engine, prior, tmp_path / parent, False)
    assert (finding.title, finding.passed) == (last, False) and "\n" not in finding.detail


@pytest.mark.usefixtures("looked")
def test_a_second_one_at_the_same_time_is_refused(engine, tmp_path: Path) -> None:
    with files.exclusive(tmp_path / f"{self_test.FOLDER}.lock"):
        *_, finding = self_test.run(Path(sys.executable), engine, "dirac", tmp_path, online=False)
    assert "Another self-test" in finding.detail
