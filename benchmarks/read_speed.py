#!/usr/bin/env python3
r"""How fast `rawi read` is on real articles, as whole commands on one core.

    python benchmarks/read_speed.py ARTICLES.jsonl.xz [--articles 2000] [--runs 3]

Measured, each run a process of its own:
  read      words a second and peak memory of `rawi read --format json` over N articles
  baseline  the same articles read, split into words by one regular expression, written as JSON
  start     seconds until the report of one short article is out, from a cold start of Python
  length    time per word of one article of 2 MB (articles joined) against that of the short ones

Words are stretches free of white space. Medians of the runs are printed with their spread.
"""

import argparse
import json
import lzma
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

BASELINE = r"""
import json, re, sys
for line in open(sys.argv[1], encoding="utf-8"):
    article = json.loads(line)
    words = [m.span() for m in re.finditer(r"\w+", article["text"])]
    print(json.dumps({"text": article["text"], "words": words}, ensure_ascii=False))
"""
LONG_BYTES = 2_000_000
SHORT_WORDS = 50
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def iter_lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open() as lines:
        yield from lines


def load_articles(path: Path, count: int) -> list[dict]:
    """Return articles spread over the file, so that all outlets are in.

    Two passes, and never the whole file in memory: what this process holds would count as the
    peak of those that it starts.
    """
    step = max(1, sum(1 for _ in iter_lines(path)) // count)
    return [json.loads(line) for line in islice(iter_lines(path), 0, step * count, step)]


def run(command: list[str], *, lenient: bool = False) -> tuple[float, float, int]:
    """Run a command on one core: (wall seconds, CPU seconds, peak bytes).

    Exit status 1 is fine only where some articles of many may be refused (`lenient`).
    """
    core = min(os.sched_getaffinity(0))
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in ((0, 1) if lenient else (0,)):
        sys.exit(f"{command} failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def report(name: str, words: int, runs: list[tuple[float, float, int]]) -> float:
    rates = [words / cpu for _, cpu, _ in runs]
    print(
        f"{name:9} {statistics.median(rates):10,.0f} words/s of CPU "
        f"({min(rates):,.0f} to {max(rates):,.0f}), "
        f"{statistics.median(words / wall for wall, _, _ in runs):,.0f} of wall clock, "
        f"peak {max(peak for _, _, peak in runs) / 1e6:.0f} MB"
    )
    return statistics.median(cpu for _, cpu, _ in runs) / words


def write_articles(path: Path, articles: list[dict]) -> int:
    keys = ("title", "outlet", "published", "url", "text")
    with path.open("w", encoding="utf-8") as out:
        for article in articles:
            row = {k: article.get(k) for k in keys}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return sum(len(article["text"].split()) for article in articles)


def join_articles(articles: list[dict]) -> dict:
    parts, size = [], 0
    for article in articles:
        if size > LONG_BYTES:
            break
        if CONTROL.search(article["text"]):
            continue  # refused by design
        parts.append(article["text"])
        size += len(article["text"].encode()) + 1
    return {**articles[0], "text": "\n".join(parts)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", dest="count", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    articles = load_articles(options.articles, options.count)
    rawi = [sys.executable, "-m", "rawi", "read", "--format", "json"]
    runs = range(options.runs)
    with tempfile.TemporaryDirectory() as folder:
        short, single, long = (Path(folder) / f"{n}.jsonl" for n in ("short", "single", "long"))
        words = write_articles(short, articles)
        long_enough = [a for a in articles if len(a["text"].split()) >= SHORT_WORDS]
        write_articles(single, [min(long_enough, key=lambda a: len(a["text"]))])
        long_words = write_articles(long, [join_articles(articles)])
        print(f"{len(articles)} articles, {words:,} words, Python {sys.version.split()[0]}")
        per_word = report("read", words, [run([*rawi, str(short)], lenient=True) for _ in runs])
        baseline = [sys.executable, "-c", BASELINE, str(short)]
        report("baseline", words, [run(baseline) for _ in runs])
        starts = [run([*rawi, str(single)])[0] for _ in runs]
        print(f"start     {statistics.median(starts):.2f} s to the first report (cold)")
        per_long_word = report("length", long_words, [run([*rawi, str(long)]) for _ in runs])
        print(f"length    {per_long_word / per_word:.2f} times the short articles' time per word")


if __name__ == "__main__":
    main()
