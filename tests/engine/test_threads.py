"""Work side by side gives what it gives one after the other."""

from __future__ import annotations

import threading
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
    names = together([threading.get_ident] * 2)
    assert (threading.get_ident() in names) == (threads == 1)


def test_an_error_is_raised_and_the_other_tasks_end_before(threads: int) -> None:
    done = []

    def fail() -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        together([lambda: done.append(1), fail])
    assert done == [1]
