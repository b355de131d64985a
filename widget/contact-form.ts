import type { CommandsNow } from "../client/request-commands.ts";
import type { Snapshot } from "../client/types.ts";
import type { CONTACT_MAX } from "../protocol/limits.ts";
import { hasGoneOn, looksReachable } from "./contact-rules.ts";
import { html, linkButton, nothing } from "./handed-lit.ts";
import { requestWords } from "./request-words.ts";
import type { ViewHost } from "./view-host.ts";

const MAX: typeof CONTACT_MAX = 254;

type State = "open" | "saving" | "doubtful" | "failed";

/** After escalation: one optional field, which shrinks to a line once a contact is given or the talk goes on. */
export class ContactForm {
  readonly #host: ViewHost;
  readonly #commands: CommandsNow;
  #state: State = "open";
  /** The conversation that the rest is about. */
  #id = "";
  /** The visitor is at it: it does not shrink under their hands. */
  #isWanted = false;
  /** Given since the page loaded; the server keeps it to itself. */
  #given = "";

  constructor(host: ViewHost, commands: CommandsNow) {
    this.#host = host;
    this.#commands = commands;
  }

  content(snapshot: Snapshot): unknown {
    const words = requestWords(this.#host);
    const view = snapshot.conversation;
    if (!view?.status || view.status === "solved") return nothing;
    if (view.id !== this.#id) {
      this.#id = view.id;
      this.#state = "open";
      this.#isWanted = false;
      this.#given = "";
    }
    if (this.#isWanted) return this.#form();
    if (this.#given || view.hasContact) {
      return html`<p class="contact note"><span role="status">${words.contactLeft}</span> ${this.#button(words.changeThis)}</p>`;
    }
    return hasGoneOn(snapshot) ? html`<p class="contact">${this.#button(words.leaveContact)}</p>` : this.#form();
  }

  #button(label: string): unknown {
    return linkButton(label, () => void this.#open());
  }

  #form(): unknown {
    const words = requestWords(this.#host);
    const wrong =
      this.#state === "doubtful" ? words.contactDoubtful : this.#state === "failed" ? words.notSaved : nothing;
    return html`<form class="contact" @submit=${(event: SubmitEvent) => this.#submit(event)}
      @focusin=${() => (this.#isWanted = true)} @focusout=${(event: FocusEvent) => this.#leave(event)}>
      <label for="contact">${words.contactLabel}</label>
      <div class="line">
        <input id="contact" dir="auto" inputmode="email" autocomplete="email" maxlength=${MAX} .value=${this.#given}
          aria-invalid=${this.#state === "doubtful"} aria-describedby="contact-error" />
        <button part="button" class="action" ?disabled=${this.#state === "saving"}>${words.saveThis}</button>
      </div>
      <p id="contact-error" class="error" role="alert">${wrong}</p>
    </form>`;
  }

  /** Shrinks with the next change of the talk, not now: what is being clicked must not move away. */
  #leave({ currentTarget, relatedTarget }: FocusEvent): void {
    const form = currentTarget as HTMLFormElement;
    const written = form.querySelector("input")?.value.trim();
    this.#isWanted = written !== this.#given || form.contains(relatedTarget as Node | null);
  }

  async #open(): Promise<void> {
    this.#isWanted = true;
    this.#set("open");
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>("#contact")?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).querySelector("input");
    const contact = input?.value.trim();
    const commands = this.#commands();
    if (!contact || !commands || this.#state === "saving") return;
    if (!looksReachable(contact)) {
      this.#set("doubtful");
      input?.focus();
      return;
    }
    this.#set("saving");
    const result = await commands.setContact(contact);
    if (result.kind === "acknowledged") {
      this.#given = contact;
      this.#host.rest();
      this.#isWanted = false;
      this.#set("open");
    } else {
      this.#set(result.code === "bad_request" ? "doubtful" : "failed");
      input?.focus();
    }
  }

  #set(state: State): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
