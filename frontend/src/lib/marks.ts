/** The marks of an article from the keyboard, and what is told of each by pointer and by focus. */

export interface Marks {
  /** Told of a mark, and where: its box in the window. Null: of none. */
  tell: (about: { text: string; box: DOMRect } | null) => void;
  /** The address that a mark leads to, beyond its own link. */
  leads: (mark: HTMLElement) => string | null;
  go: (address: string) => void;
  /** The span of code points that is selected; null for none. */
  select: (span: [number, number] | null) => void;
  span: (within: Element, range: Range) => [number, number];
}

const FORWARD = { rtl: "ArrowLeft", ltr: "ArrowRight" };

/**
 * Make the text one stop of the Tab key, and its marks reachable by arrows from there.
 *
 * A title shows for the pointer alone; here each mark tells the same of itself when it has the
 * focus. Letters are not touched.
 */
export function readable(root: HTMLElement, given: Marks): { destroy(): void } {
  const text = root.querySelector<HTMLElement>("article > .text");
  if (!text) return { destroy: () => undefined };
  const marks = [...text.querySelectorAll<HTMLElement>("[title]")];
  for (const mark of marks) {
    mark.dataset.about = mark.title;
    mark.removeAttribute("title");
    mark.tabIndex = -1;
  }
  if (marks[0]) marks[0].tabIndex = 0;

  const seen = (mark: HTMLElement) => mark.getClientRects().length > 0;
  const move = (from: HTMLElement, by: number, edge = false) => {
    let at = edge ? (by > 0 ? -1 : marks.length) : marks.indexOf(from);
    // A mark around other marks is passed where it begins; the inner ones have a stop of their own.
    do at += by;
    while (marks[at] && !seen(marks[at]!));
    const to = marks[at];
    if (!to) return;
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  const tell = (mark: HTMLElement | null) =>
    given.tell(
      mark?.dataset.about
        ? { text: mark.dataset.about, box: mark.getClientRects()[0] ?? mark.getBoundingClientRect() }
        : null,
    );
  const markOf = (target: EventTarget | null) =>
    (target as Element | null)?.closest?.<HTMLElement>("[data-about]") ?? null;

  const onKey = (event: KeyboardEvent) => {
    const mark = markOf(event.target);
    if (!mark || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rtl = getComputedStyle(text).direction === "rtl";
    const ahead = rtl ? FORWARD.rtl : FORWARD.ltr;
    const back = rtl ? FORWARD.ltr : FORWARD.rtl;
    if (event.key === ahead || event.key === "ArrowDown") move(mark, 1);
    else if (event.key === back || event.key === "ArrowUp") move(mark, -1);
    else if (event.key === "Home") move(mark, 1, true);
    else if (event.key === "End") move(mark, -1, true);
    else if (event.key === "Escape") return tell(null);
    else if (event.key === "Enter" && !mark.matches("a")) {
      const address = given.leads(mark);
      if (!address) return;
      given.go(address);
    } else return;
    event.preventDefault();
  };
  const onSelect = () => {
    const selection = getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    const inside = range && !range.collapsed && text.contains(range.commonAncestorContainer);
    given.select(inside ? given.span(text, range) : null);
  };
  const onFocus = (event: FocusEvent) => tell(markOf(event.target));
  const onBlur = () => tell(null);
  const onOver = (event: PointerEvent) => tell(markOf(event.target));
  const onLeave = () => tell(markOf(document.activeElement));
  text.addEventListener("keydown", onKey);
  text.addEventListener("focusin", onFocus);
  text.addEventListener("focusout", onBlur);
  text.addEventListener("pointerover", onOver);
  text.addEventListener("pointerleave", onLeave);
  document.addEventListener("selectionchange", onSelect);
  return { destroy: () => document.removeEventListener("selectionchange", onSelect) };
}
