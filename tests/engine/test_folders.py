"""Folders of ours: what is deleted, what is left alone, how large they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from nerf_sds.disk import folders


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    """Something of the user's."""
    place = tmp_path / "mine" / "thesis.txt"
    place.parent.mkdir()
    place.write_text("years of work")
    return place


def test_a_folder_of_ours_goes_with_all_that_is_in_it_but_not_what_its_links_lead_to(
    tmp_path: Path, thesis: Path
) -> None:
    ours = tmp_path / "ours"
    folders.claim(ours)
    (ours / "deep" / "er").mkdir(parents=True)
    (ours / "deep" / "er" / "file").write_bytes(b"x" * 1000)
    (ours / "deep" / "link").symlink_to(thesis.parent)
    (ours / "link").symlink_to(thesis.parent)
    (ours / "file link").symlink_to(thesis)
    folders.remove(ours)
    assert not ours.exists() and thesis.read_text() == "years of work"
    folders.remove(ours)  # nothing there is fine


def test_what_does_not_bear_the_mark_stays(tmp_path: Path, thesis: Path) -> None:
    ours = tmp_path / "ours"
    folders.claim(ours)
    (tmp_path / "link").symlink_to(ours)
    for foreign in (thesis.parent, thesis, tmp_path / "link"):
        with pytest.raises(folders.NotOurs, match="not made by Propsmith"):
            folders.remove(foreign)
    assert thesis.exists() and folders.is_ours(ours)


def test_what_a_kill_left_half_deleted_is_still_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = tmp_path / "ours"
    folders.claim(ours)
    (ours / "a").mkdir()
    (ours / "b").mkdir()

    def killed(path: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(folders.shutil, "rmtree", killed)
        folders.remove(ours)
    folders.remove(ours)
    assert not ours.exists()


def test_the_size_counts_files_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 5000)
    ours = tmp_path / "ours"
    folders.claim(ours)
    (ours / "deep").mkdir()
    (ours / "deep" / "file").write_bytes(b"x" * 1000)
    (ours / "file").write_bytes(b"x" * 10)
    (ours / "link").symlink_to(tmp_path / "large")
    (ours / "circle").symlink_to(ours)
    assert folders.size(ours) == 1010
    assert folders.size(tmp_path / "nowhere") == 0
