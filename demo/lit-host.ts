import { css, html, LitElement } from "lit";

/**
 * An element of the host page, bundled with a Lit of its own. The page proves that two copies of Lit live side by side:
 * both ask for the Trusted Types policy `lit-html`, so the page's CSP needs `'allow-duplicates'`.
 */
class LitBadge extends LitElement {
  static override properties = { label: { type: String }, clicks: { state: true } };

  static override styles = css`
    button {
      font: inherit;
      color: inherit;
      background: none;
      border: 1px solid currentColor;
      border-radius: 999px;
      padding: 0.3em 1em;
    }
  `;

  // `declare`: a class field would hide the accessors that Lit makes of `properties`.
  declare label: string;
  declare clicks: number;

  constructor() {
    super();
    this.label = "";
    this.clicks = 0;
  }

  override render() {
    return html`<button type="button" @click=${this.#count}>${this.label}: ${this.clicks}</button>`;
  }

  #count() {
    this.clicks += 1;
  }
}

customElements.define("lit-badge", LitBadge);
