"""The ``protect`` command: tables as people keep them come back safe, and what is wrong with others is said."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.disclosure_reading import MAX_CELLS

GRID = "group;x;y;z\na;3;10;12\nb;8;9;11\nc;12;6;7\n"
COHORTS = "ryhmä,valmis,kesken,Yhteensä\nk1,3,1,4\ns1,5,1,6\nk2,6,0,6\ns2,2,4,6\nYHTEENSÄ,16,6,22\n"

Printed = Callable[..., str]


@pytest.fixture
def protect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Printed:
    """Run the command on a table and give what it printed; ``error`` is what it said while refusing."""

    def run(table: str | bytes, *options: str, code: int = 0) -> str:
        path = tmp_path / "table.csv"
        path.write_bytes(table if isinstance(table, bytes) else table.encode())
        profile = () if "--profile" in options else ("--profile", "funder")
        assert main(["protect", str(path), *profile, *options]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    return run


def test_json_has_the_cells_what_is_withheld_and_what_a_reader_can_infer(protect: Printed) -> None:
    found = json.loads(protect(GRID, "--k", "5", "--format", "json"))
    assert found == {
        "cells": [[None, None, 12, 25], [None, None, 11, 28], [12, 6, 7, 25], [23, 25, 30, 78]],
        "withheld": [[0, 0], [0, 1], [1, 0], [1, 1]],
        "intervals": {"0,0": [0, 11], "0,1": [2, 13], "1,0": [0, 11], "1,1": [6, 17]},
    }


def test_the_public_gets_five_persons_behind_each_number_and_rounded_ones(protect: Printed) -> None:
    found = json.loads(protect(GRID, "--profile", "public", "--format", "json"))
    assert found["cells"] == [[None, None, 10, 25], [None, None, 10, 30], [10, 5, 5, 25], [25, 25, 30, 80]]
    assert found["intervals"]["0,0"] == [0, 18]


@pytest.mark.parametrize(
    ("counts", "withheld", "interval"),
    [([3, 5, 6, 2], [0, 3], [0, 5]), ([4, 7, 9, 4], [0, 1, 3], [0, 15]), ([1, 7, 9, 1], [0, 1, 3], [0, 9])],
)
def test_a_table_with_one_column_of_numbers(
    protect: Printed, counts: list[int], withheld: list[int], interval: list[int]
) -> None:
    lines = "\n".join(f"{name},{count}" for name, count in zip("abcd", counts, strict=True))
    found = json.loads(protect(f"answer,persons\n{lines}\n", "--k", "5", "--format", "json"))
    assert found["withheld"] == [[row, 0] for row in withheld]
    assert found["cells"][4] == [sum(counts)]
    assert list(found["intervals"].values()) == [interval] * len(withheld)


def test_not_even_a_total_of_two_persons_is_told(protect: Printed) -> None:
    found = json.loads(protect("a,n\nx,1\ny,1\n", "--format", "json"))
    assert found["cells"] == [[None], [None], [None]]
    assert found["intervals"] == {"0,0": [0, None], "1,0": [0, None], "2,0": [0, None]}


def test_cohorts_of_known_size_and_a_sensitive_question(protect: Printed) -> None:
    options = ("--k", "5", "--known", "rows", "--sensitive", "columns", "--format", "json")
    found = json.loads(protect(COHORTS, *options))
    assert found["cells"] == [[None, None, 4], *[[None, None, 6]] * 3, [16, 6, 22]]
    assert (found["intervals"]["0,0"], found["intervals"]["2,0"]) == ([0, 4], [0, 6])


def test_csv_keeps_the_shape_and_marks_what_is_withheld(protect: Printed) -> None:
    assert protect(GRID, "--k", "5", "--format", "csv").splitlines() == [
        "group,x,y,z,total",
        "a,-,-,12,25",
        "b,-,-,11,28",
        "c,12,6,7,25",
        "total,23,25,30,78",
    ]


def test_headings_never_run_in_a_spreadsheet(protect: Printed) -> None:
    table = '"=cmd",+x,@y\n-a,9,9\n"\'b",9,9\n'
    rows = list(csv.reader(io.StringIO(protect(table, "--format", "csv"))))
    assert rows[0] == ["'=cmd", "'+x", "'@y", "total"]
    assert [row[0] for row in rows[1:]] == ["'-a", "'b", "total"]


def test_the_table_is_for_the_report_and_the_reasons_are_for_who_makes_it(
    protect: Printed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = protect(GRID, "--profile", "public")
    assert "- withheld to protect persons" in printed
    assert "Rounded to multiples of 5" in printed
    assert "4 numbers are withheld" in printed
    assert "a, x" not in printed
    main(["protect", str(tmp_path / "table.csv"), "--profile", "public"])
    reasons = capsys.readouterr().err
    assert "a, x: It counts fewer than 5 persons." in reasons
    assert "b, y: Another withheld number could be worked out from it." in reasons


def test_a_table_that_singles_nobody_out_goes_out_as_it_is(protect: Printed) -> None:
    assert "Nothing has to be withheld." in protect("a,x,y\nb,9,9\nc,9,9\n")


class TestMargins:
    @pytest.mark.parametrize("name", ["total", "TOTAL", "Yhteensä", "yhteensä", "Totalt"])
    def test_are_known_by_their_name_and_stay_where_they_are(self, protect: Printed, name: str) -> None:
        found = json.loads(protect(f"a,{name},x,y\n{name},36,18,18\nb,18,9,9\nc,18,9,9\n", "--format", "json"))
        assert found["cells"] == [[36, 18, 18], [18, 9, 9], [18, 9, 9]]

    def test_that_are_missing_are_added_last(self, protect: Printed) -> None:
        found = json.loads(protect("a,x,y\nb,9,9\nTotalt,18,18\nc,9,9\n", "--format", "json"))
        assert found["cells"] == [[9, 9, 18], [18, 18, 36], [9, 9, 18]]

    def test_that_do_not_add_up_are_refused_by_name(self, protect: Printed) -> None:
        said = protect("a,x,y,total\nb,9,9,18\nc,9,9,19\ntotal,18,18,36\n", code=1)
        assert said.splitlines()[0] == "rinnalla: c, total: the total says 19, and what it adds up is 18."


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("a,n\nx,-4\n", "row 2, column B (x, n): -4 is negative"),
        ("a,n\nx,7.5\n", "7.5 is no whole number"),
        ('a,n\nx,"7,5"\n', "7,5 is no whole number"),
        ("a,n\nx,many\n", "many is no number of persons"),
        ("a,n\nx,٣\n", "is no number of persons"),
        ("a,n\nx,1 234\n", "1 234 is no number of persons"),
        ("a,n\nx,\n", "the cell is empty; where there is nobody, write 0"),
        ("a,n\nx,1000000000\n", "is more than 999999 persons"),
        ("a,n\nx,999999\ny,1\n", "All together they are more than 999999 persons"),
        ("a,n,m\nx,1\n", "The row has 2 cells where the headings have 3"),
        ("a,n\nx,1,2\n", "The row has 3 cells where the headings have 2"),
        ("a,n\nx,1\nX,2\n", "The heading X is there more than once"),
        ("a,n,n\nx,1,2\n", "The heading n is there more than once"),
        ("a,n,m\n,1,2\n", "A row or a column has no heading"),
        ("a,n\ntotal,1\ntotalt,1\n", "There is more than one total: total, totalt"),
        ("a,n\ntotal,5\n", "There is nothing but a total"),
        ("3,10\n8,9\n", "The first row holds numbers where the headings"),
        ("a\n3\n", "There is one column"),
        ("a,n\n", "There are headings, but no rows"),
        ("", "The file is empty"),
        ('a,n\n"x,3\n', "a quotation mark is missing"),
        ("a,n\n" + "".join(f"x{row},1\n" for row in range(MAX_CELLS)), "The table is too large"),
        (b"PK\x03\x04 nothing", "the content is a zipped workbook"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(protect: Printed, table: str | bytes, sentence: str) -> None:
    said = protect(table, code=1)
    assert sentence in said
    assert all(line.startswith("rinnalla: ") for line in said.splitlines())


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protect", str(tmp_path / "none.csv"), "--profile", "public"]) == 1
    assert capsys.readouterr().err == "rinnalla: none.csv: There is no such file.\n"


def test_every_wrong_cell_is_named_at_once(protect: Printed) -> None:
    assert len(protect("a,n\nx,-4\ny,many\nz,1.5\n", code=1).splitlines()) == 3


def test_a_profile_is_never_made_laxer(protect: Printed) -> None:
    assert protect(GRID, "--profile", "public", "--k", "3", code=1) == (
        "rinnalla: the profile public asks for K of at least 5.\n"
    )


def test_tables_of_other_programs_are_read(protect: Printed) -> None:
    """Windows-1252, tabs, a byte order mark, a trailing delimiter."""
    for table in (
        "ryhmä;määrä\näiti;9\nisä;9\n".encode("cp1252"),
        "ryhmä\tmäärä\näiti\t9\nisä\t9\n".encode("utf-16"),
        "\ufeffryhmä,määrä,\näiti,9,\nisä,9,\n".encode(),
    ):
        assert protect(table, "--format", "csv").splitlines() == ["ryhmä,määrä", "äiti,9", "isä,9", "total,18"]
