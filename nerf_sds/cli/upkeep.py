"""The verbs that look after what is installed and kept on the disk. Standard library only."""

from __future__ import annotations

import argparse

from .. import models, paths, units
from ..disk import folders
from ..install import damage, disk_use, environment, installer
from ..install.environment import Trouble
from ..jobs import self_test
from .terminal import command, is_online, tell_all, worker_python


def manage_environment(options: argparse.Namespace, _: list[str]) -> int:
    """Installs the engine's environment or describes it. Can also remove it and the environment with bpy."""
    engine = environment.engine_environment()
    if options.remove:
        for unwanted in (engine, environment.bpy_environment()):
            print(f"Removing {unwanted.title}: {units.amount(folders.size(unwanted.folder))} in {unwanted.folder}")
            environment.remove(unwanted.folder)
        return 0
    if not options.check:
        tell_all(installer.install(engine, damage.fault))
    elif environment.is_ready(engine) and (found := damage.fault(engine)):
        raise Trouble(f"{engine.title} in {engine.folder} is damaged ({found}): {command()} environment makes it anew")
    print(environment.describe(engine))
    return 0 if environment.is_ready(engine) else 1


def manage_storage(options: argparse.Namespace, _: list[str]) -> int:
    """Lists what Propsmith keeps on disk and its size, or removes one entry."""
    engine = environment.engine_environment()
    if not options.remove:
        for place in disk_use.kept(engine):
            print(f"{place.name}: {disk_use.describe(place, folders.size(place.folder))}")
        return 0
    place = disk_use.find(options.remove, engine)
    print(f"Removing {disk_use.describe(place, folders.size(place.folder))}", flush=True)
    disk_use.remove(place)
    return 0


def test_all(options: argparse.Namespace, _: list[str]) -> int:
    """Runs the self-test: makes a tiny prop and prints what works."""
    python, works = worker_python(options), True
    engine, parent = environment.engine_environment(), paths.home()
    for finding in self_test.run(python, engine, options.prior, parent, is_online()):
        if finding.passed is not None:
            print(f"{'works' if finding.passed else 'FAILS'}: {finding.title}: {finding.detail}", flush=True)
            works = finding.passed
    return 0 if works else 1


def manage_models(options: argparse.Namespace, _: list[str]) -> int:
    """Lists the diffusion models, or accepts a model's licence."""
    if options.accept:
        model = models.accept(options.accept)
        print(f"Accepted for {model.name}: {model.licence or 'its licence'}")
        return 0
    print(f"{models.SHIPPED}: built in")
    for model in models.MODELS.values():
        here = "on this machine" if model.folder and models.is_whole(model.folder) else f"{model.download:.1f} GB"
        print(f"{model.name}: {here}; {model.source}; {model.licence}")
    return 0
