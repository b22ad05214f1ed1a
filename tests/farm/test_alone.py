"""`--farm auto`: the entry point as a child process of the host with a Ray of its own, its stdin a lifeline."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jobs_api import until

from nerf_sds.config import Request
from nerf_sds.farm import backends, order
from nerf_sds.farm.order import Order, OrderedProp
from nerf_sds.farm.server.store import Store
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.protocol import Failed

ROOT = Path(__file__).parents[2]
PYTHON = Path(sys.executable)
LONG = {"stages": [[16, 50_000, 16, 16]]}
HOST = """
import sys, time
from pathlib import Path
from nerf_sds.farm import backends
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.protocol import LastEvent, Progress

folders = [Path(name) for name in sys.argv[1:]]
requests = {folder: job_folder.read_request(folder) for folder in folders}
job = backends.start("auto", Path(sys.executable), requests, 0.5)
working = set()
while True:
    for folder, event in job.poll():
        if isinstance(event, Progress) and folder not in working:
            working.add(folder)
            if len(working) == len(folders):
                job.cancel(folders[0])
        if isinstance(event, LastEvent):
            print(folder.name, type(event).__name__, flush=True)
    time.sleep(0.05)
"""


def test_one_prop_is_taken_back_and_killing_the_host_takes_back_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROPSMITH_STORE", str(tmp_path / "store"))
    asked = {tmp_path / f"barrel-{seed}": Request("a red barrel", seed=seed, overrides=LONG) for seed in range(2)}
    for folder, request in asked.items():
        job_folder.create(folder, request)
    command = [sys.executable, "-c", HOST, *map(str, asked)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as host:
        assert host.stdout and host.stdout.readline() == "barrel-0 Cancelled\n"
        host.send_signal(signal.SIGKILL)
    places = [Store(str(tmp_path / "store")).place(OrderedProp("", request)) for request in asked.values()]
    until(lambda: [place.notes()[-1].ended for place in places] == ["Cancelled"] * 2, 30)
    assert all(place.is_resumable() for place in places)
    assert [job_folder.state(folder) for folder in asked] == [
        job_folder.State.NEW
    ] * 2  # free, and the store has the checkpoints


def test_a_run_that_nobody_reads_goes_on_until_its_stdin_closes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROPSMITH_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    barrel = OrderedProp("barrel", Request("a red barrel", overrides=LONG))
    (tmp_path / order.ORDER).write_bytes(order.write(Order((barrel,))))
    place = Store(str(tmp_path / "store")).place(barrel)
    command = [sys.executable, "-P", "-m", "nerf_sds.farm", "auto"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdin and run.stdout
        assert any(b'"Progress"' in line for line in run.stdout)
        run.stdout.close()  # what happens to the pipes of a host that is killed, and in this order
        unread = place.notes()[-1].last_step
        until(lambda: run.poll() is not None or place.notes()[-1].last_step > unread + 2)
        run.stdin.close()
        assert run.wait(60) == 0
    assert place.notes()[-1].ended == "Cancelled" and place.is_resumable()


def test_without_a_store_nothing_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPSMITH_STORE", "memory://here")
    job_folder.create(tmp_path / "barrel", Request("a red barrel"))
    job = backends.start("auto", PYTHON, {tmp_path / "barrel": Request("a red barrel")})
    assert job.wait(60)
    ((_, last),) = job.poll()
    assert isinstance(last, Failed) and "PROPSMITH_STORE" in last.reason


@pytest.mark.parametrize("arguments", [["everything"], ["auto", "--help"], ["cancel", "x"]])
def test_there_are_no_other_arguments(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-m", "nerf_sds.farm", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2 and "usage" in done.stderr and not done.stdout
