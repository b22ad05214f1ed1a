"""The settings of a scene and the preferences that props are made with."""
