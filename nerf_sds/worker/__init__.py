"""The processes in which props are made and concepts are drawn."""
