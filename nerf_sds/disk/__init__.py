"""Files that are never half written, and the one way to read a stranger's. Standard library only."""
