"""Russian for the queue, the list of jobs and the live view: labels, tooltips and reports."""

JOBS = {
    "Messages": "Сообщения",
    "Nothing is being made": "Ничего не создаётся",
    "Propsmith: {}": "Propsmith: {}",
    "Placing": "Размещение",
    "{}, {} waiting": "{}, ждут: {}",
    "Take Out of the Queue": "Убрать из очереди",
    "Step {}": "Шаг {}",
    "Step {} of {}, {} steps/s": "Шаг {} из {}, {} шаг/с",
    "Step {} of {}, {} s a step": "Шаг {} из {}, {} с на шаг",
    "{}:{} left": "Осталось {}:{}",
    "Picture": "Картинка",
    "Later": "Позже",
    "Earlier": "Раньше",
    "Up": "Вверх",
    "Down": "Вниз",
    "Direction": "Направление",
    "Corner": "В углу",
    "Wait": "Ждать",
    "Coarse Mesh": "Грубая сетка",
    "Refresh": "Обновить",
    "Job": "Задание",
    "Make Again": "Создать снова",
    "New Seed": "Новое зерно",
    "Move": "Переместить",
    "Watch": "Наблюдать",
    "Continue": "Дальше",
    "Pause": "Приостановить",
    "Cancel All": "Отменить все",
    "Refine Further": "Улучшить",
    "Resume All Left Over": "Продолжить все брошенные",
    "Resume {} Left Over": "Продолжить брошенные: {}",
    "Delete from Disk": "Удалить с диска",
    "Delete {}": "Удалить: {}",
    "{}, seed {}": "{}, зерно {}",
    "{} elsewhere": "{}: в другом месте",
    "elsewhere": "в другом месте",
    "Paused. Waiting props: {}": "Приостановлено. Ждут предметы: {}",
    "Add to Queue": "Добавить в очередь",
    "Import Again": "Поставить снова",
    "Try Again": "Попробовать снова",
    "Running": "Создаётся",
    "Waiting": "Ждёт",
    "Done": "Готово",
    "Failed": "Не удалось",
    "Cancelled": "Отменено",
    "Left over": "Брошено",
    "Damaged": "Повреждено",
    "Pausing": "Приостанавливается",
    "Stop making this prop; where others wait, ask whether they are meant too. What was made is kept for Resume": (
        "Остановить этот предмет; если ждут другие, спросить и о них. Сделанное сохранится: его можно продолжить"
    ),
    "The name of the job's folder. Not given: the one that is selected in the list": (
        "Имя папки задания. Не указано: выбранное в списке"
    ),
    "The name of the job's folder. Not given: that of the newest job": "Имя папки задания. Не указано: самое новое",
    "Have this prop made earlier or later than its neighbour in the queue": (
        "Создать этот предмет раньше или позже его соседа по очереди"
    ),
    "Whether it is made earlier or later": "Создать его раньше или позже",
    "Take this prop out of the queue. What was optimised so far is kept for Resume": (
        "Убрать этот предмет из очереди. Сделанное сохранится: его можно продолжить"
    ),
    "Take all props of this Blender out of the queue. What was optimised so far is kept for Resume": (
        "Убрать из очереди все предметы этого Blender. Сделанное сохранится: его можно продолжить"
    ),
    "What is shown of a growing prop at the place where it will stand": (
        "Что показывать от растущего предмета там, где он будет стоять"
    ),
    "A mesh of few triangles, replaced as the prop grows, and removed at the end": (
        "Сетка из немногих треугольников, которая меняется с ростом предмета и в конце убирается"
    ),
    "Stop for now: the worker leaves with a checkpoint and frees its memory. Continue goes on from there": (
        "Остановиться пока: состояние сохраняется, память освобождается. Потом можно продолжить с этого места"
    ),
    "Go on with the props that wait": "Перейти к предметам, которые ждут",
    "Delete this job's folder from the disk. Objects that were made from it stay": (
        "Удалить папку этого задания с диска. Созданные из него объекты останутся"
    ),
    "From a script: return when the queue is empty. Else Continue makes what waits": (
        "Из скрипта: вернуться, когда очередь пуста. Иначе ждущее создаётся командой «Дальше»"
    ),
    "Nothing there; only a turning picture in the viewport's corner": (
        "Там ничего; только вращающаяся картинка в углу окна"
    ),
    "Go on with a prop that was not finished, or place a finished one again": (
        "Продолжить незаконченный предмет или снова поставить законченный"
    ),
    "The prop as this viewport sees it, drawn anew as it grows and as you look around": (
        "Предмет, каким его видит это окно: рисуется заново, пока он растёт и пока вы осматриваетесь"
    ),
    "Look at all jobs on disk anew": "Заново просмотреть все задания на диске",
    "Make this prop again from its prompt and settings": "Создать этот предмет снова по его запросу и настройкам",
    "Put all props into the queue again that were not finished when Blender ended": (
        "Вернуть в очередь все предметы, не законченные до закрытия Blender"
    ),
    "Go on with this finished prop for more steps, in a job of its own. The prop stays as it is": (
        "Продолжить этот готовый предмет ещё на сколько-то шагов, отдельным заданием. Сам предмет останется прежним"
    ),
    "Another prop of the same prompt": "Другой предмет по тому же запросу",
    "A prop is being made: wait for it, or cancel it": "Предмет создаётся: подождите или отмените",
    "{} is not the name of a job: give the name of its folder in {}": "{} — не имя задания: укажите имя его папки в {}",
    "No prop is selected in the list: select one": "В списке ничего не выбрано: выберите предмет",
    "Objects that were made from it stay": "Созданные из него объекты останутся",
    "Nothing waits in the queue: generate a prop": "В очереди ничего не ждёт: создайте предмет",
    "No prop is left over": "Брошенных предметов нет",
    "No object is selected: select the one that says where the prop belongs": (
        "Ни один объект не выбран: выберите тот, что указывает место предмета"
    ),
    "{} has no size that a prop could be fitted into: select a mesh or an empty": (
        "У {} нет размера, в который вписать предмет: выберите сетку или пустышку"
    ),
    "{} is no place": "{} — не место",
    "Regenerate This Object": "Создать этот объект заново",
    "Select a prop that Propsmith has made": "Выберите предмет, созданный Propsmith",
    "What {} was made from cannot be read ({}): generate a new one": (
        "Не прочесть, из чего создан {} ({}): создайте новый предмет"
    ),
    "This prop neither runs nor waits in this Blender": "Этот предмет в этом Blender не создаётся и не ждёт",
    "Paused at step {}: Continue goes on with it": "Приостановлено на шаге {}: можно продолжить",
    "{}. What waits goes on with Continue": "{}. Ждущее можно продолжить",
    "This prop is being made or waits in the queue already": "Этот предмет уже создаётся или ждёт в очереди",
    "This prop is being made or waits in the queue already: choose another seed for another one": (
        "Этот предмет уже создаётся или ждёт в очереди: для другого выберите другое зерно"
    ),
    "Only a prop that waits in this queue can be moved": "Переместить можно только предмет, ждущий в этой очереди",
    "{} waits in another queue: cancel it there": "{} ждёт в другой очереди: отмените там",
    "{} cannot be written ({}): make room, or choose another one": (
        "В {} нельзя писать ({}): освободите место или выберите другое"
    ),
    "{} is a link: only a folder of Propsmith's is deleted": "{} — ссылка: удаляется только папка Propsmith",
    "{} cannot be deleted: {}": "{} нельзя удалить: {}",
    "There is no checkpoint in {} to go on from: make the prop again": (
        "В {} нет состояния, чтобы продолжить: создайте предмет снова"
    ),
    "{} cannot be written ({}): {}": "В {} нельзя писать ({}): {}",
}
