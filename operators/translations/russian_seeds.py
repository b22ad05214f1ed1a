"""Russian for concepts and for comparing seeds."""

SEEDS = {
    "Concept": "Эскиз",
    "Stop Drawing": "Остановить рисование",
    "Close the Concept": "Закрыть эскиз",
    "No concept is shown": "Эскиза на экране нет",
    "Show the concept no more. A file that it was written to stays": (
        "Больше не показывать эскиз. Файл, в который он записан, останется"
    ),
    "Drawing": "Рисование",
    "Drawn in {} s": "Нарисовано за {} с",
    "{}: {}": "{}: {}",
    "A concept is being drawn": "Эскиз рисуется",
    "No concept is being drawn": "Сейчас эскиз не рисуется",
    "Scoring": "Оценка",
    "Explore": "Перебрать",
    "Seeds": "Зёрна",
    "Pick": "Выбрать",
    "Pick the Best": "Выбрать лучшее",
    "Delete the Others": "Удалить остальные",
    "Delete {} runs": "Удалить пробы: {}",
    "{}. seed {}, score {}": "{}. зерно {}, оценка {}",
    "{}. seed {}, score {}: {}": "{}. зерно {}, оценка {}: {}",
    "Seed {}": "Зерно {}",
    "seed {}": "зерно {}",
    "Objects that were made from them stay": "Объекты, созданные из них, останутся",
    "How many seeds Explore compares": "Сколько зёрен сравнивается при переборе",
    "From a script: go on with the one that ranks first": "Из скрипта: продолжить с пробой, занявшей первое место",
    "Make short runs of several seeds, rank them, and go on with the one that you pick. None is placed in the scene": (
        "Сделать короткие пробы с разными зёрнами, расставить их по местам и продолжить с выбранной. В сцену они не "
        "попадают"
    ),
    "Go on with this run to the quality that was chosen when it was begun, and place that prop in the scene": (
        "Довести эту пробу до качества, выбранного вначале, и поставить предмет в сцену"
    ),
    "Delete the runs of this exploration from the disk that were not picked. Objects that were made from them stay": (
        "Удалить с диска невыбранные пробы этого перебора. Объекты, созданные из них, останутся"
    ),
    "This prop belongs to no exploration: select a run of one": "Этот предмет не из перебора: выделите пробу",
    "All runs of this exploration were picked, or are being made": "Все пробы перебора выбраны или ещё делаются",
    "{} seeds are out of range: choose 1 to {}": "Число зёрен {} вне пределов: выберите от 1 до {}",
    "The preset {} cannot go on from a {}: choose another one": ("Качество {} не может продолжить {}: выберите другое"),
    "{} belongs to no exploration: refine it instead": "{} не относится к перебору: лучше доработайте",
    "It was stopped from outside: draw it again": "Остановлено извне: нарисуйте снова",
    "{} cannot be written: name a .png file in a folder that exists": (
        "{} нельзя записать: назовите файл .png в существующей папке"
    ),
    "Draw four pictures of the prompt in seconds, each from another side, before minutes go into a prop": (
        "Нарисовать за секунды четыре картинки по запросу, каждую с другой стороны, прежде чем тратить минуты"
    ),
    "Stop drawing the concept": "Остановить рисование эскиза",
    "The picture to be written, a PNG. Not given: one that is gone when Blender ends": (
        "Картинка, которая будет записана, PNG. Не задана: та, что исчезнет, когда Blender завершится"
    ),
}
