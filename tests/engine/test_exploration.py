"""Explorations: several seeds of one prompt, ranked by what the diffusion model itself says of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from test_client import PYTHON, listen

from nerf_sds.cli import commands
from nerf_sds.cli import explore as seed_verbs
from nerf_sds.config import GridSchedule, Request, preset_of
from nerf_sds.evaluation.ground_truth import load_references, portraits_of
from nerf_sds.jobs import exploration, job_folder, refinement
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.exploration import Mark
from nerf_sds.jobs.protocol import Cancelled, Done, Entered, Failed, LastEvent, Started, encode
from nerf_sds.priors import load_prior
from nerf_sds.viewpoints import ring
from nerf_sds.worker import scoring

CPU = torch.device("cpu")
REFERENCES = Path(__file__).parents[1] / "data" / "references"
TINY = {"stages": [[16, 4, 16, 16]], "mesh_resolution": 32, "texture_size": 64, "faces": 500}


def test_the_runs_are_sketches_of_seeds_in_a_row_and_the_picked_one_goes_on_at_full_quality(tmp_path: Path) -> None:
    wanted = Request("a red mushroom", seed=2**31 - 2, preset="standard", size=0.5)
    runs = exploration.requests(wanted, 3)
    assert [(run.seed, run.preset, run.size) for run in runs] == [
        (2**31 - 2, "sketch", 0.5), (2**31 - 1, "sketch", 0.5), (0, "sketch", 0.5)
    ]  # fmt: skip
    job_folder.create(tmp_path / "run", runs[1])
    exploration.put_mark(tmp_path / "run", Mark("mushrooms", "standard"))
    assert exploration.picked(tmp_path / "run") == replace(wanted, seed=2**31 - 1)
    exploration.put_mark(tmp_path / "run", Mark("mushrooms", "sketch"))
    assert exploration.picked(tmp_path / "run") == refinement.refined(runs[1])
    for count in (0, exploration.MOST + 1):
        with pytest.raises(ValueError, match="choose 1 to"):
            exploration.requests(wanted, count)


@pytest.mark.parametrize("prior", ["world", "sd-2.1", "mvdream", "if-i-m"])
def test_a_sketch_s_checkpoint_fits_every_preset_that_it_may_go_on_in(prior: str) -> None:
    sketch, *finer = (
        preset_of(Request("a red mushroom", preset=preset, prior=prior), GridSchedule)
        for preset in ("sketch", "draft", "standard")
    )
    assert all(each.grid_resolutions == sketch.grid_resolutions and each.steps > sketch.steps for each in finer)


def test_what_is_no_mark_and_no_score_counts_as_none_and_ranks_last(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("none", "low", "torn", "high")]
    for folder in folders:
        folder.mkdir()
    exploration.write_score(folders[1], -0.5)
    (folders[2] / exploration.SCORE).write_text('{"score": NaN}')
    exploration.write_score(folders[3], 0.7)
    (folders[2] / exploration.MARK).write_text('{"exploration": 3}')
    assert exploration.ranked(folders) == [folders[3], folders[1], folders[0], folders[2]]
    assert [exploration.mark_of(folder) for folder in folders] == [None] * 4


def test_the_prior_tells_a_real_prop_of_the_prompt_from_one_of_another_prompt() -> None:
    real = load_references([REFERENCES]).truth[0]
    prior, pictures, own = load_prior("world", CPU, torch.float32), portraits_of(real).shaded, real.caption
    other = "a red boat" if "boat" not in own else "a red mug"
    right, wrong = (scoring.evidence(prior, prompt, pictures, ring(8)) for prompt in (own, other))
    assert right > 0.25 and right > wrong + 0.3


@pytest.mark.worker
def test_a_worker_scores_the_prop_of_an_exploration_and_of_no_other_and_it_can_go_on(tmp_path: Path) -> None:
    request = Request("a red mushroom", preset="sketch", device="cpu", overrides=TINY)

    def run(folder: Path) -> list[object]:
        job = Job(PYTHON, {folder: job_folder.read_request(folder)})
        try:
            return list(listen(job))
        finally:
            job.kill()

    explored, finer, other = (tmp_path / name for name in ("explored", "finer", "other"))
    job_folder.create(explored, request)
    exploration.put_mark(explored, Mark("mushrooms", "standard"))
    events = run(explored)
    assert Entered("Scoring") in events and isinstance(events[-1], Done)
    assert exploration.score_of(explored) is not None
    longer = replace(request, overrides=TINY | {"stages": [[16, 6, 16, 16]]})
    refinement.branch(explored, finer, longer)
    assert next(event for event in run(finer) if isinstance(event, Started)).first_step == 4
    job_folder.create(other, replace(request, prior="dirac"))
    run(other)
    assert exploration.score_of(other) is None


@pytest.fixture
def finish(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Workers that finish at once, with a score that depends on the seed; the folders they were given."""
    made: list[Path] = []

    def run_job(python: Path, folder: Path, request: Request, console: object) -> LastEvent:
        made.append(folder)
        if request.seed == 7:
            return Failed("There is nothing to see in this one")
        if request.seed == 8:
            return Cancelled(3, resumable=True)
        for name in (*job_folder.RESULT, job_folder.CHECKPOINT):
            (folder / name).touch()
        (folder / job_folder.EVENTS).write_text(encode(Done(1.0)) + "\n")
        exploration.write_score(folder, {1: 0.2, 2: 0.6, 3: 0.4}.get(request.seed, 0.0))
        return Done(1.0)

    monkeypatch.setattr(seed_verbs, "run_job", run_job)
    return made


