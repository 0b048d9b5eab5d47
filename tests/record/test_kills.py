"""A build that is killed leaves a sound record, and the next one goes on. (50 kills of a build with
workers: benchmarks/kill_build.py.)"""

import io
import os
import random
import subprocess
import sys
import time

from record.articles import make_article, write_lines

from rawi.export.jsonl import write_jsonl
from rawi.record.builds import Plan, build_record
from rawi.record.files import open_reader
from rawi.record.verification import verify_record

CHILD = """
import sys
from pathlib import Path
from rawi.record import builds, chunks
builds._BATCH_ITEMS = chunks.CHUNK_ITEMS = 2
plan = builds.Plan(sources=(sys.argv[1],), workers=0, keep_bytes=True)
builds.build_record(Path(sys.argv[2]), plan, lambda counts: print(counts.read, flush=True))
"""
KILLS = 5


def start(lines, record):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", CHILD, str(lines), str(record)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)


def export(record):
    stream = io.BytesIO()
    with open_reader(record) as con:
        write_jsonl(con, stream)
    return stream.getvalue()


def test_killed_builds_lose_and_double_nothing(tmp_path):
    chance = random.Random(7)
    lines = write_lines(tmp_path / "news.jsonl", [make_article(n) for n in range(40)])
    record, before = tmp_path / "killed.duckdb", 0
    for _ in range(KILLS):
        process = start(lines, record)
        target = chance.randint(1, 6)
        for line in process.stdout:
            if int(line) >= target:
                break
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.communicate()
        with open_reader(record) as con:
            proof = verify_record(con)
        assert proof.faults == []
        assert proof.documents >= before + target
        before = proof.documents
    assert before < 40, "the last build came to its end: no kill fell into it"
    plan = Plan(sources=(str(lines),), workers=0, keep_bytes=True)
    build_record(record, plan)
    build_record(tmp_path / "whole.duckdb", plan)
    assert export(record) == export(tmp_path / "whole.duckdb")
