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
    "It knows {} kinds in {} colours": "Модель знает видов: {}, цветов: {}",
    "It knows {} captions": "Модель знает подписей: {}",
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
    "{}: made in {}, the nearest colour that the diffusion model knows": (
        "{}: цвет будет {}, это ближайший из известных модели"
    ),
    '"{}" is ignored: {}': "«{}» не учитывается: {}",
    "the diffusion model does not know it": "модель этого не знает",
    "the diffusion model does not know it (did you mean {}?)": "модель этого не знает (может быть, {}?)",
    "it means nothing for a {}": "здесь это ничего не значит ({})",
    "one prop is made, a {}": "делается один предмет: {}",
    "it is not said of the {}": "это сказано не об этом предмете: {}",
    "the {} is made in one colour, {}": "у предмета ({}) один цвет: {}",
    "one {} is made": "будет один предмет: {}",
    "the size is set beside the prompt": "размер задаётся рядом с запросом",
    "a prop has all its sides": "у предмета есть все стороны",
    "a diffusion model cannot be told what to leave out": "модели нельзя сказать, чего не должно быть",
    "its English is not known": "перевод на английский не известен",
    "The diffusion model does not know what {} is. Did you mean {}?": (
        "Модель не знает, что такое {}. Может быть, {}?"
    ),
    "The diffusion model does not know what {} is. It knows something near in meaning: {}": (
        "Модель не знает, что такое {}. Близко по смыслу: {}"
    ),
    'The diffusion model does not know what {} is. It knows {}. The model "world" has seen {}: choose it '
    "(--prior world)": (
        "Модель не знает, что такое {}. Она знает: {}. Модель «world» видела {}: выберите её (--prior world)"
    ),
    "The diffusion model does not know what {} is. It knows something near in meaning: {}. The model "
    '"world" has seen {}: choose it (--prior world)': (
        "Модель не знает, что такое {}. Близко по смыслу: {}. Модель «world» видела {}: выберите её (--prior world)"
    ),
    "The prompt {} names no thing: write what you want, for example: a red mushroom": (
        "В запросе {} нет предмета: напишите, что вы хотите, например: красный гриб"
    ),
    "There is no English word here for what {} is: write it in English": (
        "Нет английского слова для {}: напишите это по-английски"
    ),
    "{} more rows have words that are ignored": "Ещё строк со словами, которые не учитываются: {}",
    "1 prop for {} placeholders; {}": "1 предмет на заготовки, их {}; {}",
    "{} props for {} placeholders; {}": "Предметов: {}, заготовок: {}; {}",
}
