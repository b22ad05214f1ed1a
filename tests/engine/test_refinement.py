"""Going on from a finished prop: with which steps, and from which checkpoint."""

from __future__ import annotations

from pathlib import Path

import pytest

from nerf_sds.config import METHODS, GridSchedule, Request, Schedule, preset_of
from nerf_sds.disk import files
from nerf_sds.jobs import job_folder, refinement
from nerf_sds.jobs.failures import Refused
from nerf_sds.jobs.protocol import decode, encode


@pytest.mark.parametrize("prior", ["world", "sd-2.1", "mvdream", "if-i-m"])
@pytest.mark.parametrize(("method", "preset"), [(method, preset) for method in METHODS for preset in METHODS[method]])
def test_every_preset_can_be_refined_again_and_again_by_more_steps_of_the_same_kind(
    prior: str, method: str, preset: str
) -> None:
    request = Request("a red mushroom", preset=preset, method=method, prior=prior)
    for _ in range(5):
        finer = refinement.refined(request)
        before, after = preset_of(request, Schedule), preset_of(finer, Schedule)
        assert type(after) is type(before) and after.steps > before.steps
        assert (finer.prompt, finer.seed, finer.prior, finer.method) == (request.prompt, request.seed, prior, method)
        if isinstance(before, GridSchedule) and isinstance(after, GridSchedule):
            assert after.grid_resolutions == before.grid_resolutions, "the checkpoint would not fit"
        assert decode(encode(finer)) == finer
        request = finer


def test_a_prop_that_is_held_to_something_stays_so() -> None:
    """The preset paper, which has the most steps, could not."""
    request = Request("a red mushroom", preset="standard", mirror=True, bounds=[1.0, 1.0, 2.0], start="0" * 64)
    finer = refinement.refined(request)
    assert (finer.preset, finer.mirror, finer.bounds, finer.start) == ("standard", True, request.bounds, request.start)


def test_a_sketch_becomes_a_draft_and_then_a_standard_and_then_longer() -> None:
    request, names = Request("a red mushroom", preset="sketch"), []
    for _ in range(3):
        request = refinement.refined(request)
        names.append((request.preset, preset_of(request, Schedule).steps))
    assert names == [("draft", 280), ("standard", 600), ("standard", 800)]


def test_a_prop_whose_hyper_parameters_not_every_preset_has_is_refined() -> None:
    few = {"stages": [[16, 12, 16, 16]], "grid_resolutions": [16]}
    finer = refinement.refined(Request("a red mushroom", preset="sketch", overrides=few))
    assert preset_of(finer, GridSchedule).steps == 24 and preset_of(finer, GridSchedule).grid_resolutions == (16,)


@pytest.mark.parametrize("links", [True, False])
def test_the_new_job_goes_on_from_the_checkpoint_and_the_old_one_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    if not links:
        monkeypatch.setattr("os.link", refuse)
    old, new, request = tmp_path / "old", tmp_path / "new", Request("a red mushroom", preset="sketch")
    job_folder.create(old, request)
    (old / job_folder.CHECKPOINT).write_bytes(b"state")
    refinement.branch(old, new, refinement.refined(request))
    assert job_folder.state(new) is job_folder.State.INTERRUPTED
    files.write(new / job_folder.CHECKPOINT, b"later state")
    assert (old / job_folder.CHECKPOINT).read_bytes() == b"state"
    assert not list(new.glob(".*partial*"))


def test_a_job_without_a_checkpoint_or_with_a_link_for_one_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    old, request = tmp_path / "old", Request("a red mushroom", preset="sketch")
    job_folder.create(old, request)
    for spoil in (lambda: None, lambda: (old / job_folder.CHECKPOINT).symlink_to(tmp_path / "secret")):
        (tmp_path / "secret").write_text("mine")
        spoil()
        with pytest.raises(Refused, match="no checkpoint"):
            refinement.branch(old, tmp_path / "new", request)
    assert not (tmp_path / "new").exists()
