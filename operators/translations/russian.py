"""Russian for panels, tooltips and reports, in the order of the code. The engine's texts have their own module."""

from .russian_arrival import ARRIVAL
from .russian_batch import BATCH
from .russian_engine import ENGINE
from .russian_farm import FARM
from .russian_jobs import JOBS
from .russian_menus import MENUS
from .russian_placeholders import PLACEHOLDERS
from .russian_quads import QUADS
from .russian_seeds import SEEDS
from .russian_textures import TEXTURES
from .russian_toys import TOYS
from .russian_views import VIEWS
from .russian_words import WORDS

_DRAWN = {
    "Propsmith": "Propsmith",
    "Prompt": "Запрос",
    "Seed": "Зерно",
    "Preset": "Качество",
    "Size": "Размер",
    "Place": "Место",
    "3D Cursor": "3D-курсор",
    "Ground": "Земля",
    "Active Object": "Активный объект",
    "Object's Bounds": "Границы объекта",
    "Collection": "Коллекция",
    "Placement": "Размещение",
    "Levels of Detail": "Уровни детализации",
    "Collision Hull": "Оболочка столкновений",
    "Mark as Asset": "Пометить как ассет",
    "Model": "Модель",
    "Name": "Имя",
    "File": "Файл",
    "Filter": "Фильтр",
    "Kind": "Вид",
    "Colour": "Цвет",
    "Toybox": "Игрушки",
    "Sketch": "Набросок",
    "Draft": "Черновик",
    "Standard": "Обычное",
    "Paper": "Как в статье",
    "Generate": "Создать",
    "Generate from Text": "Создать по тексту",
    "Generate from Selected Mesh": "Создать из выделенной сетки",
    "From Selected Mesh": "Из выделенной сетки",
    "Start From": "С чего начать",
    "Mirror": "Симметрия",
    "Keep Inside Its Bounds": "Не выходить за границы",
    "Select a mesh to start from": "Выделите сетку, с которой начать",
    "What is selected has no faces: select a mesh to start from": (
        "У выделенного нет граней: выделите сетку, с которой начать"
    ),
    "{} in {} is damaged: {}": "{} в {}: файл повреждён: {}",
    "{} in {} is damaged: its place is nowhere": "{} в {}: файл повреждён: места нет нигде",
    "Prop from Text": "Предмет по тексту",
    "Cancel": "Отменить",
    "Resume": "Продолжить",
    "Check": "Проверить",
    "Self-Test": "Самопроверка",
    "Stop the Test": "Остановить проверку",
    "Install the Engine": "Установить движок",
    "Stop Installing": "Остановить установку",
    "Copy the Command": "Скопировать команду",
    "Accept Its Licence": "Принять лицензию",
    "Measure Disk Use": "Измерить место на диске",
    "Delete from the Disk": "Удалить с диска",
    "Delete": "Удалить",
    "Delete {}, {}?": "Удалить: {}, {}?",
    "Disk Use": "Место на диске",
    "Engine": "Движок",
    "Diffusion Model": "Диффузионная модель",
    "Worker Python": "Python для работы",
    "Worker Stays": "Исполнитель ждёт",
    "Seconds that the worker waits for the next job, which then starts at once. It keeps memory, but gives that of "
    "the GPU back. 0: it ends with each job": (
        "Сколько секунд исполнитель ждёт следующее задание, которое тогда начнётся сразу. Он занимает память, но "
        "освобождает память GPU. 0: завершается после каждого задания"
    ),
    "Open the Log": "Открыть журнал",
    "Open the Setting": "Открыть настройку",
    "The installation failed": "Установка не удалась",
    "Ray was not installed": "Ray не установлен",
    "Online access is off: allow it in the preferences, under System": (
        "Доступ в сеть выключен: разрешите его в настройках, раздел «Система»"
    ),
    "Blender was started with --offline-mode: start it without, to install": (
        "Blender запущен с --offline-mode: для установки запустите без этого"
    ),
    "Preferences": "Настройки",
    "Propsmith Preferences": "Настройки Propsmith",
    "Propsmith Presets": "Предустановки Propsmith",
    "Add a Propsmith Preset": "Добавить предустановку Propsmith",
    "{} on the disk": "{} на диске",
    "{} MB": "{} МБ",
    "{} GB": "{} ГБ",
    "Installing takes {}": "Для установки: {}",
    "The worker runs in {}": "Работа идёт в {}",
    "a red mushroom": "a red mushroom",
    "Write what you want first": "Сначала напишите, что хотите",
    "Built in: nothing is downloaded": "Встроена: ничего не загружается",
    "On this machine: {}": "На этом компьютере: {}",
    "{} GB are downloaded when it is first used; licence: {}": "{} ГБ загрузятся при первом применении; лицензия: {}",
    "about {} MB to download, {} GB on the disk; {} minutes at {} Mbit/s": (
        "загрузить около {} МБ, на диске {} ГБ; {} мин при {} Мбит/с"
    ),
    "{}: {}, {}:{} left": "{}: {}, осталось {}:{}",
}

