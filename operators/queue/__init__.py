"""The queue of jobs: who makes them, and what is told of them."""
