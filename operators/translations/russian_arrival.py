"""Russian for the arrival of a finished prop in the scene."""

ARRIVAL = {
    "Feel the Mouse": "Проверить мышь",
    "Learn whether a mouse button is held down": "Узнать, нажата ли кнопка мыши",
    "Finished: go back to Object Mode": "Готово: вернитесь в объектный режим",
    "Finished: it waits until the render is over": "Готово: ждёт конца рендера",
    "Finished: it waits until {} is over": "Готово: ждёт конца операции «{}»",
    "Finished for {}: it comes when that is opened, or by Import Again": (
        "Готово для {}: появится, когда вы откроете этот файл, или по «Поставить снова»"
    ),
    "Finished for another file: Import Again brings it into this one": (
        "Готово для другого файла: «Поставить снова» поместит его в этот"
    ),
    "The scene {} is gone: {} is in {}": "Сцены {} больше нет: {} в {}",
    "{} is in the scene {}, which asked for it": "{} в сцене {}, для которой создан этот предмет",
    "{} is hidden: show it in the Outliner": "{} скрыт: покажите его в аутлайнере",
    "{} is in the collection {}, which is hidden: show it in the Outliner": (
        "{} в коллекции {}, которая скрыта: покажите её в аутлайнере"
    ),
    "{} was deleted while it was made anew: the new one stands where that stood": (
        "{} удалили, пока создавался новый: новый стоит на том же месте"
    ),
    "The placeholder of {} is gone: it stands where that was": "Заготовки для {} больше нет: предмет стоит на её месте",
    "Add {}": "Добавить: {}",
    "Regenerate {}": "Создать заново: {}",
    "Replace Placeholders by {}": "Поставить вместо заготовок: {}",
    "{} is ready": "{}: готово",
    "{} and {} more are ready": "{} и ещё {}: готово",
    "Frame": "Показать",
    "Select": "Выделить",
    "Show Textures": "Показывать текстуры",
    "Turn to what came last, in the scene that it is in. What is selected stays so": (
        "Навести вид на то, что появилось последним, в его сцене. Выделение не изменится"
    ),
    "Select what came last, and nothing else": "Выделить то, что появилось последним, и больше ничего",
    "Show the colours of props in this Solid viewport, instead of one colour for each material": (
        "Показывать в этом виде цвета предметов, а не один цвет на материал"
    ),
    "Nothing has come yet, or it was deleted": "Ещё ничего не готово, или последнее удалено",
    "Props are selected in Object Mode: leave the mode you are in": (
        "Предметы выделяются в объектном режиме: выйдите из нынешнего"
    ),
    "Seed {} of this prop is made already": "Этот предмет с зерном {} уже создан",
    "Next Seed": "Следующее зерно",
    "Place Again": "Поставить снова",
    "Go on to the next seed of which there is no prop yet, in the scene's settings too": (
        "Перейти к следующему зерну, для которого предмета ещё нет, и в настройках сцены тоже"
    ),
    "Make another prop of the active one's prompt and settings, and give this one its shape and material": (
        "Создать другой предмет по запросу и настройкам активного и дать этому его форму и материал"
    ),
    "Same Seed": "То же зерно",
    "The same prop with the preset that is chosen in the sidebar": "Тот же предмет с качеством, выбранным на панели",
    "Make this prop again from its own seed, with the preset that is chosen in the sidebar": (
        "Создать этот предмет с его зерном заново, с качеством, выбранным на панели"
    ),
    "Same Seed with the Chosen Preset": "То же зерно с выбранным качеством",
    "{} was made with this preset already: choose another preset, or another seed": (
        "{} уже создан с этим качеством: выберите другое качество или другое зерно"
    ),
    "Frame What Came Last": "Показать появившееся последним",
    "Select What Came Last": "Выделить появившееся последним",
    "Show Textures in Solid View": "Показывать текстуры в режиме Solid",
    "Restore What It Started From": "Вернуть исходную сетку",
    "Finished: it waits until the mouse is let go": "Готово: ждёт, пока вы отпустите кнопку мыши",
}
