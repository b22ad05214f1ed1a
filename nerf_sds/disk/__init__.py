"""Writes files that are never half written, and reads files that may come from strangers. Standard library only."""
