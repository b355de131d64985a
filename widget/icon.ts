import { html, type TemplateResult } from "lit/html.js";

/** A button that is only a sign; `label` is its name. `path` in a box of 24 by 24. */
export function icon(label: string, path: string, click: () => void, part = "button"): TemplateResult {
  return html`<button part=${part} class="icon" aria-label=${label} @click=${click}>
    <svg viewBox="0 0 24 24"><path d=${path} /></svg>
  </button>`;
}
