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
    "QuadriFlow cannot remesh {}: at each edge two faces must join, and look the same way": (
        "QuadriFlow не может перестроить {}: на каждом ребре должны сходиться две грани, повёрнутые в одну сторону"
    ),
    "Textures are baked with Cycles: turn on its add-on, Cycles Render Engine": (
        "Текстуры запекает Cycles: включите его дополнение Cycles Render Engine"
    ),
    "{} has a material without a Principled BSDF: its look cannot be baked": (
        "{}: у одного из материалов нет Principled BSDF, его вид не запечь"
    ),
}
