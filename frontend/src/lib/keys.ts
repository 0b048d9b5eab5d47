/** Keys by their place on the keyboard, so that they act whatever letters it writes. */

export interface Press { code: string; name: string; act: () => void }

/** Whether somebody types: then no letter is a command. */
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement | null;
  return !!at?.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

/** Do what a key stands for; whether it stood for something. */
export function press(event: KeyboardEvent, presses: Press[]): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (isTyping(event) || document.querySelector("dialog[open]")) return false;
  const code = event.shiftKey ? `Shift+${event.code}` : event.code;
  const found = presses.find((one) => one.code === code);
  if (!found) return false;
  event.preventDefault();
  found.act();
  return true;
}

/** A key as its cap shows it: J for KeyJ. */
export const cap = (code: string): string =>
  code.replace(/^Shift\+Slash$/, "?").replace(/^(Key|Digit)/, "").replace("Escape", "Esc");
