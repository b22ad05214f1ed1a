"""What was understood of a prompt. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "the diffusion model does not know it"
VIEW = "a prop has all its sides"
SIZE = "the size is set beside the prompt"
NEGATED = "a diffusion model cannot be told what to leave out"


@dataclass(frozen=True)
class Ignored:
    """Words of a prompt that change nothing, as they were said, and why."""

    words: str
    why: str


@dataclass(frozen=True)
class Understood:
    """A prompt as it was understood. Each of its words is in one of the fields, or says nothing, like "the"."""

    prompt: str  # what the diffusion model is asked with
    kind: str = ""  # what it is, by the diffusion model's own name; empty for a model that knows the world
    looks: tuple[str, ...] = ()  # the words that change how it looks
    ignored: tuple[Ignored, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()  # a colour as it was said, and the one that takes its place
    count: int = 1  # how many were asked for, 0 for several; one is made

    @property
    def parts(self) -> list[str]:
        """The pieces of the line: what is made, then a remark each on what is not as it was said."""
        remarks = [f"{said}: made in {made}" for said, made in self.replaced]
        words = [f'"{each.words}"' for each in self.ignored]
        remarks += [f"{', '.join(words)} {'is' if len(words) == 1 else 'are'} ignored"] if words else []
        return [", ".join([self.kind, *self.looks]) if self.kind else self.prompt, *remarks, *self._of_count]

    @property
    def notices(self) -> list[str]:
        """Sentences on what is not as it was said, with the reason of each."""
        nearest = "the nearest colour that the diffusion model knows"
        colours = [f"{said}: made in {made}, {nearest}" for said, made in self.replaced]
        return [*colours, *(f'"{each.words}" is ignored: {each.why}' for each in self.ignored), *self._of_count]

    @property
    def _of_count(self) -> list[str]:
        return ["one is made"] if self.count != 1 else []

    def __str__(self) -> str:
        """One line for people: barrel, brown; "wooden" is ignored."""
        return "; ".join(self.parts)


def names_no_thing(prompt: str) -> str:
    """What is told of a prompt like "please", "red" or "no mug"."""
    return f"The prompt {prompt!r} names no thing: write what you want, for example: a red mushroom"
