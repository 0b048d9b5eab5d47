"""What an article is about, where that decides whether its words name events at all."""

from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene

# A report on sport has a word of sport in fewer than 60, and few words of war. Of 200 articles of
# four dailies it finds the 24 on sport and no other; of 244 hand-annotated ones on conflict none.
_LEAST = 4
_ONE_IN = 60
_AGAINST = 2
# It begins with one; pages print headlines on sport below articles on anything.
_LEAD = 60


def is_sport(scene: Scene) -> bool:
    """Whether an article reports on sport, where attack, defeat and talks are no events."""
    sport = war = 0
    for index in range(len(scene.tokens)):
        classes = scene.classes_at(index)
        if "sporttopic" in classes:
            if not sport and index >= _LEAD:
                return False
            sport += 1
        war += "wartopic" in classes
    return sport >= _LEAST and sport * _ONE_IN >= len(scene.tokens) and sport >= war * _AGAINST


# A piece of opinion asks and exhorts, and dates and quotes little. Of 12 raw ones these bounds find
# 7, of 80 raw articles of news none; per hundred tokens.
_OPINION = 0.8
_QUESTIONS = 1.0
_DATES = 0.8
_STATEMENTS = 1.5
_SHORTEST = 50  # tokens that a shorter article counts as


def is_opinion(scene: Scene) -> bool:
    """Whether an article argues rather than reports: its words of war are mostly general talk."""
    hundreds = max(_SHORTEST, len(scene.tokens)) / 100
    asked = sum(token.text in "؟?" for token in scene.tokens)
    argued = sum("opinionword" in scene.classes_at(i) for i in range(len(scene.tokens)))
    dated = sum(time.type in ("date", "time") for time in scene.times)
    if dated >= _DATES * hundreds or len(scene.statements) >= _STATEMENTS * hundreds:
        return False
    return argued >= _OPINION * hundreds or asked >= _QUESTIONS * hundreds


def keep_told(events: list[Draft]) -> list[Draft]:
    """Return the events that a piece of opinion tells of: with date, toll, or place and sides."""
    return [event for event in events if _is_told(event)]


def _is_told(event: Draft) -> bool:
    if event.date is not None or event.counts:
        return True
    sides = bool(event.agents or event.targets)
    return event.place is not None and sides and event.unreal[0] is None


def drop_aims(events: list[Draft]) -> list[Draft]:
    """Return the events less what somebody only aims at (بهدف القضاء على التنظيم).

    Of 5 killings of a whole side and destructions to come in 244 hand-annotated articles one was
    taken for an event.
    """
    return [event for event in events if not _is_aim(event)]


def _is_aim(event: Draft) -> bool:
    if any(unreal != "planned" for unreal in event.unreal):
        return False
    if event.type == "destruction":
        return True
    return any("slaying" in plain_classes_of(lemma) for lemma in event.lemmas)
