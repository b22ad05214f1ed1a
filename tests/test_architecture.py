"""Who may import whom, checked on the code as it is written. Every rule also has to catch a snippet that breaks it."""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("__init__.py", "nerf_sds", "operators", "panels", "tests")
LONGEST = 350  # lines a module

BLENDER = {*"addon_utils bl_operators bl_ui blf bmesh bpy bpy_extras gpu gpu_extras idprop imbuf mathutils".split()}
HOST_NAMES = (
    "batch config protocol client concept environment farm.hosts farm.order farm.wire installation jobs models prompts "
    "refinement schedules self_test shelf storage viewpoints"
)
HOST = {f"nerf_sds.{name}" for name in HOST_NAMES.split()}
FORMATS = {"nerf_sds.prior_training.captioned_meshes"}  # what Blender writes for the engine to read, with NumPy
SCENE = {f"nerf_sds.{name}" for name in "field interpolation occupancy rendering shading regularizers".split()} | {
    f"nerf_sds.paper.{name}" for name in "field rendering views".split()
}
LOOPS = {"nerf_sds.dreamfusion", "nerf_sds.draws", "nerf_sds.paper.loop"}
STARTERS = {"nerf_sds.methods", "nerf_sds.bench"}  # of a loop, with a prior
SCRIPTS = {"operators.save_blend"}  # started by path, they load the extension under the name propsmith themselves


@dataclass(frozen=True)
class Module:
    """A module of the project: the names are dotted and start at the project's root, whose own name is empty."""

    name: str
    relative: frozenset[str]  # modules imported by a relative import
    absolute: frozenset[str]  # modules imported by their full name
    named: frozenset[str]  # those of them that only annotations name, under TYPE_CHECKING
    lines: int

    @property
    def imports(self) -> frozenset[str]:
        return self.relative | self.absolute


Rule = Callable[[list[Module]], Iterator[str]]


def parse(sources: dict[str, str]) -> list[Module]:
    """Turns {path: source} into modules; an import inside a function counts like any other."""
    names = {path: _module_name(path) for path in sources}
    known = set(names.values())
    modules = []
    for path, source in sources.items():
        tree = ast.parse(source, path)
        blocks = [
            node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        ]
        annotating = {id(node) for block in blocks for statement in block.body for node in ast.walk(statement)}
        relative, absolute = _imports(ast.walk(tree), path, known)
        used = _imports((node for node in ast.walk(tree) if id(node) not in annotating), path, known)
        named = frozenset(relative | absolute).difference(*used)
        modules.append(Module(names[path], frozenset(relative), frozenset(absolute), named, source.count("\n")))
    return modules


def _imports(nodes: Iterable[ast.AST], path: str, known: set[str]) -> tuple[set[str], set[str]]:
    """The modules that these nodes of a file import relatively and by their full name."""
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


def is_within(name: str, packages: Iterable[str]) -> bool:
    """Tells whether the name is one of the packages or lies in one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def is_prior(name: str) -> bool:
    return is_within(name, ["nerf_sds.sds", "nerf_sds.priors"])


def host_side(modules: list[Module]) -> set[str]:
    """The engine's modules that run in the host: those of the design, and all that these import."""
    imports = {module.name: {name for name in module.imports if is_within(name, ["nerf_sds"])} for module in modules}
    found, new = set(), {"nerf_sds", *HOST}
    while new:
        found |= new
        new = {name for known in new for name in imports.get(known, ())} - found
    return found


def is_extension(name: str) -> bool:
    return name == "" or is_within(name, ["operators", "panels"])


