-- The record: one DuckDB file. Every table and column says what it holds (docs/record.md is made of these comments).
-- Positions are half-open [span_start, span_end) code points of documents.text. Times are UTC. Unknown is NULL.
-- A change here is a new version: raise VERSION in versions.py and add the step from the one before to migrations/.

CREATE TABLE properties (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
COMMENT ON TABLE properties IS 'What the file itself is: schema version, the program that made it, and what tables it has.';
COMMENT ON COLUMN properties.key IS 'Name: schema (the version of these tables), program (the rawi that made the file), tables (a hash of their columns), gathered (of what incidents were gathered last).';
COMMENT ON COLUMN properties.value IS 'Its value.';

CREATE TABLE runs (
    run INTEGER PRIMARY KEY, started TIMESTAMP NOT NULL, finished TIMESTAMP, program VARCHAR NOT NULL,
    reading VARCHAR NOT NULL, code VARCHAR NOT NULL, lexica VARCHAR NOT NULL, models VARCHAR NOT NULL,
    platform VARCHAR NOT NULL, workers INTEGER NOT NULL, sources VARCHAR[] NOT NULL, options JSON NOT NULL,
    items INTEGER, read INTEGER, unchanged INTEGER, duplicates INTEGER, skipped INTEGER, failed INTEGER,
    reasons MAP(VARCHAR, INTEGER)
);
COMMENT ON TABLE runs IS 'One row per build: with what, from what, and what came of it. Left out of exports unless asked for.';
COMMENT ON COLUMN runs.run IS 'Number of the build, from 1.';
COMMENT ON COLUMN runs.started IS 'When it began, UTC.';
COMMENT ON COLUMN runs.finished IS 'When it ended, UTC. NULL: it was stopped before its end.';
COMMENT ON COLUMN runs.program IS 'Version of rawi.';
COMMENT ON COLUMN runs.reading IS 'SHA-256 over all that decides what is read from given bytes: code, word lists, weights, options.';
COMMENT ON COLUMN runs.code IS 'SHA-256 of the code of the readers.';
COMMENT ON COLUMN runs.lexica IS 'SHA-256 of the word lists.';
COMMENT ON COLUMN runs.models IS 'SHA-256 of the trained weights and the gazetteer.';
COMMENT ON COLUMN runs.platform IS 'Python, DuckDB and operating system.';
COMMENT ON COLUMN runs.workers IS 'Processes that read.';
COMMENT ON COLUMN runs.sources IS 'The sources as they were named.';
COMMENT ON COLUMN runs.options IS 'Options that change what is read.';
COMMENT ON COLUMN runs.items IS 'Items seen: files, lines, members of archives.';
COMMENT ON COLUMN runs.read IS 'Documents read and written.';
COMMENT ON COLUMN runs.unchanged IS 'Items that the record held already, read by the same program with the same options.';
COMMENT ON COLUMN runs.duplicates IS 'Documents that the record held already (same text, title, outlet, day, address), met once more.';
COMMENT ON COLUMN runs.skipped IS 'Items or documents that are no Arabic article.';
COMMENT ON COLUMN runs.failed IS 'Items that could not be read.';
COMMENT ON COLUMN runs.reasons IS 'How many were skipped or failed, by reason.';

CREATE TABLE items (
    item VARCHAR PRIMARY KEY, sha256 VARCHAR NOT NULL, size BIGINT NOT NULL, media VARCHAR, reading VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL, run INTEGER NOT NULL
);
COMMENT ON TABLE items IS 'What was looked at: one row per file, line or archive member with its own bytes and metadata. A build passes over what stands here.';
COMMENT ON COLUMN items.item IS 'Key: 20 hex digits of the SHA-256 over bytes and metadata.';
COMMENT ON COLUMN items.sha256 IS 'SHA-256 of its bytes.';
COMMENT ON COLUMN items.size IS 'Number of bytes.';
COMMENT ON COLUMN items.media IS 'Media type, as far as known.';
COMMENT ON COLUMN items.reading IS 'Program and options that it was read by (runs.reading).';
COMMENT ON COLUMN items.outcome IS 'read, skipped (no Arabic article), or failed (will fail again with this program). What only ran out of time or memory has no row and is tried again.';
COMMENT ON COLUMN items.run IS 'The build that read it last.';

CREATE TABLE failures (
    item VARCHAR, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, reason VARCHAR NOT NULL, message VARCHAR NOT NULL, run INTEGER NOT NULL
);
COMMENT ON TABLE failures IS 'What is not in the record, and why: one row per item or document skipped or failed.';
COMMENT ON COLUMN failures.item IS 'The item (items.item), NULL where there was not even one (a file that is not there).';
COMMENT ON COLUMN failures.name IS 'Name of the file, line or archive member.';
COMMENT ON COLUMN failures.kind IS 'skipped: no Arabic article; failed: an article that could not be read.';
COMMENT ON COLUMN failures.reason IS 'Why, in a word or two, for counting.';
COMMENT ON COLUMN failures.message IS 'The whole message: what, where, and what to do.';
COMMENT ON COLUMN failures.run IS 'The build that met it last.';

CREATE TABLE bytes (sha256 VARCHAR PRIMARY KEY, size BIGINT NOT NULL, media VARCHAR, data BLOB NOT NULL);
COMMENT ON TABLE bytes IS 'The bytes of the items, where the build was asked to keep them (--keep-bytes).';
COMMENT ON COLUMN bytes.sha256 IS 'SHA-256 of data.';
COMMENT ON COLUMN bytes.size IS 'Number of bytes.';
COMMENT ON COLUMN bytes.media IS 'Media type, as far as known.';
COMMENT ON COLUMN bytes.data IS 'The bytes as they were obtained.';

CREATE TABLE documents (
    document VARCHAR PRIMARY KEY, text_sha256 VARCHAR NOT NULL, bytes_sha256 VARCHAR NOT NULL, title VARCHAR, outlet VARCHAR,
    published DATE, url VARCHAR, language VARCHAR NOT NULL, source VARCHAR, media VARCHAR, tool VARCHAR, extractor VARCHAR,
    obtained TIMESTAMP, size BIGINT, reading VARCHAR NOT NULL, program VARCHAR NOT NULL, words INTEGER NOT NULL, gazetteers VARCHAR[] NOT NULL, models VARCHAR[] NOT NULL,
    skipped MAP(VARCHAR, INTEGER) NOT NULL, text VARCHAR NOT NULL
);
COMMENT ON TABLE documents IS 'Published texts, never altered: one row per text as one outlet published it. Another outlet with the same text is another document.';
COMMENT ON COLUMN documents.document IS 'Key: 20 hex digits of the SHA-256 over text, title, outlet, day and address.';
COMMENT ON COLUMN documents.text_sha256 IS 'SHA-256 of text in UTF-8; a report''s document.id is sha256: and this.';
COMMENT ON COLUMN documents.bytes_sha256 IS 'SHA-256 of the bytes that the text was taken from.';
COMMENT ON COLUMN documents.title IS 'Title, as metadata.';
COMMENT ON COLUMN documents.outlet IS 'Who published it, as the source names them.';
COMMENT ON COLUMN documents.published IS 'Day of publication.';
COMMENT ON COLUMN documents.url IS 'Where it was published.';
COMMENT ON COLUMN documents.language IS 'ISO 639-1 code.';
COMMENT ON COLUMN documents.source IS 'Name of the file, and line or member, that it was first read from.';
COMMENT ON COLUMN documents.media IS 'Media type of the bytes.';
COMMENT ON COLUMN documents.tool IS 'What got the bytes: file, zip, warc, feed, sitemap.';
COMMENT ON COLUMN documents.extractor IS 'What made the text from the bytes, with its version. NULL: the bytes are the text.';
COMMENT ON COLUMN documents.obtained IS 'When the bytes were obtained, UTC.';
COMMENT ON COLUMN documents.size IS 'Number of bytes that it was taken from.';
COMMENT ON COLUMN documents.reading IS 'Program and options that it was read by (runs.reading).';
COMMENT ON COLUMN documents.program IS 'Version of rawi that read it.';
COMMENT ON COLUMN documents.words IS 'Stretches of text free of white space.';
COMMENT ON COLUMN documents.models IS 'Models of the user''s choosing that read along.';
COMMENT ON COLUMN documents.gazetteers IS 'Gazetteers that the user had added when it was read, each with the SHA-256 of what it held.';
COMMENT ON COLUMN documents.skipped IS 'What the readers saw and left out, counted by reason.';
COMMENT ON COLUMN documents.text IS 'The canonical text.';

CREATE TABLE acquisitions (
    document VARCHAR NOT NULL, item VARCHAR NOT NULL, name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, size BIGINT, media VARCHAR,
    tool VARCHAR, obtained TIMESTAMP, extractor VARCHAR, encoding VARCHAR, notes VARCHAR[] NOT NULL
);
COMMENT ON TABLE acquisitions IS 'Every time that a document was obtained: from which item, under which name, when, by which tool.';
COMMENT ON COLUMN acquisitions.document IS 'documents.document.';
COMMENT ON COLUMN acquisitions.item IS 'items.item.';
COMMENT ON COLUMN acquisitions.name IS 'Name of the file, line or archive member.';
COMMENT ON COLUMN acquisitions.sha256 IS 'SHA-256 of the bytes.';
COMMENT ON COLUMN acquisitions.size IS 'Number of bytes.';
COMMENT ON COLUMN acquisitions.media IS 'Media type.';
COMMENT ON COLUMN acquisitions.tool IS 'What got the bytes: file, zip, warc, feed, sitemap.';
COMMENT ON COLUMN acquisitions.obtained IS 'When, UTC.';
COMMENT ON COLUMN acquisitions.extractor IS 'What made the text from the bytes, with its version. NULL: the bytes are the text.';
COMMENT ON COLUMN acquisitions.encoding IS 'What the bytes were decoded from, and who said so.';
COMMENT ON COLUMN acquisitions.notes IS 'Remarks on the extraction.';

-- Readings: one table a layer of the report, in the order of the report. (document, id) names a row.

CREATE TABLE entities (
    document VARCHAR NOT NULL, n INTEGER NOT NULL, id VARCHAR NOT NULL, type VARCHAR NOT NULL, name VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL, roles STRUCT(title VARCHAR, organization VARCHAR)[] NOT NULL, geonames BIGINT, wikidata VARCHAR,
    lat DOUBLE, lon DOUBLE, country VARCHAR, place_precision VARCHAR, place_reason VARCHAR, place_source VARCHAR, latin VARCHAR
);
COMMENT ON TABLE entities IS 'Who and what a document names: one row per real-world thing in that document.';
COMMENT ON COLUMN entities.document IS 'documents.document.';
COMMENT ON COLUMN entities.n IS 'Place in the report, from 0.';
COMMENT ON COLUMN entities.id IS 'Its id within the document: e1.';
COMMENT ON COLUMN entities.type IS 'person, organization, armed_group, place, or unnamed (described only).';
COMMENT ON COLUMN entities.name IS 'Its fullest mention; of the unnamed the noun phrase.';
COMMENT ON COLUMN entities.aliases IS 'Its other names in the document.';
COMMENT ON COLUMN entities.roles IS 'Titles that a person holds, with the entity (entities.id) that each is held in.';
COMMENT ON COLUMN entities.geonames IS 'GeoNames id.';
COMMENT ON COLUMN entities.wikidata IS 'Wikidata id.';
COMMENT ON COLUMN entities.lat IS 'Latitude of a place, WGS84 degrees.';
COMMENT ON COLUMN entities.lon IS 'Longitude of a place, WGS84 degrees.';
COMMENT ON COLUMN entities.country IS 'ISO 3166-1 alpha-2 country of a place.';
COMMENT ON COLUMN entities.place_precision IS 'point, town, district, governorate, region or country.';
COMMENT ON COLUMN entities.place_reason IS 'Why this place among its namesakes.';
COMMENT ON COLUMN entities.place_source IS 'The gazetteer that has its point: rawi, geonames, or one that the user added.';
COMMENT ON COLUMN entities.latin IS 'Its name in Latin letters. NULL: it is only described.';

CREATE TABLE mentions (
    document VARCHAR NOT NULL, n INTEGER NOT NULL, id VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL, type VARCHAR NOT NULL, entity VARCHAR NOT NULL
);
COMMENT ON TABLE mentions IS 'Where a document names an entity.';
COMMENT ON COLUMN mentions.document IS 'documents.document.';
COMMENT ON COLUMN mentions.n IS 'Place in the report, from 0.';
COMMENT ON COLUMN mentions.id IS 'Its id within the document: m1.';
COMMENT ON COLUMN mentions.span_start IS 'First code point.';
COMMENT ON COLUMN mentions.span_end IS 'Code point after the last.';
COMMENT ON COLUMN mentions.text IS 'The letters of the span, verbatim.';
COMMENT ON COLUMN mentions.type IS 'person, organization, armed_group or place.';
COMMENT ON COLUMN mentions.entity IS 'entities.id of the same document.';

CREATE TABLE times (
    document VARCHAR NOT NULL, n INTEGER NOT NULL, id VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL, type VARCHAR NOT NULL, value VARCHAR NOT NULL, earliest DATE, latest DATE, reason VARCHAR
);
COMMENT ON TABLE times IS 'Temporal expressions with TIMEX3 type and value.';
COMMENT ON COLUMN times.document IS 'documents.document.';
COMMENT ON COLUMN times.n IS 'Place in the report, from 0.';
COMMENT ON COLUMN times.id IS 'Its id within the document: t1.';
COMMENT ON COLUMN times.span_start IS 'First code point.';
COMMENT ON COLUMN times.span_end IS 'Code point after the last.';
COMMENT ON COLUMN times.text IS 'The letters of the span, verbatim.';
COMMENT ON COLUMN times.type IS 'date, time, duration or set.';
COMMENT ON COLUMN times.value IS 'TIMEX3 value; XXXX for what is not known.';
COMMENT ON COLUMN times.earliest IS 'First day that it may mean.';
COMMENT ON COLUMN times.latest IS 'Last day that it may mean.';
COMMENT ON COLUMN times.reason IS 'What it was resolved against, or why a part is unknown.';

CREATE TABLE quantities (
    document VARCHAR NOT NULL, n INTEGER NOT NULL, id VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL, what VARCHAR NOT NULL, low BIGINT, high BIGINT, cumulative BOOLEAN NOT NULL, part_of VARCHAR
);
COMMENT ON TABLE quantities IS 'Counts of people affected, as they stand in the text. Which account each belongs to: figures.';
COMMENT ON COLUMN quantities.document IS 'documents.document.';
COMMENT ON COLUMN quantities.n IS 'Place in the report, from 0.';
COMMENT ON COLUMN quantities.id IS 'Its id within the document: q1.';
COMMENT ON COLUMN quantities.span_start IS 'First code point.';
COMMENT ON COLUMN quantities.span_end IS 'Code point after the last.';
COMMENT ON COLUMN quantities.text IS 'The letters of the span, verbatim.';
COMMENT ON COLUMN quantities.what IS 'killed, wounded, arrested, abducted, missing, displaced, released, surrendered, trapped or other.';
COMMENT ON COLUMN quantities.low IS 'At least so many.';
COMMENT ON COLUMN quantities.high IS 'At most so many. NULL: open.';
COMMENT ON COLUMN quantities.cumulative IS 'Whether it is a total that grew.';
COMMENT ON COLUMN quantities.part_of IS 'quantities.id that this one is a subset of.';

CREATE TABLE statements (
    document VARCHAR NOT NULL, n INTEGER NOT NULL, id VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    content STRUCT(span_start INTEGER, span_end INTEGER)[] NOT NULL, cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL,
    cue VARCHAR NOT NULL, lemma VARCHAR NOT NULL, speaker_start INTEGER, speaker_end INTEGER, speaker VARCHAR,
    speaker_entity VARCHAR, mode VARCHAR NOT NULL, stance VARCHAR NOT NULL, parent VARCHAR
);
COMMENT ON TABLE statements IS 'What somebody other than the writer says.';
COMMENT ON COLUMN statements.document IS 'documents.document.';
COMMENT ON COLUMN statements.n IS 'Place in the report, from 0.';
COMMENT ON COLUMN statements.id IS 'Its id within the document: s1.';
COMMENT ON COLUMN statements.span_start IS 'First code point of speaker, cue and content together.';
COMMENT ON COLUMN statements.span_end IS 'Code point after the last.';
COMMENT ON COLUMN statements.content IS 'The spans of what is said.';
COMMENT ON COLUMN statements.cue_start IS 'First code point of the cue.';
COMMENT ON COLUMN statements.cue_end IS 'Code point after its last.';
COMMENT ON COLUMN statements.cue IS 'The word that introduces it, verbatim.';
COMMENT ON COLUMN statements.lemma IS 'Lemma of the cue.';
COMMENT ON COLUMN statements.speaker_start IS 'First code point of the speaker''s phrase. NULL: only in the verb.';
COMMENT ON COLUMN statements.speaker_end IS 'Code point after its last.';
COMMENT ON COLUMN statements.speaker IS 'The phrase that names or describes the speaker, verbatim.';
COMMENT ON COLUMN statements.speaker_entity IS 'entities.id of the speaker. NULL: not named.';
COMMENT ON COLUMN statements.mode IS 'direct, indirect or mixed.';
COMMENT ON COLUMN statements.stance IS 'says, affirms, announces, denies, accuses, threatens, demands, warns, promises, condemns, praises, hopes, expects, believes or asks.';
COMMENT ON COLUMN statements.parent IS 'statements.id of the statement whose content it stands in.';

CREATE TABLE accounts (
    account VARCHAR NOT NULL, document VARCHAR NOT NULL, n INTEGER NOT NULL, id VARCHAR NOT NULL, type VARCHAR NOT NULL,
    triggers STRUCT(span_start INTEGER, span_end INTEGER, text VARCHAR)[] NOT NULL, modality VARCHAR NOT NULL, statement VARCHAR,
    chain STRUCT(link VARCHAR, name VARCHAR, entity VARCHAR, statement VARCHAR)[] NOT NULL,
    earliest DATE, latest DATE, date_precision VARCHAR NOT NULL, date_reason VARCHAR,
    place VARCHAR, place_name VARCHAR, lat DOUBLE, lon DOUBLE, country VARCHAR, geonames BIGINT, place_precision VARCHAR,
    agents VARCHAR[] NOT NULL, targets VARCHAR[] NOT NULL, quantities VARCHAR[] NOT NULL
);
COMMENT ON TABLE accounts IS 'Event reports: one row per event as one document tells it, with the chain of who says so.';
COMMENT ON COLUMN accounts.account IS 'Key: the document''s key, a colon, and id.';
COMMENT ON COLUMN accounts.document IS 'documents.document.';
COMMENT ON COLUMN accounts.n IS 'Place in the report, from 0.';
COMMENT ON COLUMN accounts.id IS 'The event''s id within the document: v1.';
COMMENT ON COLUMN accounts.type IS 'Event type of the report: battle, airstrike, … (26 types).';
COMMENT ON COLUMN accounts.triggers IS 'The words that name the event, verbatim.';
COMMENT ON COLUMN accounts.modality IS 'asserted (by the outlet itself), claimed, denied, planned or hypothetical.';
COMMENT ON COLUMN accounts.statement IS 'statements.id, where only a statement tells it.';
COMMENT ON COLUMN accounts.chain IS 'Who says it, from the outlet inwards. link: outlet, speaker (who speaks to the outlet), source (whom the link before has it from); name as printed; entity: entities.id; statement: statements.id. The agency that a text credits stands in printings; the view tellers has all in columns.';
COMMENT ON COLUMN accounts.earliest IS 'First day that it may have happened.';
COMMENT ON COLUMN accounts.latest IS 'Last day that it may have happened.';
COMMENT ON COLUMN accounts.date_precision IS 'day, days (2 to 6), week, month (8 to 31 days), year, longer, open (one bound only) or unknown.';
COMMENT ON COLUMN accounts.date_reason IS 'Where the bounds come from, or why they are not known.';
COMMENT ON COLUMN accounts.place IS 'entities.id of the place.';
COMMENT ON COLUMN accounts.place_name IS 'Its name in the document.';
COMMENT ON COLUMN accounts.lat IS 'Its latitude, WGS84 degrees.';
COMMENT ON COLUMN accounts.lon IS 'Its longitude, WGS84 degrees.';
COMMENT ON COLUMN accounts.country IS 'Its ISO 3166-1 alpha-2 country.';
COMMENT ON COLUMN accounts.geonames IS 'Its GeoNames id.';
COMMENT ON COLUMN accounts.place_precision IS 'point, town, district, governorate, region or country. NULL: no location.';
COMMENT ON COLUMN accounts.agents IS 'entities.id of who did it.';
COMMENT ON COLUMN accounts.targets IS 'entities.id of whom or what it was done to.';
COMMENT ON COLUMN accounts.quantities IS 'quantities.id of its counts; spelt out in figures.';

CREATE TABLE figures (
    account VARCHAR NOT NULL, document VARCHAR NOT NULL, n INTEGER NOT NULL, quantity VARCHAR NOT NULL, what VARCHAR NOT NULL,
    low BIGINT, high BIGINT, cumulative BOOLEAN NOT NULL, part_of VARCHAR, statement VARCHAR,
    speaker VARCHAR, speaker_entity VARCHAR, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text VARCHAR NOT NULL
);
COMMENT ON TABLE figures IS 'The toll that an account gives: one row per account and count, with who gives it. None is chosen, none added up.';
COMMENT ON COLUMN figures.account IS 'accounts.account.';
COMMENT ON COLUMN figures.document IS 'documents.document.';
COMMENT ON COLUMN figures.n IS 'Place among the account''s counts, from 0.';
COMMENT ON COLUMN figures.quantity IS 'quantities.id.';
COMMENT ON COLUMN figures.what IS 'killed, wounded, arrested, abducted, missing, displaced, released, surrendered, trapped or other.';
COMMENT ON COLUMN figures.low IS 'At least so many.';
COMMENT ON COLUMN figures.high IS 'At most so many. NULL: open.';
COMMENT ON COLUMN figures.cumulative IS 'Whether it is a total that grew.';
COMMENT ON COLUMN figures.part_of IS 'quantities.id that this one is a subset of.';
COMMENT ON COLUMN figures.statement IS 'statements.id of the innermost statement whose content it stands in. NULL: the outlet itself gives it.';
COMMENT ON COLUMN figures.speaker IS 'Who gives it: the speaker of that statement, named or described. NULL: the outlet, or a speaker only in the verb.';
COMMENT ON COLUMN figures.speaker_entity IS 'entities.id of that speaker.';
COMMENT ON COLUMN figures.span_start IS 'First code point of the count.';
COMMENT ON COLUMN figures.span_end IS 'Code point after its last.';
COMMENT ON COLUMN figures.text IS 'The count, verbatim.';

CREATE TABLE relations (
    document VARCHAR NOT NULL, n INTEGER NOT NULL, id VARCHAR NOT NULL, subject VARCHAR NOT NULL, predicate VARCHAR NOT NULL,
    object VARCHAR NOT NULL, title VARCHAR, statement VARCHAR, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text VARCHAR NOT NULL
);
COMMENT ON TABLE relations IS 'Lasting ties between two entities of a document.';
COMMENT ON COLUMN relations.document IS 'documents.document.';
COMMENT ON COLUMN relations.n IS 'Place in the report, from 0.';
COMMENT ON COLUMN relations.id IS 'Its id within the document: r1.';
COMMENT ON COLUMN relations.subject IS 'entities.id.';
COMMENT ON COLUMN relations.predicate IS 'role, leads, member_of, part_of, supports, allied_with, opposes, based_in, kin_of or alias_of.';
COMMENT ON COLUMN relations.object IS 'entities.id.';
COMMENT ON COLUMN relations.title IS 'Title of a role.';
COMMENT ON COLUMN relations.statement IS 'statements.id, where only a statement tells it.';
COMMENT ON COLUMN relations.span_start IS 'First code point of the words that it was read from.';
COMMENT ON COLUMN relations.span_end IS 'Code point after their last.';
COMMENT ON COLUMN relations.text IS 'These words, verbatim.';

CREATE TABLE frames (
    document VARCHAR NOT NULL, n INTEGER NOT NULL, id VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL, category VARCHAR NOT NULL, about VARCHAR, voice VARCHAR NOT NULL, neutral VARCHAR
);
COMMENT ON TABLE frames IS 'Words that take a side where a neutral word exists.';
COMMENT ON COLUMN frames.document IS 'documents.document.';
COMMENT ON COLUMN frames.n IS 'Place in the report, from 0.';
COMMENT ON COLUMN frames.id IS 'Its id within the document: f1.';
COMMENT ON COLUMN frames.span_start IS 'First code point.';
COMMENT ON COLUMN frames.span_end IS 'Code point after the last.';
COMMENT ON COLUMN frames.text IS 'The letters of the span, verbatim.';
COMMENT ON COLUMN frames.category IS 'group, event or epithet.';
COMMENT ON COLUMN frames.about IS 'entities.id of whom or what it is said.';
COMMENT ON COLUMN frames.voice IS 'outlet, or statements.id of who says it.';
COMMENT ON COLUMN frames.neutral IS 'A neutral word for it.';

-- Reviews: what people decided. Append-only; no build changes or deletes a row.

CREATE TABLE reviews (
    review VARCHAR PRIMARY KEY, reviewed TIMESTAMP NOT NULL, reviewer VARCHAR NOT NULL, action VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    document VARCHAR, items VARCHAR[] NOT NULL, anchors VARCHAR[] NOT NULL, before JSON, after JSON, why VARCHAR, undoes VARCHAR
);
COMMENT ON TABLE reviews IS 'What people decided about readings and judgements. Rows are only ever added.';
COMMENT ON COLUMN reviews.review IS 'Key: 20 hex digits, of the row''s own content and a random part.';
COMMENT ON COLUMN reviews.reviewed IS 'When, UTC.';
COMMENT ON COLUMN reviews.reviewer IS 'Who.';
COMMENT ON COLUMN reviews.action IS 'accept, correct, merge, split or undo.';
COMMENT ON COLUMN reviews.kind IS 'The table that the items belong to: mentions, accounts, incidents, actors, …';
COMMENT ON COLUMN reviews.document IS 'documents.document, where the items belong to one.';
COMMENT ON COLUMN reviews.items IS 'What is reviewed, by its id in the record then (document:id): one item, or those to merge or to split.';
COMMENT ON COLUMN reviews.anchors IS 'Where each item stands in its document; finds it again when another program gave it another id.';
COMMENT ON COLUMN reviews.before IS 'The row as the reviewer saw it.';
COMMENT ON COLUMN reviews.after IS 'The columns as they should be (correct); holds: false for a reading that should not be there.';
COMMENT ON COLUMN reviews.why IS 'The reason given.';
COMMENT ON COLUMN reviews.undoes IS 'reviews.review that this row takes back (undo). To have it back, review again.';

-- Incidents: which accounts, documents and entities belong together (owned by rawi.incidents).
-- All of it is made anew by each build that adds something, from the readings and the reviews.

CREATE TABLE lineages (lineage VARCHAR PRIMARY KEY, agency VARCHAR, documents INTEGER NOT NULL);
COMMENT ON TABLE lineages IS 'Texts that were printed, copies aside: one agency''s text in nine outlets is one lineage.';
COMMENT ON COLUMN lineages.lineage IS 'Key: ln: and 16 hex digits of its first printing''s document.';
COMMENT ON COLUMN lineages.agency IS 'News agency that most of its printings credit.';
COMMENT ON COLUMN lineages.documents IS 'Documents that print it.';

CREATE TABLE printings (
    lineage VARCHAR NOT NULL, n INTEGER NOT NULL, document VARCHAR NOT NULL, kind VARCHAR NOT NULL, share DOUBLE NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, credits VARCHAR[] NOT NULL
);
COMMENT ON TABLE printings IS 'Which documents print a text. Each document prints one whole, and may hold others.';
COMMENT ON COLUMN printings.lineage IS 'lineages.lineage.';
COMMENT ON COLUMN printings.n IS 'Place among its printings, the earliest first, from 0.';
COMMENT ON COLUMN printings.document IS 'documents.document.';
COMMENT ON COLUMN printings.kind IS 'whole: the document is this text; contained: it holds it among others.';
COMMENT ON COLUMN printings.share IS 'Share of the first printing''s word shingles that it has, 0 to 1.';
COMMENT ON COLUMN printings.span_start IS 'First code point of the document that is of this text.';
COMMENT ON COLUMN printings.span_end IS 'Code point after the last.';
COMMENT ON COLUMN printings.credits IS 'News agencies that this printing credits.';

CREATE TABLE actors (
    actor VARCHAR PRIMARY KEY, type VARCHAR NOT NULL, name VARCHAR NOT NULL, aliases VARCHAR[] NOT NULL, documents INTEGER NOT NULL
);
COMMENT ON TABLE actors IS 'Persons, bodies and forces across documents, merged where names, titles and countries say so.';
COMMENT ON COLUMN actors.actor IS 'Key: ac: and 12 hex digits of its first member.';
COMMENT ON COLUMN actors.type IS 'person, organization or armed_group.';
COMMENT ON COLUMN actors.name IS 'The name that most documents give it.';
COMMENT ON COLUMN actors.aliases IS 'Its other names, the commonest first.';
COMMENT ON COLUMN actors.documents IS 'Documents that name it.';

CREATE TABLE actor_members (actor VARCHAR NOT NULL, document VARCHAR NOT NULL, entity VARCHAR NOT NULL);
COMMENT ON TABLE actor_members IS 'Which entities of documents are one actor.';
COMMENT ON COLUMN actor_members.actor IS 'actors.actor.';
COMMENT ON COLUMN actor_members.document IS 'documents.document.';
COMMENT ON COLUMN actor_members.entity IS 'entities.id of that document.';

CREATE TABLE incidents (
    incident VARCHAR PRIMARY KEY, type VARCHAR NOT NULL, earliest DATE, latest DATE, place_name VARCHAR, lat DOUBLE, lon DOUBLE,
    country VARCHAR, accounts INTEGER NOT NULL, documents INTEGER NOT NULL, lineages INTEGER NOT NULL, disagreement DOUBLE NOT NULL
);
COMMENT ON TABLE incidents IS 'Events, each with all accounts of it. Its columns are for finding it; what is said of it stands in accounts and differences.';
COMMENT ON COLUMN incidents.incident IS 'Key: in: and 12 hex digits of its first account.';
COMMENT ON COLUMN incidents.type IS 'Event type that most accounts give it.';
COMMENT ON COLUMN incidents.earliest IS 'First day that any account gives.';
COMMENT ON COLUMN incidents.latest IS 'Last day that any account gives.';
COMMENT ON COLUMN incidents.place_name IS 'Place that most accounts give.';
COMMENT ON COLUMN incidents.lat IS 'Its latitude, WGS84 degrees.';
COMMENT ON COLUMN incidents.lon IS 'Its longitude, WGS84 degrees.';
COMMENT ON COLUMN incidents.country IS 'Its ISO 3166-1 alpha-2 country.';
COMMENT ON COLUMN incidents.accounts IS 'Number of accounts.';
COMMENT ON COLUMN incidents.documents IS 'Number of documents that tell of it.';
COMMENT ON COLUMN incidents.lineages IS 'Number of independent texts among them.';
COMMENT ON COLUMN incidents.disagreement IS 'How much its accounts differ, weighted; 0: not at all, or one text only.';

CREATE TABLE incident_accounts (incident VARCHAR NOT NULL, account VARCHAR NOT NULL, document VARCHAR NOT NULL, lineage VARCHAR NOT NULL);
COMMENT ON TABLE incident_accounts IS 'Which accounts tell of which incident; each account of one.';
COMMENT ON COLUMN incident_accounts.incident IS 'incidents.incident.';
COMMENT ON COLUMN incident_accounts.account IS 'accounts.account.';
COMMENT ON COLUMN incident_accounts.document IS 'documents.document.';
COMMENT ON COLUMN incident_accounts.lineage IS 'lineages.lineage of the text that it stands in.';

CREATE TABLE differences (
    incident VARCHAR NOT NULL, aspect VARCHAR NOT NULL, n INTEGER NOT NULL, value VARCHAR NOT NULL, lineages INTEGER NOT NULL,
    differs BOOLEAN NOT NULL, spread DOUBLE NOT NULL, voices STRUCT(account VARCHAR, chain STRUCT(link VARCHAR, name VARCHAR)[])[] NOT NULL
);
COMMENT ON TABLE differences IS 'What accounts say of incidents with two or more: one row per aspect and value, with who says it.';
COMMENT ON COLUMN differences.incident IS 'incidents.incident.';
COMMENT ON COLUMN differences.aspect IS 'killed, wounded and other counts; day, place, blamed, targets, called (event type), word (that takes a side), happened.';
COMMENT ON COLUMN differences.n IS 'Place among the aspect''s values, the one of most texts first, from 0.';
COMMENT ON COLUMN differences.value IS 'The value: 7–7, 20– (open), 2021-03-10, a name, a type, a word.';
COMMENT ON COLUMN differences.lineages IS 'Number of independent texts that give it.';
COMMENT ON COLUMN differences.differs IS 'Whether the aspect''s values differ in substance.';
COMMENT ON COLUMN differences.spread IS 'How far they differ, 0 to 1.';
COMMENT ON COLUMN differences.voices IS 'Which accounts give it, with the chain of who says so, from the outlet inwards.';

CREATE TABLE judgements (
    kind VARCHAR NOT NULL, one VARCHAR NOT NULL, other VARCHAR NOT NULL, score DOUBLE NOT NULL, reasons VARCHAR[] NOT NULL, judge VARCHAR NOT NULL
);
COMMENT ON TABLE judgements IS 'The merges that made incidents and actors, one row a merge. A review (merge, split) goes before them.';
COMMENT ON COLUMN judgements.kind IS 'incident (the items are accounts) or actor (document''s key, colon, entities.id).';
COMMENT ON COLUMN judgements.one IS 'An item.';
COMMENT ON COLUMN judgements.other IS 'Another, held to be of the same.';
COMMENT ON COLUMN judgements.score IS '0 to 1.';
COMMENT ON COLUMN judgements.reasons IS 'What spoke for and against it, the strongest first, a colon before its value.';
COMMENT ON COLUMN judgements.judge IS 'rawi; review, where a person decided; overruled, where a person parted what rawi merged.';
