import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect } from "preact/hooks";
import { useShortcuts } from "./use-shortcuts.ts";

/**
 * Rows are links with `data-row`. J and K (inside the list also the arrows) move the focus, O opens; the focus stays on its row
 * when rows change places.
 */
export function useRowFocus(list: RefObject<HTMLUListElement | null>): void {
  const before = document.activeElement;
  const focused = before instanceof HTMLElement && list.current?.contains(before) ? before : null;
  useLayoutEffect(() => {
    // Browsers without `moveBefore` drop the focus when Preact moves the row's element.
    if (focused?.isConnected && document.activeElement === document.body) focused.focus({ preventScroll: true });
  });

  const move = useCallback(
    (step: 1 | -1): void => {
      const all = rowsOf(list.current);
      const at = all.findIndex((row) => row === document.activeElement);
      const from = at >= 0 ? at : all.findIndex((row) => row.ariaCurrent === "true");
      // Without a place to start from, J goes to the first row and K to the last.
      const to = from < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, from + step));
      all[to]?.focus();
    },
    [list],
  );

  useShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    open: () =>
      rowsOf(list.current)
        .find((row) => row === document.activeElement)
        ?.click(),
  });

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const step = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key as "ArrowDown" | "ArrowUp"];
      const inList = event.target instanceof Node && list.current?.contains(event.target);
      if (!step || !inList || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      move(step);
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [list, move]);
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
}
