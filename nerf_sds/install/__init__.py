"""Installs the engine's environment, checks it, and lists what Propsmith keeps on the disk. Standard library only."""
