"""What is said while views of props are rendered, in Russian."""

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
    "No prop is left to render: give collections or libraries with objects that have faces": (
        "Рендерить нечего: укажите коллекции или библиотеки с объектами, у которых есть грани"
    ),
    "it has no size": "у него нет размера",
    "it has no faces that are shown": "у него нет видимых граней",
    "its caption {} must be one line with words that say what it is": (
        "его подпись {} должна быть одной строкой со словами о том, что это"
    ),
    "its caption has {} words, more than {}: {}": "в его подписи слов: {}, больше {}: {}",
}
