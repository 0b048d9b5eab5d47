"""Who stands on which side changes nothing: the sides' names exchanged, the report is the same."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from rawi.model import make_document
from rawi.reading.reports import read_report

_DATA = tomllib.loads((Path(__file__).parent / "symmetry.toml").read_text("utf-8"))
_SLOT = re.compile(r"\[([AB])\]|\{([AB])\|([^|{}]*)\|([^|{}]*)\}")
# Cases (of 312) that may differ: none.
_UNLIKE = 0
# What is known of a side besides its name, and what follows from the letters of the whole text.
_OF_THE_SIDE = {"name", "aliases", "roles", "links", "location", "latin"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its sides' names in place.

    `spots` maps each code point of the text, and its end, to what it is in the template: a letter
    of it, or a letter counted from the start (or the end) of a side's name.
    """

    text: str
    spots: list[tuple[int, str]]


def fill(template: str, sides: dict[str, dict[str, str]]) -> Filled:
    """Return the template with names and agreeing verbs put in."""
    text, spots, last = "", [], 0
    for number, slot in enumerate(_SLOT.finditer(template)):
        for offset in range(last, slot.start()):
            spots.append((offset, ""))
        text += template[last : slot.start()]
        name, verb, masculine, feminine = slot.groups()
        if name:
            word = sides[name]["name"]
        else:
            word = masculine if sides[verb]["gender"] == "masculine" else feminine
        text += word
        spots.extend((slot.start(), f"slot {number}") for _ in word)
        last = slot.end()
    spots.extend((offset, "") for offset in range(last, len(template) + 1))
    return Filled(text + template[last:], spots)


def place_items(filled: Filled, sides: dict[str, dict[str, str]]) -> Any:
    """Return the report of a filled template with offsets and names put back to the slots."""
    report = msgspec.to_builtins(read_report(make_document(filled.text, published="2019-06-10")))
    del report["document"]
    names = {side["name"]: f"[{slot}]" for slot, side in sides.items()}
    return _put_back(report, filled.spots, names)


def _put_back(value: Any, spots: list[tuple[int, str]], names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: spots[item]
            if key in {"start", "end"} and item is not None
            else [[spots[start], spots[end]] for start, end in item]
            if key == "content"
            else _put_back(item, spots, names)
            for key, item in value.items()
            if key not in _OF_THE_SIDE and not (key == "text" and "start" in value)
        }
    if isinstance(value, list | tuple):
        return [_put_back(item, spots, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def iter_cases() -> Iterator[tuple[str, str, dict[str, str], dict[str, str]]]:
    for name, template in _DATA["templates"].items():
        for sides in _DATA["sides"]:
            one, other = sides["one"], sides["other"]
            yield f"{name}: {one['name']}, {other['name']}", template, one, other


def are_alike(template: str, one: dict[str, str], other: dict[str, str]) -> bool:
    given, exchanged = {"A": one, "B": other}, {"A": other, "B": one}
    return place_items(fill(template, given), given) == place_items(
        fill(template, exchanged), exchanged
    )


def test_sides_exchanged_change_nothing_else():
    """Rules and features must not see a name's letters or length; only that a name stands there."""
    unlike = [label for label, *case in iter_cases() if not are_alike(*case)]
    assert len(unlike) <= _UNLIKE, "\n".join(["reports differ with the sides:", *unlike])


def test_templates_are_fifty_and_more():
    assert len(_DATA["templates"]) >= 50
    assert all("[A]" in template and "[B]" in template for template in _DATA["templates"].values())


def test_templates_are_read_at_all():
    """Empty reports would be alike, too."""
    sides = {"A": _DATA["sides"][0]["one"], "B": _DATA["sides"][0]["other"]}
    reports = [place_items(fill(text, sides), sides) for text in _DATA["templates"].values()]
    assert all(len(report["mentions"]) >= 2 for report in reports)
    assert sum(bool(report["events"]) for report in reports) >= 40
