"""What a farm keeps: whole files under their names, found again by the request alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from nerf_sds.config import Request
from nerf_sds.farm.order import OrderedProp
from nerf_sds.farm.server.store import Note, Store, table
from nerf_sds.jobs import failures, job_folder
from nerf_sds.jobs.protocol import Done

PROP = OrderedProp("mushroom", Request("a red mushroom", seed=3))
NOTE = Note(1, "raysubmit_1", "a1b2c3d4", 77, 5.0)


class Bucket(MemoryFileSystem):
    """Stands for what lies elsewhere."""

    protocol = "bucket"
    store: dict = {}
    pseudo_dirs = [""]


fsspec.register_implementation("bucket", Bucket)


@pytest.fixture(params=["folder", "URL of a folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    yield Store(
        {"folder": str(tmp_path), "URL of a folder": f"file://{tmp_path}", "bucket": "bucket://b"}[request.param]
    )
    Bucket.store.clear()


def test_a_store_that_is_none_is_refused() -> None:
    for url, told in (("", "PROPSMITH_STORE"), ("memory://x", "memory"), ("nowhere://x", "nowhere")):
        with pytest.raises(ValueError, match=told):
            Store(url)


def test_a_node_that_does_not_see_the_store_is_told_apart(store: Store) -> None:
    with pytest.raises(ValueError, match="a1b2c3d4 does not see the store"):
        store.check("a1b2c3d4")
    store.make()
    store.make()
    store.check("a1b2c3d4")


def test_a_place_follows_from_the_request_but_not_from_its_device_or_name(store: Store) -> None:
    same = OrderedProp("other", replace(PROP.request, device="cpu"), priority=3)
    others = [replace(PROP, scored=True), *(replace(PROP, request=Request("a red mushroom", seed=n)) for n in range(2))]
    assert store.place(same).folder == store.place(PROP).folder
    assert len({store.place(prop).folder for prop in [PROP, *others]}) == 4


def test_a_checkpoint_is_brought_back_and_the_last_one_counts(store: Store, tmp_path: Path) -> None:
    place = store.place(PROP)
    place.bring_checkpoint(tmp_path)
    assert not place.is_resumable() and not job_folder.is_resumable(tmp_path)
    for data in (b"first", b"second"):
        place.write(job_folder.CHECKPOINT, data)
    place.bring_checkpoint(tmp_path)
    assert place.is_resumable() and (tmp_path / job_folder.CHECKPOINT).read_bytes() == b"second"


def test_a_result_is_whole_once_it_is_done_and_its_checkpoint_goes(store: Store, tmp_path: Path) -> None:
    place, job = store.place(PROP), tmp_path / "job"
    job.mkdir()
    for name in (*job_folder.RESULT, job_folder.CHECKPOINT, failures.LOG, job_folder.REQUEST):
        (job / name).write_bytes(name.encode())
    place.write(job_folder.CHECKPOINT, b"step 9")
    assert place.done() is None
    place.keep_result(job, Done(3.5))
    assert place.done() == Done(3.5) and not place.is_resumable()
    assert all(place.read(name) == name.encode() for name in job_folder.RESULT)
    for name in (failures.LOG, job_folder.REQUEST):
        with pytest.raises(FileNotFoundError):
            place.read(name)


def test_what_could_not_be_written_leaves_what_was_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    place = store.place(PROP)
    place.write("score.json", b"old")

    def full(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(type(place.files), "mv", full)
    with pytest.raises(OSError, match="full"):
        place.write("score.json", b"new")
    assert place.read("score.json") == b"old"
    assert [name for name in place.files.find(place.folder) if "partial" in name] == []


def test_notes_come_in_the_order_of_their_numbers_and_the_last_of_each_counts(store: Store) -> None:
    place = store.place(PROP)
    assert place.notes() == []
    for number in (2, 1, 10):
        place.put_note(replace(NOTE, number=number))
    ended = replace(NOTE, number=10, loaded=True, last_step=4, ended="Done")
    place.put_note(ended)
    assert place.notes() == [NOTE, replace(NOTE, number=2), ended]


def test_the_table_says_who_died() -> None:
    lines = table([("mushroom", NOTE), ("mushroom", replace(NOTE, number=2, first_step=8, ended="Done"))])
    assert len(lines) == 3 and lines[1].endswith("died") and lines[2].endswith("Done")
    assert table([])[0].startswith("prop")
