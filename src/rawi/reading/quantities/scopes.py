"""What governs the counts of a sentence, and what is known of each count."""

from dataclasses import dataclass, field

from rawi.reading.quantities.counts import Count
from rawi.reading.quantities.people import Effect
from rawi.text.tokens import Token

# How far, in tokens, a word governs a count behind it, one that as often governs things, a total's
# noun its figure, and a verb or a state a count before it.
REACH, REACH_PEOPLE, REACH_TOTAL, REACH_BACK = 16, 5, 20, 9


# Whose noun says that they were held: what is done to them next is what is told.
_HELD = ("arrested", "abducted", "displaced")


@dataclass(slots=True)
class Found:
    """A count with what happened to those counted.

    Attributes:
        count: The number phrase.
        what: How they were affected; empty where that is not known (yet).
        held: Whether the word directly before it says so, so that no verb behind it may.
        cumulative: Whether it is a total that grew.
        part_of: The count that it is a part of.
        chain: The number of the chain (مدنيان وجندي) that it stands in.
    """

    count: Count
    what: str
    held: bool = False
    cumulative: bool = False
    part_of: "Found | None" = None
    chain: int = 0


@dataclass(slots=True)
class Scope:
    """What governs in a sentence, from left to right.

    Attributes:
        effect: The word that says what happened to those counted next, if any.
        end: The token behind it, or behind the time or particle that follows it.
        joint: The token behind it, where a second word may join it (مقتل وإصابة).
        used: Whether a count has followed directly.
        toll: Whether it is a plural whose total follows (عدد القتلى).
        total: Whether a word for a total that grew stands before.
        among: The token behind بينهم, -1 outside.
        found: The counts so far.
    """

    effect: Effect | None = None
    end: int = -1
    joint: int = -1
    used: bool = False
    toll: bool = False
    total: bool = False
    among: int = -1
    found: list[Found] = field(default_factory=list)

    def govern(self, effect: Effect | None, end: int, *, toll: bool = False) -> None:
        """Let a word govern what follows; None lets nothing."""
        self.effect, self.end, self.joint = effect, end, end
        self.used, self.toll, self.among = False, toll, -1


def is_joined(tokens: list[Token], before: Count, count: Count) -> bool:
    """Whether و alone stands between two counts: مدنيان وجندي."""
    between = tokens[before.last : count.first]
    if len(between) > 3 or not all(token.key in ("و", "،", ",", '"', ")") for token in between):
        return False
    return "و" in count.proclitics or any(token.key == "و" for token in between)


def find_what(
    count: Count,
    scope: Scope,
    previous: Found | None,
    *,
    adjacent: bool,
    joined: bool,
    among: bool,
) -> str:
    """Return how those counted were affected, as the word before them or their noun says."""
    effect = scope.effect
    if count.what == "killed":
        return "killed"
    if among and previous is not None:
        return count.what or previous.what
    if adjacent and effect is not None and effect.only == "fallen":
        return count.what or ("killed" if count.head in ("noun", "of") else "")
    if adjacent and effect is not None and effect.what:
        if effect.only and count.head in ("bare", "vague"):
            return ""
        return count.what if scope.toll and count.what else effect.what
    if count.what in _HELD and effect is not None and effect.what in ("released", "killed"):
        return effect.what  # الإفراج عن عشرات المعتقلين
    if count.what:
        return count.what
    if joined and previous is not None:
        return previous.what
    if effect is None or count.first - scope.end > (REACH_PEOPLE if effect.only else REACH):
        return ""
    return effect.what
