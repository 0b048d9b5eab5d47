/** Reviews: who makes them, how they are sent, and what they are of. */

import { ask, Failure, type IncidentRow } from "./api";
import { say } from "./words.svelte";

export type ItemKind =
  | "accounts" | "statements" | "quantities" | "entities"
  | "mentions" | "times" | "frames" | "relations";
export type GroupKind = "incidents" | "actors";
export type Kind = ItemKind | GroupKind;

export interface Decision { review: string; action: string; reviewer: string; reviewed: string }
export interface Doubt { reason: string; points: number }
export interface QueueRow {
  kind: Kind; item: string; document: string | null; label: string; type: string | null;
  title: string | null; outlet: string | null; published: string | null;
  doubts: Doubt[]; weight: number; priority: number; decisions: Decision[];
}
export interface QueuePage {
  total: number; decided: number; kinds: Record<string, number>; items: QueueRow[];
}
export interface Choice { value: string; label: string; type: string | null }
export interface Ends { start: number; end: number }
export type Value = string | number | boolean | null | string[] | Ends | Ends[];
export interface Field {
  name: string;
  input: "choice" | "day" | "number" | "degrees" | "text" | "flag" | "one" | "many" | "span" | "spans";
  value: Value; machine: Value; words: string | null; choices: Choice[]; empty: boolean;
}
export interface Mark { start: number; end: number; role: string }
export interface Step {
  review: string; reviewed: string; reviewer: string; action: string; kind: Kind;
  document: string | null; items: string[]; before: Record<string, unknown>;
  after: Record<string, unknown>; why: string | null; undone: Decision | null;
  label: string | null; title: string | null; names: Record<string, string>;
}
export interface ItemView {
  kind: ItemKind; item: string; document: string; title: string | null; outlet: string | null;
  published: string | null; holds: boolean; context: string; context_start: number;
  sentence: [number, number]; marks: Mark[]; fields: Field[]; decisions: Decision[];
  history: Step[]; incident: string | null; whole: boolean;
}
export interface Member {
  item: string; document: string; title: string | null; outlet: string | null;
  published: string | null; label: string; type: string; place: string | null;
  earliest: string | null; latest: string | null; excerpt: string; excerpt_start: number;
  marks: Mark[];
}
export interface Tie { one: string; other: string; score: number; reasons: string[]; judge: string }
export interface GroupView {
  kind: GroupKind; group: string; label: string; type: string; members: Member[]; ties: Tie[];
  decisions: Decision[]; history: Step[]; total: number;
}
export interface Candidate {
  group: string; label: string; type: string; earliest: string | null; latest: string | null;
  documents: number; titles: string[]; outlets: string[]; members: string[]; shared: string[];
}
export interface ReviewPage { total: number; items: Step[] }
export type Decided = Record<string, Record<string, Decision[]>>;
export interface Kept { reviews: string[]; groups: string[] }
export type { IncidentRow };

const KEPT = "rawi-reviewer";

/**
 * Who reviews at this browser, what they did last, the latest last, and what is yet to be said on
 * the page of the group that a merge goes to.
 */
export const desk = $state({
  reviewer: localStorage.getItem(KEPT) ?? "",
  made: [] as string[],
  said: "",
});

export function sign(name: string): void {
  desk.reviewer = name.trim();
  localStorage.setItem(KEPT, desk.reviewer);
}

/** What came of an action: whether the next item may come, who decided now, what was taken back. */
export interface Outcome { moved: boolean; decisions: Decision[]; undone: string | null }

export const isGroup = (kind: string): kind is GroupKind =>
  kind === "incidents" || kind === "actors";

/** Send a review; it is on disk when this returns. */
async function post(address: string, body: Record<string, unknown>): Promise<Kept> {
  const answer = await fetch(`/api/reviews/${address}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Rawi": "1" },
    body: JSON.stringify({ reviewer: desk.reviewer, ...body }),
  });
  const found: unknown = await answer.json();
  if (!answer.ok) {
    const { what, remedy } = (found as { error: { what: string; remedy: string | null } }).error;
    throw new Failure(answer.status === 409 ? `${say("review", "conflict")} ${what}` : what, remedy);
  }
  return found as Kept;
}

async function keep(address: string, body: Record<string, unknown>): Promise<Kept> {
  const kept = await post(address, body);
  desk.made.push(...kept.reviews);
  return kept;
}

export const accept = (items: { kind: ItemKind; item: string; seen: Record<string, unknown> }[]) =>
  keep("accept", { items });

export const correct = (
  kind: ItemKind, item: string, seen: Record<string, unknown>, after: Record<string, unknown>,
  why: string,
) => keep("correct", { kind, item, seen, after, why: why || null });

export const merge = (kind: GroupKind, seen: Record<string, string[]>, why = "") =>
  keep("merge", { kind, seen, why: why || null });

export const split = (
  kind: GroupKind, group: string, seen: string[], apart: string[], why = "",
) => keep("split", { kind, group, seen, apart, why: why || null });

export async function undo(review: string): Promise<Kept> {
  const kept = await post(`${encodeURIComponent(review)}/undo`, {});
  desk.made = desk.made.filter((one) => one !== review);
  return kept;
}

export const loadItem = (kind: string, item: string) =>
  ask<ItemView>(`/api/items/${kind}/${encodeURIComponent(item)}`);

export const loadGroup = (kind: string, group: string) =>
  ask<GroupView>(`/api/groups/${kind}/${encodeURIComponent(group)}`);

export const loadCandidates = (kind: string, group: string, q: string) =>
  ask<{ items: Candidate[] }>(`/api/groups/${kind}/${encodeURIComponent(group)}/candidates`, { q });

export const loadDecided = (document: string) =>
  ask<{ items: Decided }>(`/api/reviews/decided/${encodeURIComponent(document)}`);

/** The address of a reading, incident or actor in the review. */
export const addressOf = (kind: string, item: string) =>
  `/review/${kind}/${encodeURIComponent(item)}`;

const KINDS: Record<string, ItemKind> = {
  v: "accounts", s: "statements", q: "quantities", e: "entities", m: "mentions", t: "times",
  f: "frames", r: "relations",
};
/** The kind of a reading by its id within its article: an event for v1. */
export const kindOf = (id: string): ItemKind | undefined => KINDS[id[0] ?? ""];

/** The columns that a field stands for, with a value as they hold it. */
export function spell(field: Field, value: Value): Record<string, unknown> {
  if (field.input === "span") {
    const [start, end] = field.name === "speaker"
      ? ["speaker_start", "speaker_end"] : ["span_start", "span_end"];
    const ends = value as Ends | null;
    return { [start!]: ends?.start ?? null, [end!]: ends?.end ?? null };
  }
  if (field.input === "spans")
    return {
      [field.name]: (value as Ends[]).map(({ start, end }) => ({ span_start: start, span_end: end })),
    };
  return { [field.name]: value };
}

/** A moment as people write it, to the minute, in their own time. */
export function moment(value: string): string {
  const when = new Date(value.endsWith("Z") ? value : `${value}Z`);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())} ` +
    `${two(when.getHours())}:${two(when.getMinutes())}`;
}
