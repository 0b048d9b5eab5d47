"""Finding the words that take a side, whom they are said of, and in whose voice."""

from collections import Counter

from rawi.language.analysis import Analysis
from rawi.language.phrases import PhraseMatch
from rawi.model import Frame, FrameCategory, Mention, Statement
from rawi.reading.entities import Entities
from rawi.reading.frames.neighbours import Context, holds, is_adjective
from rawi.reading.frames.words import Word, load_function_words, load_words
from rawi.reading.titles.offices import load_body_words, load_nationalities
from rawi.reading.voices import Voices

_CATEGORIES: dict[str, FrameCategory] = {"group": "group", "event": "event", "epithet": "epithet"}

# Terrorism is the name of the enemy in a text that says it this often, else what he does: of 14
# annotated articles that use the word the only one above 5 takes it for a group throughout.
_OFTEN = 6


def read_frames(analysis: Analysis, entities: Entities, statements: list[Statement]) -> list[Frame]:
    """Return the loaded words of a text, in order.

    A word inside a name is none, unless the word is said of the bearer (قوات النظام). Not covered:
    irony, and words that are loaded only by what the article says elsewhere.
    """
    context = Context(analysis, entities)
    voices = Voices([each for each in statements if not _denies_another(analysis, each)])
    frames: list[Frame] = []
    matches = list(load_words().iter_matches(analysis.tokens))
    often = _find_often(matches)
    regime = any(_names_regime(context, match) for match in matches)
    for match in matches:
        start = analysis.tokens[match.first].start + match.skip
        end = analysis.tokens[match.last - 1].end
        voice = voices.find(start)
        word = _choose(context, match, said=voice is not None, regime=regime, often=often)
        if word is None:
            continue
        frames.append(
            Frame(
                start=start,
                end=end,
                text=analysis.doc.slice(start, end),
                id=f"f{len(frames) + 1}",
                category=_find_category(context, match, word, frames[-1:]),
                about=_find_about(context, match),
                voice=voice or "outlet",
                neutral=word.neutral,
            )
        )
    return frames


def _find_often(matches: list[PhraseMatch[Word]]) -> frozenset[str]:
    """Return the forms that a text uses throughout."""
    counts = Counter(match.entries[0].form for match in matches)
    return frozenset(form for form, count in counts.items() if count >= _OFTEN)


def _denies_another(analysis: Analysis, statement: Statement) -> bool:
    """Whether it is what others said that is denied, in the writer's words: كذبت ما نشرته أبواق."""
    before = analysis.token_at(statement.content[0][0]) - 1
    return statement.stance == "denies" and before >= 0 and analysis.tokens[before].key == "ما"


def _choose(
    context: Context,
    match: PhraseMatch[Word],
    *,
    said: bool,
    regime: bool,
    often: frozenset[str],
) -> Word | None:
    """Return the first sense of a phrase whose conditions hold."""
    for word in match.entries:
        if ("said" in word.flags and not said) or (
            "often" in word.flags and word.form not in often
        ):
            continue
        if word.shape == "regime" and word.form.startswith("ال") and not regime:
            continue
        if _is_noun_of_quality(context, match, word):
            continue
        if holds(context, match, word):
            return word
    return None


def _is_noun_of_quality(context: Context, match: PhraseMatch[Word], word: Word) -> bool:
    """Whether what looks like a loaded adjective is none (الأصولية: fundamentalism, غادر: he left).

    With the article and behind a preposition or a demonstrative, a feminine is a noun.
    """
    if "strict" in word.flags:
        return not is_adjective(context, match)
    if word.shape not in ("nisba", "adjective"):
        return False
    key = next(f.key for f in context.tokens[match.first].forms if f.skip == match.skip)
    if not (key.startswith("ال") and key.endswith("يه")) or word.form.endswith("ة"):
        return False
    before = context.describe_before(match.first)
    joined = bool(match.proclitics.strip("وف"))
    return joined or bool(before & load_function_words()) or "@start" in before


def _names_regime(context: Context, match: PhraseMatch[Word]) -> bool:
    """Whether a regime is named as somebody's: of a person, a nation, with forces, as a name."""
    if all(word.shape != "regime" for word in match.entries):
        return False
    after = context.describe_after(match.last)
    mention = context.covering.get(match.first)
    return mention is not None or "@nation" in after or "@person" in after


def _find_category(
    context: Context, match: PhraseMatch[Word], word: Word, last: list[Frame]
) -> FrameCategory:
    """Return the category of a word; one joined by و to another shares that one's."""
    if word.category != "syntax":
        return _CATEGORIES[word.category]
    joined = match.proclitics == "و" and context.before(match.first)
    if joined and last and last[0].end == context.tokens[joined].end:
        return last[0].category
    return "epithet" if is_adjective(context, match) else "group"


def _find_about(context: Context, match: PhraseMatch[Word]) -> str | None:
    """Return the entity that a word is said of: the name around, straight behind or before it."""
    inside = context.covering.get(match.first)
    if inside is not None:
        return inside.entity
    after = context.after(match.last)
    if after is not None and context.tokens[after].key in load_nationalities():
        return None
    named = _find_named(context, after)
    if named is not None:
        after, mention = named
        if mention.start == context.tokens[after].start:
            return mention.entity
    before = context.before(match.first)
    if before is not None and before in context.ending and not match.proclitics:
        return context.ending[before].entity
    return None


def _find_named(context: Context, index: int | None) -> tuple[int, Mention] | None:
    """Return the name at a token, or behind the noun of a body there: «ميليشيا» تنظيم داعش."""
    if index is None:
        return None
    if index not in context.starting and context.tokens[index].key in load_body_words():
        behind = context.after(index + 1)
        if behind is not None and behind in context.starting:
            index = behind
    return (index, context.starting[index]) if index in context.starting else None