@pytest.fixture
def explore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str], str]]:
    def explore(*arguments: str) -> tuple[int, list[str], str]:
        fixed = ["--out", str(tmp_path / "out"), "--python", str(PYTHON), "--prior", "dirac"]
        code = commands.main(["explore", "a red ball", *fixed, *arguments])
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err

    return explore


def test_the_command_ranks_the_seeds_and_the_best_goes_on(tmp_path: Path, finish: list[Path], explore) -> None:
    code, told, _ = explore("--seed", "1", "--seeds", "3")
    assert code == 0 and [line.partition(", ")[0] for line in told[-3:]] == ["1. seed 2", "2. seed 3", "3. seed 1"]
    assert [folder.name for folder in finish] == ["seed-1", "seed-2", "seed-3"]
    code, told, _ = explore("--seed", "1", "--seeds", "3", "--pick", "best", "--preset", "draft")
    assert code == 0 and [folder.name for folder in finish[3:]] == ["picked-2"], "what is finished is not made again"
    assert job_folder.read_request(tmp_path / "out" / "picked-2") == Request("a red ball", 2, "draft", "dirac")
    assert (tmp_path / "out" / "picked-2" / job_folder.CHECKPOINT).samefile(
        tmp_path / "out" / "seed-2" / job_folder.CHECKPOINT
    )


def test_a_seed_that_fails_is_left_out_and_one_that_is_stopped_stops_all(finish: list[Path], explore) -> None:
    code, told, error = explore("--seed", "6", "--seeds", "2")
    assert code == 0 and told[-1].startswith("1. seed 6") and "nothing to see" in error
    code, _, error = explore("--seed", "7", "--seeds", "3")
    assert code == commands.STOPPED and error.endswith("propsmith: stopped\n") and finish[-1].name == "seed-8"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--seeds", "0"], "choose 1 to"),
        (["--pick", "9"], "choose best or one of 0, 1, 2, 3"),
        (["--preset", "paper"], "paper cannot go on from a sketch"),
    ],
)
def test_what_cannot_be_explored_is_refused_before_anything_is_made(
    tmp_path: Path, finish: list[Path], explore, arguments: list[str], said: str
) -> None:
    code, _, error = explore(*arguments)
    assert code == 1 and said in error and error.count("\n") == 1
    assert finish == [] and not (tmp_path / "out").exists()
