"""Several props at a time: the queue against a Ray cluster that says real lines, and what of its token is kept."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from ray_stand_in import Cluster, Run, serving
from real_worker import PROP, QUICK, name_worker, tick_until

pytestmark = pytest.mark.usefixtures("quick")

TOKEN = "0123-never-to-be-seen-4567"


@pytest.fixture(scope="module")
def made(extension: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished prop, by a real worker."""
    from propsmith.nerf_sds.config import Request
    from propsmith.nerf_sds.jobs import job_folder
    from propsmith.nerf_sds.jobs.client import Job
    from propsmith.operators.environment import worker_python

    folder, request = tmp_path_factory.mktemp("made") / "prop", Request(**PROP, overrides=QUICK)
    job_folder.create(folder, request)
    assert Job(worker_python(bpy.context), {folder: request}).wait(120)
    assert job_folder.is_finished(folder), job_folder.read_events(folder)[-1]
    return folder


@pytest.fixture
def cluster(made: Path, driver: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """The farm of the preferences; on this machine there is no engine."""
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(driver, "folder", lambda: tmp_path / "jobs")
    preferences = bpy.context.preferences.addons["propsmith"].preferences
    name_worker("/nowhere/python")
    with serving(Cluster(made)) as cluster:
        preferences.farm, preferences.farm_address = "CLUSTER", cluster.address
        yield cluster
        driver.close()
    preferences.farm = "OFF"


def generate(*seeds: int) -> None:
    for seed in seeds:
        assert bpy.ops.propsmith.generate(**PROP, seed=seed, wait=False) == {"FINISHED"}


def listed() -> dict[int, str]:
    """Seed -> phase of all jobs, in the list's order."""
    assert bpy.ops.propsmith.list_jobs() == {"FINISHED"}
    return {job.seed: job.phase for job in bpy.context.window_manager.propsmith_jobs}


def job(seed: int) -> bpy.types.PropertyGroup:
    listed()
    return next(job for job in bpy.context.window_manager.propsmith_jobs if job.seed == seed)


def balls() -> list[int]:
    """The seeds of the objects, in the order of their making."""
    return [bpy.data.objects[name]["propsmith_seed"] for name in sorted(bpy.data.objects.keys())]


def begun(driver: ModuleType, cluster: Cluster, runs: int = 1) -> Run:
    """What the queue has ordered last."""
    driver.tick()
    return cluster.wait_for_run(runs)


def test_twelve_props_come_from_a_farm_in_any_order_and_what_befalls_two_stops_no_others(
    driver: ModuleType, cluster: Cluster
) -> None:
    from propsmith.nerf_sds.jobs.protocol import Failed
    from propsmith.operators.queue import job_list
    from propsmith.operators.queue.status import STEPS

    generate(*range(12))
    bpy.ops.propsmith.move_job(job=job(11).name, direction="UP")
    run = begun(driver, cluster)
    ranking = sorted(run.props.values(), key=lambda prop: -prop.priority)
    assert [prop.request.seed for prop in ranking] == [*range(10), 11, 10], "not the queue's order"
    assert set(listed().values()) == {"RUNNING"}

    for seed in (5, 3):
        run.begin(seed)
    tick_until(driver, lambda: driver.status.line == "0 of 12 done, 2 running")
    tick_until(driver, lambda: (driver.folder() / job(3).name / "preview.png").is_file())
    assert job_list.making(job(5)).factor == STEPS / 2 and not job_list.making(job(4)).has_begun
    assert driver.status.factor == pytest.approx(STEPS / 12)

    assert bpy.ops.propsmith.cancel_job(job=job(5).name) == {"FINISHED"}
    tick_until(driver, lambda: 5 not in run.props)
    run.end(4, Failed("Memory ran out: give a prop a larger share"))
    for seed in (11, 3, 10):
        run.finish(seed)
    tick_until(driver, lambda: len(bpy.data.objects) == 3)
    assert driver.status.line == "3 of 11 done, 0 running, 1 failed"
    for seed in (9, 0, 8, 1, 7, 2, 6):
        run.finish(seed)
    tick_until(driver, lambda: not driver.is_running())
    assert balls() == [11, 3, 10, 9, 0, 8, 1, 7, 2, 6]
    assert listed() == dict.fromkeys(range(12), "DONE") | {4: "FAILED", 5: "CANCELLED"}
    assert "Memory ran out" in driver.status.failures[-1] == job(4).reason
    assert not driver.status.error, "an error outlived the next success"
    assert len(cluster.runs) == 1


def test_what_is_added_while_a_farm_works_is_a_run_of_its_own_and_pause_keeps_all_places(
    driver: ModuleType, cluster: Cluster
) -> None:
    generate(1, 2)
    first = begun(driver, cluster)
    generate(3)
    second = begun(driver, cluster, 2)
    assert (set(first.props), set(second.props)) == ({1, 2}, {3})
    first.begin(1)
    tick_until(driver, lambda: driver.status.line == "0 of 3 done, 1 running")

    assert bpy.ops.propsmith.pause() == {"FINISHED"}
    assert driver.status.line == "Pausing"
    tick_until(driver, lambda: not driver.is_running())
    assert listed() == {1: "WAITING", 2: "WAITING", 3: "WAITING"}
    assert driver.status.notices == ["Paused: Continue goes on with it"] and not driver.status.error

    assert bpy.ops.propsmith.run_queue(wait=False) == {"FINISHED"}
    third = begun(driver, cluster, 3)
    for seed in (3, 1, 2):
        third.finish(seed)
    tick_until(driver, lambda: not driver.is_running())
    assert balls() == [3, 1, 2]

    generate(4, 5)
    begun(driver, cluster, 4)
    assert bpy.ops.propsmith.cancel_all() == {"FINISHED"}
    tick_until(driver, lambda: not driver.is_running())
    assert listed()[4] == listed()[5] == "CANCELLED"


def test_a_farm_that_dies_leaves_its_props_waiting_and_says_how_to_go_on(driver: ModuleType, cluster: Cluster) -> None:
    generate(1, 2, 3)
    run = begun(driver, cluster)
    run.finish(2)
    run.begin(1)
    tick_until(driver, lambda: bool(bpy.data.objects))
    run.die()
    tick_until(driver, lambda: not driver.is_running())
    assert "ended early" in driver.status.error and "goes on with Continue" in driver.status.error
    assert listed() == {1: "WAITING", 3: "WAITING", 2: "DONE"} and balls() == [2]

    preferences = bpy.context.preferences.addons["propsmith"].preferences
    preferences.farm_address = "127.0.0.1:9"  # where nobody is
    with pytest.raises(RuntimeError, match="out of reach"):
        bpy.ops.propsmith.run_queue()
    preferences.farm_address = ""
    with pytest.raises(RuntimeError, match="has no address"):
        bpy.ops.propsmith.run_queue()
    assert list(listed().values()) == ["WAITING", "WAITING", "DONE"]
    preferences.farm_address = cluster.address
    assert bpy.ops.propsmith.run_queue(wait=False) == {"FINISHED"}
    again = begun(driver, cluster, 2)
    for seed in (1, 3):
        again.finish(seed)
    tick_until(driver, lambda: not driver.is_running())
    assert balls() == [2, 1, 3]


def test_a_prop_that_no_farm_makes_is_refused_at_once_and_spoils_no_other(driver: ModuleType, cluster: Cluster) -> None:
    with pytest.raises(RuntimeError, match="a farm has no diffusion model"):
        bpy.ops.propsmith.generate(prompt="a red ball", prior="somebody/else")
    generate(1)
    (driver.queue.waiting[0] / "request.json").unlink()
    generate(2)
    assert set(begun(driver, cluster).props) == {2}
    assert "not a folder of Propsmith's" in driver.status.failures[-1]


def test_the_token_is_in_its_file_alone(driver: ModuleType, cluster: Cluster, tmp_path: Path, capfd) -> None:
    from propsmith.nerf_sds.farm import tokens
    from propsmith.operators import farm_verbs

    cluster.token = TOKEN
    with pytest.raises(RuntimeError, match="wants a token"):
        bpy.ops.propsmith.try_farm()
    assert bpy.ops.propsmith.farm_login(token=TOKEN) == {"FINISHED"}
    assert bpy.ops.propsmith.try_farm() == {"FINISHED"}
    assert [finding.detail for finding in farm_verbs.findings()] == [
        f"Ray 2.60.0 answers at {cluster.address}",
        "2, with 4 GPUs and 16 CPUs",
    ]
    generate(1)
    run = begun(driver, cluster)
    run.begin(1)
    run.finish(1)
    tick_until(driver, lambda: not driver.is_running())
    assert balls() == [1]

    user = Path(bpy.utils.user_resource("CONFIG", create=True))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"), compress=False)
    bpy.ops.wm.save_userpref()
    assert tokens.file().read_text().count(TOKEN) == 1
    assert stat.S_IMODE(tokens.file().stat().st_mode) == 0o600
    said = capfd.readouterr()
    assert TOKEN not in said.out + said.err
    looked = [path for parent in (tmp_path, user) for path in parent.rglob("*") if path.is_file()]
    assert {tmp_path / "scene.blend", user / "userpref.blend"} <= {*looked}
    assert [path for path in looked if TOKEN.encode() in path.read_bytes()] == [tokens.file()]
    assert not any(TOKEN in str(verb.properties.items()) for verb in bpy.context.window_manager.operators)

    assert bpy.ops.propsmith.farm_logout() == {"FINISHED"}
    assert TOKEN not in tokens.file().read_text()
    with pytest.raises(RuntimeError, match="No token"):
        bpy.ops.propsmith.farm_logout()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("farm.example:8265", "no token for it is known"),
        ("me:secret@farm", "log in with a token"),
        ("a b", "no address"),
    ],
)
def test_a_farm_that_others_can_reach_needs_a_token_and_an_address_is_one(
    driver: ModuleType, cluster: Cluster, address: str, said: str
) -> None:
    bpy.context.preferences.addons["propsmith"].preferences.farm_address = address
    with pytest.raises(RuntimeError, match=said):
        bpy.ops.propsmith.generate(**PROP)
    assert not cluster.runs
