/** What these pages use of `<support-widget>`; it is a file of its own, as on every page that embeds it. */
export interface WidgetTag extends HTMLElement {
  open(view?: "home" | "chat"): Promise<void>;
}

/** The stable name under which every page loads it; a variable, so that the build leaves it alone. */
const LAUNCHER = "/widget/v1/support-widget.js";

/** Rejects where the file can not be loaded. The page has asked for it already: this is the same one. */
export async function loadWidget(): Promise<void> {
  await import(LAUNCHER);
}
