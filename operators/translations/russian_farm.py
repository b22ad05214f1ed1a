"""The farm in Russian: its preferences, its verbs, what several props at a time have to say, and its errors."""

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
    "Paused: Continue goes on with it": "Приостановлено: можно продолжить",
    "Cancelled: Resume goes on with it": "Отменено: можно продолжить",
    "{} of {} done, {} running": "Готово {} из {}, создаётся {}",
    "{} of {} done, {} running, {} failed": "Готово {} из {}, создаётся {}, не удалось {}",
}
