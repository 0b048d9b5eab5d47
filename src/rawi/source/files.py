"""Documents from text files, JSON Lines and standard input."""

import json
from collections.abc import Iterator
from pathlib import Path

from rawi.model import Document, make_document


def iter_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a `.txt` (one article) or `.jsonl` file (one article a line)."""
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                row = json.loads(line)
                yield make_document(
                    row["text"],
                    source=f"{path.name}:{number}",
                    title=row.get("title"),
                    outlet=row.get("outlet"),
                    published=row.get("published"),
                    url=row.get("url"),
                )
    else:
        yield make_document(path.read_bytes().decode("utf-8"), source=path.name)
