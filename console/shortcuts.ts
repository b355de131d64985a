import { signal } from "@preact/signals";
import { isField, type Shortcut, shortcutOf } from "./keyboard.ts";
import { settings } from "./storage.ts";

const KEY = "deskbell.single-keys";

/**
 * Whether single letters do anything. Who speaks to the computer, or hits keys by accident, switches them off (WCAG 2.1.4);
 * the choice stays in this browser.
 */
export const singleKeys = signal(settings.getItem(KEY) !== "off");

export function setSingleKeys(on: boolean): void {
  settings.setItem(KEY, on ? "on" : "off");
  singleKeys.value = on;
}

/** @param handle true if the key was used. Returns what to call to stop listening. */
export function listenToShortcuts(handle: (shortcut: Shortcut) => boolean): () => void {
  function onKey(event: KeyboardEvent): void {
    const shortcut = singleKeysApply(event) ? shortcutOf(event) : null;
    if (shortcut && handle(shortcut)) event.preventDefault();
  }
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}

/** Not in fields, and not behind a dialog. */
export function singleKeysApply(event: KeyboardEvent): boolean {
  return (
    singleKeys.value &&
    !event.defaultPrevented &&
    !isField(event.target) &&
    document.querySelector("dialog[open]") === null
  );
}
