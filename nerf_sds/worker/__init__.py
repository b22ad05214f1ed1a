"""The engine's processes, which make props and draw concepts."""
