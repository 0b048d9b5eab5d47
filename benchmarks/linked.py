"""Articles linked to recorded incidents, and the half of the incidents that may be learned from."""

import json
import lzma
from hashlib import sha256
from pathlib import Path


def is_tuned(incident: int) -> bool:
    """Whether an incident belongs to the half that weights were learned on."""
    return int(sha256(str(incident).encode()).hexdigest(), 16) % 2 == 0


def load_articles(folder: Path) -> list[dict]:
    with lzma.open(folder / "articles.jsonl.xz", "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]
