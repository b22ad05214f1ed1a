"""The time left, and what previews may cost."""

from __future__ import annotations

import pytest

from nerf_sds.config import Stage
from nerf_sds.worker.time_budget import LIVE_SIZE, LIVE_SIZES, PREVIEW_SIZES, Pace, Previews, RenderBudget


def test_the_time_left_knows_that_larger_pictures_take_longer() -> None:
    pace = Pace((Stage(32, 10, 48, 32), Stage(64, 10, 48, 64)), taken=0, now=100.0)
    speed, left = pace.report(5, now=105.0)
    assert speed == pytest.approx(1.0)
    assert left == pytest.approx(5 + 2 * 10)


def test_nothing_is_left_after_the_last_step_and_going_on_counts_only_the_new_steps() -> None:
    pace = Pace((Stage(32, 10, 48, 32),), taken=8, now=0.0)
    assert pace.report(10, now=1.0) == pytest.approx((2.0, 0.0))


@pytest.mark.parametrize("seconds_a_megapixel", [0.1, 1, 10, 50])
def test_previews_stay_within_a_tenth_of_the_time_and_come_every_five_seconds(
    seconds_a_megapixel: float,
) -> None:
    previews, now, spent, shown = Previews(), 0.0, 0.0, 0
    while now < 120:
        if previews.is_due(now):
            seconds = seconds_a_megapixel * previews.size**2 / 1e6
            now, spent, shown = now + seconds, spent + seconds, shown + 1
            previews.drawn(now, seconds)
        now += 0.05
    assert spent / now < 0.1
    assert shown >= 120 / 5
    assert PREVIEW_SIZES[0] <= previews.size <= PREVIEW_SIZES[1]


def test_a_machine_too_slow_for_the_smallest_preview_still_shows_one_every_four_seconds() -> None:
    previews = Previews()
    previews.drawn(now=10.0, seconds=1.0)
    assert previews.size == PREVIEW_SIZES[0]
    assert not previews.is_due(10.0 + 3.9)
    assert previews.is_due(10.0 + 4.1)


def watch(seconds_a_pixel: float, is_moving: bool, duration: float = 60.0) -> tuple[float, list[tuple[float, int]]]:
    """The share of the time that an artist's pictures take, and when each came with its size."""
    attention, now, spent, came = RenderBudget(0.0), 0.0, 0.0, []
    while now < duration:
        now += 0.02  # a step
        size = attention.size(now, is_moving or not came, largest=900)
        if size:
            seconds = seconds_a_pixel * size**2
            now, spent = now + seconds, spent + seconds
            attention.drawn(size, now, seconds)
            came.append((now, size))
    return spent / now, came


@pytest.mark.parametrize("is_moving", [True, False])
@pytest.mark.parametrize("seconds_a_pixel", [1e-8, 1e-7, 3e-7, 5e-6, 2e-5, 1e-4])
def test_an_artist_who_watches_takes_less_than_a_tenth_of_the_time(seconds_a_pixel: float, is_moving: bool) -> None:
    share, came = watch(seconds_a_pixel, is_moving)
    assert share < 0.1
    assert all(LIVE_SIZES[0] <= size <= LIVE_SIZES[1] for _, size in came) and len(came) >= 2


def test_a_gpu_draws_256_pixels_four_times_a_second_while_the_camera_moves() -> None:
    _, came = watch(seconds_a_pixel=0.015 / 256**2, is_moving=True)
    assert len(came) >= 60 * 4
    assert min(size for _, size in came[5:]) >= LIVE_SIZE


def test_a_cpu_draws_96_pixels_once_a_second_while_it_moves_and_256_at_rest() -> None:
    cost = 0.06 / 96**2
    _, came = watch(cost, is_moving=True)
    assert len(came) >= 50 and min(size for _, size in came) >= 96
    _, came = watch(cost, is_moving=False)
    assert came[1][1] == LIVE_SIZE and came[1][0] < 10
