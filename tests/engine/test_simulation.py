"""The simulation of a farm, against what can be told without one, and the tables of the docs."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nerf_sds.farm.simulation import RETRIES, Farm, Work, simulate, stream

ROOT = Path(__file__).parents[2]
WORK = Work("a prop", load=20.0, steps=70.0, finish=10.0)


@pytest.mark.parametrize(("gpus", "rounds"), [(1, 12), (5, 3), (12, 1), (100, 1)])
def test_where_nothing_goes_wrong_each_gpu_makes_one_prop_after_the_other(gpus: int, rounds: int) -> None:
    farm = Farm(gpus, gap=0.0, log=math.inf)
    outcome = simulate(WORK, farm, [(0.0, 12)])
    assert outcome.made == outcome.arrived == pytest.approx(20 + 80 * rounds)
    assert outcome.props == outcome.attempts == 12 and outcome.lost == 0
    assert outcome.useful == pytest.approx(12 * 80 / (gpus * outcome.made))
    each = 4 * WORK.checkpoint + WORK.result  # after 0, 30, 60 and all 70 seconds of steps
    assert outcome.store == pytest.approx(12 * each / outcome.made)


def test_the_host_gets_the_props_no_faster_than_the_log_brings_them() -> None:
    outcome = simulate(WORK, Farm(100, log=0.1), [(0.0, 50)])
    assert outcome.arrived == pytest.approx(outcome.made + 50 * WORK.lines / 0.1)


def test_each_prop_is_made_or_given_up_after_its_last_attempt_however_much_fails() -> None:
    long = replace(WORK, steps=3600.0)
    outcome = simulate(long, Farm(8, failures=2.0), [(0.0, 40), (500.0, 10)])
    assert outcome.props + outcome.lost == 50 and outcome.attempts > 60
    assert outcome.attempts <= 50 * (1 + RETRIES) and len(outcome.waits) == 2


def test_checkpoints_keep_what_a_failure_would_cost() -> None:
    long = replace(WORK, steps=3600.0)
    often, never = (
        simulate(long, Farm(8, failures=0.5, between_checkpoints=seconds), [(0.0, 80)]) for seconds in (30.0, 1e9)
    )
    assert often.lost == 0 and often.useful > never.useful + 0.1 and often.made < never.made


def test_a_tenth_of_slow_gpus_costs_more_than_a_tenth_only_at_the_end() -> None:
    fast, slow = (simulate(WORK, Farm(10, slow=share, slowness=2.0), [(0.0, 1000)]) for share in (0.0, 0.1))
    assert 1.04 < slow.made / fast.made < 1.08


def test_orders_wait_longer_the_busier_the_farm_is_and_less_the_larger_it_is() -> None:
    waits = {
        (gpus, load): sorted(simulate(WORK, Farm(gpus), stream(WORK, gpus, load, 20)).waits)[250]
        for gpus in (4, 32)
        for load in (0.5, 0.9)
    }
    assert waits[4, 0.5] < waits[4, 0.9] and waits[32, 0.9] < waits[4, 0.5]


def test_the_tables_of_the_docs_are_those_of_the_simulation() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "nerf_sds.farm.simulation"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    tables = [table for table in re.split(r"\n{2,}", told) if table.startswith("|")]
    docs = (ROOT / "docs" / "farm.md").read_text("utf-8")
    assert len(tables) > 3 and all(table.strip() in docs for table in tables)
