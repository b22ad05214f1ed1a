"""Batches: rows of a file that become props one after the other, made by real workers on a closed-form prior."""

from __future__ import annotations

import codecs
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from test_client import PATIENCE, PYTHON, posix

from nerf_sds.cli import commands, farm, terminal
from nerf_sds.config import Request
from nerf_sds.disk import files
from nerf_sds.jobs import batch, batch_file, client, job_folder
from nerf_sds.jobs.batch import PlannedRow, RowState
from nerf_sds.jobs.protocol import Done, Failed, LastEvent, Progress, Started, encode
from nerf_sds.worker import batching

COMMON = Request("a prop", preset="sketch", prior="dirac", device="cpu")
TINY = ["mesh_resolution=24", "texture_size=64", "faces=300", "grid_resolutions=[16]"]
FEW = "stages=[[16,2,16,16]]"
Run = Callable[..., tuple[int, list[str], str]]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def planned(folder: Path, table: str | bytes, common: Request = COMMON) -> list[PlannedRow]:
    return batch.plan(batch_file.read(written(folder, "props.csv", table)), common, folder / "out", online=False)


def record(folder: Path) -> list[dict]:
    return json.loads((folder / batch.RECORD).read_text())


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the verb on a file into the folder `out`."""

    def run(path: Path, *arguments: str, prior: str = "dirac", stages: str = FEW) -> tuple[int, list[str], str]:
        fixed = ["--out", str(tmp_path / "out"), "--preset", "sketch", "--prior", prior, "--device", "cpu"]
        code = commands.main(["batch", str(path), *fixed, "--python", str(PYTHON), "--set", stages, *TINY, *arguments])
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err

    return run


def test_a_prompt_a_line_with_its_number_and_without_comments(tmp_path: Path) -> None:
    path = written(tmp_path, "props.TXT", codecs.BOM_UTF8 + b"a red mug\r\n\r\n# toys\r\n  a blue robot, big\r")
    assert batch_file.read(path) == [
        batch_file.PropRow(1, {"prompt": "a red mug"}),
        batch_file.PropRow(4, {"prompt": "a blue robot, big"}),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_as_a_spreadsheet_saves_it(tmp_path: Path, delimiter: str) -> None:
    table = 'Prompt,seed,size,count,preset,prior,name\r\n"a ""red"" mug",3,0.5,,draft,,cup\r\n\r\na boat\r\n'
    path = written(tmp_path, "props.csv", codecs.BOM_UTF8 + table.replace(",", delimiter).encode())
    assert batch_file.read(path) == [
        batch_file.PropRow(2, {"prompt": 'a "red" mug', "seed": 3, "size": 0.5, "preset": "draft", "name": "cup"}),
        batch_file.PropRow(4, {"prompt": "a boat"}),
    ]


def test_a_list_has_the_same_columns_and_each_bad_row_its_reason(tmp_path: Path) -> None:
    items = [
        {"prompt": "a mug", "size": 2, "seed": None},
        3,
        {"prompt": "a mug", "sed": 1},
        {"prompt": "x", "seed": 1.5},
    ]
    good, *bad = batch_file.read(written(tmp_path, "props.json", json.dumps(items)))
    assert good == batch_file.PropRow(1, {"prompt": "a mug", "size": 2.0})
    assert [row.number for row in bad] == [2, 3, 4]
    assert [row.reason.split(":")[0] for row in bad] == [
        "The row is no object", "There is no column 'sed'", "The seed 1.5 is no whole number"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("props.md", "a mug", "choose a file that ends in .txt, .csv, .json"),
        ("props.txt", "\n# nothing\n", "There are no rows"),
        ("props.csv", "prompt,sed,kolour\na mug,1,red\n", "no column 'sed', 'kolour': choose from prompt, seed"),
        ("props.csv", "seed,size\n1,2\n", "There is no prompt"),
        ("props.csv", "prompt,seed,seed\na mug,1,2\n", "twice"),
        ("props.json", '{"prompt": "a mug"}', "is no list"),
        ("props.json", "[" * 100_000, "is no JSON"),
        ("props.txt", "a mug\n" * (batch_file.MOST + 1), "split it"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_one_line(
    tmp_path: Path, run: Run, name: str, content: str, said: str
) -> None:
    code, _, error = run(written(tmp_path, name, content))
    assert code == 1 and said in error and error.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with written(tmp_path, "props.txt", "a mug\n").open("ab") as file:
        file.truncate(batch_file.LARGEST + 1)
    with pytest.raises(ValueError, match="larger than 100 MB"):
        batch_file.read(tmp_path / "props.txt")


BAD = {
    b"dark blue,,,,,world,": "The prompt 'dark blue' names no thing",
    b"a mug,,,,,toybox,": "The diffusion model toybox is no longer in Propsmith",
    b"a mug,,-1,,,,": "The size -1 m is out of range",
    b"a mug,-1,,,,,": "The seed -1 is out of range",
    b"a mug,x,,,,,": "The seed 'x' is no whole number",
    b"a mug,2147483647,,2,,,": "The seed 2147483648 is out of range",
    b"a mug,,,101,,,": "The count 101 is out of range: choose 1 to 100",
    b"a mug,,,,best,,": "no preset 'best'",
    b"a mug,,,,,dreams,": "There is no diffusion model 'dreams'",
    b"a mug,,,,,~nobody-here/x,": "",
    b"a mug,,,,,,good": "good is the name of row 2 too",
    b"a mug,,,,,,../good": "cannot be the name of a folder",
    b"a mug,,,,,,batch.json": "cannot be the name of a folder",
    b"a mug,,,,,,Con.txt": "cannot be the name of a folder",
    b"a mug,,,,,,/tmp/good": "cannot be the name of a folder",
    b"a mug,,,,,,link": "is a link",
    b"\x00\xff\xfe\x80,,": "The line is no text in UTF-8",
    b"\x00\x01\x1b,,": "one line of at most 300 printable characters",
    b"x" * 10_000_000: "The line is 10000000 bytes long",
    b",1,,,,,": "The prompt is empty",
    b'"a mug,1,,,,,': "no row of a table",
    b"a mug, red, large,,,,,,": "put prompts in quotes",
}


def test_each_bad_row_has_one_line_and_the_others_are_as_if_it_were_not_there(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path)
    lines = [b"prompt,seed,size,count,preset,prior,name", b"a ball,,,,,,good", *BAD, b"a cube,5,,3,,,"]
    first, *bad, last = planned(tmp_path, b"\n".join(lines))
    assert first.props == {"good": replace(COMMON, prompt="a ball")}
    assert list(last.props.items()) == [
        (f"a-cube-{seed}", replace(COMMON, prompt="a cube", seed=seed)) for seed in (5, 6, 7)
    ]
    for entry, (line, said) in zip(bad, BAD.items(), strict=True):
        assert entry.standing is RowState.FAILED and said in entry.reason, line[:80]
        assert 0 < len(entry.reason) <= batch.LONGEST_REASON and entry.reason.isprintable() and not entry.props


def test_only_a_row_whose_placeholder_is_there_becomes_a_prop(tmp_path: Path) -> None:
    path = written(tmp_path, "props.csv", "prompt,placeholder\na mug,Crate\na boat,Barrel\n")
    for there in ((), ("Crate",)):
        entries = batch.plan(batch_file.read(path), COMMON, tmp_path / "out", online=False, placeholders=there)
        assert [bool(entry.props) for entry in entries] == [bool(there), False]
    assert "There is no placeholder 'Barrel'" in entries[1].reason


def test_what_a_row_leaves_open_is_as_the_options_say(tmp_path: Path) -> None:
    common = replace(COMMON, preset="draft", size=0.3, overrides={"faces": 500})
    given, left = planned(tmp_path, "prompt,size,preset\na mug,2,sketch\na boat\n", common)
    assert given.props == {"a-mug-0": replace(common, prompt="a mug", size=2.0, preset="sketch")}
    assert left.props == {"a-boat-0": replace(common, prompt="a boat")}


def test_names_tell_what_is_in_a_folder_and_two_prompts_never_share_one(tmp_path: Path) -> None:
    long = "a very long prompt that goes on and on about a single red mug with a white handle"
    names = [
        name for entry in planned(tmp_path, f"prompt\n{long}\n{long} or two\n红蘑菇\n!?\n") for name in entry.props
    ]
    assert len({*names}) == 4 and all(len(name) <= 80 for name in names)
    assert names[0].startswith("a-very-long-prompt") and names[2] == "红蘑菇-0"


@posix
def test_a_batch_that_is_stopped_goes_on_where_it_stood(tmp_path: Path, run: Run) -> None:
    shapes = ("ball", "cube", "cone", "ring", "star")
    path = written(tmp_path, "props.txt", "".join(f"a red {shape}\n" for shape in shapes))
    folders = [tmp_path / "out" / f"a-red-{shape}-0" for shape in shapes]
    later = folders[batching.ON_A_CPU :]  # than the first, which share their steps

    def interrupt() -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not any(
            isinstance(e, Progress) for e in job_folder.read_events(later[0])
        ):
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    stages = "stages=[[16,150,16,16]]"
    code, _, error = run(path, stages=stages)
    assert code == commands.STOPPED and error == "propsmith: stopped\n"
    assert [row["state"] for row in record(tmp_path / "out")] == ["done"] * 4 + ["waiting"]
    assert job_folder.state(later[0]) is job_folder.State.INTERRUPTED
    first = (folders[0] / job_folder.EVENTS).read_bytes()
    code, told, error = run(path, stages=stages)
    assert code == 0 and error == "" and sum(line.startswith("[") for line in told) == 1
    assert record(tmp_path / "out") == [
        {"row": row, "prompt": f"a red {shape}", "names": [f"a-red-{shape}-0"], "state": "done", "reason": ""}
        for row, shape in enumerate(shapes, 1)
    ]
    assert (
        all(job_folder.is_finished(folder) for folder in folders)
        and (folders[0] / job_folder.EVENTS).read_bytes() == first
    )
    begun = [event for event in job_folder.read_events(later[0]) if isinstance(event, Started)]
    assert len(begun) == 2 and begun[1].first_step > 0


@posix
def test_a_prop_that_kills_its_worker_fails_alone(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "props.txt", "a red ball\na red cube\na red cone\n")
    cube, workers = tmp_path / "out" / "a-red-cube-0", []

    def start(python: Path, requests: Mapping[Path, Request], **_: object) -> client.Job:
        workers.append(terminal.start(python, requests))
        if cube in requests:
            threading.Thread(target=kill, args=(workers[-1], len(job_folder.read_events(cube)))).start()
        return workers[-1]

    def kill(worker: client.Job, before: int) -> None:
        while worker.is_running and not any(isinstance(e, Progress) for e in job_folder.read_events(cube)[before:]):
            time.sleep(0.01)
        worker.kill()

    monkeypatch.setattr(farm, "start", start)
    code, told, error = run(path, stages="stages=[[16,80,16,16]]")
    assert code == 1 and told[-1] == "1 of 3 rows failed"
    assert error.count("\n") == 1 and "row 2: a-red-cube-0: The worker was killed" in error
    assert [row["state"] for row in record(tmp_path / "out")] == ["done", "failed", "done"]
    assert [len(worker.folders) for worker in workers] == [3, 1, 1, 1]


def test_of_eleven_rows_five_bad_ones_fail_and_six_become_props(tmp_path: Path, run: Run) -> None:
    bad = {3: "a ball,-1,", 5: "a ball,1,../x", 7: "a ball,1,prop-2", 9: ",1,", 11: "\0\x01,1,"}
    lines = [bad.get(number, f"a ball,{number},prop-{number}") for number in range(2, 13)]
    code, told, error = run(written(tmp_path, "props.csv", "\n".join(["prompt,seed,name", *lines])))
    assert code == 1 and told[-1] == "5 of 11 rows failed"
    assert [line.split(":")[1] for line in error.splitlines()] == [f" row {row}" for row in bad]
    states = {row["row"]: row["state"] for row in record(tmp_path / "out")}
    assert states == {row: "failed" if row in bad else "done" for row in range(2, 13)}
    finished = [folder for folder in job_folder.listed(tmp_path / "out") if job_folder.is_finished(folder)]
    assert len(finished) == 6


@pytest.fixture
def finish(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Workers that finish at once; the names of the folders they were given."""
    made: list[str] = []

    def last_of(folder: Path, request: Request) -> LastEvent:
        made.append(folder.name)
        if request.seed == 7 and made.count(folder.name) == 1:
            return Failed("There is nothing to see in this one")
        for name in job_folder.RESULT:
            (folder / name).touch()
        return Done(30.0)

    class Finished:
        is_running = False

        def __init__(self, _: Path, requests: Mapping[Path, Request], **__: object) -> None:
            self.folders = [*requests]
            self._ends = [(folder, last_of(folder, request)) for folder, request in requests.items()]
            for folder, last in self._ends:
                (folder / job_folder.EVENTS).write_text(f"{encode(Started(2, 'cpu', 'float32'))}\n{encode(last)}\n")

        def poll(self) -> list[tuple[Path, LastEvent]]:
            return self._ends

        def wait(self, seconds: float) -> None:
            pass

        def kill(self) -> None:
            pass

    monkeypatch.setattr(farm, "start", Finished)
    return made


