"""Lines of a terminal: broken before reordering, shaped, marks behind their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.render.consoles import decides_reordering, reorders_itself
from rawi.render.lines import Paragraph, Run, lay_out
from rawi.render.shaping import shape


def plain(paragraph: Paragraph, width: int | None, *, reorder: bool) -> list[str]:
    lines = lay_out(paragraph, width, reorder=reorder)
    return ["".join(run.text for run in line) for line in lines]


def test_lines_break_in_reading_order_before_reordering():
    paragraph = Paragraph([Run("اولا ثانيا ثالثا")])
    assert plain(paragraph, 11, reorder=False) == ["اولا ثانيا", "ثالثا"]
    first, second = plain(paragraph, 11, reorder=True)
    assert first.split() == ["".join(reversed("".join(shape(word)))) for word in ("ثانيا", "اولا")]
    assert second.strip() == "".join(reversed("".join(shape("ثالثا"))))


def test_right_to_left_lines_end_at_the_edge_less_the_indent():
    [line] = plain(Paragraph([Run("بجد")], 1, indent=2), 20, reorder=True)
    assert line == " " * 15 + "".join(reversed(shape("بجد")))
    [line] = plain(Paragraph([Run("abc")], 0, indent=2), 20, reorder=True)
    assert line == "  abc"


def test_order_of_reading_is_untouched_without_reordering():
    text = "قال (AFP) إن 12% من الجيش \u202eانسحب\u202c"
    assert plain(Paragraph([Run(text)]), None, reorder=False) == [text]


def test_lam_alef_is_one_cell():
    assert shape("لا") == ["\ufefb", ""]
    assert shape("كلا") == ["\ufedb", "\ufefc", ""]
    assert shape("لِأ") == ["\ufef7", "\u0650", ""]
    [line] = plain(Paragraph([Run("سلام")]), 10, reorder=True)
    assert line == " " * 7 + "\ufee1\ufefc\ufeb3"


def test_marks_stay_behind_their_letter():
    [line] = plain(Paragraph([Run("مَد")]), 5, reorder=True)
    assert line == "   " + "\ufeaa\ufee3\u064e"


def test_styles_follow_their_letters():
    [line] = lay_out(Paragraph([Run("اب ", "red"), Run("12 cd", "blue")]), 9, reorder=True)
    assert [(run.text.strip(), run.style) for run in line][1:] == [
        ("cd 12", "blue"),
        ("ﺏﺍ", "red"),
    ]


def test_controls_cannot_reach_the_terminal():
    [line] = plain(Paragraph([Run("a\x1b[31m\x07\x9bb\nc\td")], 0), None, reorder=False)
    assert line == "a\ufffd[31m\ufffd\ufffdb c d"


def test_invisible_marks_take_no_cell():
    [line] = plain(Paragraph([Run("\u200fا\u00adب\u200c\ufeff")]), 6, reorder=True)
    assert line == "    " + "".join(reversed(shape("ا\u00adب"))).replace("\u00ad", "")


@given(st.text(max_size=80), st.integers(8, 30), st.booleans())
def test_no_line_is_wider_than_the_terminal(text, width, reorder):
    from rich.cells import cell_len

    for line in plain(Paragraph([Run(text)], 1), width, reorder=reorder):
        if text.isascii() or all("\u0600" < letter < "\u06ff" or letter == " " for letter in text):
            assert cell_len(line) <= width


@given(st.text(alphabet="ابل ام(12)ab .\u064e", max_size=60), st.integers(8, 30))
def test_no_letter_is_lost_or_added(text, width):
    lines = plain(Paragraph([Run(text)], 1), width, reorder=False)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "environment",
    [
        {"VTE_VERSION": "7006", "TERM": "xterm-256color"},
        {"KONSOLE_VERSION": "230805"},
        {"TERM_PROGRAM": "Apple_Terminal"},
        {"MLTERM": "3.9.3"},
        {"TERM": "mlterm-256color"},
        {"TERM_PROGRAM": "tmux", "TERM": "tmux-256color", "VTE_VERSION": "7006"},
    ],
)
def test_terminals_that_reorder_are_left_alone(environment):
    assert reorders_itself(environment)
    assert not decides_reordering("auto", terminal=True, environment=environment)
    assert decides_reordering("on", terminal=True, environment=environment)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TERM": "xterm-256color"},
        {"VTE_VERSION": "5600"},
        {"VTE_VERSION": "٧٠٠٦"},
        {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"},
        {"WT_SESSION": "x"},
        {"TERM_PROGRAM": "iTerm.app"},
        {"TERM_PROGRAM": "vscode"},
        {"TERM_PROGRAM": "WezTerm"},
        {"TERM": "alacritty"},
        {"TERM": "linux"},
    ],
)
def test_terminals_that_do_not_reorder_are_helped(environment):
    assert decides_reordering("auto", terminal=True, environment=environment)
    assert not decides_reordering("off", terminal=True, environment=environment)
    assert not decides_reordering("auto", terminal=False, environment=environment)
