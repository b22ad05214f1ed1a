"""The command line: what it refuses before it computes, how it tells, how it stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from nerf_sds.cli import commands, terminal
from nerf_sds.cli.console import Console
from nerf_sds.config import Request
from nerf_sds.install import blend_file, environment, installer, interpreters
from nerf_sds.jobs import client, job_folder
from nerf_sds.jobs.protocol import Cancelled, Done, Event, Started, encode
from nerf_sds.paths import PROJECT
from nerf_sds.units import duration

HERE = ["--python", sys.executable, "--device", "cpu", "--prior", "dirac", "--preset", "sketch"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals and signals of this kind")


def start(arguments: list[str], **options) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "nerf_sds", *arguments],
        cwd=PROJECT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def test_the_script_is_the_same_command_and_calls_itself_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    script = EntryPoint("propsmith", project["scripts"]["propsmith"], "console_scripts")
    monkeypatch.setattr(sys, "argv", ["/usr/bin/propsmith", "--help"])
    with pytest.raises(SystemExit, match=r"^0$"):
        script.load()()
    assert capsys.readouterr().out.startswith("usage: propsmith ")


def finished(folder: Path) -> Path:
    """A folder that a worker could have left."""
    job_folder.create(folder, Request("a red ball"))
    for name in job_folder.RESULT:
        (folder / name).touch()
    (folder / job_folder.EVENTS).write_text(encode(Done(1.0)) + "\n")
    return folder


@pytest.fixture
def refuse(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs a command that must fail with one line; whatever it would install or start fails the test."""
    monkeypatch.setattr(installer, "install", lambda _: pytest.fail("something is installed"))
    monkeypatch.setattr(client, "Job", lambda *_: pytest.fail("a worker is started"))
    monkeypatch.chdir(tmp_path)

    def refuse(*arguments: str) -> str:
        before = sorted(tmp_path.rglob("*"))
        try:
            code = commands.main(list(arguments))
        except SystemExit as exit:
            code = exit.code
        told = capsys.readouterr().err
        assert code not in (0, None)
        assert told.startswith("propsmith: ") and told.count("\n") == 1, told
        assert sorted(tmp_path.rglob("*")) == before
        return told

    return refuse


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "required"),
        (["dance"], "dance"),
        (["generate", "a red ball"], "--out"),
        (["generate", "a red ball", "--out", "new", "--fast"], "--fast"),
        (["generate", "", "--out", "new"], "prompt is empty"),
        (["generate", "a red ball", "--out", "new", "--start", "new.obj"], "no file new.obj"),
        (["generate", "a red ball", "--out", "new", "--start", "new.txt"], "ends in .obj, .glb"),
        (["generate", "a red ball", "--out", "new", "--bounds"], "three sides X Y Z"),
        (["generate", "a red ball", "--out", "new", "--bounds", "1", "2"], "no box"),
        (["generate", "a red ball", "--out", "new", "--mirror", "--preset", "paper"], "a preset such as standard"),
        (["generate", "  ", "--out", "new"], "prompt is empty"),
        (["generate", "a red ball", "--out", ""], "argument --out: the name is empty"),
        (["generate", "a red ball", "--out", "new", "--start", " "], "argument --start: the name is empty"),
        (["resume", ""], "argument FOLDER: the name is empty"),
        (["batch", "", "--out", "new"], "argument FILE: the name is empty"),
        (["generate", "a red ball", "--out", "new", "--set", "faces=-1"], "choose 20 to 2000000"),
        (["generate", "a red ball", "--out", "new", "--set", f"guidance_scale={'9' * 401}"], "choose 0 to 1000"),
        (["generate", "a red ball", "--out", "new", "--set", "guidance_scale=NaN"], "choose 0 to 1000"),
        (["generate", "a red ball", "--out", "new", "--set", "stages=[]"], "give 1 to 16 of them"),
        (["generate", "a red ball", "--out", "new", "--size", "9" * 401], "choose 0.001 to 1000"),
        (["generate", "one\x07two", "--out", "new"], "one line"),
        (["generate", "dark blue", "--out", "new"], "names no thing"),
        (["generate", "a mug", "--out", "new", "--prior", "toybox"], "make the prop anew with world"),
        (["generate", "a red ball", "--out", "new", "--seed", "-1"], "seed"),
        (["generate", "a red ball", "--out", "new", "--seed", "one"], "seed"),
        (["generate", "a red ball", "--out", "new", "--size", "0"], "size"),
        (["generate", "a red ball", "--out", "new", "--size", "nan"], "size"),
        (["generate", "a red ball", "--out", "new", "--preset", "best"], "preset"),
        (["generate", "a red ball", "--out", "new", "--device", "tpu"], "device"),
        (["generate", "a red ball", "--out", "/dev/null/new", "--prior", "dirac"], "choose another"),
        (["generate", "a red ball", "--out", "file", "--prior", "dirac"], "not a folder"),
        (["generate", "a red ball", "--out", ".", "--prior", "dirac"], "holds other files"),
        (["generate", "a blue robot", "--out", "finished", "--prior", "dirac"], "holds another prop"),
        (["generate", "a red ball", "--out", "new", "--prior", "dirac", "--blend", "mine.blend"], "--overwrite"),
        (["generate", "a red ball", "--out", "new", "--prior", "dirac", "--blend", "nowhere/x.blend"], "no folder"),
        (["generate", "a red ball", "--out", "new", "--prior", "dirac", "--blend", "x.obj"], ".blend"),
        (["concept", "кружкка", "--out", "new.png"], "Did you mean кружка?"),
        (["concept", "a red ball", "--out", "new.jpg", "--prior", "dirac"], "name a .png file"),
        (["concept", "a red ball", "--out", "nowhere/new.png", "--prior", "dirac"], "in a folder that exists"),
        (["resume", "nothing"], "not a folder of Propsmith's"),
        (["resume", "."], "not a folder of Propsmith's"),
        (["resume", "finished", "--blend", "mine.blend"], "--overwrite"),
    ],
)
def test_bad_input_gets_one_line_and_leaves_nothing_behind(
    refuse, tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "mine.blend").touch()
    finished(tmp_path / "finished")
    assert told in refuse(*arguments)


