/** An incident's accounts as texts: what several outlets print alike is one column. */

import type { Column, IncidentView, Link, Point, Voice } from "./api";

export interface Telling {
  lineage: string;
  accounts: Column[];
  outlets: string[];
}

/** The independent texts of an incident, in the order of their first publication. */
export function listTellings(view: IncidentView): Telling[] {
  const found = new Map<string, Column[]>();
  for (const account of view.accounts) {
    const accounts = found.get(account.lineage) ?? [];
    found.set(account.lineage, [...accounts, account]);
  }
  return [...found].map(([lineage, accounts]) => {
    const first = accounts[0]!;
    const outlets = [...new Set(accounts.map((a) => a.outlet ?? ""))].filter(
      (outlet) => outlet && outlet !== first.outlet,
    );
    return { lineage, outlets, accounts: accounts.filter((a) => a.document === first.document) };
  });
}

export interface Told {
  value: string;
  account: Column;
  speakers: string[];
}

/** What a text gives of an aspect: each value, with the first account that does and who says it. */
export function listTold(point: Point, telling: Telling): Told[] {
  const told: Told[] = [];
  for (const { value, voices } of point.values) {
    const own = voices.filter((v) => telling.accounts.some((a) => a.account === v.account));
    const account = telling.accounts.find((a) => own.some((v) => v.account === a.account));
    if (!account) continue;
    const last = own.map((v) => v.chain.at(-1)).filter((l) => l && l.link !== "outlet" && l.link !== "agency");
    told.push({ value, account, speakers: [...new Set(last.map((l) => l!.name ?? ""))].filter(Boolean) });
  }
  return told;
}

/** The address of the words that an account was read from. */
export function addressOf(account: Column): string {
  const id = account.account.slice(account.account.lastIndexOf(":") + 1);
  return `/articles/${encodeURIComponent(account.document)}#${id}`;
}

export interface Spoken {
  chain: Link[];
  copies: string[];
}

/** Who gives a value: one line for each text and speaker, outlets that printed it alike together. */
export function listSpoken(voices: Voice[], view: IncidentView): Spoken[] {
  const lineages = new Map(view.accounts.map((account) => [account.account, account.lineage]));
  const found = new Map<string, Spoken>();
  for (const { account, chain } of voices) {
    const inner = chain.filter((link) => link.link !== "outlet" && link.link !== "agency");
    const key = JSON.stringify([lineages.get(account), inner.map((link) => link.name)]);
    const outlet = chain.find((link) => link.link === "outlet")?.name ?? "";
    const known = found.get(key);
    if (!known) found.set(key, { chain, copies: [] });
    else if (outlet && outlet !== known.chain[0]?.name && !known.copies.includes(outlet))
      known.copies.push(outlet);
  }
  return [...found.values()];
}

/** Words that take a side by who uses them: each voice with its words. */
export function listUsers(point: Point, view: IncidentView): (Spoken & { words: string[] })[] {
  const found = new Map<string, Spoken & { words: string[] }>();
  for (const { value, voices } of point.values)
    for (const spoken of listSpoken(voices, view)) {
      const key = JSON.stringify(spoken.chain.map((link) => link.name));
      const known = found.get(key) ?? { ...spoken, words: [] };
      if (!known.words.includes(value)) known.words.push(value);
      found.set(key, known);
    }
  return [...found.values()];
}
