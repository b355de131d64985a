import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { MESSAGE_MAX_CODE_POINTS } from "../protocol/limits.ts";
import type { Settings } from "./port.ts";
import { SiteSearch } from "./site-search.ts";
import type { Strings } from "./strings/en.ts";

/** Types only come from protocol/limits.ts (see view-host.ts); the compiler keeps the number equal. */
const MAX: typeof MESSAGE_MAX_CODE_POINTS = 4_000;

interface Host extends ReactiveControllerHost {
  readonly settings: Settings;
  readonly t: Strings;
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** What is typed is searched for as well. */
  readonly showsHome: boolean;
  showArticle(id: string): void;
  /** The visitor has begun to write. */
  prepare(): void;
  /** Shows the conversation and sends; false: not sent, the text stays. */
  send(text: string): Promise<boolean>;
}

/** The one field at the foot of every view. On the home view it searches while one types. */
export class Field {
  readonly search: SiteSearch;
  text = "";
  /** The last sending failed before the message was stored. */
  failed = false;
  #busy = false;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.search = new SiteSearch(host);
  }

  focus(): void {
    this.#host.renderRoot.querySelector("textarea")?.focus();
  }

  input(text: string): void {
    this.text = text;
    this.failed = false;
    if (this.#host.showsHome) this.search.input(text);
    if (text) this.#host.prepare();
    this.#host.requestUpdate();
  }

  /** Puts text before what stands there. `failed`: because it could not be sent. */
  fill(text: string, failed = false): void {
    this.input(this.text ? `${text}\n${this.text}` : text);
    this.failed = failed;
    this.focus();
  }

  render(label: string): TemplateResult {
    const { t } = this.#host;
    const count = codePoints(this.text);
    const { active, hits } = this.search;
    return html`<form class="composer" part="composer" @submit=${this.#submit}>
      ${this.failed ? html`<p class="error" role="alert">${t.sendFailed}</p>` : nothing}
      ${count > MAX * 0.9 ? html`<p id="count" class=${count > MAX ? "error" : "note"}>${count} / ${MAX}</p>` : nothing}
      <div class="grow" data-text=${this.text}>
        <textarea rows="1" autofocus dir="auto" enterkeyhint="send" placeholder=${label} aria-label=${label}
          aria-describedby="count" aria-autocomplete="list" aria-controls=${hits?.length ? "hits" : nothing}
          aria-activedescendant=${active < 0 ? nothing : `hit${active}`} ?readonly=${this.#busy}
          .value=${this.text} @keydown=${this.#key} @input=${this.#typed}></textarea>
      </div>
      <button part="button" class="send" aria-label=${t.send} ?disabled=${!count || count > MAX || this.#busy}>
        <svg viewBox="0 0 24 24"><path d="M12 20V5M5 12l7-7 7 7" /></svg>
      </button>
    </form>`;
  }

  readonly #typed = (event: Event): void => this.input((event.target as HTMLTextAreaElement).value);

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { text } = this;
    const count = codePoints(text);
    if (!count || count > MAX || this.#busy) return;
    this.#busy = true;
    this.failed = !(await this.#host.send(text));
    this.#busy = false;
    if (!this.failed) this.input("");
    this.#host.requestUpdate();
    this.focus();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { key } = event;
    const { search } = this;
    // Enter that ends a composition (Chinese, Japanese) belongs to the input method.
    if (event.isComposing) return;
    if (key === "Enter" && !event.shiftKey) {
      const hit = search.hits?.[search.active];
      if (hit) this.#host.showArticle(hit.id);
      else void this.#submit(event);
    } else if (key === "Escape" && search.active >= 0) search.move(0);
    // In a text of several lines the arrows belong to the caret.
    else if (search.hits?.length && !this.text.includes("\n") && key === "ArrowDown") search.move(1);
    else if (search.hits?.length && !this.text.includes("\n") && key === "ArrowUp") search.move(-1);
    else return;
    event.preventDefault();
  };
}

/** As the server counts: after trimming. */
function codePoints(text: string): number {
  return [...text.trim()].length;
}
