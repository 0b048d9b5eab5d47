"""One number for those who need one, by a named rule."""

import pytest

from rawi.incidents.accounts import Figure
from rawi.incidents.rules import RULES, estimate

from .examples import make_account


def _accounts():
    return [
        make_account("a", killed=7, published="2021-03-09"),
        make_account("b", killed=7, published="2021-03-09"),
        make_account("c", killed=12, published="2021-03-10"),
        make_account("d", figures=(Figure("killed", 3, None),), published="2021-03-08"),
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("conservative", (3, 3, 3)), ("low-best-high", (3, 7, 12)), ("latest", (12, 12, 12))],
)
def test_rules_give_one_number(rule, expected):
    made = estimate(_accounts(), "killed", rule)
    assert (made.low, made.best, made.high) == expected


@pytest.mark.parametrize("rule", RULES)
def test_rules_add_nothing_up(rule):
    parts = (
        Figure("killed", 7, 7),
        Figure("killed", 5, 5, part=True),
        Figure("killed", 2, 2, part=True),
    )
    made = estimate([make_account("a", figures=parts), make_account("b", killed=7)], "killed", rule)
    assert (made.low, made.best, made.high) == (7, 7, 7)


@pytest.mark.parametrize("rule", RULES)
def test_rules_leave_unknown_what_nobody_gives(rule):
    made = estimate([make_account("a", killed=7)], "wounded", rule)
    assert (made.low, made.best, made.high) == (None, None, None)


def test_rules_count_one_text_in_many_outlets_once():
    accounts = [make_account(name, killed=9) for name in "abc"]
    accounts += [make_account(name, killed=4) for name in "de"]
    texts = {f"{name}:v1": "ln:wire" for name in "abc"}
    assert estimate(accounts, "killed", "low-best-high", texts).best == 4


def test_rules_latest_takes_a_total_that_grew():
    figures = (Figure("killed", 2, 2), Figure("killed", 9, 9, cumulative=True))
    made = estimate(
        [make_account("a", figures=figures, published="2021-03-10")], "killed", "latest"
    )
    assert made.best == 9
