"""The command line, `python3 -m nerf_sds`. Starts with any Python from 3.8 on and looks for one that is new enough."""

from __future__ import annotations

import os
import sys

from .install import interpreters


def main() -> int:
    """Runs the command line and returns the exit code. With an old Python it starts a newer one."""
    if sys.version_info >= (3, 11):  # noqa: UP036, older versions need the message below
        from .cli import commands

        return commands.main(sys.argv[1:])
    python = interpreters.find(interpreters.WORKER_VERSIONS)
    if python is None:
        print(f"propsmith: {interpreters.advice(interpreters.WORKER_VERSIONS)}", file=sys.stderr)
        return 1
    return interpreters.become([python, "-m", "nerf_sds", *sys.argv[1:]], dict(os.environ))


if __name__ == "__main__":
    sys.exit(main())
