"""Russian for rendering views of props and exporting props."""

VIEWS = {
    "{} holds other views, or the props have changed since: choose a new folder": (
        "В папке {} другие виды, или предметы с тех пор изменились: выберите новую папку"
    ),
    "--purpose {} is for the toybox: leave --collection and --library out": (
        "--purpose {} только для встроенных игрушек: уберите --collection и --library"
    ),
    "There is no collection {} in this file. It has: {}": "В этом файле нет коллекции {}. Есть: {}",
    "The collection {} is empty: put a prop into it, or name another": (
        "Коллекция {} пуста: поместите в неё предмет или назовите другую"
    ),
    "There is no asset library {}: give a folder, or a name of the preferences: {}": (
        "Нет библиотеки ассетов {}: укажите папку или имя из настроек: {}"
    ),
    "There are no assets in {}: mark objects or collections of its files as assets": (
        "В папке {} нет ассетов: пометьте объекты или коллекции её файлов как ассеты"
    ),
    "No prop is left: give collections or libraries with objects that have faces": (
        "Подходящих предметов нет: укажите коллекции или библиотеки с объектами, у которых есть грани"
    ),
    "No prop is left to export: give collections or libraries with props that can be used": (
        "Экспортировать нечего: укажите коллекции или библиотеки с подходящими предметами"
    ),
    "{} has a data set already: choose a new folder": "В папке {} уже есть набор данных: выберите новую папку",
    "--objects is for the toybox: leave it out, each prop of a collection or library comes once": (
        "--objects только для встроенных игрушек: уберите его, каждый предмет коллекции или библиотеки берётся один раз"
    ),
    "the picture {} is missing: {}": "нет изображения {}: {}",
    "it has {} triangles, not 1 to {}: simplify it": "в нём треугольников: {}, а нужно от 1 до {}: упростите его",
    "it has no size": "у него нет размера",
    "it has no faces that are shown": "у него нет видимых граней",
    "its caption {} must be one line with words that say what it is": (
        "его подпись {} должна быть одной строкой со словами о том, что это"
    ),
    "its caption has {} words, more than {}: {}": "в его подписи слов: {}, больше {}: {}",
}
