"""Russian for textures on the artist's own meshes."""

TEXTURES = {
    "Texture a Mesh": "Текстура для сетки",
    "Texture Selected Mesh": "Текстура для выделенной сетки",
    "Draw a texture of the prompt on the selected meshes. They share one picture, and keep their shape": (
        "Нарисовать по запросу текстуру на выделенных сетках. У них будет одно общее изображение, форма не изменится"
    ),
    "Select a mesh to texture": "Выделите сетку, для которой нужна текстура",
    "Meshes are textured in Object Mode: leave the mode you are in": (
        "Текстуры рисуются в объектном режиме: выйдите из нынешнего"
    ),
    "What is selected has no faces: select a mesh to texture": (
        "У выделенного нет граней: выделите сетку, для которой нужна текстура"
    ),
    "What is selected has {} triangles: simplify it to {}, for example with Decimate": (
        "У выделенного треугольников: {}. Упростите до {}, например модификатором Decimate"
    ),
    "What is selected has {} triangles before modifiers: apply Decimate, down to {}": (
        "У выделенного до модификаторов треугольников: {}. Примените Decimate, до {}"
    ),
    "What is selected is smaller than a micrometre or larger than a thousand kilometres: scale it": (
        "Выделенное меньше микрометра или больше тысячи километров: измените его масштаб"
    ),
    "What is selected has vertices that are no points in space: delete them": (
        "У некоторых вершин выделенного нет места в пространстве: удалите их"
    ),
    "{} is linked from another file: make it local first (Object > Relations)": (
        "{}: связано из другого файла. Сначала сделайте локальным (Объект > Отношения)"
    ),
    "{} has {} UV maps already: remove one": "{}: UV-карт уже {}. Удалите одну",
    "The modifiers of {} make faces without UVs: apply them first": (
        "Модификаторы объекта {} создают грани без UV-координат: сначала примените их"
    ),
    "The selected mesh has broken faces: clean it up first (Mesh > Clean Up)": (
        "У выделенной сетки повреждены грани: сначала очистите её (Сетка > Очистка)"
    ),
    "{} draws no textures: choose {}": "{} не рисует текстур: выберите {}",
    "Keep": "Оставить",
    "A vertex group of the meshes: where it is painted, the texture that is there stays. Empty: nowhere": (
        "Группа вершин сеток: где она нарисована, имеющаяся текстура останется. Пусто: нигде"
    ),
    "To keep a part, the meshes must share one image as base colour: texture all of them first": (
        "Чтобы оставить часть, у сеток должно быть одно общее изображение цвета: сначала нарисуйте им общую текстуру"
    ),
    "{} is {} x {} pixels: only a square of up to {} is kept in part": (
        "{}: {} x {} пикселей. Частично оставить можно только квадрат до {}"
    ),
    "No selected mesh has a vertex group {}: paint what is to stay, or clear Keep": (
        "Ни у одной выделенной сетки нет группы вершин {}: нарисуйте, что оставить, или очистите поле «Оставить»"
    ),
    "The picture {} cannot be read: choose a PNG": "Изображение {} не читается: выберите PNG",
    "{} in {} holds no texture to keep: texture the mesh anew": (
        "В {} из {} нет текстуры, которую оставить: нарисуйте её заново"
    ),
    "{} was changed while its texture was drawn: texture it again": (
        "{}: сетка изменилась, пока рисовалась текстура. Нарисуйте текстуру снова"
    ),
    "{} was deleted while its texture was drawn": "{}: удалено, пока рисовалась текстура",
    "{} is damaged: texture the mesh anew": "{} повреждён: нарисуйте текстуру снова",
    "{} in {} holds no UVs for its triangles: texture the mesh anew": (
        "В {} из {} нет UV-координат для треугольников: нарисуйте текстуру снова"
    ),
    "The mesh {} has {} triangles: simplify it to {}": "У сетки {} треугольников: {}. Упростите до {}",
    "Texture {}": "Текстура: {}",
}
