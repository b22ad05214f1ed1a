"""Russian for placeholders and the props that replace them: labels, tooltips and reports."""

PLACEHOLDERS = {
    "Propsmith Placeholder": "Заготовка Propsmith",
    "Which prop is to stand in the place of this object": "Какой предмет встанет на место этого объекта",
    "Tag as Placeholders": "Пометить как заготовки",
    "Make the selected objects placeholders: a prop is to stand in the place of each": (
        "Сделать выделенные объекты заготовками: на место каждого встанет предмет"
    ),
    "What is to stand in the place of the object, for example: a red barrel. Empty: nothing": (
        "Что встанет на место объекта, по-английски, например: a red barrel. Пусто: ничего"
    ),
    "a red barrel": "a red barrel",
    "Stretch": "Растянуть",
    "Have the prop fill the bounds along each axis, instead of keeping its proportions": (
        "Предмет заполнит границы по каждой оси, не сохраняя своих пропорций"
    ),
    "Prop": "Предмет",
    "What stands in its place": "Что стоит на его месте",
    "Bounds": "Границы",
    "Its bounds when it was replaced": "Его границы, когда он был заменён",
    "Was Rendered": "Был виден при рендере",
    "Whether it appeared in renders before it was replaced": "Был ли он виден при рендере до замены",
    "Replace Placeholders": "Заменить заготовки",
    "Restore Placeholders": "Вернуть заготовки",
    "Delete the props in the place of placeholders, and show these again": (
        "Удалить предметы, стоящие на месте заготовок, и снова показать заготовки"
    ),
    "Selected Only": "Только выделенные",
    "Only those whose prop is selected. Else all of the scene": (
        "Только те, чей предмет выделен. Иначе все заготовки сцены"
    ),
    "Restore Selected": "Вернуть выделенные",
    "Restore All": "Вернуть все",
    "Placeholders restored: {}": "Возвращено заготовок: {}",
    "{} stands in the place of {}": "{} стоит на месте объекта {}",
    "A prop cannot be a placeholder": "Предмет не может быть заготовкой",
    "Select the objects in whose place props are to stand": "Выделите объекты, на место которых встанут предметы",
    "Placeholders are restored in Object Mode: leave the mode you are in": (
        "Заготовки возвращаются в объектном режиме: выйдите из текущего"
    ),
    "No prop of this scene stands in the place of a placeholder": (
        "В этой сцене ни один предмет не стоит на месте заготовки"
    ),
    "Select a prop that stands in the place of a placeholder": "Выделите предмет, который стоит на месте заготовки",
}
