"""The time left, and what previews may cost."""

from __future__ import annotations

import pytest

from nerf_sds.config import Stage
from nerf_sds.pace import PREVIEW_SIZES, Pace, Previews


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
