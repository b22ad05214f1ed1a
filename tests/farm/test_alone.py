"""`--farm auto`: the entry point as a child process with a Ray of its own, its stdin a lifeline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nerf_sds.config import Request
from nerf_sds.farm import order, wire
from nerf_sds.farm.order import Order, Prop
from nerf_sds.farm.wire import Attempt, End, Line, Refused, Told
from nerf_sds.protocol import Cancelled, LastEvent

ROOT = Path(__file__).parents[2]
LONG = {"stages": [[16, 50_000, 16, 16]]}
PROPS = tuple(Prop(f"barrel-{seed}", Request("a red barrel", seed=seed, overrides=LONG)) for seed in range(2))


def start(folder: Path, **variables: str) -> subprocess.Popen[str]:
    (folder / order.ORDER).write_bytes(order.write(Order(PROPS, gpus=0.5)))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "nerf_sds.farm", "auto"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PROPSMITH_STORE": str(folder / "store"), **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def lines(process: subprocess.Popen[str]) -> Iterator[Line]:
    assert process.stdout
    return (line for text in process.stdout if (line := wire.decode(text)))


def test_one_prop_is_taken_back_and_closing_stdin_takes_back_all(tmp_path: Path) -> None:
    process = start(tmp_path)
    assert process.stdin
    ended: dict[str, LastEvent] = {}
    said = lines(process)
    begun = next(line for line in said if isinstance(line, Attempt))
    process.stdin.write(json.dumps({"cancel": ["../no name"]}) + "\n" + json.dumps({"cancel": [begun.of]}) + "\n")
    process.stdin.flush()
    for line in said:
        if isinstance(line, Told) and isinstance(line.event, LastEvent):
            ended[line.of] = line.event
            if len(ended) == 1:
                assert line.of == begun.of
                process.stdin.close()
    assert line == End() and process.wait(30) == 0
    assert [type(ended[prop.name]) for prop in PROPS] == [Cancelled, Cancelled]
    assert isinstance(last := ended[begun.of], Cancelled) and last.resumable and last.step > 0


def test_without_a_store_nothing_begins(tmp_path: Path) -> None:
    process = start(tmp_path, PROPSMITH_STORE="memory://here")
    (refused,) = lines(process)
    assert isinstance(refused, Refused) and "PROPSMITH_STORE" in refused.reason and process.wait(30) == 1


@pytest.mark.parametrize("arguments", [["everything"], ["auto", "--help"], ["cancel", "x"]])
def test_there_are_no_other_arguments(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-m", "nerf_sds.farm", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2 and "usage" in done.stderr and not done.stdout
