import type { ConversationView } from "../protocol/frames.ts";
import { CopyLink } from "./copy-link.ts";
import { html, nothing } from "./handed-lit.ts";
import { laterWords } from "./later-words.ts";
import type { ViewHost } from "./view-host.ts";

/** Number and state of the request, who answers, and the link that opens it elsewhere. */
export class RequestBar {
  readonly #host: ViewHost;
  readonly #link: CopyLink;
  #id = "";
  #said: "" | "revoked" | "linkFailed" = "";

  constructor(host: ViewHost) {
    this.#host = host;
    this.#link = new CopyLink(host);
  }

  content(view: ConversationView | null): unknown {
    if (!view?.status) return nothing;
    if (view.id !== this.#id) {
      this.#id = view.id;
      this.#link.clear();
      this.#said = "";
    }
    const words = laterWords(this.#host);
    return html`<div class="bar">
      <p role="status">
        <b>${view.ticketNumber === null ? words.registering : words.request(view.ticketNumber)}</b> · ${words[view.status]}
        ${
          view.agent && view.floor === "human"
            ? html`<br /><bdi class="note">${words.answering(view.agent.name)}</bdi>`
            : nothing
        }
      </p>
      ${
        view.ticketNumber === null
          ? nothing
          : this.#link.isThere
            ? html`${this.#link.content()}
                <p class="note">${words.linkOpens}</p>
                <button class="link" @click=${() => void this.#revoke()}>${words.revoke}</button>`
            : html`<button class="link" @click=${() => void this.#copy()}>${words.link}</button>
                <span class="note" role="status">${this.#said && words[this.#said]}</span>`
      }
    </div>`;
  }

  async #copy(): Promise<void> {
    // The button goes away.
    this.#host.rest();
    const url = await this.#host.conversation?.client.returnLink();
    if (url) await this.#link.copy(url);
    this.#say(url ? "" : "linkFailed");
  }

  async #revoke(): Promise<void> {
    this.#host.rest();
    const done = await this.#host.conversation?.client.revokeReturnLink();
    if (done) this.#link.clear();
    this.#say(done ? "revoked" : "linkFailed");
  }

  #say(said: "" | "revoked" | "linkFailed"): void {
    this.#said = said;
    this.#host.requestUpdate();
  }
}
