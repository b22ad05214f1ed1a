"""Russian for the farm: its preferences, operators, reports about several props at a time, and errors."""

FARM = {
    "Farm": "Ферма",
    "Off": "Нет",
    "This Machine": "Эта машина",
    "Cluster": "Кластер",
    "Address": "Адрес",
    "GPU per Prop": "Доля GPU на предмет",
    "Token": "Токен",
    "Log In": "Войти",
    "Log Out": "Выйти",
    "Try the Farm": "Проверить ферму",
    "Nodes": "Узлы",
    "Where the props of the queue are made": "Где создаются предметы очереди",
    "One after the other, by a worker on this machine": "Один за другим, исполнителем на этой машине",
    "Several at a time, on all GPUs of this machine, by a Ray of Propsmith's own": (
        "Несколько сразу, на всех GPU этой машины, собственным Ray Propsmith"
    ),
    "By a cluster of Ray, which needs no GPU and no engine on this machine": (
        "Кластером Ray: на этой машине не нужны ни GPU, ни движок"
    ),
    "Of the cluster's dashboard, as host:port or https://host:port": (
        "Панели управления кластера: узел:порт или https://узел:порт"
    ),
    "The share of a GPU that a prop gets: with a half, two are made on each at a time": (
        "Какую долю GPU получает предмет: при половине на каждом создаются два сразу"
    ),
    "Keep the token of the farm's cluster on this machine, in a file that only you can read: in no Blender file": (
        "Сохранить токен кластера на этой машине, в файле, который можете прочесть только вы: не в файле Blender"
    ),
    "What the cluster's Ray was started with. Whoever has it can run commands on the cluster": (
        "С ним был запущен Ray кластера. У кого он есть, тот может выполнять команды на кластере"
    ),
    "Delete the token of the farm's cluster from this machine": "Удалить токен кластера с этой машины",
    "Ask the farm whether it can be reached, and what it has": "Спросить ферму, доступна ли она и что у неё есть",
    "Logged in to {}: the token is in {}": "Вход на {} выполнен: токен в {}",
    "Logged out of {}": "Выход из {} выполнен",
    "No token of {} is kept": "Токена для {} здесь нет",
    "The farm is being tried": "Ферма проверяется",
    "The farm is off: choose one in Propsmith's preferences": "Ферма выключена: выберите её в настройках Propsmith",
    "The farm has no address: write it into Propsmith's preferences, or turn the farm off": (
        "У фермы нет адреса: впишите его в настройки Propsmith или выключите ферму"
    ),
    "The preferences name no cluster: choose one as the farm, with its address": (
        "В настройках нет кластера: выберите его фермой и впишите адрес"
    ),
    "Ray {} answers at {}": "Ray {} отвечает по адресу {}",
    "{}, with {} GPUs and {} CPUs": "{}, графических процессоров: {}, процессоров: {}",
    "Install Ray": "Установить Ray",
    "Install Ray beside the engine, which several props at a time on this machine's GPUs need": (
        "Установить Ray рядом с движком: он нужен, чтобы создавать несколько предметов сразу на GPU этой машины"
    ),
    "Ray is installed": "Ray установлен",
    "Only an engine that Propsmith has installed, and that has no Ray, needs it": (
        "Это нужно только движку, который установил Propsmith и в котором нет Ray"
    ),
    "a farm of this machine's GPUs": "ферма на GPU этой машины",
    "{} has no Ray: install it": "В {} нет Ray: установите его",
    "Ray {} on this machine, with {} GPUs": "Ray {} на этой машине, графических процессоров: {}",
    "Whoever listens on the way can read the token: prefer https": (
        "Кто слушает линию, тот может прочесть токен: лучше https"
    ),
    "A farm's address has no name and no password in it: give host:port, and log in with a token": (
        "В адресе фермы нет ни имени, ни пароля: укажите узел:порт и войдите с токеном"
    ),
    "{} is the address of Ray's client: give that of its dashboard, port {}": (
        "{} — адрес клиента Ray: укажите адрес панели управления, порт {}"
    ),
    "{} is no address of a farm: give host:port, https://host:port or auto": (
        "{} — не адрес фермы: укажите узел:порт, https://узел:порт или auto"
    ),
    "{} answers as no Ray does: is that the address of its dashboard?": (
        "{} отвечает не как Ray: это адрес его панели управления?"
    ),
    "{} is out of reach ({})": "{} недоступен ({})",
    "{} is out of reach ({}); trying again": "{} недоступен ({}); пробуем снова",
    "{} answers again": "{} снова отвечает",
    "{} wants a token: python3 -m nerf_sds farm login {}": (
        "{} требует токен: войдите в настройках или python3 -m nerf_sds farm login {}"
    ),
    "{} takes another token: python3 -m nerf_sds farm login {}": (
        "{} принимает другой токен: войдите в настройках или python3 -m nerf_sds farm login {}"
    ),
    "{} is in trouble: {}": "На {} неполадки: {}",
    "{} only points to another address: give that one": "{} только указывает на другой адрес: укажите его",
    "{} refuses: {} ({})": "{} отказывает: {} ({})",
    (
        "{} can be reached by others than you, and no token for it is known: start its Ray with RAY_AUTH_MODE=token, "
        "then give the token to: python3 -m nerf_sds farm login {}"
    ): (
        "{} доступен не только вам, а токена для него нет: запустите его Ray с RAY_AUTH_MODE=token и войдите в "
        "настройках или python3 -m nerf_sds farm login {}"
    ),
    "This is no token: it is 1 to {} ASCII characters without blanks": (
        "Это не токен: в нём от 1 до {} символов ASCII без пробелов"
    ),
    "{} is damaged: delete it, and log in anew": "{} повреждён: удалите его и войдите снова",
    "{} holds tokens and is open to others: chmod 600 {}, and ask for new tokens": (
        "В {} лежат токены, и он открыт другим: chmod 600 {}, и попросите новые токены"
    ),
    "{} cannot be read ({}): delete it, and log in anew": "{} не читается ({}): удалите его и войдите снова",
    "a farm has no diffusion model {}: choose one of {}": "на ферме нет модели {}: выберите одну из {}",
    "{} steps are more than a farm takes: choose at most {}": "Шагов {} больше, чем берёт ферма: не более {}",
    "{} did not arrive whole: start again, the farm has the prop": (
        "Не дошло целиком: {}. Начните снова: предмет на ферме есть"
    ),
    "Its process or its node died: {} goes on from step {}": "Процесс или узел погиб: {} продолжает с шага {}",
    "The farm ended without a word about this prop: start again": (
        "Ферма кончила, ничего не сказав об этом предмете: начните снова"
    ),
    "{} has no Ray ({}): install the extra farm of nerf-sds": "В {} нет Ray ({}): установите nerf-sds[farm]",
    "The run on {} ended early ({}): {}": "Работа на {} кончилась раньше времени ({}): {}",
    "Another process is installing {}: wait for it": "{} устанавливает другой процесс: подождите",
    "Waiting on the farm": "Ждёт на ферме",
    "Paused: Continue goes on with it": "Приостановлено: можно продолжить",
    "Cancelled: Resume goes on with it": "Отменено: можно продолжить",
    "{} of {} done, {} running": "Готово {} из {}, создаётся {}",
    "{} of {} done, {} running, {} failed": "Готово {} из {}, создаётся {}, не удалось {}",
}
