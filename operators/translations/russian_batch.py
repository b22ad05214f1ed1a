"""Russian for many props from a list: labels, tooltips, reports, and errors in rows."""

BATCH = {
    "Many Props": "Много предметов",
    "Make Many Props": "Создать много предметов",
    "Dry Run": "Примерка",
    "Dry Run of Many Props": "Примерка многих предметов",
    "List of Props": "Список предметов",
    "Source": "Источник",
    "Rows": "Строки",
    "Text": "Текст",
    "Placeholders": "Заготовки",
    "Placeholder": "Заготовка",
    "Count": "Количество",
    "As Above": "Как выше",
    "Selected": "Выбрано",
    "Record": "Запись",
    "Add a Row": "Добавить строку",
    "Remove the Row": "Убрать строку",
    "Remove All Rows": "Убрать все строки",
    "Move the Row": "Переместить строку",
    "Add the Rows of a File": "Добавить строки файла",
    "{} props": "предметов: {}",
    # Tooltips
    "Make many props, one after the other. What is finished already is not made again, and a bad row stops no other": (
        "Создать много предметов, один за другим. Готовое не создаётся снова, а плохая строка не мешает остальным"
    ),
    "Make nothing, tell what would be made, time and disk": (
        "Ничего не создавать, сказать, что было бы создано, время и место на диске"
    ),
    "What lists the props": "Что перечисляет предметы",
    "The rows below, which are kept in this file": "Строки ниже, они хранятся в этом файле",
    "A text of this file: a prompt a line, or a table if its name ends in .csv or .json": (
        "Текст этого файла: по запросу в строке, или таблица, если имя кончается на .csv или .json"
    ),
    "A text of this file that lists the props": "Текст этого файла, который перечисляет предметы",
    "The name of a text of this file. Not given: that of the scene's settings": (
        "Имя текста этого файла. Не указано: тот, что в настройках сцены"
    ),
    "A .txt with a prompt a line, or a .csv or .json with columns": (
        ".txt с запросом в каждой строке, или .csv или .json со столбцами"
    ),
    "The objects of this scene that have a prompt, or a name such as prompt: a red barrel": (
        "Объекты этой сцены, у которых есть запрос или имя вроде prompt: a red barrel"
    ),
    "Objects with a prompt, or a name such as prompt: a red barrel": (
        "Объекты с запросом или с именем вроде prompt: a red barrel"
    ),
    "The folder for batch.json, which has the state of each row. Not given: that of the jobs": (
        "Папка для batch.json, где состояние каждой строки. Не указана: папка заданий"
    ),
    "A prop each, or several": "В каждой предмет или несколько",
    "The selected row": "Выбранная строка",
    "How many props of seeds that follow each other": "Сколько предметов с зёрнами по порядку",
    "As the settings of the scene say": "Как в настройках сцены",
    "The diffusion model, by its name. Empty: that of the preferences": (
        "Диффузионная модель по имени. Пусто: та, что в настройках"
    ),
    "The object in whose place the prop comes. Empty: it stands in a grid": (
        "Объект, на место которого встанет предмет. Пусто: он встанет в сетке"
    ),
    "Add a row to the list of props, with the seed and the size of the scene's settings": (
        "Добавить строку в список предметов, с зерном и размером из настроек сцены"
    ),
    "Remove the selected row from the list of props": "Убрать выбранную строку из списка предметов",
    "Remove all rows from the list of props": "Убрать из списка предметов все строки",
    "Have the selected row made earlier or later": "Создать выбранную строку раньше или позже",
    "Add the rows of a file to the list of props: a .txt with a prompt a line, or a .csv or .json with columns": (
        "Добавить в список предметов строки файла: .txt с запросом в каждой строке, или .csv или .json со столбцами"
    ),
    # Reports
    "{} of {} props are to be made": "Будет создано предметов: {} из {}",
    "{}; {}, and about {} on the disk": "{}; {}, на диске примерно {}",
    "how long that takes is not known": "сколько это займёт, неизвестно",
    "that takes about {}": "это займёт примерно {}",
    "{} s": "{} с",
    "{} min {} s": "{} мин {} с",
    "{} h {} min": "{} ч {} мин",
    "{} of {} rows are done": "Готово строк: {} из {}",
    "{}, {} failed": "{}, не удалось: {}",
    "{} of {} rows were added": "Добавлено строк: {} из {}",
    "Row {}: {}": "Строка {}: {}",
    "{} more rows failed: batch.json has them all": "Не удалось ещё строк: {}, все они в batch.json",
    "Stopped: the same batch goes on where it stood": "Остановлено: тот же список пойдёт дальше с этого места",
    "There is no row: add one": "Строк нет: добавьте",
    "No file is named: choose a .txt, .csv or .json": "Файл не указан: выберите .txt, .csv или .json",
    "There is no text {} in this file: choose one": "В этом файле нет текста {}: выберите текст",
    "There is no placeholder in this scene: give an object a prompt, or a name like prompt: a mug": (
        "В этой сцене нет заготовок: дайте объекту запрос или имя вроде prompt: a mug"
    ),
    "The file to write is not named: give --output FILE.blend, or --dry-run": (
        "Не указан файл для записи: укажите --output FILE.blend или --dry-run"
    ),
    "There are neither rows nor placeholders: name a file, or start Blender with a scene": (
        "Нет ни строк, ни заготовок: назовите файл или запустите Blender со сценой"
    ),
    # Bad rows
    "The diffusion model {} is not one of Propsmith's: choose it in the preferences": (
        "Модель {} не из известных Propsmith: выберите её в настройках"
    ),
    "{} is the placeholder of row {} too: name another one": "{} — заготовка и для строки {}: назовите другую",
    "A prop stands in the place of {} already: restore the placeholder first": (
        "На месте {} уже стоит предмет: сначала верните заготовку"
    ),
    "Its folder was taken away": "Его папку убрали",
    "The {} {} is no {}: give {}": "Столбец {}: {} — не {}, нужно {}",
    "whole number": "целое число",
    "a whole number": "целое число",
    "number": "число",
    "a number": "число",
    "text": "текст",
    "{} is no list of props: choose a file that ends in {}": "{} — не список предметов: выберите файл с окончанием {}",
    "There are no rows in {}: write a prompt in each": "В {} нет строк: напишите в каждой запрос",
    "{} has {} rows: split it into files of at most {}": "В {} строк: {}, разделите на файлы не больше чем по {}",
    "{} cannot be read ({}): choose another file": "{} не читается ({}): выберите другой файл",
    "{}: choose another file": "{}: выберите другой файл",
    "The line is {} bytes long: write at most {}": "Длина строки в байтах {}: пишите не больше {}",
    '{} is no list: write [{"prompt": "a red mushroom"}]': ('{} — не список: пишите [{{"prompt": "a red mushroom"}}]'),
    "There is no column {}: choose from {}": "Нет столбца {}: выберите из {}",
    "There is no prompt: give it in the column prompt": "Нет запроса: укажите его в столбце prompt",
    "A column is there twice: name each once": "Один столбец указан дважды: называйте каждый один раз",
    "The {} is {} characters long: write at most {}": "Длина {} в знаках {}: пишите не больше {}",
    "The line is no text in UTF-8: save the file as such": "Строка — не текст в UTF-8: сохраните файл так",
    "{}: {}. The first line has to name the columns": "{}: {}. Первая строка должна называть столбцы",
    "{} is no JSON: {}": "{} — не JSON: {}",
    "The line is no row of a table: {}": "Строка — не строка таблицы: {}",
    "A quote has no partner, so the line is no row of a table: close it, or leave it out": (
        "У кавычки нет пары, это не строка таблицы: закройте её или уберите"
    ),
    "A cell in quotes goes over the end of its line: close the quote, or write it on one line": (
        "Ячейка в кавычках выходит за конец строки: закройте кавычку или пишите в одну строку"
    ),
    "There are {} cells in {} columns: put prompts in quotes": (
        "Ячеек {} при столбцах: {}. Заключите запросы в кавычки"
    ),
    'The row is no object: write {"prompt": "a red mushroom"}': (
        'Строка — не объект: пишите {"prompt": "a red mushroom"}'
    ),
    "{} is no record of a batch: choose another folder": "{} — не запись о списке: выберите другую папку",
    "The count {} is out of range: choose 1 to {}": "Количество {} вне пределов: выберите от 1 до {}",
    "{} cannot be the name of a folder: use at most {} letters, digits, hyphens and dots, a letter or digit first": (
        "{} не может быть именем папки: не больше {} букв, цифр, дефисов и точек, первой — буква или цифра"
    ),
    "{} is the name of row {} too: give another name, seed or count": (
        "{} — имя и для строки {}: дайте другое имя, зерно или количество"
    ),
    "There is no placeholder {}: name an object of the scene that is open in Blender": (
        "Нет заготовки {}: назовите объект сцены, открытой в Blender"
    ),
    "One placeholder gets one prop: leave the count out": "Одна заготовка — один предмет: уберите количество",
    "{} is a link: give the row another name": "{} — ссылка: дайте строке другое имя",
    "{} holds another prop ({}): give the row another name or seed": (
        "В {} другой предмет ({}): дайте строке другое имя или зерно"
    ),
}
