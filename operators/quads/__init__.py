"""Quads for a prop: another mesh of its shape, with textures that are baked from the fine one."""
