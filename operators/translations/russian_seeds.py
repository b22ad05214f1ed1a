"""Russian for what helps to choose: the concept."""

SEEDS = {
    "Concept": "Эскиз",
    "Concept: {}": "Эскиз: {}",
    "Stop Drawing": "Остановить рисование",
    "Drawing": "Рисование",
    "Drawn in {} s": "Нарисовано за {} с",
    "{}: {}": "{}: {}",
    "A concept is being drawn": "Эскиз рисуется",
    "No concept is being drawn": "Сейчас эскиз не рисуется",
    "It was stopped from outside: draw it again": "Остановлено извне: нарисуйте снова",
    "{} cannot be written: name a .png file in a folder that exists": (
        "{} нельзя записать: назовите файл .png в существующей папке"
    ),
    "Draw four pictures of the prompt in seconds, from its four sides, before minutes go into a prop. From a script it "
    "waits for the picture": (
        "Нарисовать за секунды четыре картинки по запросу, с четырёх сторон, прежде чем тратить минуты на предмет. Из "
        "скрипта ждёт картинку"
    ),
    "Stop drawing the concept and end its worker": "Остановить рисование эскиза и завершить его процесс",
    "The picture to be written, a PNG. Not given: one that is gone when Blender ends": (
        "Картинка, которая будет записана, PNG. Не задана: та, что исчезнет, когда Blender завершится"
    ),
}
