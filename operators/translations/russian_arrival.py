"""Russian: a finished prop comes into the scene."""

ARRIVAL = {
    "Feel the Mouse": "Проверить мышь",
    "Learn whether a mouse button is held down": "Узнать, нажата ли кнопка мыши",
    "Finished: go back to Object Mode": "Готово: вернитесь в объектный режим",
    "Finished: it waits until the render is over": "Готово: ждёт конца рендера",
    "Finished: it waits until {} is over": "Готово: ждёт конца операции «{}»",
    "Finished: it waits until the mouse is let go": "Готово: ждёт, пока вы отпустите кнопку мыши",
}
