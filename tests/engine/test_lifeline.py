"""Who holds the worker's stdin decides whether it lives, also while native code holds Python's global lock."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from nerf_sds.jobs.protocol import GRACE, Begin, encode
from nerf_sds.paths import PROJECT

PREAMBLE = (
    "import ctypes, time; from nerf_sds.worker.lifeline import Lifeline\n"
    "line = Lifeline(); first = line.next(); print(first.work, first.requests, flush=True)\n"
)
IN_PYTHON = "time.sleep(60)"
IN_NATIVE_CODE = "ctypes.PyDLL(None).sleep(60)"  # PyDLL keeps the global lock
OBEDIENT = "first.cut.wait(); print('cut', line.next(), flush=True)"


def start(code: str) -> subprocess.Popen[bytes]:
    worker = subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + code],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert worker.stdin and worker.stdout
    worker.stdin.write(encode(Begin("props", ["folder"])).encode() + b"\nrequest\n")
    worker.stdin.flush()
    assert worker.stdout.readline() == b"props [('folder', 'request\\n')]\n"
    return worker


def test_a_closed_stdin_is_told_at_once() -> None:
    with start(OBEDIENT) as worker:
        assert worker.stdin and worker.stdout
        worker.stdin.close()
        assert worker.stdout.readline() == b"cut None\n"
        assert worker.wait(1) == 0


@pytest.mark.parametrize("code", [IN_PYTHON, IN_NATIVE_CODE])
def test_a_worker_that_does_not_heed_it_is_ended_within_five_seconds(code: str) -> None:
    if code == IN_NATIVE_CODE and sys.platform == "win32":
        pytest.skip("there is no fork on Windows, so no guard")
    with start(code) as worker:
        assert worker.stdin
        worker.stdin.close()
        closed = time.monotonic()
        assert worker.wait(5) != 0
        assert time.monotonic() - closed >= GRACE - 0.1


def test_while_stdin_is_open_nothing_ends_the_worker() -> None:
    with start("time.sleep(1)") as worker:
        assert worker.wait(10) == 0


def test_the_guard_keeps_nothing_open_after_the_worker_is_gone() -> None:
    with start(IN_PYTHON) as worker:
        worker.kill()
        assert worker.stdout and worker.stdout.read() == b""  # blocks for as long as anybody could still write
