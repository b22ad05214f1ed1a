"""The extension in the real Blender with its window, driven by simulated mouse and keys. Linux, as root:

    python tests/window/run.py CHROOT WORKER_PYTHON [--pictures FOLDER] [--prior NAME] [--preset NAME] [--scenarios ...]

CHROOT is a Debian with blender, xvfb, xauth, libgl1-mesa-dri and imagemagick. WORKER_PYTHON is a Python of this machine
that has the engine's packages; it is mounted into the root at its own path. The mounts and the processes end with the
test. Exit status 0: everything promised was seen. FOLDER receives screenshots.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path("/mnt/propsmith")  # the repository, inside the root
SCREEN = "-screen 0 1600x1000x24"
PATIENCE = 900  # seconds per scenario
SECONDS_TO_DIE = 5.0  # maximum seconds from the end of Blender to the end of its worker


def main() -> int:
    arguments = parse()
    if os.geteuid() != 0:
        sys.exit("run.py: chroot and mount need root")
    if os.getpid() != 1:
        namespace = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
        os.execvp(namespace[0], [*namespace, sys.executable, *sys.argv])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the first process heeds no signal without a handler
    mount(arguments.chroot, arguments.worker_python)
    names = ["installing", *(name for name in arguments.scenarios if name != "installing")]
    with tempfile.TemporaryDirectory(dir=arguments.chroot / "tmp", prefix="propsmith-") as folder:
        blender = Blender(arguments, Path(folder))
        print(blender.version(), flush=True)
        failures = [name for name in names if not passes(name, SCENARIOS[name], blender)]
        if arguments.pictures:
            arguments.pictures.mkdir(parents=True, exist_ok=True)
            for picture in Path(folder).glob("*.png"):
                shutil.copy(picture, arguments.pictures)
    print(f"window: {len(names) - len(failures)} passed, {len(failures)} failed {' '.join(failures)}")
    return 1 if failures else 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chroot", type=Path)
    parser.add_argument("worker_python", type=lambda path: Path(path).absolute(), help="the preferences want it whole")
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=list(SCENARIOS), metavar="NAME")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--prior", default="world")
    parser.add_argument("--preset", default="sketch", help="of the prop that is finished")
    return parser.parse_args()


def mount(chroot: Path, python: Path) -> None:
    """Bind-mounts the repository, the worker's virtual environment and its base Python into the chroot."""
    probe = "import sys, sysconfig; print(sys.prefix, sys.base_prefix, sysconfig.get_path('stdlib'), sep='\\n')"
    output = subprocess.run([str(python), "-c", probe], capture_output=True, text=True, check=True).stdout
    prefix, base, library = map(Path, output.split())
    # The system's own Python shares /usr with everything else, and the root has a /usr of its own.
    pythons = [python.resolve(), library] if base == Path("/usr") else [base]
    for source, target in [(ROOT, SOURCE), *((path, path) for path in (prefix, *pythons))]:
        place = chroot / target.relative_to("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.mkdir(exist_ok=True) if source.is_dir() else place.touch()
        subprocess.run(["mount", "--bind", "-o", "ro", str(source), str(place)], check=True)
    subprocess.run(["mount", "-t", "proc", "proc", str(chroot / "proc")], check=True)
    subprocess.run(["mount", "--rbind", "/dev", str(chroot / "dev")], check=True)


class Failure(Exception):
    """A scenario's promise was not kept."""


class Blender:
    """The chroot's Blender with its own home. Each scenario starts with the state after the installation."""

    def __init__(self, arguments: argparse.Namespace, folder: Path) -> None:
        self.chroot = arguments.chroot
        self.worker_python = arguments.worker_python
        self.folder = folder  # the folder outside the chroot; `inside` is its path inside
        self.inside = Path("/") / folder.relative_to(arguments.chroot)
        self.home, self.installed = folder / "home", folder / "installed"
        self.home.mkdir()
        self.environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": str(self.inside / "home"),
            "LANG": "C.UTF-8",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "OMP_NUM_THREADS": "2",
            "BLENDER_USER_RESOURCES": str(self.inside / "home/blender"),
            "PROPSMITH_TEST_FOLDER": str(self.inside),
            "PROPSMITH_TEST_PRIOR": arguments.prior,
            "PROPSMITH_TEST_PRESET": arguments.preset,
        }

    def renew(self) -> None:
        """Restores the home as it was after the installation, so that a scenario does not see another one's jobs."""
        if self.installed.exists():
            shutil.rmtree(self.home)
            shutil.copytree(self.installed, self.home, symlinks=True)

    def version(self) -> str:
        return self.call("--version").stdout.splitlines()[0]

    def run_in(self, file: str, code: str) -> None:
        """Runs Python code on a file in Blender without a window."""
        self.call("-b", *file.split(), "--python-exit-code", "1", "--python-expr", f"import bpy; {code}")

    @contextmanager
    def window(self, scenario: str) -> Iterator[subprocess.Popen[bytes]]:
        """Opens Blender with a window on its own virtual screen and plays a scenario of session.py.

        Ends both with the block.
        """
        script = str(SOURCE / "tests/window/session.py")
        blender = ["blender", "--enable-event-simulate", "--python-exit-code", "1", "--python", script, "--", scenario]
        # The CPU draws the window, so a worker of lower priority would get no time. With nice 19 none can be lower.
        command = ["nice", "-n", "19", "chroot", str(self.chroot), "xvfb-run", "-a", "-s", SCREEN, *blender]
        process = subprocess.Popen(command, env=self.environment, start_new_session=True)
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(30)

    def is_alive(self, pid: int) -> bool:
        """True if the process is running. A zombie is not."""
        try:
            return (self.chroot / f"proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False

    def call(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Runs Blender until it exits. Raises Failure if its exit code is not `code`."""
        command = ["chroot", str(self.chroot), "blender", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != code:
            raise Failure(f"blender {' '.join(arguments)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done


def passes(name: str, scenario: Callable[[Blender], None], blender: Blender) -> bool:
    print(f"window: {name} ...", flush=True)
    started = time.monotonic()
    blender.renew()
    try:
        scenario(blender)
    except Failure as failure:
        print(f"window: {name}: FAILED: {failure}", flush=True)
        return False
    print(f"window: {name}: passed in {time.monotonic() - started:.0f} s", flush=True)
    return True


def installing(blender: Blender) -> None:
    """The zip is built from the repository and installed from the disk, by hand; then the worker's Python is named."""
    archive = str(blender.inside / "home/propsmith.zip")
    blender.call("--command", "extension", "build", "--source-dir", str(SOURCE), "--output-filepath", archive)
    play(blender, "installing")
    name = f"addons['bl_ext.user_default.propsmith'].preferences.worker_python = {str(blender.worker_python)!r}"
    blender.run_in("", f"bpy.context.preferences.{name}; bpy.ops.wm.save_userpref()")
    shutil.copytree(blender.home, blender.installed, symlinks=True)


def command(blender: Blender) -> None:
    """`blender --command propsmith generate` writes a file with the prop, and does not replace one unasked.

    `batch` adds the prop to that file once more, from where it lies finished, and names a bad row.
    """
    file = str(blender.inside / "command.blend")
    line = ["--command", "propsmith", "generate", "a red mushroom", "--output", file, "--preset", "sketch"]
    line += ["--prior", blender.environment["PROPSMITH_TEST_PRIOR"]]
    blender.call(*line)
    blender.run_in(file, "assert bpy.data.objects['Red Mushroom'].data.materials, 'no material'")
    refusal = blender.call(*line, code=1).stderr.strip().splitlines()[-1]
    if "exists" not in refusal:
        raise Failure(f"an existing file was refused with: {refusal}")
    (blender.folder / "toys.csv").write_text("prompt,size\na red mushroom,\na red mushroom,-1\n")
    dressed = str(blender.inside / "dressed.blend")
    line = ["--command", "propsmith", "batch", str(blender.inside / "toys.csv"), "--output", dressed, *line[6:]]
    told = blender.call(file, *line, code=1).stderr
    if "propsmith: Row 3: The size -1 m" not in told:
        raise Failure(f"a bad row was named with: {told}")
    blender.run_in(
        dressed, "assert len(bpy.data.collections['toys'].objects) == 1 and len(bpy.context.scene.objects) > 3"
    )


def artist(blender: Blender) -> None:
    """Everything an artist does, in one session."""
    play(blender, "artist")


def previewing(blender: Blender) -> None:
    """Pictures of a running job in the viewport, and Cancel."""
    play(blender, "previewing")


def arriving(blender: Blender) -> None:
    """Props that arrive while the artist is in the middle of something, in another scene, or after Revert."""
    play(blender, "arriving")


def queueing(blender: Blender) -> None:
    """Several props, one after the other, while the window stays quick."""
    play(blender, "queueing")


def watched(blender: Blender) -> None:
    """The growing prop stands in the viewport and follows the artist's camera."""
    play(blender, "watched")


def choosing(blender: Blender) -> None:
    """Pictures and short runs before a long one."""
    play(blender, "choosing")


def listing(blender: Blender) -> None:
    """Many props from rows and from a dropped file."""
    play(blender, "listing")


def panel(blender: Blender) -> None:
    """The panel holds still while a prop is made."""
    play(blender, "panel")


def writing(blender: Blender) -> None:
    """The prompt's field suggests, and what is typed stays."""
    play(blender, "writing")


def dressing(blender: Blender) -> None:
    """A placeholder gets its prop and comes back."""
    play(blender, "dressing")


def texturing(blender: Blender) -> None:
    """Meshes of the scene get a texture."""
    play(blender, "texturing")


def farming(blender: Blender) -> None:
    """Several props at a time, by a farm."""
    play(blender, "farming")


def setting_up(blender: Blender) -> None:
    """The preferences, in two languages."""
    play(blender, "setting_up")


def play(blender: Blender, scenario: str) -> None:
    """Plays a scenario of session.py. Raises Failure if it fails or takes longer than PATIENCE."""
    with blender.window(scenario) as window:
        try:
            code = window.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure(f"not finished after {PATIENCE} s") from None
        if code:
            raise Failure(f"exit code {code}")


def killed_blender(blender: Blender) -> None:
    """SIGKILL on Blender ends its worker in time; the next Blender finds the job and can go on with it."""
    with blender.window("waiting") as window:
        pids = blender.folder / "pids"
        deadline = time.monotonic() + PATIENCE
        while not pids.exists():
            if window.poll() is not None or time.monotonic() > deadline:
                raise Failure("the job did not start")
            time.sleep(0.2)
        of_blender, of_worker = map(int, pids.read_text().split())
        if not blender.is_alive(of_worker):
            raise Failure("the worker was not there")
        os.kill(of_blender, signal.SIGKILL)
        killed = time.monotonic()
        while blender.is_alive(of_worker):
            if time.monotonic() - killed > SECONDS_TO_DIE:
                raise Failure(f"the worker lives {SECONDS_TO_DIE} s after its Blender")
            time.sleep(0.05)
        print(f"window: the worker ended {time.monotonic() - killed:.1f} s after its Blender", flush=True)
    job = "bpy.context.window_manager.propsmith_jobs[0]"
    blender.run_in("", f"bpy.ops.propsmith.list_jobs(); assert {job}.phase == 'LEFT' and {job}.resumable, {job}.phase")


SCENARIOS = {
    "installing": installing,  # always the first
    "command": command,
    "artist": artist,
    "previewing": previewing,
    "arriving": arriving,
    "watched": watched,
    "queueing": queueing,
    "choosing": choosing,
    "farming": farming,
    "listing": listing,
    "panel": panel,
    "writing": writing,
    "dressing": dressing,
    "texturing": texturing,
    "setting_up": setting_up,
    "killed_blender": killed_blender,
}

if __name__ == "__main__":
    sys.exit(main())
