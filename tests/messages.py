"""Finds the texts that people read in the source code. A value in a text becomes {}."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Function name -> positions of the arguments with text.
SAYING = {
    "report": (1,),
    "poll_message_set": (0,),
    "say": (0,),
    "refuse": (0,),
    "draw_text": (2,),
    "draw_failure": (2,),
}
KEYWORDS = {"text", "title", "message", "confirm_text", "placeholder"}  # keyword arguments of drawing calls, with text
RAISED = {"ValueError", "Lost", "Refused", "Trouble", "NotOurs"}
TELLING = {"Finding": (0, 1), "Entered": (0,), "Noticed": (0,)}
# Engine modules whose errors an artist sees.
ENGINE = (
    "disk/folders install/disk_use install/environment install/installer install/interpreters jobs/batch "
    "jobs/batch_file jobs/client jobs/concept jobs/exploration jobs/failures jobs/job_folder jobs/job_list "
    "jobs/job_queue jobs/refinement jobs/self_test jobs/start_mesh jobs/workers texturing/own_mesh worker/concept "
    "worker/generate worker/texture models paths prompts farm/address farm/ray_jobs farm/tokens words/understanding "
    "words/world"
).split()


def files() -> list[Path]:
    own = [path for room in ("operators", "panels") for path in (ROOT / room).rglob("*.py")]
    engine = [ROOT / "nerf_sds" / f"{name}.py" for name in ENGINE]
    return [path for path in own if "translations" not in path.parts] + engine


def template(node: ast.expr) -> str:
    """Returns the text of a literal, with {} for the values of an f-string. Empty if the node is no literal text."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr():
            return "".join(template(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def said(tree: ast.AST, in_engine: bool) -> Iterator[ast.expr]:
    """Yields the expressions whose texts people read."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        places = TELLING.get(name, ()) if in_engine else SAYING.get(name, ())
        yield from (node.args[place] for place in places if place < len(node.args))
        if name in RAISED and node.args:
            yield node.args[0]
        if not in_engine:
            yield from (keyword.value for keyword in node.keywords if keyword.arg in KEYWORDS)


def messages() -> dict[str, str]:
    """Returns every text -> the place where it stands, "path:line"."""
    found = {}
    for path in files():
        for node in said(ast.parse(path.read_text("utf-8")), path.relative_to(ROOT).parts[0] == "nerf_sds"):
            branches = (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)
            for branch in branches:
                text = template(branch)
                if any(letter.isalpha() for letter in text.replace("{}", "")):
                    found[text] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found
