"""What the artist sees: drawing only, the verbs are in `operators`."""


def register() -> None:
    from . import jobs, preferences, sidebar

    preferences.register()
    sidebar.register()
    jobs.register()


def unregister() -> None:
    from . import jobs, preferences, sidebar

    jobs.unregister()
    sidebar.unregister()
    preferences.unregister()