def panels_know_operators_alone(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if is_within(module.name, ["panels"]):
            for name in module.imports:
                if name == "" or is_within(name, ["nerf_sds"]):
                    yield f"{module.name} imports {name or 'the root'}"


def operators_know_the_host_side_of_the_engine(modules: list[Module]) -> Iterator[str]:
    host = host_side(modules)
    for module in modules:
        if is_within(module.name, ["operators"]):
            for name in module.imports:
                if name == "" or (is_within(name, ["panels", "nerf_sds"]) and name not in host | FORMATS):
                    yield f"{module.name} imports {name or 'the root'}"


def the_extension_imports_its_own_modules_relatively(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if is_extension(module.name):
            for name in module.absolute:
                if is_within(name, ["nerf_sds", "operators", "panels", "bl_ext"]):
                    yield f"{module.name or 'the root'} imports {name} by its full name"


def the_extension_needs_what_blender_has(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        own = {"propsmith"} if module.name in SCRIPTS else set()
        if is_extension(module.name):
            for name in module.absolute:
                if name.split(".")[0] not in sys.stdlib_module_names | BLENDER | {"numpy"} | own:
                    yield f"{module.name or 'the root'} imports {name}"


def the_engine_knows_no_blender(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if is_within(module.name, ["nerf_sds"]):
            for name in module.imports:
                if is_within(name, BLENDER) or is_extension(name):
                    yield f"{module.name} imports {name}"


def the_host_side_is_standard_library_only(modules: list[Module]) -> Iterator[str]:
    host = host_side(modules)
    for module in modules:
        if module.name in host | FORMATS:
            known = sys.stdlib_module_names | ({"numpy"} if module.name in FORMATS else set())
            for name in module.imports - host:
                if name.split(".")[0] not in known:
                    yield f"{module.name} imports {name or 'the root'}"


def a_prior_knows_no_scene_and_a_scene_no_prior(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for name in module.imports:
            if is_prior(module.name) and name in SCENE | STARTERS | LOOPS:
                yield f"{module.name} imports {name}"
            if module.name in SCENE and (is_prior(name) or name in STARTERS | LOOPS):
                yield f"{module.name} imports {name}"


def only_a_loop_joins_scene_and_prior(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        scene = (module.imports - module.named) & SCENE
        priors = {name for name in module.imports - module.named if is_prior(name)}
        if scene and priors and module.name not in LOOPS and not is_within(module.name, ["tests"]):
            yield f"{module.name} joins {', '.join(sorted(scene | priors))}"


def only_the_starters_join_loops_and_priors(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        priors = {name for name in module.imports if is_within(name, ["nerf_sds.priors"])}
        allowed = module.name in STARTERS or is_within(module.name, ["tests"])
        loops = LOOPS & {module.name, *module.imports}
        if priors and loops and not allowed:
            yield f"{module.name} joins {', '.join(sorted(loops | priors))}"


def an_image_text_model_knows_no_scene_and_no_prior(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if is_within(module.name, ["nerf_sds.image_text"]):
            for name in module.imports:
                if name in SCENE | STARTERS | LOOPS or is_prior(name):
                    yield f"{module.name} imports {name}"


def nothing_needs_the_evaluation(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for name in module.imports:
            inside = is_within(module.name, ["nerf_sds.evaluation", "tests"])
            if is_within(name, ["nerf_sds.evaluation"]) and not inside:
                yield f"{module.name} imports {name}"


def baselines_know_no_prior(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if is_within(module.name, ["nerf_sds.baselines"]):
            for name in module.imports:
                if is_within(name, ["nerf_sds.priors"]):
                    yield f"{module.name} imports {name}"


def there_are_no_circles(modules: list[Module]) -> Iterator[str]:
    try:
        TopologicalSorter({module.name: module.imports - {module.name} for module in modules}).prepare()
    except CycleError as error:
        yield " -> ".join(name or "the root" for name in error.args[1])


def modules_are_short(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if module.lines > LONGEST:
            yield f"{module.name} has {module.lines} lines, more than {LONGEST}"


BREACHES: list[tuple[Rule, dict[str, str]]] = [
    (panels_know_operators_alone, {"panels/main.py": "from ..nerf_sds.config import PRESETS"}),
    (panels_know_operators_alone, {"panels/main.py": "from ..nerf_sds import field", "nerf_sds/field.py": ""}),
    (operators_know_the_host_side_of_the_engine, {"operators/batch.py": "from ..panels import main"}),
    (
        operators_know_the_host_side_of_the_engine,
        {"operators/batch.py": "def f():\n    from ..nerf_sds.field import Field"},
    ),
    (
        operators_know_the_host_side_of_the_engine,
        {"operators/batch.py": "from ..nerf_sds import config, mesh", "nerf_sds/config.py": "", "nerf_sds/mesh.py": ""},
    ),
    (operators_know_the_host_side_of_the_engine, {"operators/batch.py": "from .. import register"}),
    (the_extension_imports_its_own_modules_relatively, {"operators/batch.py": "import nerf_sds.config"}),
    (
        the_extension_imports_its_own_modules_relatively,
        {"__init__.py": "def register():\n    from operators import driver"},
    ),
    (the_extension_imports_its_own_modules_relatively, {"panels/main.py": "import_module('operators.driver')"}),
    (the_extension_needs_what_blender_has, {"operators/batch.py": "import torch.nn"}),
    (the_extension_needs_what_blender_has, {"operators/batch.py": "from propsmith.operators import driver"}),
    (the_extension_needs_what_blender_has, {"__init__.py": "import importlib\nimportlib.import_module('PIL')"}),
    (the_engine_knows_no_blender, {"nerf_sds/priors/pixel.py": "def f():\n    import bpy.types"}),
    (the_engine_knows_no_blender, {"nerf_sds/export.py": "from ..operators import driver", "operators/driver.py": ""}),
    (the_engine_knows_no_blender, {"nerf_sds/export.py": "from .. import register"}),
    (the_host_side_is_standard_library_only, {"nerf_sds/config.py": "import numpy"}),
    (the_host_side_is_standard_library_only, {"nerf_sds/prior_training/captioned_meshes.py": "import torch"}),
    (
        the_host_side_is_standard_library_only,
        {"nerf_sds/__init__.py": "from .field import Field", "nerf_sds/field.py": "import torch"},
    ),
    (
        the_host_side_is_standard_library_only,
        {"nerf_sds/jobs.py": "from . import mesh", "nerf_sds/mesh.py": "from torch import Tensor"},
    ),
    (a_prior_knows_no_scene_and_a_scene_no_prior, {"nerf_sds/priors/dirac.py": "from ..field import Field"}),
    (a_prior_knows_no_scene_and_a_scene_no_prior, {"nerf_sds/sds.py": "from .dreamfusion import Step"}),
    (a_prior_knows_no_scene_and_a_scene_no_prior, {"nerf_sds/shading.py": "from .sds import Prior"}),
    (
        only_a_loop_joins_scene_and_prior,
        {"nerf_sds/worker.py": "from .priors import load_prior\nfrom .rendering import render"},
    ),
    (
        only_the_starters_join_loops_and_priors,
        {"nerf_sds/export.py": "from .dreamfusion import dreamfusion\nfrom .priors.dirac import DiracPrior"},
    ),
    (only_the_starters_join_loops_and_priors, {"nerf_sds/dreamfusion.py": "from .priors import load_prior"}),
    (only_the_starters_join_loops_and_priors, {"nerf_sds/paper/loop.py": "from ..priors import load_prior"}),
    (a_prior_knows_no_scene_and_a_scene_no_prior, {"nerf_sds/paper/field.py": "from ..sds import Prior"}),
    (
        only_a_loop_joins_scene_and_prior,
        {"nerf_sds/export.py": "from .sds import predict\nfrom .paper.views import normal"},
    ),
    (an_image_text_model_knows_no_scene_and_no_prior, {"nerf_sds/image_text/clip.py": "from ..field import Field"}),
    (
        an_image_text_model_knows_no_scene_and_no_prior,
        {"nerf_sds/image_text/clip.py": "from ..priors.pixel import PixelPrior"},
    ),
    (nothing_needs_the_evaluation, {"nerf_sds/worker.py": "from .evaluation.scores import score"}),
    (baselines_know_no_prior, {"nerf_sds/baselines/dream_fields.py": "from ..priors import load_prior"}),
    (
        there_are_no_circles,
        {
            "nerf_sds/a.py": "from . import b",
            "nerf_sds/b.py": "from .c import x",
            "nerf_sds/c.py": "if TYPE_CHECKING:\n    from .a import x",
        },
    ),
    (modules_are_short, {"nerf_sds/field.py": "\n" * (LONGEST + 1)}),
]
RULES = list(dict.fromkeys(rule for rule, _ in BREACHES))


@functools.cache
def read_project() -> list[Module]:
    paths = [path for name in CODE for path in [ROOT / name, *(ROOT / name).rglob("*.py")] if path.is_file()]
    return parse({path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_code_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(read_project())) == []


@pytest.mark.parametrize(("rule", "sources"), BREACHES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_rule_catches_a_breach(rule: Rule, sources: dict[str, str]) -> None:
    assert list(rule(parse(sources)))


def test_the_rules_speak_of_modules_that_exist() -> None:
    existing = {module.name for module in read_project()}
    assert HOST | FORMATS | SCENE | STARTERS | LOOPS | {"", "operators", "panels"} <= existing


def test_what_the_design_allows_is_no_breach() -> None:
    allowed = parse(
        {
            "__init__.py": "def register():\n    from . import operators, panels",
            "panels/__init__.py": "from ..operators import driver",
            "operators/__init__.py": "from . import driver",
            "operators/driver.py": "import bpy\nimport numpy as np\nfrom ..nerf_sds import client, config",
            "operators/export_props.py": "from ..nerf_sds.prior_training import captioned_meshes",
            "nerf_sds/__init__.py": "",
            "nerf_sds/prior_training/captioned_meshes.py": "import numpy as np\nfrom numpy.typing import NDArray",
            "nerf_sds/config.py": "import json",
            "nerf_sds/client.py": "from .config import Request",
            "nerf_sds/sds.py": "from .config import Preset",
            "nerf_sds/field.py": "import torch",
            "nerf_sds/priors/__init__.py": "from ..sds import Prior",
            "nerf_sds/dreamfusion.py": "from .field import Field\nfrom .sds import Prior",
            "nerf_sds/worker.py": "if TYPE_CHECKING:\n    from .field import Field\nfrom . import methods",
            "nerf_sds/methods.py": "from .dreamfusion import dreamfusion\nfrom .priors import load_prior",
        }
    )
    assert [breach for rule in RULES for breach in rule(allowed)] == []
