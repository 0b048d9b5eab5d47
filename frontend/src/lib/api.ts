/** The record over HTTP: what the program answers with, and how a failure looks. */

export interface Link { link: string; name: string | null }
export interface Voice { account: string; chain: Link[] }
export interface Given { value: string; lineages: number }
export interface Said extends Given { voices: Voice[] }
export interface Aspect { aspect: string; differs: boolean; spread: number; values: Given[] }
export interface Point { aspect: string; differs: boolean; spread: number; values: Said[] }

export interface IncidentRow {
  incident: string; type: string; earliest: string | null; latest: string | null;
  place_name: string | null; country: string | null; accounts: number; documents: number;
  lineages: number; disagreement: number; aspects: Aspect[];
}
export interface IncidentPage { total: number; items: IncidentRow[] }
export interface Column {
  account: string; document: string; lineage: string; outlet: string | null;
  title: string | null; published: string | null; type: string; modality: string;
  chain: Link[]; triggers: string[]; words: string[]; span_start: number; span_end: number;
  excerpt: string; excerpt_start: number;
}
export interface NumberByRule {
  rule: string; what: string; low: number | null; best: number | null; high: number | null;
}
export interface IncidentView {
  row: IncidentRow; points: Point[]; accounts: Column[]; numbers: NumberByRule[];
}
export interface DocumentRow {
  document: string; title: string | null; outlet: string | null; published: string | null;
  url: string | null; words: number; lineage: string | null; printings: number;
}
export interface DocumentPage { total: number; items: DocumentRow[] }
export interface Reading { row: DocumentRow; html: string; copies: DocumentRow[] }
export interface Found { start: number; end: number; excerpt: string; excerpt_start: number }
export interface SearchPage {
  total: number; items: { row: DocumentRow; found: Found[] }[];
  names: { kind: string; key: string; name: string; documents: number | null }[];
}
export interface Case {
  name: string; program: string; documents: number; lineages: number; incidents: number;
  differing: number; actors: number; outlets: string[]; types: string[];
  first_day: string | null; last_day: string | null; read_only: boolean; private: boolean;
  closed: string | null;
}

export class Failure extends Error {
  constructor(what: string, readonly remedy: string | null) {
    super(what);
  }
}

/** What went wrong, and what to do about it where that is known. */
export function tell(error: unknown): string {
  return error instanceof Failure && error.remedy
    ? `${error.message}. ${error.remedy}.` : String((error as Error).message);
}

/** Ask the record; `parameters` that are empty are left out. */
export async function ask<T>(
  address: string,
  parameters: Record<string, string | number | null> = {},
): Promise<T> {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== "");
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const answer = await fetch(given.length ? `${address}?${query}` : address);
  const body: unknown = await answer.json();
  if (!answer.ok) {
    const { what, remedy } = (body as { error: { what: string; remedy: string | null } }).error;
    throw new Failure(what, remedy);
  }
  return body as T;
}
