"""Crossing marks made to nest: every letter keeps its marks, every mark its letters."""

from hypothesis import given
from hypothesis import strategies as st

from rawi.render.facts import Facts
from rawi.render.marks import Mark, iter_paragraphs, make_marks, nest
from rawi.render.wording import load_wording

from .examples import make_report


@st.composite
def marked(draw):
    length = draw(st.integers(1, 15))
    bounds = draw(st.lists(st.tuples(st.integers(0, length - 1), st.integers(1, 6)), max_size=7))
    marks = [
        Mark(start, min(start + size, length), "time", "", str(number), None)
        for number, (start, size) in enumerate(bounds)
    ]
    start = draw(st.integers(0, length - 1))
    end = draw(st.integers(start + 1, length))
    chosen = [mark for mark in marks if mark.start < end and mark.end > start]
    return sorted(chosen, key=lambda mark: (mark.start, -mark.end)), start, end


@given(marked())
def test_nested_pieces_cover_the_text_and_every_mark(case):
    marks, start, end = case
    opened: list[Mark] = []
    covered: dict[str, set[int]] = {mark.about: set() for mark in marks}
    at = start
    for piece in nest(marks, start, end):
        if piece.action == "open":
            opened.append(piece.mark)
        elif piece.action == "close":
            assert opened.pop() == piece.mark
        else:
            assert piece.start == at
            at = piece.end
            for mark in opened:
                covered[mark.about] |= set(range(piece.start, piece.end))
    assert at == end
    assert opened == []
    for mark in marks:
        assert covered[mark.about] == set(range(max(mark.start, start), min(mark.end, end)))


@given(marked())
def test_marks_open_first_and_last_once(case):
    marks, start, end = case
    pieces = [piece for piece in nest(marks, start, end) if piece.action == "open"]
    for mark in marks:
        own = [piece for piece in pieces if piece.mark == mark]
        assert sum(piece.first for piece in own) == (mark.start >= start)
        assert sum(piece.last for piece in own) == (mark.end <= end)


def test_paragraphs_hold_every_letter_once():
    report = make_report()
    marks = make_marks(Facts(report, load_wording("en")))
    paragraphs = list(iter_paragraphs(report, marks))
    text = report.document.text
    assert "".join(text[start:after] for start, _, after, _ in paragraphs) == text
    assert [text[start:end] for start, end, _, _ in paragraphs] == [
        line.rstrip("\r") for line in text.split("\n")[:-1]
    ]
    assert sum(len(found) for *_, found in paragraphs) == len(marks)
