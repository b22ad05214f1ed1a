"""What is kept on the disk: it is listed with its size, and goes only when it is ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from nerf_sds import models, paths, units
from nerf_sds.cli import commands
from nerf_sds.disk import folders
from nerf_sds.install import disk_use, environment


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> environment.Environment:
    """An engine of a Blender beside the command line's, a model that we downloaded, one that another program did."""
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    engine = environment.engine_environment(tmp_path / "blender")
    ours = models.place_in_cache("someone/ours")
    for folder in (engine.folder, environment.engine_folder(), paths.words(), ours):
        folders.claim(folder)
        (folder / "file").write_bytes(b"x" * 2_000_000)
    for source in ("someone/theirs", models.MODELS["sd-2.1"].source):
        models.place_in_cache(source).mkdir()
    (tmp_path / "jobs").mkdir()
    return engine


def test_all_that_is_there_is_listed_and_only_what_is_ours_is_removable(engine, tmp_path: Path) -> None:
    kept = {place.name: place.removable for place in disk_use.kept(engine, tmp_path / "jobs")}
    assert kept == {
        "engine": True,
        "shared-engine": True,
        "words": True,
        "jobs": False,
        "someone/ours": True,
        models.MODELS["sd-2.1"].source: False,  # it is of use here, but another program fetched it
    }


def test_what_is_removed_is_named_with_its_path_and_size_first(engine, capsys: pytest.CaptureFixture[str]) -> None:
    folder = paths.words()
    assert commands.main(["storage", "--remove", "words"]) == 0
    assert f"Removing Encoded prompts: 2 MB in {folder}" in capsys.readouterr().out
    assert not folder.exists()
    assert commands.main(["storage", "--remove", "words"]) == 1
    assert "Nothing called 'words' is kept" in capsys.readouterr().err


def test_what_another_program_downloaded_is_refused(engine, capsys: pytest.CaptureFixture[str]) -> None:
    source = models.MODELS["sd-2.1"].source
    assert commands.main(["storage", "--remove", source]) == 1
    assert "not made by Propsmith" in capsys.readouterr().err
    assert models.place_in_cache(source).is_dir()


def test_an_engine_that_is_being_installed_is_not_removed(engine) -> None:
    from nerf_sds.disk import files

    place = disk_use.find("engine", engine)
    with files.exclusive(environment.lock(engine.folder)), pytest.raises(environment.Trouble, match="wait for it"):
        disk_use.remove(place)
    assert engine.folder.is_dir()
    disk_use.remove(place)
    assert not engine.folder.exists()


@pytest.mark.parametrize(("size", "told"), [(0, "0 MB"), (12e6, "12 MB"), (1.44e9, "1.4 GB")])
def test_amounts_are_for_people(size: float, told: str) -> None:
    assert units.amount(size) == told
