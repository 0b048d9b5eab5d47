"""One document in, one report out: the layers joined in their order."""

from rawi.language.analysis import analyse
from rawi.language.namers import Namer
from rawi.model import Document, Report, TimeExpression
from rawi.places.atlas import load_atlas
from rawi.reading.entities import Entities
from rawi.reading.events import read_events
from rawi.reading.frames import read_frames
from rawi.reading.latin import spell_entity
from rawi.reading.mentions import read_names
from rawi.reading.places import locate_places
from rawi.reading.quantities import read_quantities
from rawi.reading.relations import read_relations
from rawi.reading.statements import read_statements
from rawi.reading.times import read_times
from rawi.reading.titles import give_roles, read_titles


def read_report(doc: Document, namer: Namer | None = None) -> Report:
    """Return all readings of a document.

    The same document, program and added tables of places give the same report, to the byte.

    Args:
        doc: What is read.
        namer: A model that finds names beside the word lists; None for the word lists alone.
    """
    analysis = analyse(doc)
    entities = Entities(analysis, read_names(analysis, namer))
    locate_places(analysis, entities)
    titles = read_titles(analysis, entities)
    give_roles(entities, titles)
    times = [time for time in read_times(analysis) if not _is_named(entities, time)]
    quantities = read_quantities(analysis, entities, times)
    statements = read_statements(analysis, entities, titles)
    events = read_events(
        analysis,
        entities,
        times=times,
        quantities=quantities,
        statements=statements,
        titles=titles,
    )
    relations = read_relations(analysis, entities, titles=titles, statements=statements)
    frames = read_frames(analysis, entities, statements)
    unplaced = [e for e in entities if e.type == "place" and e.location is None]
    analysis.skipped["place_without_location"] += len(unplaced)
    unbound = [t for t in times if t.type in ("date", "time") and not (t.earliest or t.latest)]
    analysis.skipped["time_without_bounds"] += len(unbound)
    return Report(
        document=doc,
        entities=tuple(spell_entity(entity) for entity in entities.listed()),
        mentions=tuple(entities.mentions),
        times=tuple(times),
        quantities=tuple(quantities),
        statements=tuple(statements),
        events=tuple(events),
        relations=tuple(relations),
        frames=tuple(frames),
        gazetteers=load_atlas().list_tables(),
        models=(namer.name,) if namer is not None else (),
        skipped={reason: n for reason, n in sorted(analysis.skipped.items()) if n},
    )


def _is_named(entities: Entities, time: TimeExpression) -> bool:
    """Whether a time stands in a name: مراسل «اليوم», قناة اليوم, حركة 6 أبريل."""
    mention = entities.mention_at(time.start)
    return mention is not None and mention.end >= time.end
