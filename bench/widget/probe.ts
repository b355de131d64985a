/** What the page itself has seen. Times are ms since the epoch, so that those of frames compare. */
export type Seen = {
  fcp: number;
  launcher: number;
  /** The click's own time stamp: when the browser got the press, not when the page came to it. */
  clicked: number;
  /** A typed letter stands in the field. */
  landed: number;
  /** Begin and length of every task over 50 ms. */
  long: [number, number][];
  /** Layout shifts, those right after input included. */
  shift: number;
};

/** Messages of the probe, as JSON, through the binding `benchSays`. */
export type Said = { at: "launcher" | "field"; x: number; y: number } | { at: "focus" | "landed" };

/** Runs in the page before anything else; nothing outside of it may be named. */
export function probe({ launcher, field }: { launcher: string; field: string }): void {
  type Page = { benchSays?: (text: string) => void; benchSeen?: unknown; benchLauncher?: () => unknown };
  const page = globalThis as unknown as Page;
  const seen: Seen = { fcp: 0, launcher: 0, clicked: 0, landed: 0, long: [], shift: 0 };
  page.benchSeen = seen;
  const epoch = (time: number): number => performance.timeOrigin + time;
  const say = (said: Said): void => page.benchSays?.(JSON.stringify(said));
  const watch = (type: string, each: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  watch("longtask", (entry) => seen.long.push([epoch(entry.startTime), entry.duration]));
  watch("layout-shift", (entry) => {
    seen.shift += (entry as unknown as { value: number }).value;
  });
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.fcp = epoch(entry.startTime);
  });
  const find = (path: string): Element | null => {
    let root: ParentNode | null = document;
    let found: Element | null = null;
    for (const selector of path.split(" >>> ")) {
      found = root?.querySelector(selector) ?? null;
      root = found?.shadowRoot ?? null;
    }
    return found;
  };
  /** Centre of what can be hit by a pointer there. */
  const place = (path: string): { x: number; y: number } | null => {
    const element = find(path);
    const box = element?.getBoundingClientRect();
    if (!element || !box?.width || !box.height || getComputedStyle(element).visibility !== "visible") return null;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  page.benchLauncher = () => place(launcher);
  const untilLauncher = (): void => {
    const at = place(launcher);
    if (!at) return void requestAnimationFrame(untilLauncher);
    seen.launcher = epoch(performance.now());
    say({ at: "launcher", ...at });
  };
  requestAnimationFrame(untilLauncher);
  const focused = (): Element | null => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };
  /** When the bench was last told to type; a letter that went nowhere is typed again. */
  let told = Number.NEGATIVE_INFINITY;
  const tellFocus = (): boolean => {
    const isEditable = focused()?.matches("input,textarea,[contenteditable]:not([contenteditable=false])") ?? false;
    if (!isEditable || !seen.clicked) return false;
    if (performance.now() - told > 300) {
      told = performance.now();
      say({ at: "focus" });
    }
    return true;
  };
  // A focus that moves within one shadow tree is no event outside of it; so the call itself, and each frame for those without a call.
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    focus.call(this, options);
    tellFocus();
  };
  /** A field that does not take the focus by itself is clicked by the bench, once it rests. */
  let last = { x: -1, y: -1 };
  const untilLanded = (): void => {
    if (seen.landed) return;
    const at = tellFocus() ? null : place(field);
    if (at && at.x === last.x && at.y === last.y) say({ at: "field", ...at });
    if (at) last = at;
    requestAnimationFrame(untilLanded);
  };
  addEventListener(
    "click",
    (event) => {
      if (seen.clicked) return;
      seen.clicked = epoch(event.timeStamp);
      requestAnimationFrame(untilLanded);
    },
    true,
  );
  addEventListener(
    "input",
    (event) => {
      const target = event.composedPath()[0] as HTMLInputElement;
      if (seen.landed || !seen.clicked || !(target.value ?? target.textContent ?? "").includes("a")) return;
      seen.landed = epoch(performance.now());
      say({ at: "landed" });
    },
    true,
  );
}
