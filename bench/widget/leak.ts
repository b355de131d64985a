import type { Page } from "playwright";

/** What the page holds after garbage collection, and what stays with it: nodes of all documents, listeners. */
export type Held = { heapKb: number; nodes: number; listeners: number };

/** After 5 rounds everything that is made once has been made; what 50 rounds hold above that leaks. */
const ROUNDS = [5, 50] as const;

/**
 * Opens, closes and removes a new `<support-widget>` 50 times on a page that has loaded its script. `attributes` are those of the tag.
 * Returns what was held after 5 and after 50 rounds. Throws if the field does not get the focus.
 */
export async function leakRounds(
  page: Page,
  attributes: Record<string, string> = {},
): Promise<{ after5: Held; after50: Held }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  await cdp.send("HeapProfiler.enable");
  const held: Held[] = [];
  let done = 0;
  for (const rounds of ROUNDS) {
    for (; done < rounds; done++) await page.evaluate(oneRound, attributes);
    // What waits for its end (answers, sockets, animation) is let go first.
    await page.waitForTimeout(1_000);
    for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    const value = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    held.push({
      heapKb: value("JSHeapUsedSize") / 1_000,
      nodes: value("Nodes"),
      listeners: value("JSEventListeners"),
    });
  }
  await cdp.detach();
  const [after5, after50] = held as [Held, Held];
  return { after5, after50 };
}

/** Runs in the page. */
async function oneRound(attributes: Record<string, string>): Promise<void> {
  type Widget = HTMLElement & { open(): Promise<void>; close(): Promise<void> };
  const widget = document.createElement("support-widget") as Widget;
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  document.body.append(widget);
  await widget.open();
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (!focused?.matches("input,textarea")) throw new Error("the field has no focus");
  // The parts that load later, and the answers, come too.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await widget.close();
  widget.remove();
}
