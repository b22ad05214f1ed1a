"""Reads the project's modules and their imports from the source code."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
CODE = ("__init__.py", "nerf_sds", "operators", "panels", "tests")


@dataclass(frozen=True)
class Module:
    """A module of the project. Names are dotted and relative to the project's root, whose own name is empty."""

    name: str
    relative: frozenset[str]  # modules imported by a relative import
    absolute: frozenset[str]  # modules imported by their full name
    named: frozenset[str]  # those of them that are imported only under TYPE_CHECKING
    lines: int

    @property
    def imports(self) -> frozenset[str]:
        return self.relative | self.absolute


@cache
def read_project() -> list[Module]:
    paths = [path for name in CODE for path in [ROOT / name, *(ROOT / name).rglob("*.py")] if path.is_file()]
    return parse({path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths})


def parse(sources: dict[str, str]) -> list[Module]:
    """Returns the modules of {path: source}. Imports inside functions count like any other."""
    names = {path: _module_name(path) for path in sources}
    known = set(names.values())
    modules = []
    for path, source in sources.items():
        nodes = list(ast.walk(ast.parse(source, path)))
        blocks = [node for node in nodes if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
        annotating = {id(node) for block in blocks for statement in block.body for node in ast.walk(statement)}
        relative, absolute = _imports(nodes, path, known)
        used = _imports((node for node in nodes if id(node) not in annotating), path, known)
        named = frozenset(relative | absolute).difference(*used)
        modules.append(Module(names[path], frozenset(relative), frozenset(absolute), named, source.count("\n")))
    return modules


def _imports(nodes: Iterable[ast.AST], path: str, known: set[str]) -> tuple[set[str], set[str]]:
    """Returns the modules that these nodes of a file import relatively, and those imported by their full name."""
    relative: set[str] = set()
    absolute: set[str] = set()
    for node in nodes:
        match node:
            case ast.Import():
                absolute.update(alias.name for alias in node.names)
            case ast.ImportFrom():
                package = list(PurePosixPath(path).parent.parts)
                base = package[: len(package) - node.level + 1] if node.level else []
                origin = ".".join([*base, *([node.module] if node.module else [])])
                targets = (f"{origin}.{alias.name}".lstrip(".") for alias in node.names)
                found = {target if target in known else origin for target in targets}
                (relative if node.level else absolute).update(found)
            case ast.Call(
                func=ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                absolute.add(name)
    return relative, absolute


def _module_name(path: str) -> str:
    parts = PurePosixPath(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
