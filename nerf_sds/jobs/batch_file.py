"""Reads the rows of a batch from a file. Standard library only.

A .txt has one prompt per line; a .csv or .json has columns. An error in one row is stored with that row and does not
stop the others.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, zip_longest
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

from ..disk import files, strict_json

COLUMNS = {
    "prompt": str,
    "seed": int,
    "size": float,  # metres
    "count": int,
    "preset": str,
    "prior": str,
    "name": str,  # of the folder
    "placeholder": str,  # the name of the scene's object that the prop replaces
}
KINDS = {int: "a whole number", float: "a number", str: "text"}
FORMATS = (".txt", ".csv", ".json")
COMMENT = "#"  # starts a comment line in a .txt
LARGEST = 100_000_000  # bytes: the largest file
LONGEST = 10_000  # bytes per line, or characters per text value
MOST = 10_000  # rows
MOST_LINES = 20  # lines that one record may span
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # byte order marks of UTF-16, which spreadsheets write as "Unicode text"
_WHOLE = re.compile(r"\.0+$")  # after whole numbers in a column with gaps, as pandas writes it
_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)  # a line that Excel puts first to name the delimiter


@dataclass(frozen=True)
class PropRow:
    """The values that one row gives, or the reason why it cannot be read."""

    number: int  # line number in the file, or position in the .json list; starts at 1
    values: dict[str, Any]  # column -> value, without the columns left empty
    reason: str = ""  # why the row cannot be read, one line


def read(path: Path) -> list[PropRow]:
    """Returns the rows of a file without the empty ones. A row that cannot be read has a `reason`.

    Raises ValueError with one line if the file cannot be read, has an unknown format, no rows or more than MOST.
    """
    form = path.suffix.lower()
    if form not in FORMATS:
        raise ValueError(f"{path} is no list of props: choose a file that ends in {', '.join(FORMATS)}")
    return parse(str(path), form, _read(path))


def parse(title: str, form: str, data: bytes) -> list[PropRow]:
    """Returns the rows in the contents of a file; `read` does the same with a path.

    `form` is one of FORMATS and `title` is the name of the file in errors. Raises ValueError with one line if the data
    has another format, no rows or more than MOST.
    """
    if data.startswith(_UTF_16):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    rows = list({".txt": _from_text, ".csv": _from_table, ".json": _from_list}[form](title, data))
    if not rows:
        raise ValueError(f"There are no rows in {title}: write a prompt in each")
    if len(rows) > MOST:
        raise ValueError(f"{title} has {len(rows)} rows: split it into files of at most {MOST}")
    return rows


def _read(path: Path) -> bytes:
    try:
        return files.read(path, LARGEST, follow=True)
    except FileNotFoundError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}): choose another file") from error
    except files.Damaged as error:
        raise ValueError(f"{error}: choose another file") from error


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yields the number and the bytes of each line that is not blank; the first number is 1."""
    return ((number, line) for number, line in enumerate(data.splitlines(), 1) if line.strip())


def _text(line: bytes) -> str:
    """Decodes a line. Raises ValueError if it is longer than LONGEST or not UTF-8."""
    if len(line) > LONGEST:
        raise ValueError(f"The line is {len(line)} bytes long: write at most {LONGEST}")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("The line is no text in UTF-8: save the file as such") from None


def _from_text(_: str, data: bytes) -> Iterator[PropRow]:
    for number, line in _lines(data):
        try:
            prompt = _text(line).strip()
        except ValueError as error:
            yield PropRow(number, {}, str(error))
            continue
        if not prompt.startswith(COMMENT):
            yield PropRow(number, {"prompt": prompt})


def _from_table(title: str, data: bytes) -> Iterator[PropRow]:
    """Yields one row for each record that has at least one filled cell."""
    lines = list(dropwhile(lambda line: not line[1].strip(b",;\t "), _lines(data)))
    if not lines:
        return
    try:
        given = _SEPARATOR.fullmatch(_text(lines[0][1]).strip("\r\n "))
        lines = lines[1:] if given else lines
        if not lines:
            return
        first = _text(lines[0][1])
        delimiter = given[1] if given else max(",;\t", key=first.count)
        columns = [name.lower() for name in _cells(first, delimiter)]
        _check_columns([name for name in columns if name])
    except ValueError as error:
        raise ValueError(f"{title}: {error}. The first line has to name the columns") from None
    for number, text in _records(lines[1:], delimiter):
        try:
            cells = _cells(_text(text), delimiter)
            if any(cells):
                yield _row_of_cells(number, columns, cells, decimal_comma=delimiter != ",")
        except ValueError as error:
            yield PropRow(number, {}, str(error))


