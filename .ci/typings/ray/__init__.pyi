"""Most of this package is made when it runs; nothing of it is installed beside the type checker."""

from typing import Any

def __getattr__(name: str) -> Any: ...
