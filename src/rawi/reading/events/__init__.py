"""What happened: events with date, place, sides, toll, modality and whose word it is.

`assembly` goes the way of an article; each step has a package of its own:

1. `words` (with `lexicon` and `inflections`, what is listed): words that name events, their sense,
   kind and modality; sport and other articles' headlines are left out.
2. `phrases`: the noun phrases beside them, and whom they name.
3. `sides`: doers and sufferers that grammar proposes, in the clause and from sentences around.
4. `circumstances`: the date and place that the clause gives.
5. `joining`: one event of several words; all so far are `drafts` of events.
6. `choices`: `weights` drop general talk and choose among candidates by features.
7. `meanings`: whom descriptions mean.

`scenes` holds one article as all of these see it.
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
