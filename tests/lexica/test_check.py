"""The lexica are sound, and the checker finds what is not."""

import re
from pathlib import Path

import pytest

from rawi.lexica.check import check_lexica, count_rows
from rawi.text.normalise import fold

DECLARATION = """
[names]
about = "Names for a test."
read_by = "rawi.reading.mentions"
key = ["form", "sense"]
columns.form = "form"
columns.sense = ["person", "place"]
columns.weight = "number?"
columns.source = "text"
columns.note = "text?"
"""
HEADER = "form\tsense\tweight\tsource\tnote\n"


def make_folder(tmp_path: Path, body: str, declaration: str = DECLARATION) -> Path:
    part = tmp_path / "names"
    part.mkdir()
    (part / "tables.toml").write_text(declaration, "utf-8")
    (part / "names.tsv").write_text(HEADER + body, "utf-8")
    return tmp_path


def find_faults(tmp_path: Path, body: str) -> list[str]:
    faults = check_lexica(fold, make_folder(tmp_path, body))
    return [str(fault) for fault in faults if "does not read" not in fault.message]


def test_lexica_are_sound():
    assert [str(fault) for fault in check_lexica(fold)] == []


def test_count_rows_leaves_header_and_comments_out(tmp_path):
    folder = make_folder(tmp_path, "# a comment\nسالم\tperson\t\tتجربة\t\n")
    assert count_rows(folder) == {"names/names": 1}


def test_sound_row_has_no_fault(tmp_path):
    assert find_faults(tmp_path, "سالم\tperson\t3.5\tتجربة\t\n") == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ﻋﺸﺮﺓ\tperson\t\tx\t\n", r"presentation form U\+FECB"),
        ("ســالم\tperson\t\tx\t\n", "tatweel"),
        ("سا\u200fلم\tperson\t\tx\t\n", r"U\+200F"),
        ("سال\u06cc\tperson\t\tx\t\n", "Farsi"),
        (" سالم\tperson\t\tx\t\n", "edge"),
        ("سالم  علي\tperson\t\tx\t\n", "two in a row"),
        ("سالم\tperson\tx\t\n", "4 cells, the header has 5"),
        ("سالم\tanimal\t\tx\t\n", r"allows \['person', 'place'\]"),
        ("سالم\tperson\tمئة\tx\t\n", "allows number"),
        ("سالم\tperson\t\t\t\n", "no source"),
        ("ـ\tperson\t\tx\t\n", "folds to nothing"),
        ("أحمد\tperson\t\tx\t\nاحمد\tperson\t\tx\t\n", "stands already on line 2"),
    ],
)
def test_fault_is_found_and_named(tmp_path, row, message):
    faults = find_faults(tmp_path, row)
    assert any(re.search(message, fault) for fault in faults), faults


def test_farsi_letters_pass_where_the_note_says_so(tmp_path):
    assert find_faults(tmp_path, "سال\u06cc\tperson\t\tx\tscript=fa\n") == []


def test_table_that_nothing_reads_is_refused(tmp_path):
    faults = check_lexica(fold, make_folder(tmp_path, "سالم\tperson\t\tx\t\n"))
    assert any("does not read" in fault.message for fault in faults)


def test_table_without_declaration_is_refused(tmp_path):
    folder = make_folder(tmp_path, "", declaration="")
    assert any("is not declared" in fault.message for fault in check_lexica(fold, folder))


def test_declaration_without_table_is_refused(tmp_path):
    folder = make_folder(tmp_path, "")
    (folder / "names" / "names.tsv").unlink()
    assert any("there is no" in fault.message for fault in check_lexica(fold, folder))


def test_broken_declaration_is_one_fault(tmp_path):
    folder = make_folder(tmp_path, "", declaration="[names\n")
    assert any("is not TOML" in fault.message for fault in check_lexica(fold, folder))
