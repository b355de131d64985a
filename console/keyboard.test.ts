import { expect, test } from "vitest";
import { SHORTCUTS, shortcutOf } from "./keyboard.ts";

const press = (key: string, code: string, more = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});

test.each([
  ["j", press("j", "KeyJ"), "next"],
  ["j on a Russian layout", press("о", "KeyJ"), "next"],
  ["j on Dvorak, where its key says C", press("j", "KeyC"), "next"],
  ["h on Dvorak, which lies on J", press("h", "KeyJ"), null],
  ["t", press("t", "KeyT"), "take_over"],
  ["Ctrl+R reloads", press("r", "KeyR", { ctrlKey: true }), null],
  ["Cmd+R reloads", press("r", "KeyR", { metaKey: true }), null],
  ["an arrow", press("ArrowDown", "ArrowDown"), null],
  ["? needs Shift on most layouts", press("?", "Slash", { shiftKey: true }), "help"],
  ["? on a Russian layout", press("?", "Digit7", { shiftKey: true }), "help"],
  ["/", press("/", "Slash"), "search"],
  ["/ on a German layout", press("/", "Digit7", { shiftKey: true }), "search"],
  ["the key of / on a Russian layout", press(".", "Slash"), "search"],
  ["a full stop on an English layout", press(".", "Period"), null],
  ["a capital letter", press("R", "KeyR", { shiftKey: true }), null],
  ["a dot", press(".", "KeyJ"), null],
  ["t held down", press("t", "KeyT", { repeat: true }), null],
  ["k held down", press("k", "KeyK", { repeat: true }), "previous"],
])("%s", (_, event, shortcut) => {
  expect(shortcutOf(event)).toBe(shortcut);
});

test("every key has one meaning", () => {
  for (const part of ["key", "code"] as const) {
    const all = SHORTCUTS.map((s) => s[part]).filter((x) => x !== "");
    expect(new Set(all).size).toBe(all.length);
  }
});
