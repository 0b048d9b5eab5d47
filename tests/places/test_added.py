"""Tables of places that a user adds: what is kept of a gazetteer, and what a look-up gives."""

import bz2
import gzip
import lzma
import zipfile
from pathlib import Path

import pytest

from rawi.errors import PlacesError
from rawi.places.added import AddedTable, open_table
from rawi.places.adding import add_table, remove_table
from rawi.places.atlas import load_atlas
from rawi.places.folders import find_data_folder
from rawi.text.normalise import fold

HEADER = (
    "country\twof_id\tplacetype\tname\tname_ar\tname_ar_variants\tlat\tlon\tregion_id\t"
    "geonames_id\twikidata_id\tpopulation\tis_current\tdeprecated"
)


def make_wof(*rows: str) -> bytes:
    """Return a Who's On First table: rows of name, Arabic names by |, then KEY=VALUE."""
    lines = [HEADER]
    for number, row in enumerate(rows, 1):
        name, arabic, *rest = row.split(";")
        first, _, others = arabic.partition("|")
        cells = dict.fromkeys(HEADER.split("\t"), "") | {
            "country": "SY", "wof_id": str(number), "placetype": "locality", "name": name,
            "name_ar": first, "name_ar_variants": others, "lat": "35.5", "lon": "36.5",
        }  # fmt: skip
        cells |= dict(pair.split("=") for pair in rest)
        lines.append("\t".join(cells.values()))
    return "\n".join(lines).encode()


def make_dump(*rows: str) -> bytes:
    """Return a GeoNames dump: rows of id, name, other names by commas, feature."""
    lines = []
    for row in rows:
        number, name, others, feature = row.split(";")
        kind, code = feature.split(".")
        lines.append(
            "\t".join(
                [number, name, name, others, "35.5", "36.5", kind, code, "SY", "", "12", "", "",
                 "", "70", "", "300", "Asia/Damascus", "2020-01-01"]
            )
        )  # fmt: skip
    return "\n".join(lines).encode()


def add(tmp_path: Path, data: bytes, name: str = "given.txt", **options):
    file = tmp_path / name
    file.write_bytes(data)
    return add_table(file, tmp_path / "tables", **options)


def find(tmp_path: Path, name: str, table: str = "given"):
    with open_table(tmp_path / "tables" / f"{table}.places") as opened:
        return opened.find(fold(name))


def test_table_of_whos_on_first_is_found_by_every_arabic_name(tmp_path):
    card = add(tmp_path, make_wof("Tall Nour;Tall Nūr|قرية تل نور|تلّ النور;population=12"))
    assert (card.source, card.places, card.names) == ("Who's On First", 1, 2)
    for name in ("تل نور", "تل النور"):
        (place,) = find(tmp_path, name)
        assert (place.name, place.country, place.kind) == ("Tall Nour", "SY", "town")
        assert (place.lat, place.lon, place.population) == (35.5, 36.5, 12)
    assert find(tmp_path, "نور") == ()


def test_dump_of_geonames_is_found_by_its_arabic_names(tmp_path):
    card = add(
        tmp_path,
        make_dump(
            "91;Tall Nour;Tell Nur,تل نور,Тель;P.PPL",
            "92;Nour Airport;مطار نور;S.AIRP",
            "93;Wadi Nour;وادي نور;H.WAD",
            "94;Tell Sham;;P.PPL",
        ),
    )
    assert (card.source, card.places) == ("GeoNames", 2)
    assert card.skipped == {"kind not placed": (1, 3), "no name in Arabic letters": (1, 4)}
    assert find(tmp_path, "تل نور")[0].geonames == 91
    assert find(tmp_path, "مطار نور")[0][4:7] == ("site", "point", "12")


def test_alternate_names_add_names_and_wikidata(tmp_path):
    names = tmp_path / "names.txt"
    names.write_text(
        "1\t91\tar\tتل نور\t\t\t\t\n2\t91\twkdt\tQ77\t\t\t\t\n3\t91\tar\tتل قديم\t\t\t\t1\n"
        "4\t99\tar\tبعيد\t\t\t\t\nbroken\n"
    )
    card = add(tmp_path, make_dump("91;Tall Nour;;P.PPL"), names=names)
    assert card.skipped == {"wrong number of cells in the alternate names": (1, 5)}
    assert find(tmp_path, "تل نور")[0].wikidata == "Q77"
    assert find(tmp_path, "تل قديم") == find(tmp_path, "بعيد") == ()


def test_one_identifier_is_one_place(tmp_path):
    card = add(
        tmp_path,
        make_wof(
            "A;نور;geonames_id=5",
            "B;نوران;geonames_id=5",
            "C;سنور;wikidata_id=Q5",
            "D;سنورة;wikidata_id=Q5",
        ),
    )
    assert (card.places, card.skipped) == (2, {"same place again": (2, 3)})
    assert find(tmp_path, "نوران")[0].name == "A"
    assert find(tmp_path, "سنورة")[0].name == "C"


