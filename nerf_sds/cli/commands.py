"""The verbs of the command line. Standard library only.

The engine runs in its own process and virtual environment, exactly as under Blender. A verb takes the parsed options
and the remaining arguments, and returns the exit code.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .. import models, paths
from ..config import DEFAULT_PRESET, DEVICES, METHODS, Request
from ..disk.texts import one_line
from ..install import blend_file, interpreters
from ..install.environment import Trouble
from ..jobs import batch_file, exploration, job_folder, workers
from ..jobs.protocol import Cancelled, Done, Failed
from ..program import STOPPED, Parser, complain, program
from ..schedules import setting
from ..units import duration
from ..words.understanding import understand
from . import batch, explore, farm, start_mesh, upkeep
from .console import Console
from .terminal import command, is_online, path, run_job, tell_all, worker_python

MODULES = {  # verb -> module that runs in the engine's environment, help text
    "texture": ("nerf_sds.texturing", "draw a texture on a mesh: MESH PROMPT --out FILE.glb"),
    "levels": ("nerf_sds.levels", "write coarser meshes of a prop for game engines: FOLDER --out FILE.glb"),
    "sample": ("nerf_sds.evaluation.sampling", "draw a prompt from the model in pixel space: PROMPT --out FILE"),
    "bench": ("nerf_sds.bench.steps", "time a step, part by part, for the built-in model and for larger ones"),
    "evaluate": ("nerf_sds.evaluation", "make, render and score props by this and other methods"),
    "copies": ("nerf_sds.evaluation.copies", "find copies of the data: DATASET... --props FOLDER... --out FOLDER"),
    "train-prior": ("nerf_sds.prior_training.train", "train a diffusion model: DATASET... --out FOLDER ..."),
    "train-image-text": ("nerf_sds.image_text_training.train", "train an image-text model: DATASET... --out FILE ..."),
}
PRESET_HELP = f"how much work goes into the prop (default: {DEFAULT_PRESET}); paper: as in the paper, hours on a GPU"


@program
def main(arguments: list[str]) -> int:
    """Runs the command line with these arguments, without the program's name. Returns the exit code."""
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.verb is not run_module:
        raise Trouble(f"There is no option {rest[0]}: see --help")
    return options.verb(options, rest)


def generate(options: argparse.Namespace, _: list[str]) -> int:
    """Makes a prop in a new folder. Checks everything that can be refused before it installs or computes anything."""
    request = Request(
        options.prompt,
        options.seed,
        options.preset,
        options.prior,
        Request.size if options.size is None else options.size,
        options.device,
        options.method,
        dict(options.set),
        **start_mesh.asked(options),
    )
    said = understand(request.prompt, request.prior)
    models.check(request.prior, is_online())
    folder = Path(options.out).absolute()
    maker = _blend_maker(options, folder)
    start = b""
    if options.start:
        request, start = start_mesh.from_file(worker_python(options), request, options)
    job_folder.create(folder, request, start)
    print(f"Understood: {said}")
    return _make(options, folder, request, maker)


def resume(options: argparse.Namespace, _: list[str]) -> int:
    """Continues the job in a folder, or writes a Blender file of its finished prop."""
    folder = Path(options.folder).absolute()
    request = job_folder.check_resumable(folder)
    maker = _blend_maker(options, folder)
    if job_folder.state(folder) is not job_folder.State.FINISHED:
        return _make(options, folder, request, maker)
    print(f"This prop is finished: {folder}")
    _write_blend(options, folder, maker)
    return 0


def run_module(options: argparse.Namespace, rest: list[str]) -> int:
    """Becomes a module in the engine's environment, with the remaining arguments."""
    variables = workers.worker_environment() | {"PYTHONPATH": str(paths.PROJECT)}
    return interpreters.become([str(worker_python(options)), "-m", options.module, *rest], variables)


def _make(options: argparse.Namespace, folder: Path, request: Request, maker: blend_file.Maker | None) -> int:
    python = worker_python(options)
    if maker:
        tell_all(blend_file.prepare(maker))
        print(f"{options.blend} will be written by {maker.title}")
    print(f"Making {request.prompt!r} in {folder}", flush=True)
    console = Console()
    match last := run_job(python, folder, request, console):
        case Done():
            console.line(f"Finished in {duration(last.seconds)}: {', '.join(job_folder.RESULT)} in {folder}")
            _write_blend(options, folder, maker)
            return 0
        case Cancelled():
            console.line(f"Stopped at step {last.step}")
            go_on = f"go on with: {command()} resume {folder}" if last.resumable else "nothing was kept"
            return complain(f"stopped; {go_on}", STOPPED)
        case Failed():
            console.line(last.log or "Failed")
            return complain(last.reason)


def _blend_maker(options: argparse.Namespace, folder: Path) -> blend_file.Maker | None:
    """Returns the program that will write the .blend, None if none is wanted.

    Raises Trouble if it cannot be written.
    """
    if options.blend is None:
        return None
    blend_file.check_target(Path(options.blend).absolute(), options.overwrite, folder)
    return blend_file.find_maker()


