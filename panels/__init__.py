"""What the artist sees: drawing only, the verbs are in `operators`."""


def register() -> None:
    from . import jobs, menus, preferences, sidebar

    preferences.register()
    menus.register()
    sidebar.register()
    jobs.register()


def unregister() -> None:
    from . import jobs, menus, preferences, sidebar

    jobs.unregister()
    sidebar.unregister()
    menus.unregister()
    preferences.unregister()
