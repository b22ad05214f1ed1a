"""The radiance field and how it is rendered."""
