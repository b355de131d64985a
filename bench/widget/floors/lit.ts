import { css, html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { GREETING, LAUNCHER_STYLES, PANEL_STYLES } from "./panel-styles.ts";

/** Floor: launcher and hello-world panel as one LitElement in one file. */
class LitFloor extends LitElement {
  static override styles = css`${unsafeCSS(PANEL_STYLES + LAUNCHER_STYLES)}`;
  #isOpen = false;
  #lines: string[] = [];

  protected override render(): TemplateResult {
    return html`<button class="launcher" @click=${this.#open}>Chat</button>
      ${
        this.#isOpen
          ? html`<div class="panel"><header>Support</header>
              <div class="log" role="log"><p>${GREETING}</p>${this.#lines.map((line) => html`<p>${line}</p>`)}</div>
              <form @submit=${this.#send}><input class="field" aria-label="Message"><button>Send</button></form></div>`
          : nothing
      }`;
  }

  readonly #open = async (): Promise<void> => {
    this.#isOpen = true;
    this.requestUpdate();
    await this.updateComplete;
    this.#field?.focus();
  };

  readonly #send = (event: Event): void => {
    event.preventDefault();
    this.#lines = [...this.#lines, this.#field?.value ?? ""];
    this.requestUpdate();
  };

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector("input");
  }
}

customElements.define("floor-widget", LitFloor);
