"""The rows of a batch in a file: .txt has a prompt a line, .csv and .json have columns. Standard library only.

What is wrong with one row is kept with it, so that it never stops the others.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

COLUMNS = {
    "prompt": str,
    "seed": int,
    "size": float,  # metres
    "count": int,
    "preset": str,
    "prior": str,
    "name": str,  # of the folder
    "placeholder": str,  # an object of a scene, in whose place the prop comes
}
KINDS = {int: "a whole number", float: "a number", str: "text"}
FORMATS = (".txt", ".csv", ".json")
COMMENT = "#"  # begins a line of a .txt that is no prompt
LARGEST = 100_000_000  # bytes of a file
LONGEST = 10_000  # bytes of a line, or characters of a text in a .json
MOST = 10_000  # rows


@dataclass(frozen=True)
class Row:
    """What one row asks for."""

    number: int  # its line in the file, or its place in the list of a .json; the first is 1
    values: dict[str, Any]  # column -> value, for those that are given
    reason: str = ""  # why the row cannot be read, one line


def read(path: Path) -> list[Row]:
    """The rows of a file, without empty lines. Raises ValueError with one line when none of it can be used."""
    form = path.suffix.lower()
    if form not in FORMATS:
        raise ValueError(f"{path} is no list of props: choose a file that ends in {', '.join(FORMATS)}")
    return parse(str(path), form, _read(path))


def parse(title: str, form: str, data: bytes) -> list[Row]:
    """The same of what stands in a file of this form, one of FORMATS; errors call it by the title."""
    rows = list({".txt": _from_text, ".csv": _from_table, ".json": _from_list}[form](title, data))
    if not rows:
        raise ValueError(f"There are no rows in {title}: write a prompt in each")
    if len(rows) > MOST:
        raise ValueError(f"{title} has {len(rows)} rows: split it into files of at most {MOST}")
    return rows


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"{path} is larger than {LARGEST // 1_000_000} MB: split it into several files")
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}): choose another file") from error


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers."""
    return ((number, line) for number, line in enumerate(data.splitlines(), 1) if line.strip())


def _text(line: bytes) -> str:
    """Raises ValueError for what no person wrote."""
    if len(line) > LONGEST:
        raise ValueError(f"The line is {len(line)} bytes long: write at most {LONGEST}")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("The line is no text in UTF-8: save the file as such") from None


def _from_text(_: str, data: bytes) -> Iterator[Row]:
    for number, line in _lines(data):
        try:
            prompt = _text(line).strip()
        except ValueError as error:
            yield Row(number, {}, str(error))
            continue
        if not prompt.startswith(COMMENT):
            yield Row(number, {"prompt": prompt})


def _from_table(title: str, data: bytes) -> Iterator[Row]:
    """Line by line: a prompt has no line breaks, and a quote that is never closed shall not take the next rows."""
    lines = _lines(data)
    try:
        first = _text(next(lines, (1, b""))[1])
        delimiter = max(",;\t", key=first.count)
        columns = [name.lower() for name in _cells(first, delimiter)]
        _check_columns(columns)
    except ValueError as error:
        raise ValueError(f"{title}: {error}. The first line has to name the columns") from None
    for number, line in lines:
        try:
            cells = _cells(_text(line), delimiter)
            if len(cells) > len(columns):
                raise ValueError(f"There are {len(cells)} cells in {len(columns)} columns: put prompts in quotes")
            yield _row(number, dict(zip(columns, cells, strict=False)))
        except ValueError as error:
            yield Row(number, {}, str(error))


def _from_list(title: str, data: bytes) -> Iterator[Row]:
    try:
        items = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{title} is no JSON: {error}") from None
    if not isinstance(items, list):
        raise ValueError(f'{title} is no list: write [{{"prompt": "a red mushroom"}}]')
    for number, item in enumerate(items, 1):
        try:
            if not isinstance(item, dict):
                raise ValueError('The row is no object: write {"prompt": "a red mushroom"}')
            _check_columns([*item])
            yield _row(number, item)
        except ValueError as error:
            yield Row(number, {}, str(error))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        (cells,) = csv.reader([line], delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise ValueError(f"The line is no row of a table: {error}") from None
    return [cell.strip() for cell in cells]


def _check_columns(columns: list[str]) -> None:
    """Raises ValueError that names what is no column, once."""
    unknown = [shortened(name) for name in dict.fromkeys(columns) if name not in COLUMNS]
    if unknown:
        raise ValueError(f"There is no column {', '.join(unknown[:9])}: choose from {', '.join(COLUMNS)}")
    if "prompt" not in columns:
        raise ValueError("There is no prompt: give it in the column prompt")
    if len({*columns}) < len(columns):
        raise ValueError("A column is there twice: name each once")


def _row(number: int, given: dict[str, Any]) -> Row:
    """Raises ValueError when a value is not of its column's kind."""
    return Row(number, {name: _value(name, value) for name, value in given.items() if value not in ("", None)})


def _value(column: str, given: Any) -> Any:
    kind = COLUMNS[column]
    if isinstance(given, str) and len(given) > LONGEST:
        raise ValueError(f"The {column} is {len(given)} characters long: write at most {LONGEST}")
    try:
        if isinstance(given, str) or (kind is not str and type(given) in (int, kind)):
            return kind(given)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"The {column} {shortened(given)} is no {KINDS[kind].removeprefix('a ')}: give {KINDS[kind]}")
