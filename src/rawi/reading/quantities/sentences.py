"""The counts of a sentence: the word that governs each, before or behind it."""

from rawi.language.analysis import Analysis
from rawi.language.phrases import PhraseMatch
from rawi.reading.quantities.counts import Count, read_count
from rawi.reading.quantities.people import (
    Effect,
    Noun,
    begins_any,
    find_object_verb,
    has_role,
    load_effects,
    load_nouns,
    load_particles,
)
from rawi.reading.quantities.scopes import (
    REACH_BACK,
    REACH_TOTAL,
    Found,
    Scope,
    find_what,
    is_joined,
)
from rawi.reading.quantities.surroundings import Surroundings

# What is counted by these is no verb or noun of an effect (قتلى), whatever the spelling.
SURE = ("noun", "of", "other", "two")

# Nothing but people is killed, arrested or abducted, so any noun behind the number is one for them.
_PEOPLE_ONLY = ("killed", "arrested", "abducted")

# Nouns that say what people are, not what happened to them now: أربعة لاجئين قضوا.
_WHO_THEY_ARE = ("", "displaced")

# What a subject does to an object, and how many words the subject has.
_DONE_TO = ("killed", "wounded", "arrested", "abducted", "released")
REACH_SUBJECT = 5


class Reader:
    """The counts of one text.

    Args:
        analysis: The text.
        names: The tokens in which names begin.
        times: The token after each temporal expression by its first token.
        within: The tokens of names behind their first: تحرير in هيئة تحرير الشام frees nobody.
    """

    def __init__(
        self,
        analysis: Analysis,
        names: frozenset[int],
        times: dict[int, int],
        within: frozenset[int] = frozenset(),
    ) -> None:
        self._tokens = analysis.tokens
        self._within = within
        self._names = names
        self._times = times
        self._around = Surroundings(self._tokens, names, times, within)

    def read_sentence(self, first: int, last: int) -> list[Found]:
        """Return the counts of a sentence of which it is known what happened to those counted."""
        scope, index = Scope(), first
        while index < last:
            if index in self._times:
                index = self._pass_time(index, scope)
            elif not begins_any(self._tokens[index]):
                index = self._pass_object(index, scope) if scope.found else index + 1
            else:
                index = self._read_token(index, scope)
        return [each for each in scope.found if each.what]

    def _pass_time(self, index: int, scope: Scope) -> int:
        """Return the token behind a time; it does not part a word from its count: قتل أمس خمسة."""
        behind = max(index + 1, self._times[index])
        if scope.end == index:
            scope.end = behind
        return behind

    def _read_token(self, index: int, scope: Scope) -> int:
        """Take in what begins in a token; return the token after it."""
        effect = None
        if index not in self._within:
            effect = load_effects().match(self._tokens, index)
        count = read_count(self._tokens, index)
        counts = count is not None and (effect is None or count.head in SURE)
        if count is not None and counts and self._take_count(count, scope):
            return count.last
        if effect is not None:
            return self._enter_effect(effect, scope)
        toll = self._find_toll(index)
        if toll is not None:
            what = toll.what
            if scope.toll and scope.joint == index and scope.effect is not None:
                what = what if what == scope.effect.what else "other"
            scope.govern(Effect(what, "noun", ""), index + 1, toll=True)
            return index + 1
        return self._enter_particle(index, scope)

    def _pass_object(self, index: int, scope: Scope) -> int:
        """Let a verb with its object in a pronoun say what happened to those before: قتلتهم."""
        found = find_object_verb(self._tokens[index].forms)
        if found is not None:
            form, verb = found
            match = PhraseMatch(index, index + 1, form.skip, form.proclitics, (verb,))
            self._assign_back(match, scope)
        return index + 1

    def _find_toll(self, index: int) -> Noun | None:
        """Return the plural that a total is of: عدد القتلى, حصيلة الجرحى."""
        nouns = load_nouns()
        form = self._tokens[index].find_form(nouns)
        noun = nouns[form.key] if form is not None else None
        return noun if noun is not None and noun.what and "many" in noun.numbers else None

    def _enter_particle(self, index: int, scope: Scope) -> int:
        match = load_particles().match(self._tokens, index)
        if match is None:
            return index + 1
        roles = match.entries
        if "break" in roles and not scope.toll and match.last not in self._times:
            scope.govern(None, -1)
        if "among" in roles and scope.end == match.first:
            scope.end = match.last  # قتل منهم طفل
        elif "among" in roles and scope.found:
            scope.among = match.last
        if "total" in roles:
            scope.total = True
        return match.last

    def _enter_effect(self, match: PhraseMatch[Effect], scope: Scope) -> int:
        """Let a word govern what follows, and what stands before it if it is a verb that agrees."""
        effect = match.entries[0]
        assigned = self._assign_back(match, scope)
        if effect.kind == "state" or (scope.toll and not effect.what):
            return match.last
        governs = scope.effect.what if scope.effect is not None and not scope.toll else ""
        joined = scope.joint == match.first and match.proclitics.startswith("و")
        if joined and governs and effect.what and effect.what != governs:
            effect = effect._replace(what="other")
        scope.govern(effect, match.last)
        if assigned:
            scope.joint = -1
        return match.last

    def _assign_back(self, match: PhraseMatch[Effect], scope: Scope) -> bool:
        """Give the counts before a verb or a state what it says: خمسة جنود قُتلوا."""
        verbs = [entry for entry in match.entries if entry.kind != "noun" and entry.what]
        if not verbs or not scope.found:
            return False
        last = scope.found[-1]
        gap = match.first - last.count.last
        if gap > REACH_BACK or not self._agrees(match, verbs[0], last):
            return False
        whole = last.part_of  # سبعة مدنيين بينهم أربعة أطفال قتلوا
        chains = (last.chain, whole.chain if whole is not None else last.chain)
        for each in reversed(scope.found):
            told = gap < 3 and each.count.what in _WHO_THEY_ARE
            held = each.held and not (told and each.count.what)
            if verbs[0].only == "lost":  # فقد طفلان حياتهما
                held, told = each.what != "missing", True
            if each.chain not in chains or held or each.part_of is not whole is not each:
                break
            if told or not each.what:
                each.what = verbs[0].what
        return True

    def _agrees(self, match: PhraseMatch[Effect], effect: Effect, found: Found) -> bool:
        """Whether those counted can be the subject of a verb, or are meant by its pronoun."""
        key = self._tokens[match.first].key
        if effect.kind == "state":
            end = self._tokens[match.last - 1].key
            if end.endswith("هما"):
                return found.count.low == found.count.high == 2
            if not end.endswith(("ه", "ها")):
                return found.count.low != 1 or not end.endswith("هم")
            return found.count.low == 1 or end.endswith(("حتفه", "مصرعه"))
        if self._around.has_object(match.last):
            return False  # what follows is the object: مسلحون قتلوا ستة أطفال
        if key.endswith(("وا", "ون", "تا")) or (key.endswith("ا") and found.count.low == 2):
            return True
        if match.first - found.count.last > 4 or effect.only:
            return False
        return found.count.head == "one" and self._around.ends_clause(match.last)

    def _take_count(self, count: Count, scope: Scope) -> bool:
        """Keep a count if it is one of people affected, or may yet turn out to be."""
        if count.head in ("one", "two") and count.first in self._names:
            return False  # the province أبين, not two fathers
        if self._around.is_offspring(count):
            return False
        previous = scope.found[-1] if scope.found else None
        joined = previous is not None and is_joined(self._tokens, previous.count, count)
        among = scope.among == count.first or (
            joined and previous is not None and previous.part_of is not None
        )
        adjacent = not among and self._is_adjacent(count, scope)
        what = find_what(count, scope, previous, adjacent=adjacent, joined=joined, among=among)
        near = adjacent or joined or among
        if not near and not self._around.may_wait(count):
            return False
        if near and not self._may_stand(count, scope):
            return False
        if joined and previous is not None and self._around.is_same(previous.count, count):
            return True
        if not near and (count.head not in SURE or (count.head == "two" and not count.what)):
            what = ""
        if joined and previous is not None and count.what and not previous.what:
            previous.what = previous.count.what  # قتيل وسبعة مصابين
        chain = previous.chain if previous is not None and joined else len(scope.found) + 1
        found = Found(count, what, held=adjacent and bool(what), cumulative=scope.total)
        found.chain = chain
        if among and previous is not None:
            found.part_of = previous.part_of if joined and previous.part_of else previous
        scope.found.append(found)
        scope.used = scope.used or adjacent
        return True

    def _is_adjacent(self, count: Count, scope: Scope) -> bool:
        """Whether the governing word stands right before a count, what leads on aside."""
        if scope.effect is None or scope.end > count.first or scope.used:
            return False
        if scope.effect.only == "number" and count.head in ("one", "bare", "vague"):
            return False
        gap = count.first - scope.end
        if gap == 0 or self._is_object(count, scope):
            return True
        if scope.toll or scope.total:
            loose = count.head in ("one", "two", "more")
            return gap < REACH_TOTAL and not loose and self._around.is_led(count)
        return gap < 3 and all(
            has_role(self._tokens, index, "through") or self._tokens[index].kind == "mark"
            for index in range(scope.end, count.first)
        )

    def _is_object(self, count: Count, scope: Scope) -> bool:
        """Whether one person in the accusative stands behind a verb and its subject.

        اعتقلت قوات الاحتلال شابا: a young man was arrested.
        """
        effect, gap = scope.effect, count.first - scope.end
        if effect is None or effect.kind != "verb" or count.head != "one" or count.what:
            return False
        if not 0 < gap <= REACH_SUBJECT or effect.what not in _DONE_TO or count.proclitics:
            return False
        between = range(scope.end, count.first)
        definite = self._tokens[scope.end].key.startswith("ال")
        definite = definite or any(index in self._names for index in between)
        plain = all(
            self._tokens[index].kind == "word" and not has_role(self._tokens, index, "behind")
            for index in between
        )
        definite = definite or self._tokens[scope.end + 1].key.startswith("ال")
        return definite and plain and self._tokens[count.first].key.endswith("ا")

    def _may_stand(self, count: Count, scope: Scope) -> bool:
        """Whether what has no number or no noun is a count where it stands."""
        if count.head == "bare":
            what = scope.effect.what if scope.effect is not None else ""
            return what in _PEOPLE_ONLY or not self._around.counts_things(count)
        if count.head == "noun":
            return not self._are_subject(count, scope)
        if count.head not in ("one", "two", "more"):
            return True
        if self._around.is_named(count) or self._around.is_adjective(count):
            return False
        effect = scope.effect
        if (
            effect is not None
            and effect.what == "other"
            and effect.kind == "verb"
            and scope.among < 0
        ):
            return False
        if count.head == "two":
            return not self._is_plural(count, scope)
        return not self._around.is_subject(count)

    def _is_plural(self, count: Count, scope: Scope) -> bool:
        """Whether a form that is dual or plural is more likely a plural where it stands."""
        if not self._around.is_either(count):
            return False
        effect = scope.effect
        if effect is None or effect.kind != "noun" or scope.toll:
            return True
        if effect.what not in ("killed", "wounded"):
            return True
        return scope.joint < 2 or not self._is_result(scope)

    def _is_result(self, scope: Scope) -> bool:
        """Whether the governing noun is what something led to: أسفر عن مقتل, أدى إلى إصابة."""
        before = self._tokens[scope.joint - 2]
        noun = self._tokens[scope.joint - 1]
        return before.key in ("عن", "الي") or noun.key.startswith(("ب", "ل"))

    def _are_subject(self, count: Count, scope: Scope) -> bool:
        """Whether several people behind a verb did it, and those counted next suffered it.

        قتل أربعة انتحاريين 52 شخصا: the four killed the 52.
        """
        if scope.effect is None or scope.effect.what not in _DONE_TO or count.what:
            return False
        index = count.last
        while self._around.has(index) and self._tokens[index].key.endswith(("ين", "ون")):
            index += 1
        if not self._around.has(index) or self._tokens[index].key.startswith("و"):
            return False
        behind = read_count(self._tokens, index)
        return behind is not None and behind.head == "noun"
