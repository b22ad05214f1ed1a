"""What the artist sees: drawing only, the verbs are in `operators`."""


def register() -> None:
    from . import preferences, sidebar

    preferences.register()
    sidebar.register()


def unregister() -> None:
    from . import preferences, sidebar

    sidebar.unregister()
    preferences.unregister()
