"""The queue: its order, what runs next, what two hosts do to each other, and what is left when one dies."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nerf_sds.config import Request
from nerf_sds.disk.folders import size
from nerf_sds.jobs import failures, job_folder, job_queue
from nerf_sds.jobs.job_queue import Queue
from nerf_sds.jobs.protocol import Cancelled, Failed, Progress, encode


def job(parent: Path, name: str, seed: int = 0) -> Path:
    folder = parent / name
    job_folder.create(folder, Request("a red mushroom", seed, preset="sketch"))
    return folder


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [job(tmp_path, name, seed) for seed, name in enumerate("abc")]


@pytest.fixture
def queue(folders: list[Path]) -> Iterator[Queue]:
    queue = Queue()
    for folder in folders:
        queue.add(folder)
    yield queue
    queue.close()


@contextmanager
def another_host(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process with the job in its queue."""
    script = (
        "import sys; from pathlib import Path; from nerf_sds.jobs.job_queue import Queue\n"
        "queue = Queue(); queue.add(Path(sys.argv[1])); print('claimed', flush=True); sys.stdin.read()"
    )
    host = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(job_folder.__file__).parents[2],
    )
    assert host.stdin and host.stdout
    with host:
        assert host.stdout.readline() == b"claimed\n"
        yield host
        host.kill()


def test_jobs_run_one_at_a_time_in_the_order_in_which_they_were_added(queue: Queue, folders: list[Path]) -> None:
    for folder in folders:
        assert queue.take(1) == [folder] == queue.running
        assert queue.take(1) == []
        assert folder not in queue.waiting
        queue.leave(folder)
    assert queue.take(1) == [] and not queue.waiting


def test_several_jobs_run_at_a_time_and_each_that_leaves_makes_room_for_the_next(
    queue: Queue, folders: list[Path]
) -> None:
    assert queue.take(2) == folders[:2] == queue.running
    assert queue.waiting == folders[2:] and queue.take(2) == []
    queue.leave(folders[1], Failed("Memory ran out"))
    assert queue.running == folders[:1]
    assert queue.take(9) == folders[2:]
    assert queue.running == [folders[0], folders[2]] and not queue.waiting


def test_a_held_queue_starts_nothing_until_it_is_let_go(queue: Queue, folders: list[Path]) -> None:
    queue.hold()
    assert queue.take(3) == []
    queue.hold(False)
    assert queue.take(1) == folders[:1]


def test_jobs_that_were_put_back_wait_where_they_waited_before(queue: Queue, folders: list[Path]) -> None:
    queue.take(2)
    for folder in folders[:2]:
        queue.put_back(folder)
    assert queue.waiting == folders
    assert queue.take(1) == folders[:1]
    queue.put_back(folders[0])
    assert queue.waiting == folders


@pytest.mark.parametrize(
    ("moved", "by", "order"), [(2, -1, "acb"), (0, 1, "bac"), (2, -9, "cab"), (0, 9, "bca"), (1, 0, "abc")]
)
def test_a_waiting_job_is_moved_and_the_ends_stop_it(
    queue: Queue, folders: list[Path], moved: int, by: int, order: str
) -> None:
    queue.move(folders[moved], by)
    assert "".join(folder.name for folder in queue.waiting) == order
    on_disk = sorted(folders, key=lambda folder: job_queue.rank(folder) or 0.0)
    assert on_disk == queue.waiting, "the order on disk is another"


def test_nothing_moves_before_the_job_that_runs(queue: Queue, folders: list[Path]) -> None:
    queue.take(1)
    queue.move(folders[2], -9)
    queue.put_back(folders[0])
    assert [folder.name for folder in queue.waiting] == ["a", "c", "b"]


def test_what_does_not_wait_here_is_not_moved(queue: Queue, folders: list[Path], tmp_path: Path) -> None:
    queue.take(1)
    for folder in (folders[0], tmp_path / "elsewhere"):
        with pytest.raises(failures.Refused, match="Only a prop that waits"):
            queue.move(folder, 1)


def test_the_same_job_or_the_same_prop_is_not_queued_twice(queue: Queue, folders: list[Path]) -> None:
    with pytest.raises(failures.Refused, match="already"):
        queue.add(folders[1])
    with pytest.raises(failures.Refused, match="choose another seed"):
        queue.check_new(job_folder.read_request(folders[1]))
    queue.check_new(Request("a red mushroom", seed=7))
    assert queue.waiting == folders


