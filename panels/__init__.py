"""What the artist sees: drawing only, the verbs are in `operators`."""


def register() -> None:
    from . import sidebar

    sidebar.register()


def unregister() -> None:
    from . import sidebar

    sidebar.unregister()