def _records(lines: list[tuple[int, bytes]], delimiter: str) -> Iterator[tuple[int, bytes]]:
    """Yields records with their first line's number, joining lines where a quoted cell continues in the next line.

    A quote that is never closed, or closes in the middle of a cell, does not consume the lines after it.
    """
    first = 0
    while first < len(lines):
        last = first + _length(lines[first : first + MOST_LINES], delimiter)
        yield lines[first][0], b"\n".join(line for _, line in lines[first:last])
        first = last


def _length(lines: list[tuple[int, bytes]], delimiter: str) -> int:
    """Returns how many of the lines belong to the first record."""
    text = ""
    for count, (_, line) in enumerate(lines, 1):
        text += line.decode("utf-8", "replace") + "\n"
        try:
            next(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True), None)
            return count
        except csv.Error as error:
            if "unexpected end" not in str(error):
                break
    return 1


def _row_of_cells(number: int, columns: list[str], cells: list[str], decimal_comma: bool) -> PropRow:
    """Returns the row of these cells.

    Raises ValueError if a cell has the wrong type or stands in a column without a name.
    """
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    unnamed = any(cell for name, cell in zip_longest(columns, cells, fillvalue="") if not name)
    try:
        if not unnamed:
            return _row(number, named, decimal_comma)
    except ValueError:
        if len(cells) <= len(columns):
            raise
    raise ValueError(f"There are {len(cells)} cells in {len(columns)} columns: put prompts in quotes")


def _from_list(title: str, data: bytes) -> Iterator[PropRow]:
    try:
        items = strict_json.parse(data)
    except files.Damaged as error:
        raise ValueError(f"{title} is no JSON: {str(error).removeprefix('it is no JSON: ')}") from None
    if not isinstance(items, list):
        raise ValueError(f'{title} is no list: write [{{"prompt": "a red mushroom"}}]')
    for number, item in enumerate(items, 1):
        try:
            if not isinstance(item, dict):
                raise ValueError('The row is no object: write {"prompt": "a red mushroom"}')
            _check_columns([*item])
            yield _row(number, item)
        except ValueError as error:
            yield PropRow(number, {}, str(error))


def _cells(text: str, delimiter: str) -> list[str]:
    """Splits a record into cells and replaces line breaks inside a cell by spaces.

    Raises ValueError for malformed quotes. A cell with both a line break and a delimiter counts as a forgotten quote.
    """
    if text.count('"') % 2:
        raise ValueError("A quote has no partner, so the line is no row of a table: close it, or leave it out")
    try:
        (cells,) = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    except (csv.Error, ValueError) as error:
        raise ValueError(f"The line is no row of a table: {error}") from None
    if any("\n" in cell and delimiter in cell for cell in cells):
        raise ValueError("A cell in quotes goes over the end of its line: close the quote, or write it on one line")
    return [" ".join(cell.split("\n")).strip() for cell in cells]


def _check_columns(columns: list[str]) -> None:
    """Raises ValueError if a column is unknown or given twice, or if there is no prompt column."""
    unknown = [shortened(name) for name in dict.fromkeys(columns) if name not in COLUMNS]
    if unknown:
        raise ValueError(f"There is no column {', '.join(unknown[:9])}: choose from {', '.join(COLUMNS)}")
    if "prompt" not in columns:
        raise ValueError("There is no prompt: give it in the column prompt")
    if len({*columns}) < len(columns):
        raise ValueError("A column is there twice: name each once")


def _row(number: int, given: dict[str, Any], decimal_comma: bool = False) -> PropRow:
    """Returns the row of these values. Raises ValueError if a value does not have the type of its column."""
    there = {name: value for name, value in given.items() if value not in ("", None)}
    return PropRow(number, {name: _value(name, value, decimal_comma) for name, value in there.items()})


def decimal(text: str) -> float:
    """Parses a number that may have a decimal comma. Raises ValueError if the text is no number."""
    return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)


def _value(column: str, given: Any, decimal_comma: bool) -> Any:
    kind = COLUMNS[column]
    if isinstance(given, str) and len(given) > LONGEST:
        raise ValueError(f"The {column} is {len(given)} characters long: write at most {LONGEST}")
    try:
        if isinstance(given, str) or (kind is not str and type(given) in (int, kind)):
            given = _WHOLE.sub("", given) if kind is int and isinstance(given, str) else given
            return decimal(given) if kind is float and decimal_comma and isinstance(given, str) else kind(given)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"The {column} {shortened(given)} is no {KINDS[kind].removeprefix('a ')}: give {KINDS[kind]}")
