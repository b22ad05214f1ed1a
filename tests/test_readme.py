"""What the README and docs/ show exists: every command with its options, every link, every picture."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from nerf_sds.cli.commands import MODULES

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ENGINE = ["python3", "-m", "nerf_sds"]
EXTENSION = ["--command", "propsmith"]


def shown_commands() -> Iterator[list[str]]:
    """The lines of the pages' shell code blocks, split into words; a line may go on after a backslash."""
    for page in PAGES:
        for block in re.findall(r"^ *```(?:sh|bash|shell|console)\n(.*?)^ *```", page.read_text("utf-8"), re.S | re.M):
            for line in block.replace("\\\n", " ").splitlines():
                if words := shlex.split(line.removeprefix("$ "), comments=True):
                    yield words


def options(words: list[str]) -> set[str]:
    return {word.split("=")[0] for word in words if word.startswith("--")}


def find(words: list[str], command: list[str]) -> list[str] | None:
    """What stands behind the command in the line; None when it is not there."""
    for start in range(len(words)):
        if words[start : start + len(command)] == command:
            return words[start + len(command) :]
    return None


@cache
def told_by_help(*command: str) -> set[str]:
    """The options that a Python program names in its help."""
    command = (sys.executable, *command, "--help")
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout
    return set(re.findall(r"--[a-z-]+", told))


def parser_words(paths: list[Path]) -> set[str]:
    """The verbs and options that the extension's parsers add; they can be asked themselves only inside Blender."""
    calls = [
        node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    adding = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr.startswith("add_")]
    return {argument.value for call in adding for argument in call.args if isinstance(argument, ast.Constant)}


def test_the_readme_shows_the_two_commands() -> None:
    commands = list(shown_commands())
    assert any(find(words, [*ENGINE, "generate"]) for words in commands)
    assert ["bash", ".ci/run"] in commands


def test_the_engine_s_commands_are_as_shown() -> None:
    for words in shown_commands():
        arguments = find(words, ENGINE)
        if arguments and arguments[0] not in MODULES:
            assert options(arguments) <= told_by_help(*ENGINE[1:], arguments[0]), words


@pytest.mark.worker
def test_the_commands_that_run_in_the_engine_s_environment_are_as_shown() -> None:
    for words in shown_commands():
        arguments = find(words, ENGINE)
        if arguments and arguments[0] in MODULES:
            assert options(arguments) <= {"--python", *told_by_help("-m", MODULES[arguments[0]][0])}, words


def test_the_extension_s_commands_are_as_shown() -> None:
    modules = "command_line/command command_line/batch_command dataset/export_props".split()
    modules.append("dataset/artist_props")  # which the last one takes
    known = parser_words([ROOT / f"operators/{name}.py" for name in modules])
    assert {"generate", "--output"} <= known
    for words in shown_commands():
        if arguments := find(words, EXTENSION):
            assert {arguments[0], *options(arguments)} <= known, words


def test_the_scripts_that_are_started_exist() -> None:
    for words in shown_commands():
        for word in words:
            if not word.startswith(("-", "/", "out/")) and word.endswith((".py", ".sh", "/run")):
                assert (ROOT / word).is_file(), words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    local = [target.split("#")[0] for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []
