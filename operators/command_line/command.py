"""`blender --command propsmith ...`: Propsmith's operators without a window, for terminals, scripts and farms."""

from __future__ import annotations

import argparse
from pathlib import Path

import bpy

from ...nerf_sds.config import DEFAULT_PRESET, METHODS, Request
from ...nerf_sds.program import complain
from ..settings import diffusion_model
from . import save_blend
from .calling import call

_handle: object = None


def register() -> None:
    global _handle
    _handle = bpy.utils.register_cli_command("propsmith", main)


def unregister() -> None:
    global _handle
    bpy.utils.unregister_cli_command(_handle)
    _handle = None


def main(arguments: list[str]) -> int:
    """Runs a command line and returns its exit code.

    The code is 0, or 1 after one line on stderr that says what to do, or 2 if argparse refuses the arguments.
    """
    try:
        parsed = _parser().parse_args(arguments)
        return parsed.run(parsed)
    except SystemExit as leaving:  # argparse has printed the help or an error
        return 2 if leaving.code else 0
    except ValueError as error:
        return complain(str(error))


def _parser() -> argparse.ArgumentParser:
    from ..dataset import export_props
    from . import batch_command

    parser = argparse.ArgumentParser(prog="blender --command propsmith", description="Textured props from text")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    generate = commands.add_parser("generate", help="make a prop from a line of text and save it in a Blender file")
    generate.add_argument("prompt", help='for example "a red mushroom"')
    generate.add_argument("--output", type=Path, required=True, metavar="FILE.blend")
    generate.add_argument("--seed", type=int, default=Request.seed)
    generate.add_argument("--preset", choices=list(METHODS[Request.method]), default=DEFAULT_PRESET)
    generate.add_argument("--prior", help="the diffusion model (default: that of the preferences)")
    generate.add_argument("--size", type=float, default=Request.size, help="largest dimension in metres")
    generate.add_argument("--overwrite", action="store_true", help="replace FILE.blend if it exists")
    generate.set_defaults(run=_generate)
    many = commands.add_parser("batch", help="make the props of a list, or those that a scene has placeholders for")
    batch_command.add_arguments(many)
    many.set_defaults(run=batch_command.run)
    install = commands.add_parser("install", help="install the engine in an environment of its own")
    install.set_defaults(run=_install)
    exported = commands.add_parser("export-props", help="write captioned, coloured meshes, to train a model on")
    export_props.add_arguments(exported)
    exported.set_defaults(run=export_props.run)
    return parser


def _install(arguments: argparse.Namespace) -> int:
    call(bpy.ops.propsmith.install)
    return 0


def _generate(arguments: argparse.Namespace) -> int:
    """Makes a prop and saves it in a .blend.

    The prop is added to the file that Blender was started with, else to an empty scene with a light and a camera.
    """
    output = arguments.output.resolve()
    save_blend.check_output(output, arguments.overwrite)
    request = Request(
        arguments.prompt,
        arguments.seed,
        arguments.preset,
        arguments.prior or diffusion_model.chosen(bpy.context),
        arguments.size,
    )
    alone = not bpy.data.filepath
    if alone:
        save_blend.new_file()
    given = ("prompt", "seed", "preset", "prior", "size")
    call(bpy.ops.propsmith.generate, **{name: getattr(request, name) for name in given})
    if alone:
        save_blend.add_stage(bpy.context, [bpy.context.object])
    save_blend.write(output)
    print(f"Wrote {output}")
    return 0