_TOOLTIPS = {
    "What you want, for example: a red mushroom": "Что вы хотите, по-английски, например: a red mushroom",
    "Another seed gives another prop": "Другое зерно даёт другой предмет",
    "How much work goes into the prop": "Сколько труда вложить в предмет",
    "{} steps, up to {} faces": "{} шагов, до {} граней",
    "{} steps, up to {} faces. The paper's own numbers: slow, hours on a GPU": (
        "{} шагов, до {} граней. Числа самой статьи: медленно, часы на видеокарте"
    ),
    "The prop's largest dimension": "Наибольший размер предмета",
    "Where the prop will stand: chosen now, though the prop may be finished much later": (
        "Где встанет предмет: выбирается сейчас, хотя готов он может быть гораздо позже"
    ),
    "Upright at the 3D cursor": "Прямо, в 3D-курсоре",
    "Upright at height 0, below or above the 3D cursor": "Прямо, на высоте 0 под 3D-курсором или над ним",
    "At the origin of the active object, an empty for example, and turned like it": (
        "В начале координат активного объекта, например пустышки, с тем же поворотом"
    ),
    "As large as the active object's bounds hold it, on their bottom": (
        "Во всю величину границ активного объекта, на их нижней стороне"
    ),
    "Where the prop is put; made if there is none of this name. Empty: the active collection": (
        "Куда поместить предмет; создаётся, если такой нет. Пусто: активная коллекция"
    ),
    "Coarser copies go with the prop, hidden, and named for game engines: _LOD0, which is the prop, _LOD1": (
        "С предметом идут более грубые копии, скрытые и названные для игровых движков: _LOD0 — сам предмет, _LOD1"
    ),
    "A convex hull of few faces goes with the prop, named for game engines: UCX_, the name, _00": (
        "С предметом идёт выпуклая оболочка из немногих граней, названная для игровых движков: UCX_, имя, _00"
    ),
    "The prop appears in the Asset Browser: its picture, tags from the prompt, the catalog Propsmith": (
        "Предмет появится в браузере ассетов: с картинкой, метками из запроса и в каталоге Propsmith"
    ),
    "Largest dimension": "Наибольший размер",
    "The diffusion model. Not given: that of the preferences": "Диффузионная модель. Не указана: та, что в настройках",
    "Draws the proportions": "Определяет пропорции",
    "What is built": "Что построить",
    "Of its main parts": "Главных частей",
    "Add a {}": "Добавить: {}",
    "Add an {}": "Добавить: {}",
    "Make it {}": "Сделать: {}",
    "Which files are shown": "Какие файлы показывать",
    "What is deleted: engine, shared-engine, bpy, words, or a diffusion model as owner/name": (
        "Что удалить: engine, shared-engine, bpy, words или диффузионную модель как владелец/имя"
    ),
    "A Python that has the engine's packages. Empty: the environment that Propsmith installs": (
        "Python с пакетами движка. Пусто: среда, которую устанавливает сам Propsmith"
    ),
    "world, the built-in one; sd-1.5, sd-2.1, mvdream, if-i-m, if-i-l or if-i-xl, which are downloaded when first "
    "used; another of the hub as owner/name; or a folder in diffusers' format": (
        "Встроенная world; sd-1.5, sd-2.1, mvdream, if-i-m, if-i-l или if-i-xl, которые загружаются при первом "
        "применении; другая из хаба как владелец/имя; или папка в формате diffusers"
    ),
    "Make a textured prop from a line of text. What is not given is taken from the scene's settings": (
        "Создать предмет с текстурой по строке текста. Что не указано, берётся из настроек сцены"
    ),
    "Begin with the shape of what is selected: the prop gets its size and stands in its place": (
        "Начать с формы выделенного: предмет получит его размер и встанет на его место"
    ),
    "Make the prop symmetric, left and right": "Сделать левую и правую стороны предмета симметричными",
    "Let nothing of a prop that is made from a mesh stand out of the box around that mesh": (
        "Предмет, созданный из сетки, не выступит за коробку вокруг неё"
    ),
    "Write what you want, and have it made at the 3D cursor. The scene keeps it as its prompt": (
        "Написать, что вы хотите, и получить это у 3D-курсора. Сцена запомнит запрос"
    ),
    "Look whether the worker's Python can run the engine, and on which device it computes": (
        "Проверить, подходит ли Python для движка и на каком устройстве он считает"
    ),
    "Make a tiny prop with the real worker, throw it away, and say in one line each what works": (
        "Создать крошечный предмет по-настоящему, выбросить его и сказать по строке о том, что работает"
    ),
    "Stop the test and throw the prop away": "Остановить проверку и выбросить предмет",
    "Install the engine in an environment of its own: nothing is put into Blender's Python or the system's": (
        "Установить движок в его собственную среду: ни в Python Blender, ни в системный ничего не ставится"
    ),
    "Stop installing the engine. What was downloaded is kept": "Остановить установку движка. Загруженное сохранится",
    "Copy the command that installs the same from a terminal": "Скопировать команду, которая ставит то же из терминала",
    "Accept the licence of the chosen diffusion model, which forbids commercial use of what it makes. Read it first": (
        "Принять лицензию выбранной модели, которая запрещает продавать созданное с ней. Сначала прочтите её"
    ),
    "Measure how much of the disk the engine, the diffusion models, the encoded prompts and the jobs take": (
        "Измерить, сколько места занимают движок, диффузионные модели, закодированные запросы и задания"
    ),
    "Delete this from the disk, after asking. It can be installed, downloaded or encoded again": (
        "Удалить это с диска, спросив. Его можно снова установить, загрузить или закодировать"
    ),
    "Keep these settings under a name, or forget a preset. Prompt and seed are no part of it": (
        "Сохранить эти настройки под именем или забыть предустановку. Запрос и зерно в неё не входят"
    ),
    "Add a small stylised prop, built from code": "Добавить маленький стилизованный предмет, построенный кодом",
}

