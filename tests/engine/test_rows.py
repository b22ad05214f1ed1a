"""Tables as spreadsheets and hands write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nerf_sds.jobs import batch_file


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


SPREADSHEETS = {
    "empty trailing columns and rows": "prompt,seed,,\r\na red mug,3,,\r\n,,,\r\na boat,,,\r\n,,,\r\n",
    "Excel's own first line": "sep=;\r\nprompt;seed\r\na red mug;3\r\na boat;\r\n",
    "a separator in quotes": '"sep=,"\nprompt,seed\na red mug,3\na boat\n',
    "an unused column": "prompt,,seed\na red mug,,3\na boat,,\n",
    "a line break in a cell": 'prompt,seed\r\n"a red\nmug",3\r\n"a boat\n",\r\n',
    "quotes around every cell": '"prompt";"seed"\n"a red mug";"3"\n"a boat";""\n',
    "empty rows before the columns": ";;\n;;\nprompt;seed;\na red mug;3;\na boat;;\n",
    "UTF-16": "prompt\tseed\na red mug\t3\na boat\t\n".encode("utf-16"),
    "Excel's own first line with a tab": "sep=\t\nprompt\tseed\na red mug\t3\na boat\t\n",
    "whole numbers as pandas writes a column with gaps": "prompt,seed\na red mug,3.0\na boat,\n",
    "more cells than columns, all empty": "prompt,seed\na red mug,3,,,\na boat,,,,\n",
}


@pytest.mark.parametrize("table", SPREADSHEETS.values(), ids=SPREADSHEETS)
def test_spreadsheets_as_people_s_programs_write_them(tmp_path: Path, table: str | bytes) -> None:
    found = batch_file.read(written(tmp_path, "props.csv", table))
    assert [row.values for row in found] == [{"prompt": "a red mug", "seed": 3}, {"prompt": "a boat"}]
    assert not any(row.reason for row in found)


@pytest.mark.parametrize(
    "table", ["prompt;size\na mug;0,5\n", "prompt\tsize\na mug\t0,5\n", "sep=;\nprompt;size\na mug;0.5\n"]
)
def test_a_decimal_comma_is_a_point_where_no_comma_parts_the_cells(tmp_path: Path, table: str) -> None:
    assert batch_file.read(written(tmp_path, "props.csv", table))[0].values == {"prompt": "a mug", "size": 0.5}


@pytest.mark.parametrize("nothing", [b"", b"\xef\xbb\xbf", b"\n \n", b"sep=;\n", b"prompt\n"])
def test_a_table_without_a_row_is_told_so(tmp_path: Path, nothing: bytes) -> None:
    with pytest.raises(ValueError, match=r"There are no rows in .*: write a prompt in each$"):
        batch_file.read(written(tmp_path, "props.csv", nothing))


@pytest.mark.parametrize(("text", "number"), [("0,5", 0.5), ("0.5", 0.5), ("2", 2.0), ("1e-2", 0.01)])
def test_a_size_may_have_a_decimal_comma(text: str, number: float) -> None:
    assert batch_file.decimal(text) == number


@pytest.mark.parametrize("text", ["1.000,5", "1,2,3", "a", ""])
def test_what_is_no_one_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="could not convert"):
        batch_file.decimal(text)


@pytest.mark.parametrize(
    ("lines", "prompts", "reasons"),
    [
        (['"a red mug,1', "a boat,2", "a lamp,3"], ["a boat", "a lamp"], 1),  # never closed
        (['"a red mug,1', 'a boat",2', "a lamp,3"], ["a lamp"], 1),  # nobody asked for a prop of both
        (['"a red', 'mug" or so,1', "a lamp,3"], ["a lamp"], 2),
        (['a "red" mug,1', "a lamp,3"], ['a "red" mug', "a lamp"], 0),
        (['"a mug', *["more"] * 30, 'end",1'], [*["more"] * 30], 2),  # no cell is as long
    ],
)
def test_a_stray_quote_makes_no_prop_and_takes_no_row_along(
    tmp_path: Path, lines: list[str], prompts: list[str], reasons: int
) -> None:
    found = batch_file.read(written(tmp_path, "props.csv", "\n".join(["prompt,seed", *lines])))
    assert [row.values["prompt"] for row in found if not row.reason][: len(prompts)] == prompts
    assert sum(bool(row.reason) for row in found) == reasons
