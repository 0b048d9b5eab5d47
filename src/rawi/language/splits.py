"""How a printed token is split into syntactic words, as a label that holds for many tokens.

A label says: these proclitics, so many letters cut from the front and the back, these letters put
there instead, these enclitics. وبإمكانه (and in his power) is و + ب + إمكان + ه: two letters off
the front, one off the back; the same label splits وبعلمه. للحصول is ل + الحصول: one off, an alef
put.
"""

from typing import NamedTuple


class Split(NamedTuple):
    """Proclitics, letters cut at both ends, letters put there, enclitics; in printed letters."""

    before: tuple[str, ...] = ()
    cut_front: int = 0
    put_front: str = ""
    cut_back: int = 0
    put_back: str = ""
    after: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words the label makes of a token."""
        return len(self.before) + 1 + len(self.after)


WHOLE = Split()

# How many letters splitting may restore or drop at either end of the host (the article, a hamza,
# ta marbuta). More is no split but another word.
_MOST_RESTORED = 2


def make_split(token: str, words: tuple[str, ...]) -> Split:
    """Return the label under which `token` is split into `words`."""
    if not words or words == (token,):
        return WHOLE
    stem = max(range(len(words)), key=lambda i: (len(words[i]), -i))
    before, host, after = words[:stem], words[stem], words[stem + 1 :]
    lengths = sum(map(len, before)), sum(map(len, after))
    ways = [
        Split(before, front, host[:at], back, host[at + len(middle) :], after)
        for front in range(min(len(token), lengths[0] + _MOST_RESTORED) + 1)
        for back in range(min(len(token) - front, lengths[1] + _MOST_RESTORED) + 1)
        if (middle := token[front : len(token) - back])
        and 0 <= (at := host.find(middle)) <= _MOST_RESTORED
        and len(host) - at - len(middle) <= _MOST_RESTORED
    ]
    whole = Split(before, len(token), host, 0, "", after)
    return min(ways, key=lambda way: _cost(way, lengths), default=whole)


def _cost(split: Split, lengths: tuple[int, int]) -> tuple[int, int]:
    """Prefer labels that restore little and cut what the clitics are long."""
    off = abs(split.cut_front - lengths[0]) + abs(split.cut_back - lengths[1])
    return len(split.put_front) + len(split.put_back) + off, split.cut_front + split.cut_back


def apply_split(token: str, split: Split) -> tuple[str, ...]:
    """Return the words that a label makes of a token."""
    host = split.put_front + token[split.cut_front : len(token) - split.cut_back] + split.put_back
    return (*split.before, host, *split.after)


def fits(token: str, split: Split) -> bool:
    """Whether a token has the letters that the label splits off, and keeps some of its own."""
    if len(token) <= split.cut_front + split.cut_back:
        return split == WHOLE
    return token.startswith("".join(split.before)) and token.endswith(split.after[-1:] or ("",))
