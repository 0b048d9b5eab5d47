/** Days as places on a line, and incidents laid on lanes. */

import { scaleUtc, type ScaleTime } from "d3-scale";
import type { Line, Span } from "./looks";

export const DAY = 86_400_000;
/** The pixels that an open end is drawn with. */
export const OPEN = 64;

export const parse = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day of a moment, within the years that the record can name. */
export function dayOf(time: number): string {
  const least = parse("0001-01-01");
  const most = parse("9999-12-31");
  return new Date(Math.min(Math.max(time, least), most)).toISOString().slice(0, 10);
}

/** A scale from days to pixels; time runs from right to left where the page does. */
export function makeScale(from: number, to: number, width: number, rtl: boolean): ScaleTime<number, number> {
  return scaleUtc().domain([from, to]).range(rtl ? [width, 0] : [0, width]);
}

/** The moments that a span of days covers, with a little room on both sides. */
export function widen(span: Span, share = 0.02): [number, number] {
  const [from, to] = [parse(span.first), parse(span.last) + DAY];
  const room = Math.max((to - from) * share, DAY);
  return [from - room, to + room];
}

export interface Laid {
  line: Line; start: number; width: number; lane: number; label: string; text: number;
  openStart: boolean; openEnd: boolean; isRange: boolean;
}

/**
 * Lay incidents on lanes so that neither bars nor labels meet.
 *
 * `start` and `text` are pixels from where time begins: the left in a left-to-right page.
 */
export function lay(
  lines: Line[],
  place: (time: number) => number,
  width: number,
  labelOf: (line: Line) => string,
  measure: (label: string) => number,
): { laid: Laid[]; lanes: number } {
  const ends: number[] = [];
  const drawn = lines.map((line) => bound(line, place)).map((one) => {
    const start = Math.max(one.start, -8);
    const end = Math.max(Math.min(one.end, width + 8), start + 6);
    return { ...one, start, width: end - start };
  });
  drawn.sort((a, b) => Number(a.width > width / 2) - Number(b.width > width / 2) || a.start - b.start);
  const laid = drawn.map((one): Laid => {
    const label = labelOf(one.line);
    const length = measure(label);
    const inside = length + 10 < one.width;
    const right = one.start + one.width + 5;
    const text = inside ? Math.max(one.start, 0) + 5 : right + length > width ? one.start - 5 - length : right;
    const from = Math.min(one.start, text);
    const to = Math.max(one.start + one.width, text + length) + 8;
    let lane = ends.findIndex((end) => end <= from);
    if (lane < 0) lane = ends.push(0) - 1;
    ends[lane] = to;
    return { ...one, label, text: Math.max(text, 0), lane };
  });
  return { laid, lanes: ends.length };
}

function bound(line: Line, place: (time: number) => number) {
  const first = line.earliest === null ? null : place(parse(line.earliest));
  const last = line.latest === null ? null : place(parse(line.latest) + DAY);
  return {
    line,
    start: first ?? last! - OPEN,
    end: last ?? first! + OPEN,
    openStart: first === null,
    openEnd: last === null,
    isRange: line.earliest !== line.latest,
  };
}
