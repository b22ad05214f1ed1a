"""The panels and menus that the artist sees. They only draw; the operators are in `operators`."""


def register() -> None:
    from . import explore, jobs, many_props, menus, placeholder, preferences, progress, sidebar, words

    preferences.register()
    menus.register()
    words.register()
    sidebar.register()
    many_props.register()
    explore.register()
    jobs.register()
    progress.register()
    placeholder.register()


def unregister() -> None:
    from . import explore, jobs, many_props, menus, placeholder, preferences, progress, sidebar, words

    placeholder.unregister()
    progress.unregister()
    jobs.unregister()
    explore.unregister()
    many_props.unregister()
    sidebar.unregister()
    words.unregister()
    menus.unregister()
    preferences.unregister()
