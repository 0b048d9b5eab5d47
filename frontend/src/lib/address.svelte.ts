/** Where the reader is: the address of the page, its path in parts and its parameters. */

const read = () => ({
  parts: location.pathname.split("/").filter(Boolean).map(decodeURIComponent),
  parameters: Object.fromEntries(new URLSearchParams(location.search)),
  mark: location.hash.slice(1),
});

export const address = $state({ now: read() });

/** Take what has changed and leave the rest: a new mark is no reason to ask for a list again. */
function take(): void {
  const { parts, parameters, mark } = read();
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  if (!same(parts, address.now.parts)) address.now.parts = parts;
  if (!same(parameters, address.now.parameters)) address.now.parameters = parameters;
  address.now.mark = mark;
}

addEventListener("popstate", take);

/** Go to an address of the workbench. */
export function go(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  take();
  if (!replace && !location.hash) scrollTo(0, 0);
}

/** Follow links within the workbench without loading it anew. */
export function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest("a");
  if (!link || link.origin !== location.origin || link.target || event.defaultPrevented) return;
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.pathname === location.pathname && link.hash) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
  arrive();
}

/** Lead the focus to the new page, so that the keyboard goes on there and a screen reader tells. */
export function arrive(): void {
  document.getElementById("content")?.focus({ preventScroll: true });
}

/** Name the window after the heading of its page, whatever the page and however late it stands. */
export function entitle(main: HTMLElement, program: string): { destroy(): void } {
  const set = () => {
    const heading = main.querySelector("h1")?.textContent?.replace(/\s+/g, " ").trim();
    document.title = heading ? `${heading} · ${program}` : program;
  };
  const watcher = new MutationObserver(set);
  watcher.observe(main, { childList: true, subtree: true, characterData: true });
  set();
  return { destroy: () => watcher.disconnect() };
}
