#!/usr/bin/env python3
r"""How fast the workbench answers over a record: four clients at once, over loopback.

    rawi build ARTICLES.jsonl.xz -o case.duckdb
    python benchmarks/serve_speed.py case.duckdb [--clients 4] [--rounds 40] [--check]

`rawi serve` is started over the record. Then each client asks for the pages that a reader opens,
each in its own order, with filters, words, incidents and articles drawn (seeded) from the record
itself: frequent words, rare ones, several, incidents that many tell. A page of the list is what it
costs the server: the one answer of the API that the page waits for. Printed for each kind: how
many were asked, median, 95th percentile and the slowest, in milliseconds as the client sees them;
beside them, as the floor of this machine, a file and the words of the interface. Last the time from
start to the first answer and to the first search, and the peak memory of the server (its own pages,
USS). `--check` exits with 1 where a page misses 300 ms at the median or 1 s at the 95th percentile.
"""

import argparse
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil

MEDIAN_MS, P95_MS = 300, 1_000
# Kinds that are no page but the floor that pages stand on.
_FLOOR = ("a file", "/api/words")
Addresses = dict[str, Callable[[random.Random], str]]


class Server:
    """`rawi serve` over a record, on a free port, with its peak memory watched."""

    def __init__(self, record: Path) -> None:
        began = time.monotonic()
        command = [sys.executable, "-m", "rawi", "serve", str(record), "--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self._process.stdout.readline()
        self.home = line.split(": ", 1)[1].split()[0].rstrip("/")
        with httpx.Client(base_url=self.home, timeout=120) as client:
            client.get("/api/case").raise_for_status()
            self.first_answer = time.monotonic() - began
            while client.get("/api/search?q=قوات").status_code == 503:
                time.sleep(0.1)
            self.first_search = time.monotonic() - began
        self.peak = 0
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        process = psutil.Process(self._process.pid)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            try:
                self.peak = max(self.peak, process.memory_full_info().uss)
            except psutil.Error:
                return
            time.sleep(0.2)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


def draw_addresses(home: str, seed: int) -> Addresses:
    """Return a maker of addresses for each kind of page, from what the record holds."""
    draw = random.Random(seed)
    with httpx.Client(base_url=home, timeout=120) as client:
        case = client.get("/api/case").json()
        told = client.get("/api/incidents?order=told&limit=200").json()["items"]
        total = client.get("/api/incidents?limit=1").json()["total"]
        spread = [
            row
            for offset in draw.choices(range(total), k=10)
            for row in client.get(f"/api/incidents?limit=10&offset={offset}").json()["items"]
        ]
        keys = [
            row["document"]
            for offset in draw.choices(range(case["documents"]), k=10)
            for row in client.get(f"/api/documents?limit=15&offset={offset}").json()["items"]
        ]
        texts = [client.get(f"/api/documents/{key}").json()["report"] for key in keys[::4]]
        actors = client.get("/api/actors?limit=100").json()["items"]
        page = client.get("/").text
    words = Counter(word for text in texts for word in re.findall(r"\w{4,}", _text(text)))
    frequent = [word for word, _ in words.most_common(60)]
    rare = sorted(word for word, count in words.items() if count == 1)
    file = re.search(r'src="(/assets/[^"]+)"', page)
    incidents = [row["incident"] for row in told[:30] + spread]
    days = [row["earliest"] for row in told if row["earliest"]]
    return {
        "a file": lambda _: file[1],
        "/api/words": lambda _: "/api/words/ar",
        "home": lambda _: "/api/incidents",
        "home, by kind": lambda c: f"/api/incidents?type={c.choice(case['types'][:10])}",
        "home, by outlet": lambda c: f"/api/incidents?outlet={quote(c.choice(case['outlets']))}",
        "home, by day": lambda c: f"/api/incidents?first={c.choice(days)}&order=oldest",
        "home, by aspect": lambda c: (
            "/api/incidents?aspect="
            + c.choice(["killed", "wounded", "blamed", "day", "place", "word"])
        ),
        "incident": lambda c: f"/api/incidents/{c.choice(incidents)}",
        "articles": lambda c: f"/api/documents?offset={c.randrange(0, case['documents'], 50)}",
        "article": lambda c: (
            f"/api/documents/{c.choice(keys)}/reading?lang={c.choice(['ar', 'en'])}"
        ),
        "search, frequent": lambda c: f"/api/search?q={quote(c.choice(frequent))}",
        "search, rare": lambda c: f"/api/search?q={quote(c.choice(rare))}",
        "search, several": lambda c: "/api/search?q=" + quote(" ".join(c.sample(frequent, 3))),
        "search, phrase": lambda c: "/api/search?q=" + quote(f'"{_phrase(c, texts)}"'),
        "search, filtered": lambda c: (
            f"/api/search?q={quote(c.choice(frequent))}"
            f"&outlet={quote(c.choice(case['outlets']))}&first={c.choice(days)}"
        ),
        "case": lambda _: "/api/case",
        "timeline": lambda c: f"/api/timeline?first={c.choice(days)}",
        "map": lambda c: f"/api/map?type={c.choice(case['types'][:10])}",
        "actors": lambda c: f"/api/actors?offset={c.randrange(0, 300, 30)}",
        "actors, by name": lambda c: f"/api/actors?q={quote(c.choice(actors)['name'][:6])}",
        "actor": lambda c: f"/api/actors/{c.choice(actors)['actor']}",
    }


def _text(report: dict) -> str:
    return report["document"]["text"]


def _phrase(chosen: random.Random, reports: list[dict]) -> str:
    words = _text(chosen.choice(reports)).split()
    at = chosen.randrange(max(1, len(words) - 3))
    return re.sub(r"[^\w ]", " ", " ".join(words[at : at + 3]))


def ask_as_reader(
    home: str, addresses: Addresses, rounds: int, seed: int
) -> list[tuple[str, float]]:
    """Return kind and milliseconds of what one client asked, every kind in turn, in its order."""
    chosen = random.Random(seed)
    took = []
    with httpx.Client(base_url=home, timeout=120) as client:
        for _ in range(rounds):
            for kind in chosen.sample(list(addresses), len(addresses)):
                address = addresses[kind](chosen)
                began = time.perf_counter()
                answer = client.get(address)
                took.append((kind, (time.perf_counter() - began) * 1000))
                if answer.status_code != 200:
                    raise SystemExit(f"{answer.status_code} for {address}: {answer.text[:300]}")
    return took


def show(took: list[tuple[str, float]], kinds: list[str]) -> list[str]:
    """Print a line for each kind of page; return those that are too slow."""
    slow = []
    print(f"{'':20} {'asked':>6} {'median':>8} {'p95':>8} {'most':>8}   ms")
    for kind in kinds:
        times = sorted(ms for name, ms in took if name == kind)
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"{kind:20} {len(times):6} {median:8.1f} {p95:8.1f} {times[-1]:8.1f}")
        if kind not in _FLOOR and (median >= MEDIAN_MS or p95 >= P95_MS):
            slow.append(kind)
    return slow


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    server = Server(options.record)
    try:
        addresses = draw_addresses(server.home, options.seed)
        began = time.monotonic()
        with ThreadPoolExecutor(options.clients) as pool:
            seeds = [options.seed + n for n in range(options.clients)]
            done = pool.map(
                lambda seed: ask_as_reader(server.home, addresses, options.rounds, seed), seeds
            )
            took = [one for client in done for one in client]
        seconds = time.monotonic() - began
    finally:
        server.stop()
    slow = show(took, list(addresses))
    print(
        f"{options.clients} clients, {len(took)} answers in {seconds:.1f} s; first answer "
        f"{server.first_answer:.1f} s after the start, first search {server.first_search:.1f} s; "
        f"peak memory {server.peak / 1e6:,.0f} MB"
    )
    if slow:
        print(f"too slow (median {MEDIAN_MS} ms, p95 {P95_MS} ms): {', '.join(slow)}")
    return 1 if options.check and slow else 0


if __name__ == "__main__":
    sys.exit(main())