def test_what_failed_in_running_is_tried_again_and_what_is_done_is_not(
    tmp_path: Path, run: Run, finish: list[str]
) -> None:
    path = written(tmp_path, "props.csv", "prompt,seed,count\na mug,6,3\na boat,,\n")
    code, _, error = run(path)
    assert code == 1 and "row 2: a-mug-7: There is nothing to see" in error
    assert [row["state"] for row in record(tmp_path / "out")] == ["failed", "done"]
    assert finish == ["a-mug-6", "a-mug-7", "a-mug-8", "a-boat-0"]
    assert run(path)[0] == 0 and finish[4:] == ["a-mug-7"]


def test_another_file_adds_its_rows_and_takes_what_is_finished(tmp_path: Path, run: Run, finish: list[str]) -> None:
    run(written(tmp_path, "first.txt", "a mug\na boat\n"))
    code, _, error = run(
        written(tmp_path, "second.csv", "prompt,size\na boat,\na mug,2\na lamp,\n"), "--device", "auto"
    )
    assert finish == ["a-mug-0", "a-boat-0", "a-lamp-0"]
    assert code == 1 and "row 3: " in error
    assert "holds another prop ('a mug' with size 1): give the row another name" in error
    assert [row["state"] for row in record(tmp_path / "out")] == ["done", "failed", "done"]


