"""How a place or a date lies to the words that tell of an event: near, far, told long before."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from rawi.reading.events.choices.circumstance_options import Option, find_distance
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene

_DISTANCES = (1, 2, 3, 5, 8, 13, 21, 34)
_SENTENCES = (0, 1, 2, 3, 5, 9, 17)
_HEADLINE_TOKENS = 15
# Classes of words that neither name nor inflect.
_PARTICLES = frozenset({"stop", "clause", "locative", "subordinator"})
# Letters of the longest word that is a feature as it is: particles, not names or nouns.
_LONGEST = 5


class Setting:
    """What the events of one article have in common for the features of places and dates.

    Attributes:
        scene: The article.
        named: How often each entity is named.
        lead: The entities that the headline names.
    """

    def __init__(self, scene: Scene, events: list[Draft]) -> None:
        self.scene = scene
        self.named = Counter(mention.entity for mention in scene.entities.mentions)
        self.lead = {
            mention.entity for mention in scene.mention_of[:_HEADLINE_TOKENS] if mention is not None
        }
        self._triggers = sorted(t.index for event in events for t in event.triggers)
        text, sentences = scene.analysis.doc.text, scene.analysis.sentences
        starts = [scene.tokens[sentence.first].start for sentence in sentences]
        self._paragraphs: list[int] = []
        number = before = 0
        for start in starts:
            number += text.count("\n", before, start)
            before = start
            self._paragraphs.append(number)

    def iter_rivals(self, option: Option, options: list[Option], type_: str) -> Iterator[str]:
        """Yield how near an option stands, and how near the nearest that stands elsewhere does."""
        zone = self._find_zone(option)
        rivals = (self._find_zone(other) for other in options if other.token != option.token)
        best = min(rivals, default=5)
        yield f"zone={zone} best={best}"
        yield f"zone={zone} best={best} type={type_}"
        yield f"zone={zone} best={best} rule={'rule' in option.origins}"

    def _find_zone(self, option: Option) -> int:
        """Return where an option stands: 0 behind its trigger in its clause … 5 nowhere near."""
        scene, token, trigger = self.scene, option.token, option.trigger
        if token is None:
            return 5
        if scene.sentence_of[token] != scene.sentence_of[trigger]:
            return 4
        zone = 0 if scene.clause_of[token] == scene.clause_of[trigger] else 2
        return zone if token > trigger else zone + 1

    def iter_near(self, event: Draft, option: Option, origins: str) -> Iterator[str]:
        """Yield how the nearest place where an option stands lies to its trigger."""
        scene, token, trigger = self.scene, option.token, option.trigger
        if token is None:
            yield f"nowhere {origins}"
            return
        distance = bisect_left(_DISTANCES, abs(token - trigger))
        side = "after" if token > trigger else "before"
        sentences = max(-2, min(2, scene.sentence_of[token] - scene.sentence_of[trigger]))
        clauses = abs(scene.clause_of[token] - scene.clause_of[trigger])
        ruled = "rule" in option.origins
        yield f"{side} {distance}"
        yield f"{side} {distance} rule={ruled}"
        yield f"sentences={sentences} rule={ruled}"
        yield f"clauses={min(3, clauses)} {side}"
        yield f"{side} clauses={min(2, clauses)} type={event.type}"
        first, last = min(token, trigger) + 1, max(token, trigger)
        others = bisect_left(self._triggers, last) - bisect_right(self._triggers, first - 1)
        yield f"triggers between={min(2, others)} {side}"
        yield f"triggers between={min(2, others)} rule={ruled}"
        word = self._describe_before(token)
        yield f"before={word} {side}"
        yield f"before={word} sentences={sentences}"

    def _describe_before(self, token: int) -> str:
        """Return the word before a token; of a name, whose letters must not weigh, only that."""
        if token == 0:
            return "^"
        if self.scene.mention_of[token - 1] is not None:
            return "a name"
        before = self.scene.tokens[token - 1]
        word = before.text if before.kind == "mark" else before.key
        return word if len(word) <= _LONGEST else "word"

    def describe_particle(self, index: int) -> str:
        """Return a particle or mark as it is, of a name or another word only that it is one.

        A verb agrees with its subject: its letters must not weigh here, lest the gender of a side
        does.
        """
        if self.scene.mention_of[index] is not None:
            return "a name"
        token = self.scene.tokens[index]
        if token.kind == "mark":
            return token.text
        return token.key if self.scene.classes_at(index) & _PARTICLES else "word"

    def iter_told(
        self, event: Draft, stands: list[int], others: list[int], origins: str
    ) -> Iterator[str]:
        """Yield how long before an event's first trigger a value was named last.

        Args:
            event: The event.
            stands: The tokens where the value stands.
            others: The tokens where any value of its kind stands.
            origins: Where the option comes from.
        """
        scene, first = self.scene, event.triggers[0].index
        position = bisect_left(stands, first)
        if not position:
            yield f"told=no {origins}"
            return
        ours, theirs = scene.sentence_of[first], scene.sentence_of[stands[position - 1]]
        between = bisect_left(others, first) - bisect_right(others, stands[position - 1])
        grade = bisect_left(_SENTENCES, ours - theirs)
        yield f"told={grade} {origins}"
        yield f"told={grade} type={event.type}"
        yield f"told={grade} between={min(3, between)}"
        yield f"told between={min(3, between)} {origins}"
        if ours > theirs:
            opener = self.describe_particle(scene.analysis.sentences[ours].first)
            breaks = min(3, self._paragraphs[ours] - self._paragraphs[theirs])
            yield f"told={min(3, grade)} opener={opener}"
            yield f"told breaks={breaks} {origins}"
            yield f"told breaks={breaks} gap={grade}"


def rank_options(options: list[Option]) -> dict[Option, int]:
    """Return how many options stand nearer to a trigger than each, up to 3."""
    order = sorted(options, key=find_distance)
    return {option: min(3, number) for number, option in enumerate(order)}


def describe_origins(option: Option) -> str:
    """Return where an option comes from, in one word."""
    return "+".join(sorted(option.origins)) or "near"
