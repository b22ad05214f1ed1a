"""Unwraps a mesh: cuts its surface into few islands, flattens them, and packs them into a square."""