def test_place_that_the_program_has_keeps_its_point(tmp_path):
    add(tmp_path, make_wof("Darnah;درنة;country=LY;geonames_id=87205;lat=32.6;lon=22.5"))
    (place,) = find(tmp_path, "درنة")
    known = next(p for p in load_atlas().find(fold("درنة")) if p.geonames == 87205)
    assert (place.lat, place.lon, place.admin1) == (known.lat, known.lon, known.admin1)


def test_region_of_a_place_is_that_of_the_program(tmp_path):
    add(
        tmp_path,
        make_wof(
            "Tall Nour;تل نور;region_id=2",
            "Aleppo;حلب;placetype=region;region_id=2",
            "Far;بعيدة;region_id=7",
        ),
    )
    assert find(tmp_path, "تل نور")[0].admin1 == "09"
    assert find(tmp_path, "بعيدة")[0].admin1 == "wof:7"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A;Qaryat Nūr", "no name in Arabic letters"),
        ("A;نور;deprecated=2020-01-01", "no longer current"),
        ("A;نور;is_current=0", "no longer current"),
        ("A;نور;lat=north", "bad coordinates"),
        ("A;نور;lat=95.0", "bad coordinates"),
        ("A;نور;country=Syria", "no country code"),
        ("A;نور;placetype=planet", "kind not placed"),
        ("A;نور;population=1\t2", "wrong number of cells"),
    ],
)
def test_rows_that_cannot_be_used_are_counted(tmp_path, row, reason):
    card = add(tmp_path, make_wof("Good;جيدة", row))
    assert (card.places, card.skipped) == (1, {reason: (1, 3)})


def test_letters_that_are_not_utf8_are_counted(tmp_path):
    card = add(tmp_path, make_wof("Good;جيدة") + b"\nSY\t\xff\xfe")
    assert card.skipped == {"not UTF-8": (1, 3)}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("none.txt", None, "there is no such file"),
        ("given.txt", b"", "is empty"),
        ("given.txt", b"a\tb\tc\n", "3 columns, beginning 'a | b | c'"),
        ("given.txt", b"country\twof_id\tname\n", "lacks placetype, name_ar, lat, lon"),
        ("given.txt", make_wof("A;Latin"), "no place can be used .1 no name in Arabic letters"),
        ("given.gz", b"no gzip at all", "cannot be read"),
        ("given.xz", b"no xz at all", "cannot be read"),
        ("given.zip", b"no zip at all", "cannot be read"),
        ("نور.txt", make_wof("A;نور"), "is no name for a table"),
        ("given.txt", b"x" * 1_000_001, "a line of more than"),
    ],
)
def test_files_that_are_no_gazetteer_are_refused(tmp_path, name, data, message):
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(PlacesError, match=message):
        add_table(file, tmp_path / "tables")
    assert not list(tmp_path.glob("tables/*"))


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip), (".xz", lzma), (".bz2", bz2)])
def test_compressed_files_are_read(tmp_path, suffix, pack):
    packed = pack.compress(make_wof("A;نور"))
    assert add(tmp_path, packed, f"given.tsv{suffix}").places == 1


def test_archive_is_read_past_its_explanation(tmp_path):
    file = tmp_path / "SY.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "columns")
        archive.writestr("SY.txt", make_dump("91;Nour;نور;P.PPL"))
    assert add_table(file, tmp_path / "tables").places == 1
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("LB.txt", make_dump("92;Nour;نور;P.PPL"))
    with pytest.raises(PlacesError, match=r"holds 2 tables \(SY.txt, LB.txt\)"):
        add_table(file, tmp_path / "tables")


def test_same_gazetteer_gives_the_same_table(tmp_path):
    data = make_wof("A;نور", "B;سنور")
    one = add(tmp_path, data)
    assert add(tmp_path, data) == one
    assert add(tmp_path, make_wof("A;نور")).sha256 != one.sha256


def test_table_that_is_damaged_tells_the_remedy(tmp_path):
    file = tmp_path / "bad.places"
    file.write_bytes(b"nothing that SQLite wrote, and long enough to be looked at" * 100)
    with pytest.raises(PlacesError, match="rawi places remove bad"):
        AddedTable(file)


def test_table_that_is_not_there_cannot_be_removed(tmp_path):
    add(tmp_path, make_wof("A;نور"))
    remove_table("given", tmp_path / "tables")
    with pytest.raises(PlacesError, match="there is no table 'given'"):
        remove_table("given", tmp_path / "tables")


@pytest.mark.parametrize(
    ("environ", "platform", "folder"),
    [
        ({"RAWI_DATA": "/data/rawi"}, "linux", "/data/rawi"),
        ({"XDG_DATA_HOME": "/home/a/data"}, "linux", "/home/a/data/rawi"),
        ({"XDG_DATA_HOME": "data"}, "linux", "~/.local/share/rawi"),
        ({}, "linux", "~/.local/share/rawi"),
        ({}, "darwin", "~/Library/Application Support/rawi"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/rawi"),
        ({}, "win32", "~/AppData/Local/rawi"),
    ],
)
def test_data_folder_is_where_the_platform_keeps_data(environ, platform, folder):
    assert find_data_folder(environ, platform) == Path(folder).expanduser()
