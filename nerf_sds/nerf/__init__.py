"""The radiance field and its renderer."""
