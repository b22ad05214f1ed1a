"""Calls Propsmith's operators from Python."""

from __future__ import annotations

from collections.abc import Callable

from ...nerf_sds.disk.texts import last_line


def call(operator: Callable[..., set[str]], *how: str, **properties: object) -> bool:
    """Calls the operator and returns True if it finished.

    An error that the operator reports is raised as ValueError with one line.
    """
    try:
        return operator(*how, **properties) == {"FINISHED"}
    except RuntimeError as error:
        raise ValueError(reported(error)) from error


def reported(error: Exception) -> str:
    """The message that an operator reported before it failed, on one line and without the "Error: " of Blender."""
    return last_line(str(error), type(error).__name__).removeprefix("Error: ")