def _write_blend(options: argparse.Namespace, folder: Path, maker: blend_file.Maker | None) -> None:
    if maker is None:
        return
    tell_all(blend_file.prepare(maker))
    try:
        blend_file.write(maker, folder, Path(options.blend).absolute())
    except KeyboardInterrupt:
        raise Trouble(f"stopped; write the Blender file with: {command()} resume {folder} --blend FILE") from None
    print(f"The Blender file is {options.blend}")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog=command(), description="Propsmith: a line of text becomes a textured prop.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    verb = verbs.add_parser("generate", help="make a prop")
    verb.set_defaults(verb=generate)
    _add_prompt(verb)
    verb.add_argument("--out", type=path, required=True, metavar="FOLDER", help="a new folder for the prop")
    _add_preset(verb)
    verb.add_argument(
        "--size", type=batch_file.decimal, help="largest dimension in metres (default: 1, or that of --start)"
    )
    verb.add_argument("--method", choices=METHODS, default=Request.method, help="or a baseline (default: dreamfusion)")
    _add_set(verb)
    start_mesh.add_options(verb)
    _add_blend(verb)
    _add_python(verb)

    verb = verbs.add_parser("resume", help="go on with a prop that was stopped")
    verb.set_defaults(verb=resume)
    verb.add_argument("folder", type=path, metavar="FOLDER", help="the prop's folder")
    _add_blend(verb)
    _add_python(verb)

    verb = verbs.add_parser("concept", help="draw four pictures of a prompt in seconds, before a prop is made")
    verb.set_defaults(verb=explore.draw_concept)
    _add_prompt(verb)
    verb.add_argument("--out", type=path, required=True, metavar="FILE.png", help="replaced if it exists")
    _add_python(verb)

    verb = verbs.add_parser("explore", help="make short runs of some seeds, rank them, and go on with the best")
    verb.set_defaults(verb=explore.explore)
    _add_prompt(verb)
    verb.add_argument("--seeds", type=int, default=exploration.COUNT, help="how many, from --seed on (default: 4)")
    verb.add_argument("--out", type=path, required=True, metavar="FOLDER", help="for the folders of all runs")
    verb.add_argument("--pick", metavar="SEED", help="best, or a seed: go on with it, from its checkpoint, to --preset")
    _add_preset(verb)
    _add_size(verb)
    _add_python(verb)

    verb = verbs.add_parser("batch", help="make the props of a file's rows, or go on with them")
    verb.set_defaults(verb=batch.make_batch)
    batch.add_options(verb)
    _add_prior(verb)
    _add_device(verb)
    _add_preset(verb)
    _add_size(verb)
    _add_set(verb)
    _add_python(verb)

    for name, (module, what) in MODULES.items():
        verb = verbs.add_parser(name, add_help=False, help=what)
        verb.set_defaults(verb=run_module, module=module)
        _add_python(verb)

    verb = verbs.add_parser("models", help="list the diffusion models that --prior takes, or accept a licence")
    verb.set_defaults(verb=upkeep.manage_models)
    verb.add_argument("--accept", metavar="NAME", help="of a model whose licence has to be accepted once")

    verb = verbs.add_parser("environment", help="install what the engine needs")
    verb.set_defaults(verb=upkeep.manage_environment)
    what = verb.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="install nothing, tell whether all is there")
    what.add_argument("--remove", action="store_true", help="delete what was installed")

    verb = verbs.add_parser("storage", help="tell what is kept on the disk, and how large it is")
    verb.set_defaults(verb=upkeep.manage_storage)
    verb.add_argument("--remove", metavar="NAME", help="delete one of it, by the name in front of the line")

    farm.add_verbs(verbs.add_parser("farm", help="log in to a Ray cluster that `batch --farm` is to use"))

    verb = verbs.add_parser("self-test", help="make a tiny prop and say what works")
    verb.set_defaults(verb=upkeep.test_all)
    _add_prior(verb)
    _add_python(verb)
    return parser


def _add_prompt(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("prompt", metavar="PROMPT", help='for example "a red mushroom"')
    verb.add_argument("--seed", type=int, default=0, help="another one gives another prop (default: 0)")
    _add_prior(verb)
    _add_device(verb)


def _add_prior(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--prior", default=Request.prior, help="the diffusion model, see `models` (default: %(default)s)")


def _add_device(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--device", choices=DEVICES, default="auto")


def _add_preset(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--preset", choices=METHODS[Request.method], default=DEFAULT_PRESET, help=PRESET_HELP)


def _add_size(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--size",
        type=batch_file.decimal,
        default=Request.size,
        help="largest dimension in metres (default: %(default)g)",
    )


def _add_set(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--set",
        nargs="*",
        default=[],
        type=_setting,
        metavar="NAME=VALUE",
        help="other hyper-parameters, see config.py",
    )


def _setting(text: str) -> tuple[str, Any]:
    """Reads NAME=VALUE, see `schedules.setting`. Raises argparse's own error, whose line argparse prints."""
    try:
        return setting(text)
    except ValueError:
        given = one_line(text, 40)
        raise argparse.ArgumentTypeError(
            f"{given!r} is no setting: write NAME=VALUE, like guidance_scale=8.0"
        ) from None


def _add_python(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--python", type=path, metavar="FILE", help="interpreter for the engine (default: one that is made for it)"
    )


def _add_blend(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--blend", type=path, metavar="FILE", help="write a Blender file with the prop as well")
    verb.add_argument("--overwrite", action="store_true", help="replace the Blender file if it exists")
