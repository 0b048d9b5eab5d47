"""The weights of what speaks for and against two accounts telling of one event."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("weights.toml")


@cache
def load_weights() -> dict[str, float]:
    """Return the weight of each feature (natural log-odds), and `bias`."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    return {name: float(row["weight"]) for name, row in table["feature"].items()}


@cache
def load_setting(name: str) -> float:
    """Return a setting of the gathering (`threshold`)."""
    return float(tomllib.loads(FILE.read_text("utf-8"))["setting"][name])
