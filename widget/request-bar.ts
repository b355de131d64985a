import type { CommandsNow } from "../client/request-commands.ts";
import { safeStorage } from "../client/safe-storage.ts";
import type { Snapshot } from "../client/types.ts";
import { CopyLink } from "./copy-link.ts";
import { html, linkButton, nothing } from "./handed-lit.ts";
import { canHaveNotices, chooseNotices, wantsNotices } from "./notice-choice.ts";
import { requestWords } from "./request-words.ts";
import { pageStorage, sessionKey } from "./session.ts";
import type { ViewHost } from "./view-host.ts";

/** Number and state of the request, who answers or is typing just now (shown, not read out), and the link that opens it elsewhere. */
export class RequestBar {
  readonly #host: ViewHost;
  readonly #commands: CommandsNow;
  readonly #link: CopyLink;
  #id = "";
  #said: "" | "revoked" | "linkFailed" = "";

  constructor(host: ViewHost, commands: CommandsNow) {
    this.#host = host;
    this.#commands = commands;
    this.#link = new CopyLink(host, requestWords);
  }

  content({ conversation: view, typing }: Snapshot): unknown {
    if (!view?.status) return nothing;
    if (view.id !== this.#id) {
      this.#id = view.id;
      this.#link.clear();
      this.#said = "";
    }
    const words = requestWords(this.#host);
    return html`<div class="bar">
      <p role="status">
        <b>${view.ticketNumber === null ? words.registering : words.requestNumber(view.ticketNumber)}</b> · ${words[view.status]}
      </p>
      ${
        view.agent && view.floor === "human"
          ? html`<p class="note" dir="auto">${typing?.kind === "agent" ? words.isTyping(typing.name) : words.answering(view.agent.name)}</p>`
          : nothing
      }
      ${
        view.ticketNumber === null
          ? nothing
          : this.#link.isThere
            ? html`${this.#link.content()}
                <p class="note">${words.linkOpens}</p>
                ${linkButton(words.revoke, () => void this.#revoke())}`
            : html`${linkButton(words.linkToThis, () => void this.#copy())} ${this.#notices()}
                <span class="note" role="status">${this.#said && words[this.#said]}</span>`
      }
    </div>`;
  }

  #notices(): unknown {
    if (!canHaveNotices()) return nothing;
    const { settings } = this.#host;
    const storage = safeStorage(pageStorage(settings));
    const wanted = wantsNotices(storage, sessionKey(settings));
    const choose = async (): Promise<void> => {
      await chooseNotices(storage, sessionKey(settings), !wanted);
      this.#host.requestUpdate();
    };
    const words = requestWords(this.#host);
    return linkButton(wanted ? words.noticesOff : words.noticesOn, () => void choose());
  }

  async #copy(): Promise<void> {
    // The button goes away.
    this.#host.rest();
    const url = await this.#commands()?.returnLink();
    if (url) await this.#link.copy(url);
    this.#say(url ? "" : "linkFailed");
  }

  async #revoke(): Promise<void> {
    this.#host.rest();
    const done = await this.#commands()?.revokeReturnLink();
    if (done) this.#link.clear();
    this.#say(done ? "revoked" : "linkFailed");
  }

  #say(said: "" | "revoked" | "linkFailed"): void {
    this.#said = said;
    this.#host.requestUpdate();
  }
}
