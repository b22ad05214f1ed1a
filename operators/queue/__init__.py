"""The queue of jobs: who makes the props, and what Blender shows about them."""
