/** The words of the interface: the program's own, asked of it once for each language. */

import { ask } from "./api";

export type Lang = "ar" | "en";
type Table = Record<string, Record<string, string>>;

const kept = localStorage.getItem("rawi-lang");
const given = new URLSearchParams(location.search).get("lang") ?? kept;

export const words = $state({ lang: (given === "en" ? "en" : "ar") as Lang, table: {} as Table });

/** Load the words of a language, and turn the page its way. */
export async function speak(lang: Lang): Promise<void> {
  words.table = await ask<Table>(`/api/words/${lang}`);
  words.lang = lang;
  localStorage.setItem("rawi-lang", lang);
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
}

/** The words for a name of a kind, values filled in; the name itself where there are none. */
export function say(kind: string, name: string, values: Record<string, unknown> = {}): string {
  const text = words.table[kind]?.[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

/** A day as people write it; the words for an unknown one where there is none. */
export function day(value: string | null): string {
  if (!value) return say("label", "date_unknown");
  const [year, month, number] = value.split("-").map(Number);
  return say("date", "day", { day: number, month: say("month", String(month)), year });
}

/** The bounds of a time: one day, or from one to another. */
export function bounds(first: string | null, last: string | null): string {
  if (!first && !last) return day(null);
  if (first === last) return day(first);
  if (!first) return say("date", "until", { last: day(last) });
  if (!last) return say("date", "since", { first: day(first) });
  return say("date", "range", { first: day(first), last: day(last) });
}

/** What accounts give of an aspect, as people write it: a count, a day, a kind, a name. */
export function value(aspect: string, given: string): string {
  const count = /^(\d*)–(\d*)$/.exec(given);
  if (count) {
    const [, low, high] = count;
    if (low && low === high) return say("count", "exact", { low });
    if (low && high) return say("count", "range", { low, high });
    return low ? say("count", "least", { low }) : say("count", "most", { high });
  }
  if (aspect === "called") return say("event", given);
  if (aspect === "happened") return say("incident", given);
  if (aspect === "day") {
    const [first, last] = given.split("/");
    return bounds(first ?? null, last ?? first ?? null);
  }
  return given;
}

/** What stands between the parts of a list. */
export const comma = (): string => (words.lang === "ar" ? "، " : ", ");

/** The name of an aspect. */
export const aspectName = (aspect: string): string => say("aspect", aspect);
