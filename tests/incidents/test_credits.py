"""Which agencies a text credits."""

import tomllib
from pathlib import Path

import pytest

from rawi.incidents.credits import find_credits

CASES = tomllib.loads((Path(__file__).parent / "credits.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_credits_as_listed(case):
    assert list(find_credits(case["text"], case.get("outlet"))) == case["credits"]
