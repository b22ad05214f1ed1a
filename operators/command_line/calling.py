"""Calls Propsmith's operators from Python."""

from __future__ import annotations

from collections.abc import Callable


def call(operator: Callable[..., set[str]], *how: str, **properties: object) -> bool:
    """Calls the operator and returns True if it finished.

    An error that the operator reports is raised as ValueError with one line.
    """
    try:
        return operator(*how, **properties) == {"FINISHED"}
    except RuntimeError as error:
        raise ValueError(str(error).strip().splitlines()[-1].removeprefix("Error: ")) from error
