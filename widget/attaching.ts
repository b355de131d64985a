import type { FileRef } from "../protocol/model.ts";
import type { Attach } from "./attach.ts";
import type { AttachedFiles, Upload } from "./attached-files.ts";
import { html, nothing, pending } from "./handed-lit.ts";
import { laterWords } from "./later-words.ts";
import type { ViewHost } from "./view-host.ts";

/** The ways to a file: button, paste and drop. What they need is loaded when one of them is used, or when a message has files. */
export class Attaching implements AttachedFiles {
  readonly #host: ViewHost;
  /** null: its file could not be loaded. */
  #attach: Attach | null | undefined;
  #loading: Promise<Attach> | undefined;
  /** To be done when it has loaded. */
  readonly #waiting: ((attach: Attach) => void)[] = [];

  constructor(host: ViewHost) {
    this.#host = host;
    for (const type of ["paste", "dragover", "drop"]) {
      host.renderRoot.addEventListener(type, (event) => this.#given(event as ClipboardEvent & DragEvent));
    }
  }

  get count(): number {
    return this.#attach?.count ?? 0;
  }

  button(): unknown {
    if (!this.#isOffered) return nothing;
    return html`<button type="button" part="button" class="icon" aria-label=${laterWords(this.#host).attachFile}
      aria-expanded=${!!this.#attach?.isChoosing} @click=${this.#toggle}>
      <svg viewBox="0 0 24 24"><path d="M20 11l-8 8a5 5 0 01-7-7l8-8a3.3 3.3 0 015 5l-8 8a1.6 1.6 0 01-3-2l7-7" /></svg>
    </button>`;
  }

  content(): unknown {
    return this.#attach === null ? pending(this.#host.t, null, () => void this.#with()) : this.#attach?.element;
  }

  readonly upload: Upload = (client) => this.#attach?.upload(client);

  clear(all?: boolean): void {
    this.#attach?.clear(all);
  }

  takeBack(files: readonly FileRef[]): void {
    void this.#with((attach) => attach.takeBack(files));
  }

  show(place: HTMLElement, file: FileRef): void {
    void this.#with((attach) => attach.show(place, file));
  }

  get #isOffered(): boolean {
    const { site, isMute } = this.#host;
    return !!site?.files && !isMute;
  }

  readonly #toggle = (): void => void this.#with((attach) => attach.toggle());

  #given(event: ClipboardEvent & DragEvent): void {
    const data = event.clipboardData ?? event.dataTransfer;
    // Tables and drawings are on the clipboard as a picture too; a link that is dragged is no file.
    if (!data?.types.includes("Files") || data.types.includes("text/plain")) return;
    // Dropped where nobody takes it, it would be opened in place of the page.
    event.preventDefault();
    if (!this.#isOffered) return;
    // Now: when this task is over, the browser takes them back.
    const files = [...data.files];
    void this.#with((attach) => (event.type === "dragover" ? attach.dragged() : attach.take(files)));
  }

  async #with(act?: (attach: Attach) => void): Promise<void> {
    if (act) this.#waiting.push(act);
    try {
      this.#loading ??= import("./attach.ts").then(({ Attach }) => new Attach(this.#host));
      this.#attach = await this.#loading;
      // In the page before it takes the focus.
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      for (const next of this.#waiting.splice(0)) next(this.#attach);
    } catch {
      this.#loading = undefined;
      this.#attach = null;
    }
    this.#host.requestUpdate();
  }
}
