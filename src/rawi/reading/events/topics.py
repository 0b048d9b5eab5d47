"""What an article is about, where that decides whether its words name events at all."""

from rawi.reading.events.scenes import Scene

# A report on sport has a word of sport in fewer than 60, and few words of war. Of 200 articles of
# four dailies it finds the 24 on sport and no other; of 244 hand-annotated ones on conflict none.
_LEAST = 4
_ONE_IN = 60
_AGAINST = 2


def is_sport(scene: Scene) -> bool:
    """Whether an article reports on sport, where attack, defeat and talks are no events."""
    sport = war = 0
    for index in range(len(scene.tokens)):
        classes = scene.classes_at(index)
        sport += "sporttopic" in classes
        war += "wartopic" in classes
    return sport >= _LEAST and sport * _ONE_IN >= len(scene.tokens) and sport >= war * _AGAINST
