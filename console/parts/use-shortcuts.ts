import { useLayoutEffect } from "preact/hooks";
import type { Shortcut } from "../keyboard.ts";
import { listenToShortcuts } from "../shortcuts.ts";

/** Single keys for as long as the component is on screen. What is not named here is left to others. */
export function useShortcuts(acts: Partial<Record<Shortcut, () => void>>): void {
  // Anew at every render: what the keys do depends on what is on screen. With it, not after it: a key pressed at once must not get lost.
  useLayoutEffect(() =>
    listenToShortcuts((shortcut) => {
      acts[shortcut]?.();
      return shortcut in acts;
    }),
  );
}
