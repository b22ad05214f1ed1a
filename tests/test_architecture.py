"""Who may import whom, checked on the code as it is written. Every rule also has to catch a snippet that breaks it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

import pytest
from module_graph import Module, parse, read_project

LONGEST = 300  # lines a module
LONGEST_TEST = 350  # lines a module of tests
MOST = 15  # modules a room

BLENDER = {
    *"addon_utils bl_operators bl_ui blf bmesh bpy bpy_extras gpu gpu_extras idprop imbuf mathutils".split(),
}
# What Blender may import of the engine: D in docs/design.md.
HOST = {
    "nerf_sds",
    *map("nerf_sds.{}".format, "cli config disk farm install jobs models paths".split()),
    *map("nerf_sds.{}".format, "program prompts ranges schedules units viewpoints words".split()),
    *map("nerf_sds.meaning.{}".format, "copies kinds phrases wordpiece".split()),
}
SERVER = {"nerf_sds.farm.server", "nerf_sds.farm.__main__"}  # the side of a farm that needs torch and Ray
SHARED = {
    "nerf_sds.prior_training.captioned_meshes",
    "nerf_sds.uv.places",
}  # used by Blender and the engine, with NumPy
SCENE = {
    f"nerf_sds.nerf.{name}"
    for name in "field interpolation occupancy rendered_views rendering shading regularizers".split()
} | {f"nerf_sds.paper.{name}" for name in "field rendering views".split()}
METHODS = {"nerf_sds.dreamfusion", "nerf_sds.training.step_inputs", "nerf_sds.paper.method"}
LOOP = {f"nerf_sds.training.{name}" for name in "loop method optimizer cuda_graphs".split()}
STARTERS = {"nerf_sds.methods", "nerf_sds.bench.steps"}  # of a method, with a prior
SCRIPTS = {
    "operators.command_line.save_blend"
}  # started by path, they load the extension under the name propsmith themselves


Rule = Callable[[list[Module]], Iterator[str]]


def is_within(name: str, packages: Iterable[str]) -> bool:
    """Tells whether the name is one of the packages or lies in one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def within(*packages: str) -> Callable[[str], bool]:
    return lambda name: is_within(name, packages)


def is_prior(name: str) -> bool:
    return is_within(name, ["nerf_sds.sds", "nerf_sds.priors"])


def is_host_side(name: str) -> bool:
    """Tells whether a module of the engine may run in the host."""
    return name == "nerf_sds" or (is_within(name, HOST - {"nerf_sds"}) and not is_within(name, SERVER))


def is_extension(name: str) -> bool:
    return name == "" or is_within(name, ["operators", "panels"])


def imports(modules: list[Module], by: Callable[[str], bool], of: Callable[[str], bool]) -> Iterator[str]:
    """The imports of some modules by others."""
    for module in modules:
        if by(module.name):
            yield from (f"{module.name} imports {name or 'the root'}" for name in module.imports if of(name))


def panels_know_operators_alone(modules: list[Module]) -> Iterator[str]:
    return imports(modules, within("panels"), lambda name: name == "" or within("nerf_sds")(name))


def operators_know_the_host_side_of_the_engine(modules: list[Module]) -> Iterator[str]:
    def is_barred(name: str) -> bool:
        known = is_host_side(name) or name in SHARED
        return name == "" or (is_within(name, ["panels", "nerf_sds"]) and not known)

    return imports(modules, within("operators"), is_barred)


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
    return imports(modules, within("nerf_sds"), lambda name: is_within(name, BLENDER) or is_extension(name))


