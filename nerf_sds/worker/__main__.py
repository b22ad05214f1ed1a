"""`python -m nerf_sds.worker` does the work of a host that `jobs.workers.Worker` starts it for."""

import sys

from ..jobs.protocol import CONCEPT, PROPS
from . import concept, generate
from .process import main, one_by_one


def rest() -> None:
    """Frees the memory that the last assignment took. Keeps the diffusion model if it is not on a GPU."""
    if "torch" in sys.modules:
        from ..compute.memory import kept

        kept.rest()


main({PROPS: generate.make_all, CONCEPT: one_by_one(concept.draw)}, rest)
