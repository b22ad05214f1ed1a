"""Russian for remarks about the words of a prompt."""

WORDS = {
    "Kinds and Colours": "Виды и цвета",
    "Kinds": "Виды",
    "Colours": "Цвета",
    "All that the diffusion model knows: a kind or a colour goes into the prompt": (
        "Всё, что знает модель: вид или цвет попадает в запрос"
    ),
    "This model takes any English words": "Эта модель понимает любые английские слова",
    "Put this kind or colour into the prompt, in the place of the one that stands there": (
        "Поставить этот вид или цвет в запрос на место того, который там стоит"
    ),
    "Put Into the Prompt": "Поставить в запрос",
    "Word": "Слово",
    "A kind or a colour": "Вид или цвет",
    "It takes any English words": "Модель понимает любые английские слова",
    "one is made": "будет сделан один предмет",
    'likely a copy of "{}" by {} ({})': "вероятно, копия модели «{}», автор {} ({})",
    'This prop is likely a copy of "{}" by {} ({}): keep to its licence': (
        "Этот предмет, вероятно, копия модели «{}», автор {} ({}): соблюдайте её лицензию"
    ),
    "an unnamed author": "не указан",
    "no named licence": "лицензия не указана",
    '"{}" is ignored': "«{}» не учитывается",
    "{} are ignored": "{} — не учитываются",
    "{}: made in {}": "{}: цвет будет {}",
    "{}: made in {}, the nearest basic colour": "{}: цвет будет {}, это ближайший основной",
    "{}: did you mean {}?": "{}: может быть, {}?",
    '"{}" is ignored: {}': "«{}» не учитывается: {}",
    "the size is set beside the prompt": "размер задаётся рядом с запросом",
    "a prop has all its sides": "у предмета есть все стороны",
    "a diffusion model cannot be told what to leave out": "модели нельзя сказать, чего не должно быть",
    "its English is not known": "перевод на английский не известен",
    "its English is not known (did you mean {}?)": "перевод на английский не известен (может быть, {}?)",
    "The prompt {} names no thing: write what you want, for example: a red mushroom": (
        "В запросе {} нет предмета: напишите, что вы хотите, например: красный гриб"
    ),
    "There is no English word here for what {} is: write it in English": (
        "Нет английского слова для {}: напишите это по-английски"
    ),
    "There is no English word here for what {} is. Did you mean {}?": ("Нет английского слова для {}. Может быть, {}?"),
    "{} more rows have words that are ignored": "Ещё строк со словами, которые не учитываются: {}",
    "1 prop for {} placeholders; {}": "1 предмет на заготовки, их {}; {}",
    "{} props for {} placeholders; {}": "Предметов: {}, заготовок: {}; {}",
}
