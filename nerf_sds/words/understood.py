"""What was understood of a prompt. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from ..meaning.copies import Original

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
    """A prompt as it was understood."""

    prompt: str  # the prompt that is passed to the diffusion model
    ignored: tuple[Ignored, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()  # pairs of a colour's code and the colour used instead
    misspelled: tuple[tuple[str, str], ...] = ()  # pairs of a word that nobody knows and one that is spelled like it
    count: int = 1  # number of things asked for, 0 for several; one is made
    originals: tuple[Original, ...] = ()  # meshes of the training data of which the prop is likely a copy

    @property
    def parts(self) -> list[str]:
        """The parts of the summary line: what is made, then a remark on each change to the prompt."""
        remarks = [f"{said}: made in {made}" for said, made in self.replaced]
        words = [f'"{each.words}"' for each in self.ignored]
        remarks += [f"{', '.join(words)} {'is' if len(words) == 1 else 'are'} ignored"] if words else []
        remarks += [*self._of_spelling, *self._of_count, *(f"likely a copy of {each}" for each in self.originals)]
        return [self.prompt, *remarks]

    @property
    def notices(self) -> list[str]:
        """Sentences on each change to the prompt, with the reason, and on each mesh that is likely copied."""
        colours = [f"{said}: made in {made}, the nearest basic colour" for said, made in self.replaced]
        ignored = [f'"{each.words}" is ignored: {each.why}' for each in self.ignored]
        copies = [f"This prop is likely a copy of {each}: keep to its licence" for each in self.originals]
        return [*colours, *ignored, *self._of_spelling, *self._of_count, *copies]

    @property
    def _of_spelling(self) -> list[str]:
        return [f"{said}: did you mean {meant}?" for said, meant in self.misspelled]

    @property
    def _of_count(self) -> list[str]:
        return ["one is made"] if self.count != 1 else []

    def __str__(self) -> str:
        """Returns one line for people: a red dragon; "no wings" is ignored."""
        return "; ".join(self.parts)


def names_no_thing(prompt: str) -> str:
    """What is told of a prompt like "please", "red" or "no mug"."""
    return f"The prompt {prompt!r} names no thing: write what you want, for example: a red mushroom"
