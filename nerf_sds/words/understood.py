"""What was understood of a prompt. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from ..meaning.copies import Original

UNKNOWN = "the diffusion model does not know it"
VIEW = "a prop has all its sides"
SIZE = "the size is set beside the prompt"
NEGATED = "a diffusion model cannot be told what to leave out"


@dataclass(frozen=True)
class Ignored:
    """Words of a prompt that have no effect, as typed, and the reason."""

    words: str
    why: str


@dataclass(frozen=True)
class Understood:
    """A prompt as it was understood. Each word is in one of the fields unless it has no meaning, like "the"."""

    prompt: str  # the prompt that is passed to the diffusion model
    kind: str = ""  # the model's name for the thing; empty for a model that knows the world
    looks: tuple[str, ...] = ()  # words that change its look
    ignored: tuple[Ignored, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()  # pairs of a colour as typed and the colour used instead
    count: int = 1  # number of things asked for, 0 for several; one is made
    originals: tuple[Original, ...] = ()  # meshes of the training data of which the prop is likely a copy

    @property
    def parts(self) -> list[str]:
        """The parts of the summary line: what is made, then a remark on each change to the prompt."""
        remarks = [f"{said}: made in {made}" for said, made in self.replaced]
        words = [f'"{each.words}"' for each in self.ignored]
        remarks += [f"{', '.join(words)} {'is' if len(words) == 1 else 'are'} ignored"] if words else []
        remarks += [*self._of_count, *(f"likely a copy of {each}" for each in self.originals)]
        return [", ".join([self.kind, *self.looks]) if self.kind else self.prompt, *remarks]

    @property
    def notices(self) -> list[str]:
        """Sentences on each change to the prompt, with the reason, and on each mesh that is likely copied."""
        nearest = "the nearest colour that the diffusion model knows"
        colours = [f"{said}: made in {made}, {nearest}" for said, made in self.replaced]
        ignored = [f'"{each.words}" is ignored: {each.why}' for each in self.ignored]
        copies = [f"This prop is likely a copy of {each}: keep to its licence" for each in self.originals]
        return [*colours, *ignored, *self._of_count, *copies]

    @property
    def _of_count(self) -> list[str]:
        return ["one is made"] if self.count != 1 else []

    def __str__(self) -> str:
        """Returns one line for people: barrel, brown; "wooden" is ignored."""
        return "; ".join(self.parts)


def names_no_thing(prompt: str) -> str:
    """What is told of a prompt like "please", "red" or "no mug"."""
    return f"The prompt {prompt!r} names no thing: write what you want, for example: a red mushroom"
