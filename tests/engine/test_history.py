"""How long props took, from their records."""

from __future__ import annotations

from pathlib import Path

from nerf_sds.config import Request
from nerf_sds.jobs import job_folder, timing_history
from nerf_sds.jobs.protocol import Done, Event, Started, encode
from nerf_sds.jobs.timing_history import Took

STARTED = Started(60, "cpu", "float32")


def made(parent: Path, request: Request, *events: Event) -> None:
    folder = job_folder.new_folder(parent, request)
    job_folder.create(folder, request)
    (folder / job_folder.EVENTS).write_text("".join(encode(event) + "\n" for event in events))


def test_the_median_of_the_props_of_a_kind_that_were_made_in_one_go_is_told(tmp_path: Path) -> None:
    for seed, seconds in enumerate((18.0, 20.0, 200.0)):
        made(tmp_path, Request("a red mug", preset="sketch", seed=seed), STARTED, Done(seconds, finishing=seconds / 4))
    made(tmp_path, Request("a red mug", preset="sketch", seed=3), STARTED, STARTED, Done(1.0))  # it was resumed
    made(tmp_path, Request("a red mug", preset="draft"), STARTED)
    made(tmp_path, Request("a red mug", prior="dirac", preset="sketch"), STARTED, Done(3.0))
    took = timing_history.took(tmp_path)
    assert took[timing_history.cost(Request("a duck", preset="sketch"))] == Took(20.0, 5.0)
    assert took[timing_history.cost(Request("a duck", prior="dirac", preset="sketch"))] == Took(3.0, 0.0)
    assert len(took) == 2
    wanted = {timing_history.cost(Request("a duck", preset="sketch"))}
    assert sorted(timing_history.past_seconds(tmp_path, wanted)[next(iter(wanted))]) == [18.0, 20.0, 200.0]


def test_the_guess_at_the_end_of_the_first_prop_grows_with_its_faces() -> None:
    guesses = [
        timing_history.guess_finishing(Request("a mug", preset=preset)) for preset in ("sketch", "draft", "standard")
    ]
    assert guesses == sorted(guesses) and 2 < guesses[0] < guesses[-1] < 60