def the_host_side_is_standard_library_only(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if is_host_side(module.name) or module.name in SHARED:
            known = sys.stdlib_module_names | ({"numpy"} if module.name in SHARED else set())
            for name in module.imports:
                if not is_host_side(name) and name.split(".")[0] not in known:
                    yield f"{module.name} imports {name or 'the root'}"


def a_prior_knows_no_scene_and_a_scene_no_prior(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for name in module.imports:
            if is_prior(module.name) and name in SCENE | STARTERS | METHODS | LOOP:
                yield f"{module.name} imports {name}"
            if module.name in SCENE and (is_prior(name) or name in STARTERS | METHODS | LOOP):
                yield f"{module.name} imports {name}"


def only_a_method_joins_scene_and_prior(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        scene = (module.imports - module.named) & SCENE
        priors = {name for name in module.imports - module.named if is_prior(name)}
        if scene and priors and module.name not in METHODS and not is_within(module.name, ["tests"]):
            yield f"{module.name} joins {', '.join(sorted(scene | priors))}"


def only_the_starters_join_methods_and_priors(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        priors = {name for name in module.imports if is_within(name, ["nerf_sds.priors"])}
        allowed = module.name in STARTERS or is_within(module.name, ["tests"])
        methods = (METHODS | LOOP) & {module.name, *module.imports}
        if priors and methods and not allowed:
            yield f"{module.name} joins {', '.join(sorted(methods | priors))}"


def the_loop_knows_no_scene_no_prior_and_no_method(modules: list[Module]) -> Iterator[str]:
    return imports(modules, LOOP.__contains__, lambda name: name in SCENE | STARTERS | METHODS or is_prior(name))


def an_image_text_model_knows_no_scene_and_no_prior(modules: list[Module]) -> Iterator[str]:
    others = SCENE | STARTERS | METHODS | LOOP
    return imports(modules, within("nerf_sds.image_text"), lambda name: name in others or is_prior(name))


def nothing_needs_the_evaluation(modules: list[Module]) -> Iterator[str]:
    inside = within("nerf_sds.evaluation", "tests")
    return imports(modules, lambda name: not inside(name), within("nerf_sds.evaluation"))


def baselines_know_no_prior(modules: list[Module]) -> Iterator[str]:
    return imports(modules, within("nerf_sds.baselines"), within("nerf_sds.priors"))


def there_are_no_circles(modules: list[Module]) -> Iterator[str]:
    try:
        TopologicalSorter({module.name: module.imports - {module.name} for module in modules}).prepare()
    except CycleError as error:
        yield " -> ".join(name or "the root" for name in error.args[1])


def rooms_form_no_circle(modules: list[Module]) -> Iterator[str]:
    """A room is a package, or a module at the top. What starts a program stands above all rooms."""
    rooms: dict[str, set[str]] = {}
    for module in modules:
        if not module.name.endswith("__main__") and not is_within(module.name, ["tests"]):
            rooms.setdefault(_room(module.name), set()).update(map(_room, module.imports))
    try:
        TopologicalSorter({room: others - {room} for room, others in rooms.items()}).prepare()
    except CycleError as error:
        yield " -> ".join(error.args[1])


def _room(name: str) -> str:
    return name.rpartition(".")[0] if name.count(".") > 1 else name


def rooms_are_small(modules: list[Module]) -> Iterator[str]:
    rooms: dict[str, list[str]] = {}
    for module in modules:
        if not is_within(module.name, ["tests"]):
            rooms.setdefault(module.name.rpartition(".")[0], []).append(module.name)
    for room, names in rooms.items():
        inside = [name for name in names if name not in rooms]  # a package is a room of its own
        if len(inside) > MOST:
            yield f"{room} has {len(inside)} modules, more than {MOST}"


def modules_are_short(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        longest = LONGEST_TEST if is_within(module.name, ["tests"]) else LONGEST
        if module.lines > longest:
            yield f"{module.name} has {module.lines} lines, more than {longest}"


BREACHES: list[tuple[Rule, dict[str, str]]] = [
    (panels_know_operators_alone, {"panels/main.py": "from ..nerf_sds.config import PRESETS"}),
    (
        panels_know_operators_alone,
        {"panels/main.py": "from ..nerf_sds import sds", "nerf_sds/sds.py": ""},
    ),
    (operators_know_the_host_side_of_the_engine, {"operators/queue/batch.py": "from ...panels import main"}),
    (
        operators_know_the_host_side_of_the_engine,
        {"operators/queue/batch.py": "def f():\n    from ...nerf_sds.nerf.field import Field"},
    ),
    (
        operators_know_the_host_side_of_the_engine,
        {
            "operators/queue/batch.py": "from ...nerf_sds import config, sds",
            "nerf_sds/config.py": "",
            "nerf_sds/sds.py": "",
        },
    ),
    (operators_know_the_host_side_of_the_engine, {"operators/queue/batch.py": "from ... import register"}),
    (the_extension_imports_its_own_modules_relatively, {"operators/queue/batch.py": "import nerf_sds.config"}),
    (
        the_extension_imports_its_own_modules_relatively,
        {"__init__.py": "def register():\n    from operators import driver"},
    ),
    (the_extension_imports_its_own_modules_relatively, {"panels/main.py": "import_module('operators.queue.driver')"}),
    (the_extension_needs_what_blender_has, {"operators/queue/batch.py": "import torch.nn"}),
    (the_extension_needs_what_blender_has, {"operators/queue/batch.py": "from propsmith.operators import driver"}),
    (the_extension_needs_what_blender_has, {"__init__.py": "import importlib\nimportlib.import_module('PIL')"}),
    (the_engine_knows_no_blender, {"nerf_sds/priors/pixel.py": "def f():\n    import bpy.types"}),
    (
        the_engine_knows_no_blender,
        {"nerf_sds/mesh/export.py": "from ...operators import driver", "operators/queue/driver.py": ""},
    ),
    (the_engine_knows_no_blender, {"nerf_sds/mesh/export.py": "from ... import register"}),
    (the_host_side_is_standard_library_only, {"nerf_sds/config.py": "import numpy"}),
    (
        the_host_side_is_standard_library_only,
        {"nerf_sds/farm/order.py": "from .server import task", "nerf_sds/farm/server/task.py": ""},
    ),
    (the_host_side_is_standard_library_only, {"nerf_sds/prior_training/captioned_meshes.py": "import torch"}),
    (
        the_host_side_is_standard_library_only,
        {"nerf_sds/__init__.py": "from .nerf.field import Field", "nerf_sds/nerf/field.py": "import torch"},
    ),
    (
        the_host_side_is_standard_library_only,
        {
            "nerf_sds/jobs/job_folder.py": "from ..mesh import extraction",
            "nerf_sds/mesh/extraction.py": "from torch import Tensor",
        },
    ),
    (a_prior_knows_no_scene_and_a_scene_no_prior, {"nerf_sds/priors/dirac.py": "from ..nerf.field import Field"}),
    (a_prior_knows_no_scene_and_a_scene_no_prior, {"nerf_sds/sds.py": "from .dreamfusion import DreamFusion"}),
    (a_prior_knows_no_scene_and_a_scene_no_prior, {"nerf_sds/nerf/shading.py": "from ..sds import Prior"}),
    (
        only_a_method_joins_scene_and_prior,
        {"nerf_sds/worker/generate.py": "from ..priors import load_prior\nfrom ..nerf.rendering import render"},
    ),
    (
        only_the_starters_join_methods_and_priors,
        {"nerf_sds/mesh/export.py": "from ..dreamfusion import DreamFusion\nfrom ..priors.dirac import DiracPrior"},
    ),
    (only_the_starters_join_methods_and_priors, {"nerf_sds/dreamfusion.py": "from .priors import load_prior"}),
    (only_the_starters_join_methods_and_priors, {"nerf_sds/paper/method.py": "from ..priors import load_prior"}),
    (only_the_starters_join_methods_and_priors, {"nerf_sds/training/loop.py": "from ..priors import load_prior"}),
    (the_loop_knows_no_scene_no_prior_and_no_method, {"nerf_sds/training/loop.py": "from ..sds import Prior"}),
    (the_loop_knows_no_scene_no_prior_and_no_method, {"nerf_sds/training/method.py": "from ..nerf.field import Field"}),
    (the_loop_knows_no_scene_no_prior_and_no_method, {"nerf_sds/training/loop.py": "from ..paper.method import embed"}),
    (a_prior_knows_no_scene_and_a_scene_no_prior, {"nerf_sds/paper/field.py": "from ..sds import Prior"}),
    (
        only_a_method_joins_scene_and_prior,
        {"nerf_sds/mesh/export.py": "from ..sds import predict\nfrom ..paper.views import normal"},
    ),
    (
        an_image_text_model_knows_no_scene_and_no_prior,
        {"nerf_sds/image_text/clip.py": "from ..nerf.field import Field"},
    ),
    (
        an_image_text_model_knows_no_scene_and_no_prior,
        {"nerf_sds/image_text/clip.py": "from ..priors.pixel import PixelPrior"},
    ),
    (nothing_needs_the_evaluation, {"nerf_sds/worker/generate.py": "from ..evaluation.scores import score"}),
    (baselines_know_no_prior, {"nerf_sds/baselines/dream_fields.py": "from ..priors import load_prior"}),
    (
        there_are_no_circles,
        {
            "nerf_sds/a.py": "from . import b",
            "nerf_sds/b.py": "from .c import x",
            "nerf_sds/c.py": "if TYPE_CHECKING:\n    from .a import x",
        },
    ),
    (modules_are_short, {"nerf_sds/nerf/field.py": "\n" * (LONGEST + 1)}),
    (modules_are_short, {"tests/engine/test_sds.py": "\n" * (LONGEST_TEST + 1)}),
]
RULES = list(dict.fromkeys(rule for rule, _ in BREACHES))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_code_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(read_project())) == []


@pytest.mark.parametrize(("rule", "sources"), BREACHES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_rule_catches_a_breach(rule: Rule, sources: dict[str, str]) -> None:
    assert list(rule(parse(sources)))


def test_the_rules_speak_of_modules_that_exist() -> None:
    existing = {module.name for module in read_project()}
    assert HOST | SHARED | SCENE | STARTERS | METHODS | LOOP | {"", "operators", "panels"} <= existing


def test_what_the_design_allows_is_no_breach() -> None:
    allowed = parse(
        {
            "__init__.py": "def register():\n    from . import operators, panels",
            "panels/__init__.py": "from ..operators import driver",
            "operators/__init__.py": "from .queue import driver",
            "operators/queue/driver.py": "import bpy\nimport numpy as np\nfrom ...nerf_sds import config",
            "operators/dataset/export_props.py": "from ...nerf_sds.prior_training import captioned_meshes",
            "nerf_sds/__init__.py": "",
            "nerf_sds/prior_training/captioned_meshes.py": "import numpy as np\nfrom numpy.typing import NDArray",
            "nerf_sds/config.py": "import json",
            "nerf_sds/jobs/client.py": "from ..config import Request",
            "nerf_sds/sds.py": "from .config import Preset",
            "nerf_sds/nerf/field.py": "import torch",
            "nerf_sds/priors/__init__.py": "from ..sds import Prior",
            "nerf_sds/dreamfusion.py": "from .nerf.field import Field\nfrom .sds import Prior",
            "nerf_sds/worker/live_view.py": "if TYPE_CHECKING:\n    from ..nerf.field import Field",
            "nerf_sds/methods.py": "from .dreamfusion import DreamFusion\nfrom .priors import load_prior",
        }
    )
    assert [breach for rule in RULES for breach in rule(allowed)] == []
