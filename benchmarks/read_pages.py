"""How well saved web pages are read: words of the body, titles, days, outlets.

    python benchmarks/read_pages.py [FOLDER] [--worst N]

FOLDER holds NAME.html files and expected.jsonl; the default is the pages of the tests. Words that
are marked as optional there (standfirst, caption) count neither for nor against.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from rawi.model import Document
from rawi.source import iter_articles

PAGES = Path(__file__).parents[1] / "tests" / "source" / "pages"


def measure_words(text: str, expected: str, optional: str = "") -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words of a text, each as often as it stands there."""
    got, wanted = Counter(text.split()), Counter(expected.split())
    hits = (got & wanted).total()
    wrong = (got - wanted - Counter(optional.split())).total()
    precision = hits / (hits + wrong) if hits else 0.0
    recall = hits / wanted.total()
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def read_pages(folder: Path) -> list[tuple[dict, Document | None, float]]:
    """Return each page's expectation, its document, and the F1 of its words."""
    found = []
    for line in (folder / "expected.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        doc = next(iter_articles(str(folder / f"{row['name']}.html")), None)
        doc = doc if isinstance(doc, Document) else None
        text = doc.text if doc is not None else ""
        found.append((row, doc, measure_words(text, row["text"], row.get("optional", ""))[2]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--worst", type=int, default=0, help="show so many of the worst pages")
    options = parser.parse_args()
    start = time.perf_counter()
    found = read_pages(options.folder)
    seconds = time.perf_counter() - start
    count = len(found)
    print(f"{count} pages, {1000 * seconds / count:.0f} ms a page")
    print(f"words F1     {100 * sum(f1 for _, _, f1 in found) / count:5.1f} (mean of pages)")
    for field in ("title", "published", "outlet"):
        right = sum(getattr(doc, field, None) == row[field] for row, doc, _ in found)
        print(f"{field:12} {100 * right / count:5.1f} % right")
        for row, doc, _ in found:
            if getattr(doc, field, None) != row[field]:
                print(f"    {row['name']}: {getattr(doc, field, None)!r}, not {row[field]!r}")
    for row, doc, f1 in sorted(found, key=lambda item: item[2])[: options.worst]:
        text = doc.text if doc is not None else ""
        wrong = Counter(text.split()) - Counter(row["text"].split())
        missed = Counter(row["text"].split()) - Counter(text.split())
        print(f"{100 * f1:5.1f} {row['name']}")
        print("      wrong: ", " ".join(wrong.elements())[:300])
        print("      missed:", " ".join(missed.elements())[:300])


if __name__ == "__main__":
    main()
