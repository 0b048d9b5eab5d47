/** Wording over HTTP: what the page asks for, and what it is answered. */

import type { DocumentRow, Link } from "./api";
import type { Lang } from "./words.svelte";

export interface Term {
  term: string; shown: string; kind: string; neutral: string | null;
  lineages: number; documents: number;
}
export interface Voice { voice: string; shown: string | null; lineages: number }
export interface Cell { term: string; voice: string; own: number; quoted: number }
export interface VoicePage { total: number; items: Voice[]; cells: Cell[] }
export interface WordingView {
  about: string; total: number; terms: Term[]; outlets: VoicePage; speakers: VoicePage;
}
export interface Use {
  row: DocumentRow; chain: Link[]; span_start: number; span_end: number;
  excerpt: string; excerpt_start: number;
}
export interface UsePage { total: number; items: Use[] }
export interface LoadedWord {
  term: string; shown: string; category: string; neutral: string | null;
  own: number; quoted: number; lineages: number;
}
export interface WordingStart { words: LoadedWord[]; types: { type: string; lineages: number }[] }

/** What is asked about; one of them is given. */
export const SUBJECTS = ["actor", "incident", "type", "word"] as const;
/** What narrows the sentences down. */
export const NARROWING = ["term", "outlet", "speaker", "voice"] as const;

/** A neutral word in the language of the page, where there is one in both. */
export function gloss(neutral: string | null, lang: Lang): string {
  const glosses = (neutral ?? "").split("; ");
  const own = glosses.filter((one) => /[\u0600-\u06ff]/.test(one) === (lang === "ar"));
  return (own.length ? own : glosses).join("; ");
}

/** Terms by their kind, in the order in which kinds are met. */
export function group(terms: Term[]): [string, Term[]][] {
  const kinds = new Map<string, Term[]>();
  for (const term of terms) kinds.set(term.kind, [...(kinds.get(term.kind) ?? []), term]);
  return [...kinds];
}
