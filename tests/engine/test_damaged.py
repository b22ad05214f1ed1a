"""What a stranger, a full disk or a torn download may leave in the place of our files: it harms itself alone."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from nerf_sds.cli import commands
from nerf_sds.config import Request
from nerf_sds.disk import files, strict_json
from nerf_sds.disk.files import Damaged
from nerf_sds.jobs import exploration, failures, job_folder, job_queue, refinement, start_mesh
from nerf_sds.jobs.job_list import MOST_DAMAGED, JobList, Phase
from nerf_sds.jobs.job_queue import Queue
from nerf_sds.jobs.protocol import Done, Started, encode
from nerf_sds.worker import run_reporter

REQUEST = Request("a red ball", preset="sketch", prior="dirac")
posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")


def finished(folder: Path) -> Path:
    job_folder.create(folder, REQUEST)
    for name in job_folder.RESULT:
        (folder / name).touch()
    (folder / job_folder.EVENTS).write_text(f"{encode(Started(2, 'cpu', 'float32'))}\n{encode(Done(30.0))}\n")
    return folder


@pytest.fixture
def queue() -> Iterator[Queue]:
    queue = Queue()
    yield queue
    queue.close()


def look(parent: Path, queue: Queue) -> dict[str, tuple[Phase, str]]:
    shelf = JobList()
    while not shelf.look(parent, queue, 1.0):
        pass
    return {entry.folder.name: (entry.phase, entry.reason) for entry in shelf.entries}


def values(**changes: object) -> str:
    return json.dumps({"type": "Request", "prompt": "a red ball", "preset": "sketch", "prior": "dirac"} | changes)


def replaced(name: str, text: str | bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode()) and None


def record(seconds: str) -> Callable[[Path], None]:
    return replaced(job_folder.EVENTS, f'{{"type": "Done", "seconds": {seconds}}}\n')


def in_its_place(name: str, make: Callable[[Path], None]) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        make(folder / name)

    return put


def a_link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


REQUESTS: dict[str, Callable[[Path], None]] = {
    "a size of 401 digits": replaced(job_folder.REQUEST, values(size=10**400)),
    "a size of 5,000 digits": replaced(job_folder.REQUEST, values(size=0).replace(": 0", f": {'9' * 5000}")),
    "a hyper-parameter of 401 digits": replaced(job_folder.REQUEST, values(overrides={"guidance_scale": 10**400})),
    "an infinite hyper-parameter": replaced(job_folder.REQUEST, values(overrides={"guidance_scale": float("inf")})),
    "no faces": replaced(job_folder.REQUEST, values(overrides={"faces": -1})),
    "half a character": replaced(job_folder.REQUEST, values(prompt="a mug \ud800")),
    "a truth for a seed": replaced(job_folder.REQUEST, values(seed=True)),
    "deep nesting": replaced(
        job_folder.REQUEST, values(overrides={"stages": "x"}).replace('"x"', "[" * 900 + "]" * 900)
    ),
    "deeper nesting": replaced(job_folder.REQUEST, "[" * 200_000),
    "no UTF-8": replaced(job_folder.REQUEST, b"\xff\xfe\x00"),
    "a huge request": replaced(job_folder.REQUEST, b" " * (job_folder.LARGEST_REQUEST + 1)),
    "a device": in_its_place(job_folder.REQUEST, a_link_to("/dev/zero")),
    "a link to itself": in_its_place(job_folder.REQUEST, a_link_to(job_folder.REQUEST)),
    "a folder for a request": in_its_place(job_folder.REQUEST, Path.mkdir),
    "a FIFO": in_its_place(job_folder.REQUEST, lambda path: os.mkfifo(path)),
}  # fmt: skip
RECORDS: dict[str, Callable[[Path], None]] = {
    "endless seconds": record("Infinity"),
    "seconds that are none": record("NaN"),
    "negative seconds": record("-55"),
    "seconds of 401 digits": record("1" * 401),
    "an unknown event": replaced(job_folder.EVENTS, '{"type": "Bomb"}'),
    "a device for a record": in_its_place(job_folder.EVENTS, a_link_to("/dev/zero")),
    "a FIFO for a record": in_its_place(job_folder.EVENTS, lambda path: os.mkfifo(path)),
}
DAMAGE = REQUESTS | RECORDS


@posix
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_job_is_listed_as_such_and_the_others_stay(tmp_path: Path, queue: Queue, damage: str) -> None:
    finished(tmp_path / "good")
    DAMAGE[damage](finished(tmp_path / "bad"))
    found = look(tmp_path, queue)
    assert found["good"] == (Phase.DONE, "")
    phase, reason = found["bad"]
    assert phase is Phase.DAMAGED
    assert reason and "\n" not in reason and reason.isprintable() and len(reason) <= 1000


@posix
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_job_takes_no_verb_down_on_its_parent(
    tmp_path: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    finished(tmp_path / "out" / "good")
    DAMAGE[damage](finished(tmp_path / "out" / "bad"))
    assert tmp_path / "out" / "good" in job_folder.listed(tmp_path / "out")
    (tmp_path / "props.csv").write_text("prompt,name\na red ball,good\na red ball,bad\na red cube,new\n")
    options = ["--preset", "sketch", "--prior", "dirac", "--device", "cpu"]
    commands.main(["batch", str(tmp_path / "props.csv"), "--out", str(tmp_path / "out"), "--dry-run", *options])
    told = capsys.readouterr()
    assert "good: 'a red ball', seed 0, sketch, 1 m, finished" in told.out
    assert "about 30 s" in told.out or "about 1 min" in told.out, told.out
    assert told.err.count("\n") <= 1 and told.err.isascii()
    for verb in (["generate", "a red ball", "--out"], ["resume"]):
        assert commands.main([*verb, str(tmp_path / "out")]) == 1
        told = capsys.readouterr().err
        assert told.startswith("propsmith: ") and told.count("\n") == 1, told


@posix
@pytest.mark.parametrize("damage", REQUESTS)
def test_a_damaged_request_is_refused_with_one_line(
    tmp_path: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    DAMAGE[damage](finished(tmp_path / "bad"))
    for verb in (["generate", "a red ball", "--out"], ["resume"]):
        assert commands.main([*verb, str(tmp_path / "bad")]) == 1
        told = capsys.readouterr().err
        assert told.startswith("propsmith: ") and told.count("\n") == 1 and len(told) < 1200, told
        assert told.count("cannot be read") <= 1, told


def test_of_very_many_damaged_jobs_some_are_listed_and_all_good_ones(tmp_path: Path, queue: Queue) -> None:
    for number in range(MOST_DAMAGED + 50):
        (tmp_path / f"bad-{number}").mkdir()
        (tmp_path / f"bad-{number}" / job_folder.REQUEST).write_text("{")
    for number in range(5):
        finished(tmp_path / f"good-{number}")
    phases = [phase for phase, _ in look(tmp_path, queue).values()]
    assert phases.count(Phase.DONE) == 5 and phases.count(Phase.DAMAGED) == MOST_DAMAGED


@pytest.mark.skipif(os.name != "posix", reason="names are Unicode on this system")
def test_a_folder_whose_name_is_no_utf_8_is_no_job(
    tmp_path: Path, queue: Queue, capsys: pytest.CaptureFixture[str]
) -> None:
    finished(tmp_path / "out" / "good")
    strange = os.path.join(os.fsencode(tmp_path / "out"), b"str\xe4nge")
    os.mkdir(strange)
    os.link(tmp_path / "out" / "good" / job_folder.REQUEST, os.path.join(strange, job_folder.REQUEST.encode()))
    assert [*look(tmp_path / "out", queue)] == ["good"]
    assert job_folder.listed(tmp_path / "out") == [tmp_path / "out" / "good"]
    (tmp_path / "props.txt").write_text("a red ball\n")
    given = ["--prior", "dirac", "--preset", "sketch"]
    for arguments in (
        ["generate", "a red ball", *given, "--out", os.fsdecode(strange) + "2"],
        ["resume", os.fsdecode(strange)],
        ["batch", str(tmp_path / "props.txt"), *given, "--out", os.fsdecode(strange)],
        ["explore", "a red ball", *given, "--out", os.fsdecode(strange) + "3"],
    ):
        assert commands.main(arguments) == 1
        assert "no name in UTF-8: choose another folder" in capsys.readouterr().err
    assert len(os.listdir(tmp_path / "out")) == 2


@posix
@pytest.mark.parametrize(
    "make", [lambda path: os.mkfifo(path), a_link_to("/dev/zero"), a_link_to("/etc/hostname"), Path.mkdir]
)
def test_nothing_waits_for_what_is_no_plain_file(tmp_path: Path, make: Callable[[Path], None], queue: Queue) -> None:
    make(tmp_path / "file")
    with pytest.raises(Damaged, match=r"plain file|links|directory"):
        files.read(tmp_path / "file", 1000)
    with pytest.raises(OSError):
        files.open_unlinked(tmp_path / "file", "ab")
    folder = finished(tmp_path / "job")
    for name in (
        job_folder.LOCK,
        ".claim",
        job_folder.CHECKPOINT,
        start_mesh.START,
        job_queue.TICKET,
        exploration.MARK,
        failures.LOG,
    ):
        make(folder / name)
    assert look(tmp_path, queue) == {"job": (Phase.DONE, "")}
    assert not job_folder.is_resumable(folder) and exploration.mark_of(folder) is None
    with pytest.raises(failures.Refused, match="no checkpoint"):
        refinement.branch(folder, tmp_path / "other", REQUEST)


@posix
def test_a_log_that_is_no_plain_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job_folder.create(tmp_path / "job", REQUEST)
    os.mkfifo(tmp_path / "job" / failures.LOG)
    assert commands.main(["resume", str(tmp_path / "job"), "--python", sys.executable]) == 1
    assert f"{tmp_path / 'job' / failures.LOG} cannot be written (it is not a plain file)" in capsys.readouterr().err


def test_a_link_that_a_person_named_is_followed_to_a_plain_file(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("a mug")
    (tmp_path / "link.txt").symlink_to(tmp_path / "list.txt")
    assert files.read(tmp_path / "link.txt", 5, follow=True) == b"a mug"
    with pytest.raises(Damaged, match="larger than"):
        files.read(tmp_path / "list.txt", 4)
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path / "missing", 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NaN", "no finite number"), ("[1e999]", "no finite number"), ("-Infinity", "no finite number"),
        ("9" * 401, "too large"), ("9" * 5000, "too large"), ("-9223372036854775809", "too large"),
        ("[" * 17 + "]" * 17, "nested more than 16 deep"), ("[" * 300_000, "nested more than 16 deep"),
        ('{"a": {"b": "\\ud800"}}', "no Unicode"), ('{"\\udfff": 1}', "no Unicode"), ("{", "no JSON"), ("", "no JSON"),
        (b"\xff", "no JSON"), ("[1,]", "no JSON"),
    ],
)  # fmt: skip
def test_json_that_nobody_should_trust_is_damaged(text: str | bytes, said: str) -> None:
    with pytest.raises(Damaged, match=said) as raised:
        strict_json.parse(text)
    assert str(raised.value).isprintable()


def test_other_json_is_read_as_it_is() -> None:
    value = {"a": [1, -2.5, "é😀", None, True, {"b": []}], "largest": 2**63 - 1}
    assert strict_json.parse(json.dumps(value)) == value
    assert strict_json.parse(b"\xef\xbb\xbf[1]") == [1]


def test_another_prop_in_the_folder_is_told_by_what_is_different(tmp_path: Path) -> None:
    job_folder.create(tmp_path / "out", Request("a red mug", seed=3))
    with pytest.raises(failures.Refused, match=r"holds another prop \('a red mug' with seed 3\)"):
        job_folder.create(tmp_path / "out", Request("a red mug", seed=4))


def test_a_checkpoint_that_holds_no_numbers_is_damaged_and_not_the_seed_s_fault(tmp_path: Path) -> None:
    path, cpu = tmp_path / job_folder.CHECKPOINT, torch.device("cpu")
    for value in (float("nan"), float("inf")):
        path.write_bytes(save({"step": torch.tensor(3), "grid": torch.tensor([1.0, value])}))
        with pytest.raises(ValueError, match="The checkpoint is damaged"):
            run_reporter.load_checkpoint(path, cpu)
    path.write_bytes(save({"step": torch.tensor(3), "grid": torch.ones(2)}))
    assert run_reporter.load_checkpoint(path, cpu)
