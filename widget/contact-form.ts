import type { ConversationView } from "../protocol/frames.ts";
import type { CONTACT_MAX } from "../protocol/limits.ts";
import { chatWords } from "./chat-words.ts";
import type { Lit, ViewHost } from "./view-host.ts";

const MAX: typeof CONTACT_MAX = 254;

type State = "open" | "saving" | "failed" | "saved";

/** After escalation: one optional field, until a contact is given. */
export class ContactForm {
  readonly #host: ViewHost;
  readonly #lit: Lit;
  #state: State = "open";

  constructor(host: ViewHost, lit: Lit) {
    this.#host = host;
    this.#lit = lit;
  }

  content(view: ConversationView | null): unknown {
    const { html, nothing } = this.#lit;
    const words = chatWords(this.#host.t);
    if (!view?.status || view.status === "solved") return nothing;
    if (this.#state === "saved") return html`<p class="contact note" role="status">${words.contactSaved}</p>`;
    if (view.hasContact) return nothing;
    return html`<form class="contact" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <label for="contact">${words.contact}</label>
      <div>
        <input id="contact" inputmode="email" autocomplete="email" maxlength=${MAX} aria-describedby="contact-error" />
        <button part="button" class="action" ?disabled=${this.#state === "saving"}>${words.save}</button>
      </div>
      ${this.#state === "failed" ? html`<p id="contact-error" class="error" role="alert">${words.contactFailed}</p>` : nothing}
    </form>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).querySelector("input");
    const contact = input?.value.trim();
    if (!contact || this.#state === "saving") return;
    this.#set("saving");
    const result = await this.#host.conversation?.client.setContact(contact);
    this.#set(result?.kind === "acknowledged" ? "saved" : "failed");
    if (this.#state === "saved") this.#host.scroller?.focus();
    else input?.focus();
  }

  #set(state: State): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
