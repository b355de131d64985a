import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { isField, shortcutOf } from "../keyboard.ts";

/** Rows are links with `data-row`. J and K (inside the list also the arrows) move the focus; it stays on its row when rows change places. */
export function useRowFocus(list: RefObject<HTMLUListElement | null>): void {
  const before = document.activeElement;
  const focused = before instanceof HTMLElement && list.current?.contains(before) ? before : null;
  useLayoutEffect(() => {
    // Browsers without `moveBefore` drop the focus when Preact moves the row's element.
    if (focused?.isConnected && document.activeElement === document.body) focused.focus({ preventScroll: true });
  });

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const inList = event.target instanceof Node && list.current?.contains(event.target);
      const arrow = inList ? ({ ArrowDown: 1, ArrowUp: -1 } as Record<string, number>)[event.key] : undefined;
      const shortcut = isField(event.target) ? null : shortcutOf(event);
      const step = arrow ?? (shortcut === "next" ? 1 : shortcut === "previous" ? -1 : 0);
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return;
      event.preventDefault();
      const at = rows.findIndex((row) => row === document.activeElement);
      const from = at >= 0 ? at : rows.findIndex((row) => row.ariaCurrent === "true");
      // Without a place to start from, J goes to the first row and K to the last.
      const to = from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + step));
      rows[to]?.focus();
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [list]);
}