_REPORTS = {
    "No prop is being made": "Ничего не создаётся",
    "Made {}": "Создано: {}",
    "There is no prop to go on with: generate one": "Продолжать нечего: создайте предмет",
    "A script generates in Object Mode: leave the mode you are in": (
        "Скрипт создаёт предметы в объектном режиме: выйдите из нынешнего"
    ),
    "Props are added in Object Mode": "Предметы добавляются в объектном режиме",
    "Cancelled at step {}": "Отменено на шаге {}",
    "Cancelled at step {}: Resume goes on with it": "Отменено на шаге {}: можно продолжить",
    "Stopping": "Останавливается",
    "It is being tested": "Идёт проверка",
    "Nothing is being tested": "Ничего не проверяется",
    "It is being installed": "Идёт установка",
    "Nothing is being installed": "Ничего не устанавливается",
    "The engine is being installed: wait for it": "Движок устанавливается: подождите",
    "The engine is at work: wait for it, or cancel it": "Движок работает: подождите или отмените",
    "The disk is being looked at: wait for it": "Диск просматривается: подождите",
    "Measure the disk use first: what is deleted is shown with its size before": (
        "Сначала измерьте место на диске: удаляемое показывается с размером"
    ),
    "Allow Online Access in the preferences, under System, or start Blender with --online-mode": (
        "Разрешите доступ в сеть в настройках, раздел «Система», или запустите Blender с --online-mode"
    ),
    "The engine is not installed: install it from Propsmith's preferences": (
        "Движок не установлен: установите его в настройках Propsmith"
    ),
    "The engine cannot be installed in {} ({})": "Движок нельзя установить в {} ({})",
    "Copied: {}": "Скопировано: {}",
    "There is no {}: choose another worker Python in Propsmith's preferences": (
        "Нет {}: выберите другой Python в настройках Propsmith"
    ),
    "{} cannot be started ({}): choose another worker Python": "{} не запускается ({}): выберите другой Python",
    "Accepted for {}: {}": "Принято для {}: {}",
    "Blender reads {} triangles and their picture": "Blender читает {} треугольников и их картинку",
    "{} in {} is damaged: its vertices are not finite points": "{} в {} повреждён: вершины — не конечные точки",
    "{} in {} is damaged: it holds no triangles": "{} в {} повреждён: в нём нет треугольников",
    "{} in {} is damaged: a triangle names a vertex that is not there": "{} в {} повреждён: нет вершины треугольника",
    "{} in {} is damaged: its UVs do not fit its triangles": "{} в {} повреждён: UV не подходят к треугольникам",
    "There is no {} in {}: choose the folder of a finished prop": "Нет {} в {}: выберите папку готового предмета",
    "{} in {} leads out of the folder, which is refused": "{} в {} ведёт из папки наружу, это отклонено",
    "it holds {} where numbers are expected": "в нём {} вместо чисел",
    "a triangle names a vertex that is not there": "нет вершины треугольника",
    "it is larger than {} MB unpacked": "распакованным он больше {} МБ",
    "{} is not a PNG picture": "{} — не картинка PNG",
    "{} is larger than {} pixels a side, which is refused": "{} больше {} пикселей в стороне, это отклонено",
    "Blender cannot read {}": "Blender не может прочесть {}",
    "{} is damaged: {}": "{} повреждён: {}",
    "{} does not end in .blend: name the Blender file to write": "{} не кончается на .blend: назовите файл Blender",
    "{} is not a folder that can be written to: choose another": "В папку {} нельзя писать: выберите другую",
    "{} is a folder: choose another name": "{} — папка: выберите другое имя",
    "{} exists: choose another name, or overwrite it with --overwrite": (
        "{} уже есть: выберите другое имя или перезапишите с --overwrite"
    ),
    "{} could not be written: {}": "{} не записан: {}",
}

RUSSIAN = (
    _DRAWN
    | _TOOLTIPS
    | _REPORTS
    | ARRIVAL
    | BATCH
    | ENGINE
    | FARM
    | JOBS
    | MENUS
    | PLACEHOLDERS
    | QUADS
    | SEEDS
    | TEXTURES
    | VIEWS
    | WORDS
    | TOYS
    | {name.capitalize(): said.capitalize() for name, said in TOYS.items()}
)
