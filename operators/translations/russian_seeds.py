"""Russian for what helps to choose: the concept, and seeds side by side."""

SEEDS = {
    "Concept": "Эскиз",
    "Concept: {}": "Эскиз: {}",
    "Stop Drawing": "Остановить рисование",
    "Drawing": "Рисование",
    "Drawn in {} s": "Нарисовано за {} с",
    "{}: {}": "{}: {}",
    "A concept is being drawn": "Эскиз рисуется",
    "No concept is being drawn": "Сейчас эскиз не рисуется",
    "Scoring": "Оценка",
    "{} seeds are out of range: choose 1 to {}": "Число зёрен {} вне пределов: выберите от 1 до {}",
    "{} belongs to no exploration: refine it instead": "{} не относится к перебору: лучше доработайте",
    "It was stopped from outside: draw it again": "Остановлено извне: нарисуйте снова",
    "{} cannot be written: name a .png file in a folder that exists": (
        "{} нельзя записать: назовите файл .png в существующей папке"
    ),
    "Draw four pictures of the prompt in seconds, each from another side, before minutes go into a prop": (
        "Нарисовать за секунды четыре картинки по запросу, каждую с другой стороны, прежде чем тратить минуты на предмет"
    ),
    "Stop drawing the concept and end its worker": "Остановить рисование эскиза и завершить его процесс",
    "The picture to be written, a PNG. Not given: one that is gone when Blender ends": (
        "Картинка, которая будет записана, PNG. Не задана: та, что исчезнет, когда Blender завершится"
    ),
}
