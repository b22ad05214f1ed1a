"""The command line. Standard library only."""