@pytest.mark.parametrize(
    "given", ["guidance_scale", "guidance_scale=", "guidance_scale=nan", "=8.0x", "a=[" + 9000 * "["]
)
def test_a_setting_that_is_none_is_told_how_to_write_one(refuse: Callable[..., str], given: str) -> None:
    assert "write NAME=VALUE, like guidance_scale=8.0" in refuse("generate", "a mug", "--out", "x", "--set", given)


@pytest.mark.skipif(os.name != "posix", reason="a folder that somebody stands in cannot be deleted")
def test_where_the_current_folder_is_gone_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert commands.main(["generate", "a red mug", "--out", "x"]) == 1
    assert capsys.readouterr().err == "propsmith: The current folder is gone: go to one that exists\n"


def test_a_wrong_interpreter_is_refused_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["generate", "a red ball", "--out", str(tmp_path / "new"), "--prior", "dirac", "--python"]
    assert commands.main([*arguments, "/bin/sh"]) == 1
    assert "not a Python" in capsys.readouterr().err
    assert commands.main([*arguments, str(tmp_path / "missing")]) == 1
    assert "not a Python" in capsys.readouterr().err


def test_where_no_blender_file_can_be_made_it_says_so_before_optimising(
    refuse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path))
    monkeypatch.setattr(interpreters, "find", lambda _: None)
    told = refuse("generate", "a red ball", "--out", "new", "--prior", "dirac", "--blend", "x.blend")
    assert "leave --blend out" in told


@pytest.mark.parametrize(
    ("version", "taken"), [("4.2.9", False), ("4.3.2", True), ("5.2.2 LTS", True), ("nonsense", False)]
)
def test_a_blender_on_path_is_taken_from_4_3_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, taken: bool
) -> None:
    blender = tmp_path / "blender"
    blender.write_text(f"#!/bin/sh\necho 'Color management: using fallback'\necho 'Blender {version}'\n")
    blender.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path))
    monkeypatch.setattr(environment, "is_ready", lambda _: True)
    assert (blend_file.find_maker().command[0] == str(blender)) is taken


def test_a_blender_that_fails_is_told_in_one_line(tmp_path: Path) -> None:
    failing = blend_file.Maker("a failing Blender", ("sh", "-c", "echo noise >&2; echo the reason >&2; exit 1"))
    with pytest.raises(environment.Trouble, match=r"x\.blend was not written: the reason"):
        blend_file.write(failing, tmp_path, tmp_path / "x.blend")


