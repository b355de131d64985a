/** Single keys of the desk. */
export type Shortcut = "next" | "previous" | "reply" | "take_over";

const KEYS: Readonly<Record<string, Shortcut>> = { j: "next", k: "previous", r: "reply", t: "take_over" };
const CODES: Readonly<Record<string, Shortcut>> = { KeyJ: "next", KeyK: "previous", KeyR: "reply", KeyT: "take_over" };

type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "repeat" | "isComposing"
>;

/**
 * The letter that is typed decides (so Dvorak works); where the layout has no Latin letters (Russian: «о» for J), the
 * key's place does.
 */
export function shortcutOf(press: Press): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey || press.isComposing) return null;
  const found = /^[a-z]$/.test(press.key)
    ? KEYS[press.key]
    : /^\p{L}$/u.test(press.key)
      ? CODES[press.code]
      : undefined;
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
