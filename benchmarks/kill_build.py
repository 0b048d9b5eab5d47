#!/usr/bin/env python3
r"""Kill builds at random moments, and look whether anything is half-written, lost or doubled.

    python benchmarks/kill_build.py ARTICLES.jsonl [--kills 50] [--articles 400] [--workers 2]

A build is started again and again into one record, and killed with SIGKILL (in turns the process
that writes alone, and all its workers too) at a random moment: every fifth time somewhere between
its start and its first commit, else a random while after a random commit. Each time the record must
open, verify, and hold no fewer documents than before. A build that comes to its end must give the
same export, to the byte, as one that was never disturbed; then a new record is begun.
"""

import argparse
import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from rawi.export.jsonl import write_jsonl
from rawi.record.files import open_reader
from rawi.record.verification import verify_record

# Small batches: many transactions, so that many kills fall into one.
CHILD = """
import sys
from pathlib import Path
from rawi.record import builds, chunks
if __name__ == "__main__":
    builds._BATCH_ITEMS = chunks.CHUNK_ITEMS = 8
    plan = builds.Plan(sources=(sys.argv[1],), workers=int(sys.argv[3]), keep_bytes=True)
    builds.build_record(
        Path(sys.argv[2]), plan, lambda counts: print(counts.read, flush=True)
    )
"""
# Documents after which a build is killed at the latest, so that one record is killed often.
FURTHEST = 80


def start(child: Path, lines: Path, record: Path, workers: int) -> subprocess.Popen:
    command = [sys.executable, str(child), str(lines), str(record), str(workers)]
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def check(record: Path) -> int:
    """Return the number of documents of a sound record."""
    if not record.exists():
        return 0
    with open_reader(record) as con:
        proof = verify_record(con)
    if proof.faults:
        raise SystemExit("\n".join(proof.faults))
    return proof.documents


def export(record: Path) -> bytes:
    stream = io.BytesIO()
    with open_reader(record) as con:
        write_jsonl(con, stream)
    return stream.getvalue()


def kill(process: subprocess.Popen, chance: random.Random, *, everything: bool) -> bool:
    """Kill a build at a random moment; whether it was still under way."""
    if chance.random() < 0.2:
        time.sleep(chance.uniform(0, 4))
    else:
        target = chance.randint(1, FURTHEST)
        for line in process.stdout:
            if int(line) >= target:
                break
        time.sleep(chance.uniform(0, 0.6))
    alive = process.poll() is None
    if alive:
        if everything:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    return alive


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles_file", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        child, lines = home / "child.py", home / "news.jsonl"
        child.write_text(CHILD)
        with options.articles_file.open(encoding="utf-8") as stream:
            lines.write_text("".join(islice(stream, options.articles)), "utf-8")
        began = time.monotonic()
        start(child, lines, home / "whole.duckdb", options.workers).communicate()
        seconds = time.monotonic() - began
        whole = export(home / "whole.duckdb")
        total = check(home / "whole.duckdb")
        print(f"undisturbed: {total} documents in {seconds:.1f} s", flush=True)
        kills = finished = early = 0
        before = 0
        record = home / "killed-0.duckdb"
        while kills < options.kills:
            process = start(child, lines, record, options.workers)
            if kill(process, chance, everything=kills % 2 == 0):
                kills += 1
                now = check(record)
                if now < before:
                    raise SystemExit(f"{before - now} documents lost")
                early += now == before
                before = now
                continue
            compare(record, whole)
            finished += 1
            record, before = home / f"killed-{finished}.duckdb", 0
        start(child, lines, record, options.workers).communicate()
        compare(record, whole)
        print(
            f"{kills} kills, {early} of them before anything new was written, "
            f"{finished + 1} records ended and the same to the byte; none broken, nothing lost"
        )


def compare(record: Path, whole: bytes) -> None:
    if export(record) != whole:
        raise SystemExit(f"{record}: differs from the record of an undisturbed build")


if __name__ == "__main__":
    main()
