import { html, nothing, type TemplateResult } from "lit/html.js";
import type { MESSAGE_MAX_CODE_POINTS } from "../protocol/limits.ts";
import type { AttachedFiles, Upload } from "./attached-files.ts";
import type { LiveElement } from "./live-element.ts";
import type { Settings } from "./port.ts";
import { pageStorage, sessionKey } from "./session.ts";
import { SiteSearch } from "./site-search.ts";
import type { Strings } from "./strings/en.ts";

/** Types only come from protocol/limits.ts (see handed-lit.ts); the compiler keeps the number equal. */
const MAX: typeof MESSAGE_MAX_CODE_POINTS = 4_000;

type Host = Pick<LiveElement, "renderRoot" | "requestUpdate" | "performUpdate"> & {
  readonly settings: Settings;
  readonly t: Strings;
  /** What is typed is searched for as well. */
  readonly showsHome: boolean;
  /** The field searches, and nothing can be sent. */
  readonly isMute: boolean;
  readonly conversation: { setTyping(on: boolean): void } | undefined;
  /** Go with what is typed; undefined: not loaded. */
  readonly files: AttachedFiles | undefined;
  showArticle(id: string): void;
  /** The visitor has begun to write. */
  prepare(): Promise<unknown>;
  /** Shows the conversation and sends; otherwise the text stays: false: that failed, null: the page does not want it, or a file could not be sent. */
  send(text: string, options?: undefined, upload?: Upload): Promise<boolean | null>;
};

/**
 * The one field at the foot of every view. On the home view it is a combobox over what it finds, so an `<input>`: HTML lets no
 * `<textarea>` be one. A second line makes it a `<textarea>` there too, and ends the search.
 */
export class Field {
  readonly #host: Host;
  readonly search: SiteSearch;
  text = "";
  /** The last sending failed before the message was stored. */
  failed = false;
  #busy = false;
  #isLong = false;

  constructor(host: Host) {
    this.#host = host;
    this.search = new SiteSearch(host);
  }

  focus(): void {
    this.#element?.focus();
  }

  /** For somebody else: nothing stands here, and nothing is waited for. */
  reset(): void {
    this.#busy = false;
    this.input("");
  }

  /** What stood here when the page was left. */
  restore(): void {
    this.input(pageStorage(this.#host.settings)?.getItem(this.#draftKey) ?? "");
    this.search.input("");
  }

  input(text: string): void {
    this.text = text;
    this.failed = false;
    this.#isLong = text.includes("\n") || (this.#isLong && !!text);
    if (this.#host.showsHome) this.search.input(this.#isLong ? "" : text);
    if (text) void this.#host.prepare();
    this.#host.requestUpdate();
  }

  /** Puts text before what stands there. `failed`: because it could not be sent. */
  fill(text: string, failed = false): void {
    this.#write(text && this.text ? `${text}\n${this.text}` : text + this.text);
    this.failed = failed;
    this.#host.performUpdate();
    this.focus();
  }

  render(label: string): TemplateResult {
    const { t, showsHome, files } = this.#host;
    const count = codePoints(this.text);
    const { active, hits } = this.search;
    // An empty field would be left to right, and its placeholder with it.
    const dir = this.text ? "auto" : nothing;
    return html`<form class="composer" part="composer" @submit=${this.#submit}>
      ${this.failed ? html`<p class="error" role="alert">${t.sendFailed}</p>` : nothing}
      ${files?.content()}
      ${count > MAX * 0.9 ? html`<p id="count" class=${count > MAX ? "error" : "note"}>${count} / ${MAX}</p>` : nothing}
      <div class="grow" data-text=${this.text}>${
        showsHome && !this.#isLong
          ? html`<input class="field" dir=${dir} enterkeyhint="send" autocomplete="off" placeholder=${label} aria-label=${label}
              role="combobox" aria-autocomplete="list" aria-controls="hits" aria-expanded=${!!hits?.length}
              aria-activedescendant=${active < 0 ? nothing : `hit${active}`}
              .value=${this.text} @keydown=${this.#key} @input=${this.#typed} @paste=${this.#paste} />`
          : html`<textarea class="field" rows="1" dir=${dir} enterkeyhint="send" placeholder=${label} aria-label=${label}
              aria-describedby="count" ?readonly=${this.#busy}
              .value=${this.text} @keydown=${this.#key} @input=${this.#typed}></textarea>`
      }${files?.button()}</div>
      ${
        this.#host.isMute
          ? nothing
          : html`<button part="button" class="send" aria-label=${t.sendIt} ?disabled=${this.#cannotSend}>
        <svg viewBox="0 0 24 24"><path d="M12 20V5M5 12l7-7 7 7" /></svg>
      </button>`
      }
    </form>`;
  }

  get #cannotSend(): boolean {
    const count = codePoints(this.text);
    return !(count || this.#host.files?.count) || count > MAX || this.#busy;
  }

  get #element(): HTMLInputElement | HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector(".composer .field");
  }

  get #draftKey(): string {
    return `${sessionKey(this.#host.settings)}:draft`;
  }

  /** Text of the visitor's own: kept until it is sent. */
  #write(text: string): void {
    this.input(text);
    this.#host.conversation?.setTyping(!!text);
    const storage = pageStorage(this.#host.settings);
    try {
      // As many digits as a card's number has: not to be kept.
      if (text && !/(\p{Nd}.?){13}/u.test(text)) storage?.setItem(this.#draftKey, text);
      else storage?.removeItem(this.#draftKey);
    } catch {
      // A full storage costs no more than the draft.
    }
  }

  /** In place of what is selected; `<input>` would swallow the ends of lines. */
  #insert(text: string): void {
    const { selectionStart: from, selectionEnd: to } = this.#element ?? {};
    this.#write(this.text.slice(0, from ?? 0) + text + this.text.slice(to ?? 0));
    this.#host.performUpdate();
    this.focus();
    const caret = (from ?? 0) + text.length;
    this.#element?.setSelectionRange(caret, caret);
  }

  readonly #typed = (event: Event): void => this.#write((event.target as HTMLTextAreaElement).value);

  readonly #paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text").trim();
    if (!text?.includes("\n")) return;
    event.preventDefault();
    this.#insert(text);
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { text } = this;
    const { files } = this.#host;
    if (this.#host.isMute) {
      const [hit] = this.search.hits ?? [];
      if (hit) this.#host.showArticle(hit.id);
      return;
    }
    if (this.#cannotSend) return;
    this.#busy = true;
    this.#host.requestUpdate();
    const sent = await this.#host.send(text, undefined, files?.upload);
    this.#busy = false;
    this.failed = sent === false;
    if (sent) {
      this.#write("");
      files?.clear();
    }
    this.#host.requestUpdate();
    this.focus();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { key } = event;
    const { search } = this;
    // Enter that ends a composition (Chinese, Japanese) belongs to the input method.
    if (event.isComposing) return;
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (key === "Enter") {
      const hit = search.hits?.[search.active];
      if (!event.shiftKey) {
        if (hit) this.#host.showArticle(hit.id);
        else void this.#submit(event);
      } else if (event.target instanceof HTMLInputElement) this.#insert("\n");
      else return;
    } else if (key === "Escape" && search.text) search.input("");
    else if (step && search.hits?.length) search.move(step);
    // The list that Esc has closed.
    else if (step && event.target instanceof HTMLInputElement) search.input(this.text);
    else return;
    event.preventDefault();
  };
}

/** As the server counts: after trimming. */
function codePoints(text: string): number {
  return [...text.trim()].length;
}
