"""Who did what cost lives: the subject of a verb of killing that tells no event of its own.

قتل انتحاري 20 شخصا في تفجير: the bomber bombed.
"""

from bisect import bisect_left

from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import VIOLENT
from rawi.reading.events.phrases.actors import Actors
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.proposals import find_sides
from rawi.reading.events.words.triggers import Trigger

_REACH = 15  # tokens between a verb of killing and the event that it tells the toll of
_CAUSES = VIOLENT - {"battle", "killing"}


def add_toll_doers(
    scene: Scene, drafts: list[Draft], tolls: list[Trigger], *, actors: Actors
) -> None:
    """Give events without a doer the subjects of the verbs before them that tell their tolls.

    Args:
        scene: The article.
        drafts: What its triggers tell.
        tolls: The words of killing that are no triggers, for they tell the tolls of others.
        actors: Whom the phrases of the article name.
    """
    starts = [draft.triggers[0].index for draft in drafts]
    for toll in tolls:
        if toll.form is None or toll.form.passive:
            continue
        at = bisect_left(starts, toll.index)
        if at == len(drafts) or not _is_cause(scene, drafts[at], toll):
            continue
        for side in find_sides(scene, toll):
            found = actors.find_agents(side.phrase, toll.type) if side.role == "agent" else []
            for entity in found:
                if entity not in (*drafts[at].targets, *drafts[at].spared):
                    drafts[at].add_agent(entity, "event before")


def _is_cause(scene: Scene, draft: Draft, toll: Trigger) -> bool:
    """Whether the event behind a toll is what cost the lives, and has no doer yet."""
    index = draft.triggers[0].index
    if draft.type not in _CAUSES or draft.agents or index - toll.index > _REACH:
        return False
    return scene.sentence_of[index] == scene.sentence_of[toll.index]
