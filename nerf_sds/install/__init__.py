"""The engine's environment: making it, checking it, and what lies on the disk. Standard library only."""
