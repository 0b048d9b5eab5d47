/** What the timeline, the map and the pages of actors are answered with. */

import type { Link } from "./api";

export interface Teller {
  document: string; outlet: string | null; published: string | null; chain: Link[];
  modality?: string; span_start: number | null; span_end: number | null;
}
export interface Line {
  incident: string; type: string; place_name: string | null; place_latin: string | null;
  earliest: string | null; latest: string | null; accounts: number; documents: number;
  lineages: number; disagreement: number; tellers: Teller[];
}
export interface LinePage { total: number; items: Line[] }

export interface Bar { first: string; last: string; sure: number; unsure: number }
export interface Span { first: string; last: string }
export interface Bars extends Span { grain: string; bars: Bar[] }
export interface Timeline {
  total: number; undated: number; open_start: number; open_end: number; whole: Span | null;
  bulk: Span | null; overview: Bars | null; window: Bars | null; in_window: number; items: Line[];
}

export interface Place {
  key: string; names: string[]; latin: string | null; lat: number; lon: number;
  country: string | null; precision: string; incidents: number; differing: number;
  earliest: string | null; latest: string | null;
}
export interface MapView {
  total: number; unlocated: number; unnamed: number; places: Place[]; more_places: number;
  tiles: string | null;
}

export interface ActorRow {
  actor: string; type: string; name: string; latin: string | null; aliases: string[];
  documents: number;
}
export interface ActorPage { total: number; items: ActorRow[] }
export interface Source extends Teller { text: string }
export interface Naming {
  name: string; times: number; documents: number; outlets: string[]; source: Source;
}
export interface Wording {
  text: string; category: string; neutral: string | null; times: number; sources: Source[];
}
export interface Role {
  title: string | null; organization: string | null; actor: string | null; documents: number;
  first: string | null; last: string | null; sources: Source[];
}
export interface Month { month: string | null; stances: Record<string, number> }
export interface ActorView {
  row: ActorRow; aliases: string[]; first: string | null; last: string | null; namings: Naming[];
  wordings: Wording[]; roles: Role[]; months: Month[]; as_agent: number; as_target: number;
}
export interface Tie {
  predicate: string; outward: boolean; other: string; other_latin: string | null; type: string;
  actor: string | null; titles: string[]; documents: number; first: string | null;
  last: string | null; sources: Source[];
}
export interface Between { one: string; other: string; predicate: string; documents: number }
export interface Ties { total: number; items: Tie[]; between: Between[] }
export interface Part { side: string; lineages: number; tellers: Teller[] }
export interface Involvements { total: number; items: { line: Line; parts: Part[] }[] }
export interface Quotation extends Teller {
  stance: string; mode: string; cue: string; excerpt: string; is_cut: boolean;
}
export interface Quotations { total: number; items: Quotation[] }

/** The address of words in an article. */
export function wordsOf(one: { document: string; span_start: number | null; span_end: number | null }): string {
  const at = one.span_start === null ? "" : `?at=${one.span_start}-${one.span_end}`;
  return `/articles/${encodeURIComponent(one.document)}${at}`;
}

/** The filters of incidents that an address gives, apart from the page's own parameters. */
export function filtersOf(parameters: Record<string, string>): Record<string, string> {
  const names = ["type", "actor", "place", "outlet", "texts"];
  return Object.fromEntries(names.flatMap((n) => (parameters[n] ? [[n, parameters[n]]] : [])));
}
