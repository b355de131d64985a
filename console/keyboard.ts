/** Single keys of the desk. */
export type Shortcut =
  | "next"
  | "previous"
  | "open"
  | "back"
  | "reply"
  | "note"
  | "take_over"
  | "resolve"
  | "to_bot"
  | "search"
  | "help";

/** In the order in which they are explained. `key`: the letter; `code`: its place on a keyboard without Latin letters. */
export const SHORTCUTS: readonly { shortcut: Shortcut; key: string; code: string }[] = [
  { shortcut: "next", key: "j", code: "KeyJ" },
  { shortcut: "previous", key: "k", code: "KeyK" },
  { shortcut: "open", key: "o", code: "KeyO" },
  { shortcut: "back", key: "u", code: "KeyU" },
  { shortcut: "take_over", key: "t", code: "KeyT" },
  { shortcut: "reply", key: "r", code: "KeyR" },
  { shortcut: "note", key: "n", code: "KeyN" },
  { shortcut: "resolve", key: "e", code: "KeyE" },
  { shortcut: "to_bot", key: "b", code: "KeyB" },
  { shortcut: "search", key: "/", code: "Slash" },
  { shortcut: "help", key: "?", code: "" },
];

type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "repeat" | "isComposing"
>;

/**
 * The letter that is typed decides (so Dvorak works); where the layout has no Latin letters (Russian: «о» for J, a dot for the
 * slash), the key's place does.
 */
export function shortcutOf(press: Press): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  // On many layouts these two signs need Shift; with letters Shift means something else.
  if (press.shiftKey && press.key !== "?" && press.key !== "/") return null;
  const typed = /^[a-z?/]$/.test(press.key);
  const byPlace = /^\p{L}$/u.test(press.key) || (press.key === "." && press.code === "Slash");
  const found = SHORTCUTS.find((s) => (typed ? s.key === press.key : byPlace && s.code === press.code))?.shortcut;
  if (!found) return null;
  // A key held down may run through the list, but must not take over ticket after ticket.
  return press.repeat && found !== "next" && found !== "previous" ? null : found;
}

/** Letters typed in a field are text. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role='textbox'], [role='tab']"))
  );
}
