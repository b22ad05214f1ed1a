"""How a program ends whose output nobody reads, or no disk takes, and one that is told to stop."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nerf_sds.paths import PROJECT

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="pipes and devices as Linux has them")
ENVIRON = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # as in a terminal
WRONG = ["resume", "/nowhere"]


@pytest.fixture
def unread() -> Iterator[int]:
    """The end of a pipe for writing, after its reader has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.fixture
def full() -> Iterator[int]:
    """A file on a full disk."""
    with open("/dev/full", "wb") as file:
        yield file.fileno()


def run(arguments: list[str], **streams: Any) -> subprocess.CompletedProcess[str]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, "-m", "nerf_sds", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=ENVIRON, text=True, **pipes | streams)


@pytest.mark.parametrize("verb", ["--help", "models"])
def test_who_closes_stdout_ends_it_without_a_word(verb: str, unread: int) -> None:
    ended = run([verb], stdout=unread)
    assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.parametrize("verb", ["--help", "models"])
def test_stdout_on_a_full_disk_is_told_in_one_line(verb: str, full: int) -> None:
    ended = run([verb], stdout=full)
    assert (ended.returncode, ended.stderr) == (1, "propsmith: the system: No space left on device\n")


@pytest.mark.parametrize("stderr", ["unread", "full"])
def test_without_stderr_an_error_keeps_its_exit_code(stderr: str, request: pytest.FixtureRequest) -> None:
    assert run(WRONG, stderr=request.getfixturevalue(stderr)).returncode == 1
    assert run(["generate"], stderr=request.getfixturevalue(stderr)).returncode == 2


def test_without_stderr_a_wrong_row_stops_no_other(tmp_path: Path, unread: int) -> None:
    props = tmp_path / "props.csv"
    props.write_text("prompt,seed\na red ball,wrong\na blue ball,1\n")
    ended = run(["batch", str(props), "--out", str(tmp_path / "out"), "--dry-run", "--prior", "dirac"], stderr=unread)
    assert ended.returncode == 1 and "a blue ball" in ended.stdout


def test_a_full_disk_is_told_with_the_file_that_was_to_be_written(tmp_path: Path) -> None:
    import resource

    props, out = tmp_path / "props.txt", tmp_path / "out"
    props.write_text("a red ball\n")
    arguments = ["batch", str(props), "--out", str(out), "--prior", "dirac", "--python", sys.executable]
    ended = run(arguments, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50)))  # bytes
    assert (ended.returncode, ended.stderr) == (1, f"propsmith: {out / 'batch.json'}: File too large\n")
    assert sorted(path.name for path in out.iterdir()) == [".lock"]


TWICE = """
import signal
from nerf_sds.program import interrupts, program

@program
def main():
    with interrupts() as caught:
        for _ in range(2):
            signal.raise_signal(signal.SIGHUP)
    try:
        signal.raise_signal(signal.SIGHUP)
    finally:
        signal.raise_signal(signal.SIGHUP)
        print("saved after", len(caught))

raise SystemExit(main())
"""


def test_a_terminal_that_closes_sends_two_signals_that_count_as_one() -> None:
    command = [sys.executable, "-c", f"import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL){TWICE}"]
    ended = subprocess.run(command, cwd=PROJECT, env=ENVIRON, text=True, capture_output=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "saved after 1\n", "propsmith: stopped\n")


def test_an_error_is_told_also_when_nobody_reads_what_was_printed(unread: int) -> None:
    script = """
from nerf_sds.program import program

@program
def main():
    print("begun")
    raise ValueError("no such thing")

raise SystemExit(main())
"""
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, cwd=PROJECT, env=ENVIRON, text=True, stdout=unread, stderr=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (1, "propsmith: no such thing\n")


def test_without_stdin_there_is_no_token() -> None:
    ended = run(["farm", "login", "localhost:8265"], preexec_fn=lambda: os.close(0))
    assert ended.returncode == 1
    assert ended.stderr.startswith("propsmith: This is no token") and ended.stderr.count("\n") == 1
