"""What the artist sees: drawing only, the verbs are in `operators`."""


def register() -> None:
    from . import menus, preferences, sidebar

    preferences.register()
    menus.register()
    sidebar.register()


def unregister() -> None:
    from . import menus, preferences, sidebar

    sidebar.unregister()
    menus.unregister()
    preferences.unregister()