def test_an_older_python_is_told_what_is_needed(tmp_path: Path) -> None:
    """Python 3.8 to 3.10 must understand what `python3 -m nerf_sds` runs first."""
    script = (
        "import ast, sys, pathlib\n"
        "for name in ('__init__', '__main__', 'install/__init__', 'install/interpreters'):\n"
        "    ast.parse(pathlib.Path('nerf_sds', name + '.py').read_text(), feature_version=(3, 8))\n"
        "sys.version_info = (3, 10, 0)\n"
        "import nerf_sds.__main__ as start\n"
        "assert 'nerf_sds.jobs.protocol' not in sys.modules\n"
        "start.interpreters.find = lambda versions: None\n"
        "sys.exit(start.main())"
    )
    answer = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True)
    assert answer.returncode == 1
    assert (
        answer.stderr.startswith("propsmith: This is Python 3.10, and the engine needs Python 3.11, 3.12 or 3.13")
        and answer.stderr.count("\n") == 1
    )


@posix
@pytest.mark.worker
def test_a_prop_is_made_without_stdin_and_its_progress_told_sparsely(tmp_path: Path) -> None:
    arguments = ["generate", "a red ball", "--out", str(tmp_path / "ball"), *HERE]
    with start(arguments, preexec_fn=lambda: os.close(0)) as process:
        told, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, "")
    assert job_folder.state(tmp_path / "ball") is job_folder.State.FINISHED
    assert "steps/s" in told and "left" in told and "prop.glb" in told
    assert "\r" not in told and len(told.splitlines()) < 30


@posix
@pytest.mark.worker
def test_ctrl_c_keeps_a_checkpoint_and_says_how_to_go_on(tmp_path: Path) -> None:
    import pty

    folder = tmp_path / "ball"
    terminal, end = pty.openpty()  # on a terminal the progress rewrites its line
    command = [sys.executable, "-m", "nerf_sds", "generate", "a red ball", "--out", str(folder), *HERE]
    with subprocess.Popen(command, cwd=PROJECT, stdout=end, stderr=subprocess.PIPE, start_new_session=True) as process:
        os.close(end)
        shown = b""
        while shown.count(b"\r") < 5:
            shown += os.read(terminal, 1024)
        process.send_signal(signal.SIGINT)
        pressed = time.monotonic()
        while process.poll() is None:
            try:
                shown += os.read(terminal, 1024)
            except OSError:  # the other end is closed
                break
        assert process.stderr
        errors = process.stderr.read().decode()
        assert process.wait() == commands.STOPPED
    assert time.monotonic() - pressed < 10
    assert errors.count("\n") == 1 and errors.startswith("propsmith: stopped") and f"resume {folder}" in errors
    assert b"Stopping" in shown
    assert job_folder.state(folder) is job_folder.State.INTERRUPTED


@posix
@pytest.mark.worker
def test_two_interrupts_that_come_together_stop_a_job_too(tmp_path: Path) -> None:
    request = Request("a red ball", preset="sketch", prior="dirac", device="cpu")
    job_folder.create(tmp_path / "ball", request)

    def hear(folder: Path, event: Event) -> None:
        if isinstance(event, Started):
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)

    job = terminal.start(Path(sys.executable), {tmp_path / "ball": request})
    last = terminal.follow(job, Console(), hear)
    assert isinstance(last[tmp_path / "ball"], Cancelled)


def test_resuming_a_finished_prop_says_that_it_is_finished(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["resume", str(finished(tmp_path))]) == 0
    assert "finished" in capsys.readouterr().out


def test_the_environment_is_checked_without_installing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path))
    assert commands.main(["environment", "--check"]) == 1
    assert "Not installed" in capsys.readouterr().out
    assert commands.main(["environment", "--remove"]) == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.worker
def test_training_gets_its_arguments_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(interpreters, "become", lambda command, _: called.append(command) or 0)
    assert commands.main(["train-prior", "set", "--out", "prior", "--minutes", "3", "--python", sys.executable]) == 0
    assert called == [
        [sys.executable, "-m", "nerf_sds.prior_training.train", "set", "--out", "prior", "--minutes", "3"]
    ]


def test_durations_are_for_people() -> None:
    assert [duration(seconds) for seconds in (0.4, 59.4, 125, 4200)] == ["0 s", "59 s", "2 min 5 s", "1 h 10 min"]
