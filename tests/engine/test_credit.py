"""Where a diffusion model has learned one mesh of a kind by heart, a prompt for it is told whose mesh that is."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
import tiny_models

from nerf_sds.cli import commands
from nerf_sds.config import Request
from nerf_sds.meaning.copies import COPIES, Original, originals, read_copies, table
from nerf_sds.meaning.kinds import KINDS, Kind, named
from nerf_sds.words.understanding import understand
from nerf_sds.worker.generate import notices

KNOWN = (
    Kind("violin", ("fiddle",), "a brown violin", 1),
    Kind("tree", (), "a green tree", 9),
    Kind("acacia tree", ("tree", "acacia"), "an acacia tree", 1),
    Kind("vase", (), "a blue vase", 3),
    Kind("tulip", (), "a red tulip", 2),
)
TABLE = {"violin": Original("old violin", "Ann, Bo & Cy", "CC-BY-3.0"), "vase": Original("vase")}
LINE = 'likely a copy of "old violin" by Ann, Bo & Cy (CC-BY-3.0)'


@pytest.fixture
def prior(tmp_path: Path) -> Path:
    """The folder of a model that knows some kinds and copies two of them."""
    folder = tiny_models.world(tmp_path / "prior")
    (folder / KINDS).write_text(json.dumps([asdict(kind) for kind in KNOWN]))
    (folder / COPIES).write_bytes(table(TABLE))
    return folder


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [
        ("a violin", ["violin"]),
        ("two red violins on a table", ["violin"]),
        ("an old Italian Fiddle", ["violin"]),
        ("a vase of tulips", ["vase"]),
        ("a tree", ["tree"]),
        ("an acacia", ["acacia tree"]),
        ("a tall acacia tree, back view", ["acacia tree"]),
        ("a violin case", []),
        ("a quantum computer", []),
    ],
)
def test_a_prompt_names_a_kind_by_its_name_or_else_by_a_synonym(prompt: str, kinds: list[str]) -> None:
    assert [kind.name for kind in named(prompt, KNOWN)] == kinds


def test_the_line_before_a_run_names_the_mesh_its_author_and_its_licence(prior: Path) -> None:
    assert str(understand("two red violins", str(prior))) == f"a red violin; one is made; {LINE}"
    assert understand("ваза", str(prior)).originals == (TABLE["vase"],)
    said = understand("a violin", str(prior)).notices
    assert said == [f"This prop is {LINE}: keep to its licence"]
    assert '"vase" by an unnamed author (no named licence)' in str(understand("a vase", str(prior)))


def test_a_kind_that_is_not_copied_and_a_model_without_a_table_say_nothing(prior: Path) -> None:
    assert str(understand("a tree", str(prior))) == "a tree" and not understand("a tree", str(prior)).notices
    (prior / COPIES).write_bytes(table({}))
    assert originals("a violin", prior) == ()
    (prior / COPIES).unlink()
    assert originals("a violin", prior) == () and str(understand("a brown violin", str(prior))) == "a brown violin"


def test_a_table_is_read_as_it_was_written_and_a_damaged_one_is_refused_in_one_line(prior: Path) -> None:
    assert read_copies(prior) == TABLE
    for content in ("[1]", '{"violin": 3}', '{"violin": {"name": "x"}}', "{"):
        (prior / COPIES).write_text(content)
        with pytest.raises(ValueError, match=r"copies.json cannot be read: delete it, or measure the copies again$"):
            read_copies(prior)


def test_the_command_line_says_it_in_a_dry_run_and_before_a_prop_is_made(
    prior: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "props.txt").write_text("a violin\na tree\n")
    out = str(tmp_path / "out")
    assert commands.main(["batch", str(tmp_path / "props.txt"), "--out", out, "--dry-run", "--prior", str(prior)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1] == f"  understood: a violin; {LINE}" and told[3] == "  understood: a tree"
    monkeypatch.setattr(commands, "_make", lambda *_: 0)
    assert commands.main(["generate", "a violin", "--prior", str(prior), "--out", out]) == 0
    assert capsys.readouterr().out == f"Understood: a violin; {LINE}\n"


def test_the_worker_notes_it_too(prior: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nerf_sds.meaning.nearness.near", lambda prompt, folder: "near")
    said = notices(Request("a violin", prior=str(prior)))
    assert said == [f"This prop is {LINE}: keep to its licence", "near"]
