"""What may stand between a cue, its speaker and what is said: adverbs, times, places, asides."""

from rawi.reading.statements.noun_phrases import SIDES, find_phrase_end, opens_strength
from rawi.reading.statements.particles import is_adjective, is_exactly, load_particles
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import load_matters, load_sources, source_kind
from rawi.text.tokens import Token, split_enclitics, strip_article

_MAX_ASIDE = 12


def skip_adjuncts(scene: Scene, index: int, limit: int) -> int:
    """Return the token after the adverbs, times and prepositional phrases that begin at `index`."""
    while index < limit:
        if _is_circumstance(scene, index):
            index += 1
        elif opens_strength(scene, index):
            index = scene.opening[index].last + 1
        elif _opens_adjunct(scene, index):
            index = _adjunct_end(scene, index, limit)
        elif _is_published(scene, index, limit):
            index += 1
        else:
            after = scene.skip_remark(index, limit)
            if after == index:
                return index
            index = after
    return index


def _is_published(scene: Scene, index: int, limit: int) -> bool:
    """Whether a verb tells where or when a statement came out: في بيان نشره عبر حسابه."""
    if not 0 < index < limit - 1 or not is_exactly(scene.tokens[index], "published"):
        return False
    after = scene.tokens[index + 1]
    behind = is_exactly(scene.tokens[index - 1], "medium") or is_adjective(scene.tokens[index - 1])
    return behind and (is_exactly(after, "preposition") or is_exactly(after, "time"))


def skip_aside(scene: Scene, index: int, limit: int) -> int:
    """Return the token after a clause between commas that says of a source who he is.

    He stays unnamed (، طلب عدم ذكر اسمه،), or is described: ، وهي أم لثلاثة أطفال،.
    """
    if index >= limit or not scene.is_comma(index):
        return index
    hidden = index + 1 < limit and is_exactly(scene.tokens[index + 1], "describing")
    for after in range(index + 1, min(limit, index + _MAX_ASIDE)):
        hidden = hidden or is_exactly(scene.tokens[after], "anonymity")
        if scene.is_comma(after):
            return after if hidden else index
    return index


def _is_circumstance(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if scene.is_comma(index) or token.text == "/":
        return True
    if token.kind == "number":
        return not _counts(scene, index)
    if token.text in "-–" and index + 1 < len(scene.tokens):
        return is_exactly(scene.tokens[index + 1], "time")
    if index in scene.closing or _opens_time(scene, index):
        return True
    if is_exactly(token, "demonstrative") and index + 1 < len(scene.tokens):
        return is_exactly(scene.tokens[index + 1], "time")  # أعلن هذا الأسبوع عزمه
    return is_exactly(token, "adverb") or is_exactly(token, "time")


def _opens_time(scene: Scene, index: int) -> bool:
    """Whether a word begins a time of several words: أول من أمس, أول أمس."""
    if not is_exactly(scene.tokens[index], "timehead"):
        return False
    following = scene.tokens[index + 1 : index + 3]
    first = bool(following) and is_exactly(following[0], "preposition")
    return any(is_exactly(token, "time") for token in following[first : first + 1])


def _counts(scene: Scene, index: int) -> bool:
    """Whether a number counts what is said, and is of no date: رصدت البعثة 16 اتصالا."""
    if index + 1 >= len(scene.tokens):
        return False
    noun = scene.tokens[index + 1]
    return noun.kind == "word" and noun.text.endswith(("ا", "اً", "ًا", "ة"))


def _opens_adjunct(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if index in scene.named:  # علي is a name too
        mention = scene.named[index][0]
        return scene.text[token.start : mention.start] in ("ل", "ب", "ل" + "ـ")
    if is_exactly(token, "preposition"):
        return True
    return token.key in ("ل", "لـ") or token.key.startswith("لل") or _is_hearer(token)


def _is_hearer(token: Token) -> bool:
    """Whether a noun for people or bodies with ل is who is spoken to: قال لوالده."""
    if token.key in load_sources():
        return False
    hosts = [form.key for form in token.forms if form.proclitics == "ل"]
    hosts += [base for host in hosts for base, _ in split_enclitics(host)]
    people = load_particles()["belonging"]
    return any(strip_article(host) in load_sources() or host in people for host in hosts)


def _adjunct_end(scene: Scene, index: int, limit: int) -> int:
    """Return the token after a prepositional phrase: its noun with genitives and adjectives."""
    token = scene.tokens[index]
    alone = is_exactly(token, "preposition") or token.key == "ل"
    first = index + 1 if alone else index
    if first >= limit:
        return limit
    if first in scene.opening:
        return min(scene.opening[first].last + 1, limit)
    if first in scene.named:
        return min(scene.named[first][1], limit)
    if token.key == "من" and scene.tokens[first].key.startswith(SIDES):
        other = first + 1 < limit and is_exactly(scene.tokens[first + 1], "other")
        return first + 1 + other  # من جهته, من جهة أخرى
    if is_exactly(scene.tokens[first], "time"):
        return _skip_times(scene, first + 1, limit)
    end = min(max(find_phrase_end(scene, first, limit), first + 1), limit)
    return _find_next_title(scene, first, end)


def _find_next_title(scene: Scene, first: int, end: int) -> int:
    """Return where a noun phrase gives way to a title or to what is announced; else `end`.

    في كلمة متلفزة زعيم الحركة، في العاصمة وزير النفط، في بيان مقتل خمسة.
    """
    for index in range(first + 1, end):
        if index not in scene.named and _opens_matter(scene, first, index):
            return index
        token = scene.tokens[index]
        bare = token.key in load_sources() and index not in scene.named
        if bare and source_kind(token) == "person" and _is_complete(scene, first, index - 1):
            return index
    return end


def _opens_matter(scene: Scene, first: int, index: int) -> bool:
    """Whether a verbal noun behind where it was said is what is announced: في بيان مقتل خمسة."""
    head = scene.tokens[first]
    if not is_exactly(head, "medium" if index - 1 > first else "posting"):
        return False
    if index - 1 > first and not _is_complete(scene, first, index - 1):
        return False
    token = scene.tokens[index]
    bases = (token.key, *(base for base, _ in split_enclitics(token.key)))
    return any(base in load_matters() for base in bases)


def _is_complete(scene: Scene, first: int, index: int) -> bool:
    """Whether a word takes no genitive: it is definite, a name, or agrees with the one before."""
    token = scene.tokens[index]
    if index in scene.named or (token.kind == "word" and token.key.startswith("ال")):
        return True
    if token.kind != "word" or index == first or is_exactly(scene.tokens[index - 1], "preposition"):
        return False
    if is_adjective(token):
        return True
    return token.key.endswith("ه") and scene.tokens[index - 1].key.endswith("ه")


def _skip_times(scene: Scene, index: int, limit: int) -> int:
    """Return the token behind what goes on a time: في وقت سابق, خلال الأسبوع الماضي."""
    while index < limit and index not in scene.named:
        token = scene.tokens[index]
        adjective = is_adjective(token) and source_kind(token) is None
        if not adjective and not is_exactly(token, "time"):
            break
        index += 1
    return index
