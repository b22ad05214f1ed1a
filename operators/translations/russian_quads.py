"""Russian for the quads of a prop."""

QUADS = {
    "Remesh to Quads": "Перестроить в четырёхугольники",
    "Give the active prop a mesh of quads, and bake its textures anew. The fine mesh stays as its hidden child": (
        "Дать активному предмету сетку из четырёхугольников и заново запечь его текстуры. Подробная сетка останется "
        "скрытым дочерним объектом"
    ),
    "Faces": "Граней",
    "About how many quads the prop gets": "Сколько примерно четырёхугольников получит предмет",
    "Props are remeshed in Object Mode: leave the mode you are in": (
        "Предметы перестраиваются в объектном режиме: выйдите из нынешнего"
    ),
    "{} has lost thin parts: undo, and ask for more faces": (
        "{}: тонкие части потеряны. Отмените и задайте больше граней"
    ),
    "{} has no faces to remesh": "{}: нет граней, которые можно перестроить",
    "QuadriFlow cannot remesh {}: no edge may join three faces, and faces must look the same way": (
        "QuadriFlow не может перестроить {}: на ребре не могут сходиться три грани, и все грани должны быть "
        "повёрнуты в одну сторону"
    ),
    "Textures are baked with Cycles: turn on its add-on, Cycles Render Engine": (
        "Текстуры запекает Cycles: включите его дополнение Cycles Render Engine"
    ),
    "{} has no material: there is nothing to bake": "{}: нет материала, запекать нечего",
    "{} has a material without a Principled BSDF or an output: its look cannot be baked": (
        "{}: у одного из материалов нет Principled BSDF или выхода, его вид не запечь"
    ),
}
