"""Job folders, their queue and lists, and the host's side of a job. Standard library only."""
