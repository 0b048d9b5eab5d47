"""The file of a record: locks, versions, damage, full disks; the old record is never harmed."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from record.articles import make_article, write_lines

import rawi
from rawi.errors import RecordError
from rawi.record import files
from rawi.record.builds import Plan, build_record
from rawi.record.files import make_record, migrate_record, open_reader, open_writer

TESTS = Path(__file__).parents[1]


def run_python(code, *arguments):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(TESTS)])}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
        text=True,
    )  # fmt: skip


def count_documents(path):
    with duckdb.connect(str(path), read_only=True) as con:
        return con.sql("SELECT count(*) FROM documents").fetchall()[0][0]


HOLD = """
import sys, duckdb
con = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


def test_record_in_use_names_the_process(tmp_path):
    path = tmp_path / "case.duckdb"
    make_record(path)
    holder = run_python(HOLD, path)
    assert holder.stdout.readline() == "held\n"
    try:
        with pytest.raises(RecordError, match=f"in use by process {holder.pid}"):
            open_writer(path)
        with pytest.raises(RecordError, match=f"in use by process {holder.pid}"):
            rawi.open(path)
    finally:
        holder.communicate("\n")
    open_writer(path).close()


def test_newer_record_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "case.duckdb"
    make_record(path)
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE properties SET value = '99' WHERE key = 'schema'")
    before = path.read_bytes()
    for opener in (open_writer, open_reader, migrate_record):
        with pytest.raises(RecordError, match="version 99; this rawi"):
            opener(path)
    assert path.read_bytes() == before


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A record of version 1, a program of version 2, and the step between them."""
    path = tmp_path / "case.duckdb"
    lines = write_lines(tmp_path / "news.jsonl", [make_article(1)])
    build_record(path, Plan(sources=(str(lines),), workers=0))
    (tmp_path / "steps").mkdir()
    step = tmp_path / "steps" / f"{files.VERSION}.sql"
    step.write_text(
        "ALTER TABLE documents ADD COLUMN mood VARCHAR; UPDATE documents SET mood = 'x'"
    )
    monkeypatch.setattr(files, "VERSION", files.VERSION + 1)
    return path


def test_migration_keeps_the_old_file(older, tmp_path):
    with pytest.raises(RecordError, match="rawi record migrate"):
        open_reader(older)
    kept = migrate_record(older, migrations=tmp_path / "steps")
    assert kept == tmp_path / "case.v1.duckdb"
    with open_reader(older) as con:
        assert con.sql("SELECT mood FROM documents").fetchall() == [("x",)]
    assert count_documents(kept) == 1
    assert migrate_record(older) is None


def test_migration_that_fails_changes_nothing(older, tmp_path):
    (tmp_path / "steps" / f"{files.VERSION - 1}.sql").write_text(
        "DELETE FROM documents; ALTER TABLE nowhere ADD COLUMN x INTEGER"
    )
    with pytest.raises(RecordError, match="nowhere"):
        migrate_record(older, migrations=tmp_path / "steps")
    assert count_documents(older) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.duckdb", "news.jsonl", "steps"]


def test_migration_without_a_way_is_refused(older, tmp_path):
    with pytest.raises(RecordError, match="no way from version"):
        migrate_record(older, migrations=tmp_path)
    assert count_documents(older) == 1


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "no record"), (b"{}" * 9000, "no record"), (None, "no record")]
)
def test_other_file_is_refused_and_left_as_it_is(tmp_path, content, said):
    path = tmp_path / "case.duckdb"
    if content is None:
        with duckdb.connect(str(path)) as con:
            con.execute("CREATE TABLE other (a INTEGER)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(RecordError, match=said):
        open_writer(path)
    assert path.read_bytes() == before


def test_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match="its folder is not there"):
        open_writer(tmp_path / "none" / "case.duckdb")
    with pytest.raises(RecordError, match="no such record"):
        open_reader(tmp_path / "case.duckdb")


# Root may write anywhere; a process that may make no file larger stands for a full disk as well:
# both fail in the middle of writing. (EFBIG here, ENOSPC there.)
FULL = """
import resource, sys
from pathlib import Path
from rawi.errors import RecordError
from rawi.record.builds import Plan, build_record
limit = Path(sys.argv[1]).stat().st_size + int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    build_record(Path(sys.argv[1]), Plan(sources=(sys.argv[2],), workers=0, keep_bytes=True))
except RecordError as error:
    print(error)
"""


@pytest.mark.parametrize("room", [0, 300_000])
def test_full_disk_is_an_error_and_the_old_record_is_whole(tmp_path, room):
    path = tmp_path / "case.duckdb"
    lines = write_lines(tmp_path / "news.jsonl", [make_article(n) for n in range(2)])
    build_record(path, Plan(sources=(str(lines),), workers=0))
    noise = os.urandom(3_000_000).hex()
    write_lines(lines, [make_article(n) for n in range(2)] + [make_article(7, url=noise)])
    said, errors = run_python(FULL, path, lines, room).communicate()
    assert "What was written before is whole" in said, errors
    assert count_documents(path) == 2
    counts = build_record(path, Plan(sources=(str(lines),), workers=0))
    assert (counts.read, counts.unchanged) == (1, 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write in any folder")
def test_read_only_folder_is_an_error(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    with pytest.raises(RecordError, match="permissions"):
        open_writer(folder / "case.duckdb")


def test_drafts_of_killed_processes_are_removed(tmp_path):
    path = tmp_path / "case.duckdb"
    done = run_python("")
    done.communicate()
    for name in (f".case.duckdb.{done.pid}.new", f".case.duckdb.{done.pid}.new.wal"):
        (tmp_path / name).touch()
    kept = tmp_path / f".case.duckdb.{os.getppid()}.new"
    kept.touch()
    make_record(path)
    assert sorted(tmp_path.iterdir()) == sorted([path, kept])


def test_record_with_other_tables_is_refused(tmp_path):
    path = tmp_path / "case.duckdb"
    make_record(path)
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE properties SET value = 'others' WHERE key = 'tables'")
    with pytest.raises(RecordError, match="with other tables"):
        open_reader(path)