def test_a_job_in_another_host_s_queue_is_refused_until_that_host_dies(tmp_path: Path) -> None:
    folder = job(tmp_path, "theirs")
    queue = Queue()
    with another_host(folder) as host:
        assert job_queue.is_claimed(folder)
        for use in (queue.add, job_queue.delete):
            with pytest.raises(failures.Refused, match="another queue"):
                use(folder)
        assert not queue.waiting and folder.is_dir()
        host.kill()
        host.wait()
        queue.add(folder)
    assert queue.take(1) == [folder]
    queue.close()


def test_leaving_adds_the_last_event_once(queue: Queue, folders: list[Path]) -> None:
    told, last = Failed("The worker was killed"), Cancelled(3, True)
    (folders[1] / job_folder.EVENTS).write_text(encode(last) + "\n")
    queue.leave(folders[0], told)
    queue.leave(folders[1], last)
    assert job_folder.read_events(folders[0]) == [told]
    assert job_folder.read_events(folders[1]) == [last]
    assert queue.waiting == folders[2:]
    assert not job_queue.is_claimed(folders[0]) and job_queue.rank(folders[0]) is None


def test_a_host_that_ends_leaves_its_tickets(queue: Queue, folders: list[Path]) -> None:
    order = queue.waiting
    queue.close()
    assert not any(job_queue.is_claimed(folder) for folder in folders)
    assert all(job_queue.rank(folder) for folder in folders)
    assert sorted(folders, key=lambda folder: job_queue.rank(folder) or 0.0) == order


def test_leaving_never_fails_however_broken_the_folder_is(queue: Queue, folders: list[Path]) -> None:
    (folders[0] / job_folder.EVENTS).mkdir()
    queue.leave(folders[0], Failed("The disk is full"))
    assert queue.waiting == folders[1:]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"rank": "1"}', '{"rank": NaN}', '{"order": 1.0}'])
def test_a_ticket_that_cannot_be_read_is_the_first(tmp_path: Path, text: str) -> None:
    (tmp_path / job_queue.TICKET).write_text(text)
    assert job_queue.rank(tmp_path) == 0.0


def test_the_rank_is_in_a_file_of_the_job_s_own(queue: Queue, folders: list[Path]) -> None:
    ranks = [json.loads((folder / job_queue.TICKET).read_text())["rank"] for folder in folders]
    assert ranks == sorted(set(ranks))


def test_the_last_event_is_found_behind_a_long_record_and_a_torn_line(tmp_path: Path) -> None:
    record = [encode(Progress(step, 10_000, 1.0, 1.0, 0.5)) for step in range(5000)]
    (tmp_path / job_folder.EVENTS).write_text("\n".join([*record, '{"type": "Done", "sec']))
    assert (
        job_folder.last_event(tmp_path) == job_folder.read_events(tmp_path)[-1] == Progress(4999, 10_000, 1.0, 1.0, 0.5)
    )


def test_a_deleted_job_is_gone_and_what_its_links_lead_to_is_not(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("precious")
    folder = job(tmp_path, "job")
    (folder / "pictures").symlink_to(mine)
    (folder / "thesis.txt").symlink_to(mine / "thesis.txt")
    (folder / "more").mkdir()
    (folder / "more" / "file").write_bytes(b"x" * 1000)
    assert 1000 < size(folder) < 2000
    job_queue.delete(folder)
    assert not folder.exists()
    assert (mine / "thesis.txt").read_text() == "precious"


def test_only_a_job_s_own_folder_is_deleted(tmp_path: Path) -> None:
    folder = job(tmp_path, "job")
    (tmp_path / "link").symlink_to(folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    for refused in ("link", "other", "nothing"):
        with pytest.raises(failures.Refused):
            job_queue.delete(tmp_path / refused)
    assert folder.is_dir() and (tmp_path / "other" / "file").exists()


def test_a_job_that_is_worked_on_is_not_deleted(tmp_path: Path) -> None:
    folder = job(tmp_path, "job")
    (folder / job_folder.PREVIEW).touch()
    with job_folder.working(folder), pytest.raises(failures.Refused, match="worked on"):
        job_queue.delete(folder)
    assert (folder / job_folder.PREVIEW).exists()


def test_an_error_while_a_job_is_claimed_keeps_its_own_words(
    tmp_path: Path,
) -> None:
    with pytest.raises(PermissionError), job_queue.claimed(job(tmp_path, "a")):
        raise PermissionError("as when a file of the job cannot be deleted")
