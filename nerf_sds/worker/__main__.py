"""`python -m nerf_sds.worker FOLDER...` makes the props of job folders. `jobs.client.Job` starts it."""

import sys

from .generate import make_all
from .process import main

main(sys.argv[1:], make_all)
