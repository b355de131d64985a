import { css, html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import { GREETING, PANEL_STYLES } from "./panel-styles.ts";

/** The panel of facade.ts. */
class LitPanel extends LitElement {
  static override styles = css`${unsafeCSS(PANEL_STYLES)}`;
  #lines: string[] = [];

  protected override render(): TemplateResult {
    return html`<div class="panel"><header>Support</header>
      <div class="log" role="log"><p>${GREETING}</p>${this.#lines.map((line) => html`<p>${line}</p>`)}</div>
      <form @submit=${this.#send}><input class="field" aria-label="Message"><button>Send</button></form></div>`;
  }

  protected override firstUpdated(): void {
    this.#field?.focus();
  }

  readonly #send = (event: Event): void => {
    event.preventDefault();
    this.#lines = [...this.#lines, this.#field?.value ?? ""];
    this.requestUpdate();
  };

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector("input");
  }
}

customElements.define("floor-panel", LitPanel);
