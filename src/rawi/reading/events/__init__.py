"""What happened: events with date, place, sides, toll, modality and whose word it is.

`assembly` goes the way of an article; each step has modules of its own:

1. Words that name events: `lexicon` and `inflections` (what is listed), `triggers` (which sense),
   `kinds` (which kind of attack), `modalities`, `recurrences`; `topics` and `tails` leave out sport
   and other articles' headlines.
2. Phrases beside them: `noun_phrases` with `phrase_heads`, `phrase_ends`, `phrase_kinds` and
   `joined_phrases`; `positions` finds subjects, `direct_phrases` what stands behind.
3. Sides that grammar proposes: `sides` asks `verb_sides`, `noun_sides`, `preposition_sides`,
   `light_verbs`, `hit_objects` and `accusations`; `actors` makes entities of phrases;
   `carried_subjects`, `toll_doers` and `discourse` take sides from the sentences around.
4. Dates and places: `circumstances`; what a time is of stands in `time_frames`, `foreign_times`,
   `ranges` and `lengths`, what a place is to an event in `place_relations` and `place_pointers`.
5. One event of several words: `merge` by `likenesses`; all so far are `drafts` of events.
6. Weights: `event_weights` drops general talk, `circumstance_weights` and `side_weights` choose
   among candidates by what `*_features` yield; `bystanders` are never doers.
7. What descriptions mean: `described_groups`, `described_persons`, `meant_groups`, `craft_owners`.
"""

from collections.abc import Sequence

from rawi.language.analysis import Analysis
from rawi.model import Event, Quantity, Statement, TimeExpression
from rawi.reading.entities import Entities
from rawi.reading.events.assembly import assemble_events
from rawi.reading.events.scenes import Scene
from rawi.reading.titles import Title


def read_events(
    analysis: Analysis,
    entities: Entities,
    *,
    times: list[TimeExpression],
    quantities: list[Quantity],
    statements: list[Statement],
    titles: Sequence[Title] = (),
) -> list[Event]:
    """Return the events of a text, one per real-world event, in order of first trigger.

    Each word that names an event is given a sense by the words around it, its sides by the order
    of words and by prepositions, its date and place by nearness; then the words that tell of one
    event are joined. Not covered: events told without any word of the lexicon, and events that
    only a reader's knowledge joins or parts.
    """
    if not analysis.tokens:
        return []
    scene = Scene(analysis, entities)
    scene.times = times
    scene.quantities = quantities
    scene.statements = statements
    scene.holders = {title.start: title for title in titles if title.person is not None}
    return assemble_events(scene)
