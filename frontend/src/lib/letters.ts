/** Code points, as the record counts them, and the UTF-16 units that a browser counts. */

/** A text before, within and after a span of code points. */
export function split(text: string, start: number, end: number): [string, string, string] {
  const points = [...text];
  return [
    points.slice(0, start).join(""),
    points.slice(start, end).join(""),
    points.slice(end).join(""),
  ];
}

/** The range of a span of code points among all letters within an element; null outside them. */
export function findRange(within: Element, start: number, end: number): Range | null {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const points = [...(node.textContent ?? "")];
    const units = (count: number) => points.slice(0, count).join("").length;
    if (!begun && start < at + points.length) {
      range.setStart(node, units(start - at));
      begun = true;
    }
    if (begun && end <= at + points.length) {
      range.setEnd(node, units(end - at));
      return range;
    }
    at += points.length;
  }
  return null;
}

/** The span of code points that a range covers within an element. */
export function findSpan(within: Element, range: Range): [number, number] {
  const before = document.createRange();
  before.selectNodeContents(within);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  return [start, start + [...range.toString()].length];
}
