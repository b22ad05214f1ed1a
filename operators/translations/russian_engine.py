"""Russian for the engine: stages, findings of the self-test, and errors."""

ENGINE = {
    "Starting": "Запуск",
    "looking": "смотрим",
    "Loading the diffusion model": "Загрузка диффузионной модели",
    "Optimising": "Оптимизация",
    "Optimising: step {} of {}": "Оптимизация: шаг {} из {}",
    "Extracting the mesh": "Извлечение сетки",
    "Baking the texture": "Запекание текстуры",
    "Drawing the texture": "Рисование текстуры",
    "Writing the result": "Запись результата",
    "Device": "Устройство",
    "Diffusion model": "Диффузионная модель",
    "Diffusion model {}": "Диффузионная модель {}",
    "Folder for jobs": "Папка заданий",
    "A tiny prop": "Крошечный предмет",
    "Files": "Файлы",
    "Jobs": "Задания",
    "Encoded prompts": "Закодированные запросы",
    "Engine of the command line": "Движок командной строки",
    "Blender as a Python module": "Blender как модуль Python",
    "the engine": "движок",
    "CPU, {} cores, {}": "процессор, ядер: {}, {}",
    "Python {} with all that {} needs": "Python {} со всем, что нужно: {}",
    "{} was made in {} s": "{} создан за {} с",
    "It was stopped from outside: test again": "Остановлено извне: проверьте снова",
    "Another self-test is running: wait for it": "Идёт другая самопроверка: подождите",
    "The worker said that it was done, and files are missing: install the engine again": (
        "Работа закончена, но файлов не хватает: установите движок снова"
    ),
    "Nothing called {} is kept: choose one of {}": "Ничего под именем {} не хранится: выберите из {}",
    "{} is Python {}.{}, and {} needs {}": "{} — это Python {}.{}, а нужен ({}) {}",
    "{} lacks {}: install them, or choose another Python": "В {} нет {}: установите их или выберите другой Python",
    "{} cannot load torch: install the engine again, or choose another Python": (
        "{} не загружает torch: установите движок снова или выберите другой Python"
    ),
    "{}: {} cannot run the engine: install it again, or choose another Python": (
        "{}: {} не может запустить движок: установите его снова или выберите другой Python"
    ),
    "{} in {} is damaged ({}): install it again": "{} в {}: повреждение ({}): установите снова",
    "{} is damaged ({}): it is made anew": "{}: повреждение ({}): создаётся заново",
    "{} is missing or cut off": "{} нет или файл обрезан",
    "This user has no home folder: set PROPSMITH_HOME to a folder by its whole path": (
        "У этого пользователя нет домашней папки: укажите в PROPSMITH_HOME полный путь к папке"
    ),
    "{} is not a Python that can be started: choose another one": "{} не запускается как Python: выберите другой",
    "Another process is installing in {}: wait for it": "Другой процесс устанавливает в {}: подождите",
    "Another process is installing {} in {}: wait for it": "Другой процесс устанавливает ({}) в {}: подождите",
    "Another process is installing {}: wait for it": "Другой процесс устанавливает ({}): подождите",
    "{} cannot be written ({}): make room": "В {} нельзя писать ({}): освободите место",
    "Props of --farm auto, and their checkpoints": "Предметы фермы этой машины и их состояния",
    "This is Python {}, and {} needs {}: install it with venv (on Debian or Ubuntu python3-venv), or uv, which brings "
    "a Python": (
        "Это Python {}, а нужен ({}) {}: установите его вместе с venv (в Debian и Ubuntu это python3-venv) или uv, "
        "который принесёт Python сам"
    ),
    "Python {} lacks venv: install it (on Debian or Ubuntu {}), or uv, for {}": (
        "В Python {} нет venv: установите его (в Debian и Ubuntu это {}) или uv; нужно: {}"
    ),
    "There is no way to install {}": "Нет способа установить: {}",
    "{} failed: {} (more in {})": "{}: неудача: {} (подробнее в {})",
    "{} cannot be written ({}): set PROPSMITH_HOME to another folder": (
        "В {} нельзя писать ({}): укажите другую папку в PROPSMITH_HOME"
    ),
    "{} needs {} GB, of which {} has {}": "{}: нужно {} ГБ, а в {} есть {}",
    "{} was not made by Propsmith: delete it yourself if nobody needs it": (
        "{} создано не Propsmith: удалите сами, если это никому не нужно"
    ),
    "{} is not a folder: choose another one": "{} — не папка: выберите другую",
    "{} is no request": "{} — не запрос",
    "{} is being worked on by another process: wait for it, or stop it": (
        "С {} работает другой процесс: подождите или остановите его"
    ),
    "Less than {} MB are free on the disk of {}: make room, or choose another folder": (
        "На диске свободно меньше {} МБ ({}): освободите место или выберите другую папку"
    ),
    "The mesh to start from is not at hand: choose it, and generate anew": (
        "Сетки, с которой начать, нет: выберите её и создайте заново"
    ),
    "The mesh to start from is larger than {} MB: simplify it": "Сетка, с которой начать, больше {} МБ: упростите её",
    "The mesh to start from cannot be used: {}. Choose another one": (
        "С этой сетки начать нельзя: {}. Выберите другую"
    ),
    "it is too large": "она слишком велика",
    "{} in {} is missing or damaged: generate from the mesh anew": (
        "{} в {}: файла нет или он повреждён: создайте из сетки заново"
    ),
    "A mesh to start from, mirror and bounds need a field made of grids: choose a preset such as standard": (
        "Сетке, симметрии и границам нужно поле из сеток: выберите, например, качество «Обычное»"
    ),
    "The bounds {} are no box: give its sides X Y Z, none {} times another": (
        "Границы {} — не коробка: укажите её стороны X Y Z, ни одна не больше другой в {} раз"
    ),
    "{} is no name in UTF-8: choose another folder": "{} — имя не в UTF-8: выберите другую папку",
    "The record {} is damaged: {}": "Запись {} повреждена: {}",
    "It is not known where your home is: set PROPSMITH_HOME to a folder of yours": (
        "Неизвестно, где ваша домашняя папка: укажите в PROPSMITH_HOME свою папку"
    ),
    "{} holds another prop ({}): choose another folder": "В {} другой предмет ({}): выберите другую папку",
    "{} holds other files: choose a new or an empty folder": "В {} другие файлы: выберите новую или пустую папку",
    "{} cannot be written ({}): choose another folder": "В {} нельзя писать ({}): выберите другую папку",
    "{} cannot be written ({}): make room, or change its permissions": (
        "В {} нельзя писать ({}): освободите место или измените права"
    ),
    "{} is not a folder of Propsmith's: there is no {} in it": "{} — не папка Propsmith: в ней нет {}",
    "{} cannot be read: {}": "{} не читается: {}",
    "This prop is being made in {} now: wait for it, or choose another folder": (
        "Этот предмет сейчас создаётся в {}: подождите или выберите другую папку"
    ),
    "This prop lies finished in {}: use it, or choose another folder or seed": (
        "Этот предмет лежит готовым в {}: возьмите его или выберите другую папку или зерно"
    ),
    "This prop lies half made in {}: resume it, or choose another folder": (
        "Этот предмет лежит незаконченным в {}: продолжите его или выберите другую папку"
    ),
    "The prompt is empty: write what you want, for example: a red mushroom": (
        "Запрос пуст: напишите, что вы хотите, например: a red mushroom"
    ),
    "The prompt must be one line of at most 300 printable characters": (
        "Запрос — одна строка не длиннее 300 печатных знаков"
    ),
    "The diffusion model {} is no longer in Propsmith: make the prop anew with {}": (
        "Модели {} в Propsmith больше нет: создайте предмет заново с {}"
    ),
    "The diffusion model has seen something near: {}": "Модель видела похожее: {}",
    'The diffusion model has seen nothing like "{}": expect a guess': (
        "Ничего похожего на «{}» модель не видела: получится догадка"
    ),
    "There is no diffusion model {}: choose {}, a model of the hub as owner/name, or a folder in diffusers' format": (
        "Нет диффузионной модели {}: выберите {}, модель из хаба как владелец/имя или папку в формате diffusers"
    ),
    "{} is under {}: read {}, then accept it once with: python3 -m nerf_sds models --accept {}": (
        "Лицензия {}: {}; прочтите {}, затем примите один раз: python3 -m nerf_sds models --accept {}"
    ),
    "{}: a LoRA is for Stable Diffusion and its like; leave it out": (
        "{}: LoRA бывает для Stable Diffusion и подобных; уберите её"
    ),
    "{} cannot be used: {}": "{} не годится: {}",
    "{} needs {} GB in {}, and {} GB are free: make room, or set HF_HOME to a folder on another disk": (
        "{}: нужно {} ГБ в {}, свободно {} ГБ: освободите место или укажите в HF_HOME папку на другом диске"
    ),
    "There is no LoRA {}: name a .safetensors file after the plus sign": (
        "Нет LoRA {}: после плюса назовите файл .safetensors"
    ),
    "{} is not on this machine: start a run with it, which downloads it first": (
        "{} нет на этом компьютере: начните с этой моделью создание, тогда она загрузится"
    ),
    "{} is not on this machine, and nothing may be downloaded: allow online access, or name a folder that holds a "
    "model": ("{} нет на этом компьютере, а загружать нельзя: разрешите доступ в сеть или назовите папку с моделью"),
    "The checkpoint is damaged or not of this version: delete {} to start again": (
        "Сохранённое состояние повреждено или другой версии: удалите {}, чтобы начать снова"
    ),
    "{} holds another request than the one that was sent: choose another folder": (
        "В {} другой запрос, чем посланный: выберите другую папку"
    ),
    "Memory ran out: going on with the memory profile {}, which takes longer": (
        "Память кончилась: продолжаем с профилем памяти {}, это дольше"
    ),
    "Memory profile: {}": "Профиль памяти: {}",
}