def test_a_dry_run_tells_names_time_and_disk_and_makes_nothing(tmp_path: Path, run: Run, finish: list[str]) -> None:
    path = written(tmp_path, "props.csv", "prompt,count\na mug,2\na boat,-3\n")
    code, told, error = run(path, "--dry-run")
    assert code == 1 and "row 3: The count -3" in error and not (tmp_path / "out").exists()
    assert told[0] == "a-mug-0: 'a mug', seed 0, sketch, 1 m"
    assert told[2] == "  understood: a mug"
    assert told[3] == "2 of 2 props are to be made; how long that takes is not known, and about 8 MB on the disk"
    run(written(tmp_path, "one.txt", "a mug\n"))
    _, told, _ = run(path, "--dry-run")
    assert told[0].endswith(", finished")
    assert told[3] == "1 of 2 props are to be made; that takes about 30 s, and about 0 MB on the disk"
    assert finish == ["a-mug-0"]
    run(path)
    assert run(path, "--dry-run")[1][3] == "0 of 2 props are to be made"


def test_the_room_that_is_told_is_that_of_a_checkpoint_and_a_result() -> None:
    standard = Request("a mug", preset="standard")
    assert batch.size([standard, standard], Path("nowhere")) == pytest.approx(2 * (14.35e6 + batch.BYTES), rel=0.01)
    assert batch.size([replace(standard, preset="paper")], Path("nowhere")) == batch.BYTES


def test_two_batches_in_one_folder_do_not_meet(tmp_path: Path, run: Run, finish: list[str]) -> None:
    (tmp_path / "out").mkdir()
    with files.exclusive(tmp_path / "out" / job_folder.LOCK):
        code, _, error = run(written(tmp_path, "props.txt", "a mug\n"))
    assert code == 1 and "by another batch: wait for it" in error and not finish


@pytest.mark.parametrize("content", ['[{"prompt": "a mug"}]', "{}", "no JSON"])
def test_a_batch_json_that_is_no_record_is_never_replaced(
    tmp_path: Path, run: Run, finish: list[str], content: str
) -> None:
    (tmp_path / "out").mkdir()
    mine = written(tmp_path / "out", batch.RECORD, content)
    code, _, error = run(written(tmp_path, "props.txt", "a mug\n"))
    assert code == 1 and "choose another folder" in error and mine.read_text() == content and not finish
