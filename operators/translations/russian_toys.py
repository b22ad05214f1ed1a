"""What the toybox says in Russian: its rooms, kinds and colours."""

from __future__ import annotations

from ...nerf_sds.words.russian import nouns_and_colours
from ..toybox.colours import COLOURS
from ..toybox.kinds import KINDS

_ROOMS = {
    "Animals": "Животные",
    "Buildings": "Постройки",
    "Clothing": "Одежда и аксессуары",
    "Devices": "Бытовая техника и электроника",
    "Food": "Еда и посуда",
    "Furniture": "Мебель и интерьер",
    "Household": "Домашние вещи",
    "Leisure": "Досуг",
    "Outdoors": "На улице",
    "People": "Люди и существа",
    "Stories": "Сказки",
    "Tools": "Инструменты и детали",
    "Vehicles": "Транспорт",
    "Weapons": "Оружие",
}


def _toys() -> dict[str, str]:
    """Names without a Russian word are left out."""
    words = nouns_and_colours()
    names = {kind.name: (kind.name, *kind.synonyms) for kind in KINDS.values()} | {name: (name,) for name in COLOURS}
    found = {name: [words[said] for said in known if said in words] for name, known in names.items()}
    return {name: phrases[0] for name, phrases in found.items() if phrases}


TOYS = _ROOMS | _toys()
