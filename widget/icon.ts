import { html, type TemplateResult } from "lit";

/** A button that is only a sign; `label` is its name. `path` in a box of 24 by 24. */
export function icon(label: string, path: string, click: () => void): TemplateResult {
  return html`<button part="button" class="icon" aria-label=${label} @click=${click}>
    <svg viewBox="0 0 24 24"><path d=${path} /></svg>
  </button>`;
}
