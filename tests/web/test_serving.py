"""`rawi serve` as a process of its own, over HTTP: reviewers at several desks at once."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from visits import serve

from rawi.record.journals import load_reviews
from rawi.web.app import PAGES

pytestmark = pytest.mark.skipif(
    not (PAGES / "index.html").exists(), reason="the front end is not built"
)
EACH = 3


def test_reviewers_at_two_desks_at_once_lose_nothing(record, tmp_path):
    """Two servers over one record, two reviewers at each: accept, correct and take back."""
    path = shutil.copy(record.path, tmp_path / "case.duckdb")
    with serve(path) as one, serve(path) as other:
        queue = httpx.get(f"{one}/api/queue?kind=accounts&limit=200").json()["items"]
        items = [row["item"] for row in queue][: 4 * EACH]
        with ThreadPoolExecutor(4) as pool:
            turns = [
                pool.submit(_review, (one, other)[n % 2], f"reviewer {n}", items[n::4])
                for n in range(4)
            ]
            counts = [turn.result() for turn in turns]
        kept, broken = load_reviews(path)
        assert broken == 0
        assert len(kept) == sum(counts) == 3 * len(items)
        for home in (one, other):
            # What was taken back is one step, with who took it back.
            steps = httpx.get(f"{home}/api/reviews?limit=200").json()["items"]
            assert len(steps) == 2 * len(items)
            assert sum(step["undone"] is not None for step in steps) == len(items)
            for item in items[:4]:
                view = httpx.get(f"{home}/api/items/accounts/{item}").json()
                assert [made["action"] for made in view["decisions"]] == ["accept"]


def _review(home: str, reviewer: str, items: list[str]) -> int:
    made = 0
    with httpx.Client(base_url=home, headers={"X-Rawi": "1"}, timeout=60) as client:

        def post(address: str, **body: object) -> dict:
            answer = client.post(f"/api/reviews/{address}", json={"reviewer": reviewer, **body})
            assert answer.status_code == 200, answer.text
            return answer.json()

        for item in items:
            one = {"kind": "accounts", "item": item, "seen": {}}
            post("accept", items=[one])
            corrected = post("correct", **one, after={"type": "siege"})
            post(f"{corrected['reviews'][0]}/undo")
            made += 3
    return made
