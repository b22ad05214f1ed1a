"""The job folder: what it refuses, what it keeps, and what it says about itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from nerf_sds.config import Request
from nerf_sds.disk import files
from nerf_sds.jobs import failures, job_folder
from nerf_sds.jobs.protocol import Cancelled, Done, Noticed, encode

REQUEST = Request("a red mushroom", preset="sketch", prior="dirac")


def finish(folder: Path) -> None:
    for name in job_folder.RESULT:
        (folder / name).write_bytes(b"result")
    (folder / job_folder.EVENTS).write_text(encode(Noticed("words")) + "\n" + encode(Done(1.0)) + "\n")


def test_a_new_folder_keeps_the_request_and_is_new(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "mushroom"
    job_folder.create(folder, REQUEST)
    assert job_folder.read_request(folder) == REQUEST
    assert job_folder.state(folder) is job_folder.State.NEW
    assert [path.name for path in folder.iterdir()] == [job_folder.REQUEST]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    assert job_folder.state(tmp_path) is job_folder.State.NEW


def test_the_same_request_may_start_again_while_nothing_is_worth_keeping(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    job_folder.create(tmp_path, REQUEST)


def test_foreign_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(failures.Refused, match="holds other files"):
        job_folder.create(tmp_path, REQUEST)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(failures.Refused, match="not a folder"):
        job_folder.create(tmp_path / "file", REQUEST)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(failures.Refused, match="cannot be written"):
        job_folder.create(tmp_path / "file" / "mushroom", REQUEST)


def test_another_job_is_refused(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    with pytest.raises(failures.Refused, match=r"holds another prop.*red mushroom"):
        job_folder.create(tmp_path, Request("a blue robot"))


def test_a_finished_job_says_so(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    finish(tmp_path)
    assert job_folder.state(tmp_path) is job_folder.State.FINISHED
    with pytest.raises(failures.Refused, match="finished"):
        job_folder.create(tmp_path, REQUEST)


def test_a_job_with_a_checkpoint_is_to_be_resumed(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    (tmp_path / job_folder.CHECKPOINT).touch()
    (tmp_path / job_folder.EVENTS).write_text(encode(Cancelled(3, True)) + "\n")
    assert job_folder.state(tmp_path) is job_folder.State.INTERRUPTED
    with pytest.raises(failures.Refused, match="resume"):
        job_folder.create(tmp_path, REQUEST)
    assert job_folder.check_resumable(tmp_path) == REQUEST


def test_a_result_without_its_last_event_is_not_finished(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    finish(tmp_path)
    torn = (tmp_path / job_folder.EVENTS).read_text()[:-5]
    (tmp_path / job_folder.EVENTS).write_text(torn)
    assert job_folder.state(tmp_path) is job_folder.State.NEW
    assert job_folder.read_events(tmp_path) == [Noticed("words")]


def test_a_folder_in_use_is_refused_until_its_process_dies(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    script = (
        "import sys; from pathlib import Path; from nerf_sds.jobs import job_folder as jobs\n"
        "with jobs.working(Path(sys.argv[1])): print('locked', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(job_folder.__file__).parents[2],
    )
    assert holder.stdin and holder.stdout
    with holder:
        assert holder.stdout.readline() == b"locked\n"
        assert job_folder.state(tmp_path) is job_folder.State.RUNNING
        for use in (job_folder.working(tmp_path).__enter__, lambda: job_folder.create(tmp_path, REQUEST)):
            with pytest.raises(failures.Refused, match=r"by another process|now"):
                use()
        with pytest.raises(failures.Refused, match="by another process"):
            job_folder.check_resumable(tmp_path)
        holder.kill()
    assert job_folder.state(tmp_path) is job_folder.State.NEW
    with job_folder.working(tmp_path):
        pass


def test_a_full_disk_is_refused_before_anything_is_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(1, 1, job_folder.NEEDED * 1_000_000 - 1))
    with pytest.raises(failures.Refused, match="make room"):
        job_folder.create(tmp_path / "mushroom", REQUEST)


def test_jobs_are_listed_newest_first_and_nothing_else_is(tmp_path: Path) -> None:
    for age, name in enumerate(("old", "new")):
        job_folder.create(tmp_path / name, REQUEST)
        os.utime(tmp_path / name / job_folder.REQUEST, (1000 + age, 1000 + age))
    (tmp_path / "other").mkdir()
    assert [folder.name for folder in job_folder.listed(tmp_path)] == ["new", "old"]
    assert job_folder.listed(tmp_path / "missing") == []


@pytest.mark.parametrize(
    "text", ["", "{}", '{"type": "Done", "seconds": 1}', '{"type": "Request", "prompt": ""}', "\xff"]
)
def test_a_request_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / job_folder.REQUEST).write_text(text, "latin-1")
    with pytest.raises(failures.Refused) as refused:
        job_folder.check_resumable(tmp_path)
    assert "\n" not in str(refused.value)


def test_a_write_that_fails_leaves_what_was_there_and_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "preview.png"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), files.replacing(path) as beside:
        beside.write_bytes(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_worker_left_half_written_is_swept_away(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    (tmp_path / ".checkpoint.0badcafe.partial.safetensors").touch()
    with job_folder.working(tmp_path):
        assert not list(tmp_path.glob("*.partial*"))


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system has no O_NOFOLLOW")
def test_a_stranger_s_link_is_not_written_through(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    job_folder.create(tmp_path / "job", REQUEST)
    (tmp_path / "job" / job_folder.EVENTS).symlink_to(mine)
    with pytest.raises(OSError):
        files.open_unlinked(tmp_path / "job" / job_folder.EVENTS, "ab")
    files.write(tmp_path / "job" / job_folder.EVENTS, b"new")
    assert mine.read_text() == "precious"
