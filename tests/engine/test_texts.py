"""What errors and programs say, as one line."""

from __future__ import annotations

import pytest

from nerf_sds.disk.texts import first_line, last_line


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("", "OSError"),
        (" \n\t\n", "OSError"),
        ("no such model", "no such model"),
        ("\n no such model\nsee there", "no such model"),
    ],
)
def test_an_error_is_named_by_its_first_line_or_else_by_its_class(message: str, line: str) -> None:
    assert first_line(OSError(message)) == line


def test_a_long_line_is_cut() -> None:
    assert first_line(ValueError("a" * 50), longest=20) == "a" * 20


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("", "exit code 3"),
        ("\n \n", "exit code 3"),
        ("killed\n", "killed"),
        ("Traceback\n  File\nMemoryError: 3 GB\n\n", "MemoryError: 3 GB"),
    ],
)
def test_a_program_is_quoted_by_its_last_line_or_else_by_what_is_known(said: str, line: str) -> None:
    assert last_line(said, "exit code 3") == line
