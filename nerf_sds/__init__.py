"""The engine: a radiance field optimised by Score Distillation Sampling, and the mesh it becomes. It knows no bpy."""
