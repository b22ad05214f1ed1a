"""People, beings and statues of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import adventurers, dolls, monsters, professions, royalty, spirits, statues

KINDS = (
    Kind("knight", adventurers.knight, ("armoured knight", "medieval knight"), front=True),
    Kind("viking", adventurers.viking, ("viking warrior", "norseman"), front=True),
    Kind("samurai", adventurers.samurai, ("samurai warrior",), front=True),
    Kind("ninja", adventurers.ninja, ("shinobi",), front=True),
    Kind("cowboy", adventurers.cowboy, ("sheriff", "cowhand"), front=True),
    Kind("pirate", adventurers.pirate, ("buccaneer", "pirate captain"), front=True),
    Kind("wizard", adventurers.wizard, ("sorcerer", "mage"), front=True),
    Kind("rag doll", dolls.rag_doll, ("cloth doll", "ragdoll"), front=True),
    Kind("nutcracker", dolls.nutcracker, ("nutcracker soldier",), front=True),
    Kind("gnome", dolls.gnome, ("garden gnome", "lawn gnome"), front=True),
    Kind("robot", dolls.robot, ("android", "toy robot"), front=True),
    Kind("snowman", dolls.snowman, front=True),
    Kind("zombie", monsters.zombie, front=True),
    Kind("mummy", monsters.mummy, ("egyptian mummy",), front=True),
    Kind("vampire", monsters.vampire, ("count dracula", "dracula"), front=True),
    Kind("monster", monsters.monster, ("one-eyed monster", "cyclops"), front=True),
    Kind("alien", monsters.alien, ("extraterrestrial", "martian"), front=True),
    Kind("farmer", professions.farmer, ("farmhand",), front=True),
    Kind("astronaut", professions.astronaut, ("cosmonaut", "spaceman"), front=True),
    Kind("chef", professions.chef, ("cook",), front=True),
    Kind("firefighter", professions.firefighter, ("fireman", "fire fighter"), front=True),
    Kind("police officer", professions.police_officer, ("policeman", "policewoman", "cop"), front=True),
    Kind("clown", professions.clown, ("circus clown",), front=True),
    Kind("ballerina", professions.ballerina, ("ballet dancer",), front=True),
    Kind("baby", professions.baby, ("infant",), front=True),
    Kind("king", royalty.king, ("monarch",), front=True),
    Kind("queen", royalty.queen, front=True),
    Kind("princess", royalty.princess, front=True),
    Kind("ghost", spirits.ghost, ("phantom", "spook"), front=True),
    Kind("skeleton", spirits.skeleton, front=True),
    Kind("angel", spirits.angel, ("guardian angel",), front=True),
    Kind("fairy", spirits.fairy, ("pixie",), front=True),
    Kind("mermaid", spirits.mermaid, front=True),
    Kind("genie", spirits.genie, ("djinn", "genie of the lamp"), front=True),
    Kind("statue", statues.statue, ("sculpture", "stone statue"), front=True),
    Kind("greek statue", statues.greek_statue, ("marble statue", "ancient statue"), front=True),
    Kind("bust", statues.bust, ("marble bust", "portrait bust"), front=True),
)
