"""The engine: a radiance field optimised by Score Distillation Sampling, and the mesh that it becomes. It never imports bpy."""
