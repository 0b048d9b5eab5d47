#!/usr/bin/env python3
r"""What building a record costs: words a second, memory, size, a second build, growth with size.

    python benchmarks/build_speed.py ARTICLES.jsonl.xz [--articles 30000] [--cores 2]

Articles spread over the file are built into a record by `rawi build`, first a tenth of them, then
all, each a run of its own on so many cores; then the large one again, when nothing has changed.
Printed for each run: seconds of the clock and of the processor (all processes together; when others
share the machine the second says more), words a second of both, peak memory of all processes
together (proportional set size, sampled), size of the record. At the end: the second build's time
as a share of the first's, and the cost of an article in the large run against that in the small.
"""

import argparse
import json
import lzma
import os
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path

import psutil


class Run:
    """One `rawi build` that is measured."""

    def __init__(self, lines: Path, record: Path, cores: int) -> None:
        command = [
            sys.executable, "-m", "rawi", "build", str(lines), "-o", str(record),
            "--workers", str(cores),
        ]  # fmt: skip
        before = os.times()
        began = time.monotonic()
        process = subprocess.Popen(
            command,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores]),
        )
        self.peak = 0
        watcher = threading.Thread(target=self._watch, args=(psutil.Process(process.pid),))
        watcher.start()
        _, self.said = process.communicate()
        watcher.join()
        self.seconds = time.monotonic() - began
        after = os.times()
        self.cpu = (
            after.children_user + after.children_system
            - before.children_user - before.children_system
        )  # fmt: skip
        self.size = record.stat().st_size

    def _watch(self, process: psutil.Process) -> None:
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            total = 0
            try:
                for one in (process, *process.children(recursive=True)):
                    total += one.memory_full_info().pss
            except psutil.Error:
                pass
            self.peak = max(self.peak, total)
            time.sleep(0.5)

    def show(self, name: str, words: int) -> None:
        print(
            f"{name}: {self.seconds:,.1f} s, {self.cpu:,.1f} s of the processor; {words:,} words, "
            f"{words / self.seconds:,.0f} a second, {words / self.cpu:,.0f} a second of the "
            f"processor; peak {self.peak / 1e6:,.0f} MB; record {self.size / 1e6:,.1f} MB"
        )
        print("  " + self.said.strip().replace("\n", "\n  "), flush=True)


def write_articles(source: Path, target: Path, count: int) -> int:
    """Write articles spread over the source; return their number of words."""
    opener = lzma.open if source.suffix == ".xz" else open
    with opener(source, "rt", encoding="utf-8") as lines:
        step = max(1, sum(1 for _ in lines) // count)
    words = 0
    with (
        opener(source, "rt", encoding="utf-8") as lines,
        target.open("w", encoding="utf-8") as out,
    ):
        for line in islice(lines, 0, step * count, step):
            words += len(json.loads(line)["text"].split())
            out.write(line)
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles_file", type=Path)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--cores", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        small = options.articles // 10
        few = write_articles(options.articles_file, home / "small.jsonl", small)
        many = write_articles(options.articles_file, home / "large.jsonl", options.articles)
        first = Run(home / "small.jsonl", home / "small.duckdb", options.cores)
        first.show(f"{small:,} articles", few)
        second = Run(home / "large.jsonl", home / "large.duckdb", options.cores)
        second.show(f"{options.articles:,} articles", many)
        again = Run(home / "large.jsonl", home / "large.duckdb", options.cores)
        again.show("the same again", many)
        print(
            f"second build: {again.seconds / second.seconds:.2%} of the first's time "
            f"({again.cpu / second.cpu:.2%} of the processor's)"
        )
        cost = (second.cpu / options.articles) / (first.cpu / small)
        perword = (second.cpu / many) / (first.cpu / few)
        print(f"an article costs {cost:.1%} of what it costs among {small:,}; a word {perword:.1%}")


if __name__ == "__main__":
    main()
