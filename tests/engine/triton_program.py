"""Runs a program whose kernels Triton compiles where there is a GPU, and interprets elsewhere."""

import os
import subprocess
import sys

import torch


def output_of(program: str) -> str:
    """What the program prints; when it fails, what it complains of."""
    interpreted = {} if torch.cuda.is_available() else {"TRITON_INTERPRET": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=os.environ | interpreted, check=False
    )
    return (done.stderr if done.returncode else done.stdout).strip()
