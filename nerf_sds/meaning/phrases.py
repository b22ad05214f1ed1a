"""Finds the parts of a prompt that name the thing: "a red stool with a cushion" -> stool.

Standard library only.
"""

from __future__ import annotations

import re

from ..prompts import VIEW_PHRASE

ARTICLES = frozenset("a an the one some".split())
LOOKS = frozenset(
    (
        # colours
        "amber aqua azure beige black blond blonde blue bright brown burgundy charcoal chestnut colored "
        "colorful coloured colourful coral cream crimson cyan dark gold golden gray green grey indigo ivory "
        "khaki lavender light lilac lime magenta maroon mauve mustard navy ochre olive orange pale pastel "
        "peach pink purple red rose rust salmon sandy scarlet silver silvery striped tan teal terracotta "
        "turquoise vermilion violet white yellow "
        # materials
        "aluminium aluminum bamboo brass brick bronze canvas cardboard ceramic chrome clay concrete copper "
        "cotton enamel fabric felt glass granite iron jade knitted leather marble metal metallic oak paper "
        "pewter pine plaster plastic porcelain rubber rusty sandstone satin steel stone straw suede thatched "
        "tin velvet wicker wood wooden woollen "
        # sizes, ages and styles
        "ancient antique beautiful big broken celtic chinese cute dirty egyptian elegant fancy fluffy "
        "futuristic giant glossy greek huge indian japanese large little long low low-poly matte medieval "
        "modern mossy old ornate persian poly realistic roman round rustic shiny short simple small spotted "
        "square stylised stylized tall thick thin tiny viking vintage weathered wide worn"
    ).split()
)
ASIDE = re.compile(
    r"[,;:.(].*|\b(with|without|in|on|at|from|made|holding|carrying|wearing|under|over|beside|behind|next|shaped|covered|"
    r"decorated|painted|about|for|that|which)\b.*",
    re.IGNORECASE,
)


def phrases(prompt: str) -> list[str]:
    """Returns the prompt without view words and articles, then shorter and shorter parts of it.

    First comes the whole prompt, then its first phrase, then that phrase with the leading adjectives (LOOKS) removed
    one by one. The last word of a phrase always stays: "ice cream", "a gold bar", "an orange". There is at least one
    phrase.
    """
    text = re.sub(VIEW_PHRASE, "", prompt, flags=re.IGNORECASE)
    shorter = [_words(text), _words(ASIDE.sub("", text))]
    while len(shorter[-1]) > 1 and shorter[-1][0].lower() in LOOKS:
        shorter.append(shorter[-1][1:])
    return list(dict.fromkeys(" ".join(words) for words in shorter if words)) or [prompt]


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w'-]+", text) if word.lower() not in ARTICLES]
