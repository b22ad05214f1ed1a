"""Russian for the queue, the list of jobs and the growing prop."""

JOBS = {
    "Add to Queue": "Добавить в очередь",
    "Later": "Позже",
    "Earlier": "Раньше",
    "Up": "Вверх",
    "Down": "Вниз",
    "Move": "Переместить",
    "Direction": "Направление",
    "Before or after its neighbour": "Перед соседним или после него",
    "Have this prop made earlier or later than its neighbour in the queue": (
        "Сделать этот предмет раньше или позже соседа по очереди"
    ),
    "Continue": "Продолжить",
    "Go on with the props that wait": "Продолжить с предметами, которые ждут",
    "Pause": "Пауза",
    "Stop for now: the worker leaves with a checkpoint and frees its memory. Continue goes on from there": (
        "Остановить на время: рабочий процесс сохранит состояние и освободит память. «Продолжить» начнёт с этого места"
    ),
    "Cancel All": "Отменить всё",
    "Take all props of this Blender out of the queue. What was optimised so far is kept for Resume": (
        "Убрать из очереди все предметы этого Blender. Сделанное сохраняется, чтобы продолжить"
    ),
    "Take this prop out of the queue. What was optimised so far is kept for Resume": (
        "Убрать этот предмет из очереди. Сделанное сохраняется, чтобы продолжить"
    ),
    "Stop making this prop and go on with the next one. What was optimised so far is kept for Resume": (
        "Прервать этот предмет и перейти к следующему. Сделанное сохраняется, чтобы продолжить"
    ),
    "Delete this job's folder from the disk. Objects that were made from it stay": (
        "Удалить папку этого задания с диска. Сделанные из неё объекты останутся"
    ),
    "Delete from Disk": "Удалить с диска",
    "Delete {}": "Удалить {}",
    "Objects that were made from it stay": "Сделанные из неё объекты останутся",
    "Refresh": "Обновить",
    "Look at all jobs on disk anew": "Заново просмотреть все задания на диске",
    "Make Again": "Сделать снова",
    "Make this prop again from its prompt and settings": "Сделать этот предмет снова по его запросу и настройкам",
    "New Seed": "Новое зерно",
    "Another prop of the same prompt": "Другой предмет по тому же запросу",
    "Refine Further": "Улучшить",
    "Go on with this finished prop for more steps, in a job of its own. The prop stays as it is": (
        "Продолжить готовый предмет ещё на несколько шагов отдельным заданием. Сам предмет не изменится"
    ),
    "Resume All Left Over": "Продолжить все незаконченные",
    "Put all props into the queue again that were not finished when Blender ended": (
        "Снова поставить в очередь все предметы, не законченные при закрытии Blender"
    ),
    "Go on with a prop that was not finished, or place a finished one again": (
        "Продолжить незаконченный предмет или снова поместить готовый"
    ),
    "Job": "Задание",
    "The name of the job's folder. Not given: that of the newest job": (
        "Имя папки задания. Если не указано: самого нового"
    ),
    "The name of the job's folder. Not given: the one that is selected in the list": (
        "Имя папки задания. Если не указано: выбранного в списке"
    ),
    "Wait": "Ждать",
    "From a script: return when the queue is empty. Else Continue makes what waits": (
        "Из сценария: вернуться, когда очередь опустеет. Иначе ожидающее сделает «Продолжить»"
    ),
    "{} prompts are in the queue": "Запросов в очереди: {}",
    "{} is not the name of a job: give the name of its folder in {}": (
        "{} — не имя задания: укажите имя его папки в {}"
    ),
    "No prop is selected in the list: select one": "В списке ничего не выбрано: выберите предмет",
    "Nothing waits in the queue: generate a prop": "В очереди ничего нет: создайте предмет",
    "No prop is left over": "Незаконченных предметов нет",
    "This prop neither runs nor waits in this Blender": "Этот предмет не делается и не ждёт в этом Blender",
    "{}, seed {}": "{}, зерно {}",
    "{} elsewhere": "{}, не здесь",
    "Resume {} Left Over": "Продолжить незаконченные: {}",
    "Paused: {} {}": "Пауза: {} {}",
    "prop waits": "предмет ждёт",
    "props wait": "предметов ждут",
    "Watch": "Показ",
    "What is shown of a growing prop at the place where it will stand": (
        "Что показывать от растущего предмета там, где он будет стоять"
    ),
    "Picture": "Изображение",
    "The prop as this viewport sees it, drawn anew as it grows and as you look around": (
        "Предмет, каким его видит эта область, рисуется заново, пока он растёт и вы осматриваетесь"
    ),
    "Coarse Mesh": "Грубая сетка",
    "A mesh of few triangles, replaced as the prop grows, and removed at the end": (
        "Сетка из немногих треугольников: обновляется, пока предмет растёт, и удаляется в конце"
    ),
    "Corner": "Угол",
    "Nothing there; only a turning picture in the viewport's corner": (
        "Ничего на месте; только вращающаяся картинка в углу области просмотра"
    ),
}
