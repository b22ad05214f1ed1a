"""Work side by side gives what it gives one after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import torch

from nerf_sds.compute.threads import together


@pytest.fixture(params=[1, 2])
def threads(request: pytest.FixtureRequest) -> Iterator[int]:
    before = torch.get_num_threads()
    torch.set_num_threads(request.param)
    yield request.param
    torch.set_num_threads(before)


def test_results_come_in_the_order_of_their_tasks(threads: int) -> None:
    assert together([lambda i=i: i for i in range(20)]) == list(range(20))


def test_two_tasks_run_at_once_only_where_torch_has_two_threads(threads: int) -> None:
    met = threading.Barrier(threads)
    together([lambda: met.wait(30)] * threads)
    assert len(set(together([threading.get_ident] * 2))) == threads


def test_the_first_task_stays_in_the_calling_thread(threads: int) -> None:
    assert together([threading.get_ident] * 3)[0] == threading.get_ident()


@pytest.mark.parametrize("threads", [2], indirect=True)
@pytest.mark.parametrize("place", [0, 1])
def test_an_error_is_raised_once_the_other_task_has_ended(threads: int, place: int) -> None:
    done = []

    def fail() -> None:
        raise OSError("the disk is full")

    tasks = [lambda: time.sleep(0.1) or done.append(1)]
    tasks.insert(place, fail)
    with pytest.raises(OSError, match="the disk is full"):
        together(tasks)
    assert done == [1]
