import { html, nothing } from "./handed-lit.ts";
import type { laterWords } from "./later-words.ts";
import type { ViewHost } from "./view-host.ts";

/** Puts an address on the clipboard and says so; where a page may not do that (plain http, a policy), shows it to be copied by hand. */
export class CopyLink {
  readonly #host: ViewHost;
  readonly #words: typeof laterWords;
  #url = "";
  #isCopied = false;

  constructor(host: ViewHost, words: typeof laterWords) {
    this.#host = host;
    this.#words = words;
  }

  get isThere(): boolean {
    return !!this.#url;
  }

  async copy(url: string): Promise<void> {
    this.#url = url;
    try {
      // Plain http has no clipboard.
      await navigator.clipboard.writeText(url);
      this.#isCopied = true;
    } catch {
      this.#isCopied = false;
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLInputElement>("#link")?.focus();
  }

  clear(): void {
    this.#url = "";
  }

  content(): unknown {
    if (!this.#url) return nothing;
    const words = this.#words(this.#host);
    return this.#isCopied
      ? html`<p class="note" role="status">${words.copied}</p>`
      : html`<label>${words.copyThis}<input id="link" readonly dir="ltr" .value=${this.#url} @focus=${select} /></label>`;
  }
}

function select({ target }: Event): void {
  (target as HTMLInputElement).select();
}
