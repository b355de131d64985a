import { html, nothing, render, type TemplateResult } from "lit/html.js";
import { read, readBy } from "./site-api.ts";
import type { Strings } from "./strings/en.ts";

/* Shapes that more than one view draws, so that they look alike and cost their bytes once. handed-lit.ts brings them to later views. */

export function linkButton(label: string, click: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${click}>${label}</button>`;
}

export function actionButton(label: string, click: () => void, kind = "action"): TemplateResult {
  return html`<button part="button" class=${kind} dir="auto" @click=${click}>${label}</button>`;
}

/** A line to press, as wide as the panel. */
export function rowButton(content: unknown, click: () => void, kind = ""): TemplateResult {
  return html`<button class="row ${kind}" dir="auto" @click=${click}>${content}</button>`;
}

/** Nothing at all without items. */
export function list(heading: string, items: readonly unknown[]): unknown {
  return items.length
    ? html`<h4>${heading}</h4>
        <ul>
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>`
    : nothing;
}

/** `undefined`: on its way; `null`: failed. */
export function pending(t: Strings, state?: null, retry = (): void => {}): TemplateResult {
  return state === null
    ? html`<p class="note" role="alert">${t.loadFailed} ${linkButton(t.retry, retry)}</p>`
    : html`<p class="note late" role="status">${t.isLoading}</p>`;
}

/** In the order of `handOver`. */
export const handed = [
  html,
  nothing,
  render,
  linkButton,
  actionButton,
  rowButton,
  list,
  pending,
  read,
  readBy,
] as const;
