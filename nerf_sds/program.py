"""How the programs of the command line begin and end. Standard library only.

Every error is one line on stderr that begins with "propsmith: ", and the exit code is then not 0. Whoever closes stdout
ends the program without a word, as Unix does. Without stderr only the lines that belong there are lost.
"""

from __future__ import annotations

import argparse
import functools
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, ParamSpec

from .disk.texts import one_line
from .install.environment import Trouble

STOPPED = 130  # exit code after Ctrl-C
STOPS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]  # stop it as Ctrl-C does

P = ParamSpec("P")


class Parser(argparse.ArgumentParser):
    """Refuses wrong arguments with one line and the exit code 2."""

    def error(self, message: str) -> NoReturn:
        sys.exit(complain(f"{message} (see {self.prog} --help)", 2))


def program(main: Callable[P, int | None]) -> Callable[P, int]:
    """Makes a program of a function: the result returns the exit code, and raises only SystemExit, or for defects.

    A function that returns nothing has succeeded. Signals that stop the program raise KeyboardInterrupt in it.
    """

    @functools.wraps(main)
    def run(*arguments: P.args, **named: P.kwargs) -> int:
        open_standard_streams()
        for number in STOPS:
            catch(number, _once(signal.default_int_handler))
        try:
            try:
                code = main(*arguments, **named) or 0
            except SystemExit:  # after --help
                sys.stdout.flush()
                raise
            sys.stdout.flush()
            return code
        except KeyboardInterrupt:
            return complain("stopped", STOPPED)
        except BrokenPipeError:
            return 1
        except (ValueError, Trouble) as error:
            return complain(str(error))
        except OSError as error:
            return complain(_advice(error))
        finally:
            _drop_unsent()

    return run


def complain(reason: str, code: int = 1) -> int:
    """Prints an error as one line on stderr. Returns the exit code `code`."""
    log(f"propsmith: {one_line(reason)}")
    return code


def log(text: str) -> None:
    """Prints to stderr, if somebody takes it."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def catch(number: int, handler: Callable) -> Callable[[], object]:
    """Sets a signal's handler unless the signal is ignored, as under nohup. Returns a function that undoes it."""
    before = signal.getsignal(number)
    if before is not signal.SIG_IGN:
        signal.signal(number, handler)
    return lambda: signal.signal(number, before)


def _once(handler: Callable) -> Callable:
    """Returns a handler that ignores its signal from then on: a terminal that closes sends SIGHUP twice."""

    def handle(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)
        handler(number, frame)

    return handle


@contextmanager
def interrupts() -> Iterator[list[int]]:
    """Yields a list to which each signal that stops a program is added as it arrives, instead of ending the program."""
    caught: list[int] = []

    def note(number: int, _: object) -> None:
        caught.append(number)

    restore = [catch(signal.SIGINT, note), *(catch(number, _once(note)) for number in STOPS)]
    try:
        yield caught
    finally:
        for undo in restore:
            undo()


def open_standard_streams() -> None:
    """Opens /dev/null for each standard stream that is closed, so that no other file gets its number.

    Stdout replaces characters that it cannot encode.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or os.fdopen(0)
    sys.stdout = sys.stdout or os.fdopen(1, "w")
    sys.stderr = sys.stderr or os.fdopen(2, "w")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _advice(error: OSError) -> str:
    """Returns one line on an error of the system."""
    if not error.strerror:  # this code has raised it, with a message of its own
        return str(error)
    if isinstance(error, FileNotFoundError) and not error.filename:
        return "The current folder is gone: go to one that exists"
    return f"{error.filename or 'the system'}: {error.strerror}"


def _drop_unsent() -> None:
    """Drops what stdout and stderr cannot write.

    Otherwise Python would try again at exit, report that, and set an exit code of its own.
    """
    for descriptor, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
