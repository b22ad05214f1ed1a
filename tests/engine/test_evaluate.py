"""The command as a whole, with the real worker on props of a few steps."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from PIL import Image
from test_client import posix

from nerf_sds.evaluation import __main__ as evaluate
from nerf_sds.evaluation import records, references, runner, sheets, study
from nerf_sds.image_text import OPTIMISED, SCORER
from nerf_sds.install import blend_file
from nerf_sds.jobs import job_folder, timing_history
from nerf_sds.jobs.protocol import Progress

TINY = ["mesh_resolution=32", "texture_size=64", "faces=500"]
QUICK = ["--variant", "quick", "stages=[[16, 3, 16, 16]]", *TINY]
LONG = ["--variant", "long", "stages=[[16, 5000, 16, 16]]", *TINY]
NONSENSE = ["--variant", "nonsense", "learning_rate=10", "opacity_weight=1e6", "stages=[[16, 3, 16, 16]]", *TINY]
PATIENCE = 120  # seconds


@pytest.fixture(autouse=True)
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what the runner sets is undone."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """Of a study of one prompt on the CPU, without references."""
    (tmp_path / "foreign").mkdir()
    folders = {"--scores": "scores", "--work": "work", "--references": "foreign"}
    named = [text for option, name in folders.items() for text in (option, str(tmp_path / name))]
    return [*named, "--prompt", "a red mug", "--preset", "sketch", "--device", "cpu"]


def test_a_study_is_made_scored_and_reported_and_the_second_time_reused(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = [*arguments, *QUICK, *NONSENSE, "--parallel", "2", "--clip", str(tmp_path / "no-clip")]
    assert evaluate.main(both) == 0
    said = capsys.readouterr().out
    assert "2 of 2 props are to be made" in said and "a red mug, quick, seed 0: made in" in said
    assert "a red mug, nonsense, seed 0: failed: " in said
    written = (tmp_path / "scores" / "report.md").read_text()
    missing = written.partition("## What is missing")[2]
    assert "a red mug, nonsense, seed 0: " in missing
    assert "no-clip" in missing and "There is no data set in" in missing
    assert Image.open(tmp_path / "scores" / "sheet-quick.jpg").width > 1000

    (quick,) = _scores(tmp_path, "quick")
    assert quick["r_precision"].keys() == {SCORER, OPTIMISED}
    assert quick["iou"] is None and quick["hyperparameters"]["faces"] == 500
    assert quick.keys() >= records.FACTS | records.SCORES | {"date", "hardware", "torch"}

    made = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("prop.npz")}
    assert evaluate.main([*arguments, *QUICK]) == 0
    said = capsys.readouterr().out
    assert "0 of 1 props are to be made" in said and "Scoring" not in said
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("prop.npz")} == made
    assert evaluate.main(["--scores", str(tmp_path / "scores"), "--report-only"]) == 0


@posix
def test_ctrl_c_stops_the_workers_and_the_same_command_goes_on(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def stepping() -> bool:
        folders = tmp_path.glob("work/*")
        return any(isinstance(event, Progress) for folder in folders for event in job_folder.read_events(folder))

    def interrupt() -> None:
        deadline = time.monotonic() + PATIENCE
        while not stepping() and time.monotonic() < deadline:
            time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    assert evaluate.main([*arguments, *LONG, "--run-only"]) == evaluate.STOPPED
    assert "the same command goes on" in capsys.readouterr().err
    (folder,) = tmp_path.glob("work/*")
    assert job_folder.state(folder) is job_folder.State.INTERRUPTED
    request = job_folder.read_request(folder)
    assert job_folder.prepare(folder, request) == request
    assert not (tmp_path / "scores").exists()


def test_a_report_on_an_empty_folder_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["--scores", str(tmp_path), "--report-only"]) == 1
    assert capsys.readouterr().err.startswith(f"propsmith: There are no scores in {tmp_path}")


def test_a_setting_that_does_not_exist_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main([*arguments, "--variant", "x", "vews=3"]) == 1
    assert "did you mean views" in capsys.readouterr().err


def test_the_parts_of_a_study_are_the_whole(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(runner, "run", lambda tasks, *_: made.extend(task.name for task in tasks))
    for part in ("1", "2", "3"):
        assert evaluate.main([*arguments, "--seeds", "0", "1", "--run-only", "--part", part, "3"]) == 0
    variants = [study.ours(), study.without_normals(), *study.baselines()]
    whole = study.plan(["a red mug"], [0, 1], variants, "sketch", "cpu")
    assert sorted(made) == sorted(task.name for task in whole)


@pytest.mark.parametrize("options", [("--part", "0", "3"), ("--part", "4", "3"), ("--parallel", "0")], ids=" ".join)
def test_a_part_that_there_is_not_and_no_worker_at_all_are_refused_in_one_line(
    arguments: list[str], options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.main([*arguments, "--run-only", *options]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"propsmith: {options[0]} ")


def test_the_time_left_is_that_of_finished_props_like_those_to_come(tmp_path: Path) -> None:
    told: list[str] = []
    tasks = study.plan(["a red mug"], [0, 1, 2, 3], [study.ours()], "sketch", "cpu")
    crew = runner.Crew(tasks, tmp_path, 2, told.append)
    assert "known after the first" in crew._outlook()
    crew.seconds = {timing_history.cost(tasks[0].request): [50.0, 60.0, 400.0]}
    assert crew._outlook() == "4 of 4 props are to be made; that takes about 2 min 0 s"


def test_a_sheet_stays_light() -> None:
    noise = Image.effect_noise((1200, 1200), 200).convert("RGB")
    assert len(sheets.light(noise)) <= sheets.HEAVIEST


def test_blender_is_started_on_the_references_as_it_is_on_a_file() -> None:
    script = str(blend_file.SCRIPT)
    program = blend_file.Maker("Blender", ("blender", "-b", "--python", script, "--"))
    assert references.command(program) == ["blender", "-b", "--python-expr", references.EXPORT, "--"]
    module = blend_file.Maker("bpy", ("python", script), blend_file.environment.bpy_environment())
    assert references.command(module) == ["python", "-c", references.EXPORT, "--"]


def _scores(folder: Path, variant: str) -> list[dict]:
    found = [json.loads(path.read_text()) for path in folder.glob(f"scores/*{records.SUFFIX}")]
    return [record for record in found if record["variant"] == variant]
