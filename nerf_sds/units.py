"""Formats numbers with their units for people. Standard library only."""

from __future__ import annotations


def duration(seconds: float) -> str:
    """Formats seconds: "45 s", "2 min 5 s", "1 h 10 min"."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def amount(size: float) -> str:
    """Formats bytes: "0 MB", "12 MB", "1.4 GB"."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"
