import type { html as Html, nothing as Nothing, render as Render } from "lit/html.js";

/**
 * Lit for what loads later. It is handed over once instead of being imported: a module that both the panel and the later file
 * import would be cut out into a third file, one more trip before the first panel can be typed in.
 */
export type Lit = { html: typeof Html; nothing: typeof Nothing; render: typeof Render };

export let html: Lit["html"];
export let nothing: Lit["nothing"];
export let render: Lit["render"];

export function handOver(lit: Lit): void {
  ({ html, nothing, render } = lit);
}
