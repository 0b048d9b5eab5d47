/** Where the reader is: the address of the page, its path in parts and its parameters. */

const read = () => ({
  parts: location.pathname.split("/").filter(Boolean).map(decodeURIComponent),
  parameters: Object.fromEntries(new URLSearchParams(location.search)),
  mark: location.hash.slice(1),
});

export const address = $state({ now: read() });

addEventListener("popstate", () => (address.now = read()));

/** Go to an address of the workbench. */
export function go(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  address.now = read();
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
}
