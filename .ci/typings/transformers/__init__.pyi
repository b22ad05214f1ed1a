"""No type checker sees through this package: names filled in at run time, or types too wide to be of use."""

from typing import Any

def __getattr__(name: str) -> Any: ...
