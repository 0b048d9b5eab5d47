"""Marked text for test cases: '{speaker:أعلن}' gives the text without marks, and the spans."""

from typing import NamedTuple


class Marked(NamedTuple):
    """A text and the spans marked in it: (label, start, end), outer before inner."""

    text: str
    spans: list[tuple[str, int, int]]

    def of(self, label: str) -> list[str]:
        return [self.text[s:e] for name, s, e in self.spans if name == label]


def parse_marked(marked: str) -> Marked:
    """Return the text and spans of a marked string; marks may nest, `\\{` is a brace."""
    letters: list[str] = []
    spans: list[tuple[str, int, int]] = []
    open_marks: list[tuple[int, str]] = []
    index = 0
    while index < len(marked):
        letter = marked[index]
        if letter == "\\" and marked[index + 1 : index + 2] in ("{", "}"):
            letters.append(marked[index + 1])
            index += 2
        elif letter == "{":
            colon = marked.index(":", index)
            label = marked[index + 1 : colon]
            open_marks.append((len(spans), label))
            spans.append((label, len(letters), -1))
            index = colon + 1
        elif letter == "}":
            place, label = open_marks.pop()
            spans[place] = (label, spans[place][1], len(letters))
            index += 1
        else:
            letters.append(letter)
            index += 1
    if open_marks:
        raise ValueError(f"unclosed mark in {marked!r}")
    return Marked("".join(letters), spans)
