import type { Snapshot } from "../client/types.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { ConversationView } from "../protocol/frames.ts";
import { itemsOf, offersHuman } from "./chat-items.ts";
import { ChatMessages } from "./chat-messages.ts";
import { chatStyles } from "./chat-styles.ts";
import { chatWords } from "./chat-words.ts";
import { ContactForm } from "./contact-form.ts";
import { contentStyles } from "./content-styles.ts";
import { LogScroll } from "./log-scroll.ts";
import { adopt } from "./style-sheet.ts";
import type { Lit, View, ViewHost } from "./view-host.ts";

/** Codes that mean that this page runs an old version of the widget. */
const OUTDATED: readonly ErrorCode[] = ["upgrade_required", "bad_frame", "bad_request", "unknown_type"];

/** The conversation: state above, messages, and the way to a human below. */
export class ChatView implements View {
  readonly #host: ViewHost;
  readonly #lit: Lit;
  readonly #messages: ChatMessages;
  readonly #contact: ContactForm;
  readonly #scroll: LogScroll;

  constructor(host: ViewHost, lit: Lit) {
    this.#host = host;
    this.#lit = lit;
    this.#messages = new ChatMessages(host, lit);
    this.#contact = new ContactForm(host, lit);
    this.#scroll = new LogScroll(host);
    adopt(host.shadowRoot, contentStyles, chatStyles);
  }

  open(): void {
    this.#scroll.toEnd();
  }

  top(): unknown {
    const snapshot = this.#host.conversation?.snapshot;
    if (!snapshot) return this.#lit.nothing;
    const { conversation } = snapshot;
    return [this.#connection(snapshot), conversation?.status ? this.#request(conversation, conversation.status) : ""];
  }

  content(): unknown {
    const { html, nothing } = this.#lit;
    const { t, conversation, hasStored } = this.#host;
    const words = chatWords(t);
    const snapshot = conversation?.snapshot;
    const items = snapshot ? itemsOf(snapshot) : [];
    if (!snapshot || items.length === 0) {
      // A stored conversation is on its way; otherwise there is none.
      return hasStored && snapshot?.phase !== "refused"
        ? html`<p class="note late" role="status">${t.loading}</p>`
        : html`<p class="note">${words.empty}</p>`;
    }
    const older = (): void => conversation?.client.loadOlder("public");
    return html`
      ${
        snapshot.hasOlder.public
          ? html`<button part="button" class="action older" @click=${older}>${words.older}</button>`
          : nothing
      }
      <div role="log" aria-label=${words.conversation}>${this.#messages.list(items)}</div>
      ${this.#contact.content(snapshot)}
      ${
        this.#scroll.hasNews
          ? html`<button part="button" class="fresh" @click=${() => this.#scroll.toEnd()}>${words.newMessages}</button>`
          : nothing
      }
    `;
  }

  foot(): unknown {
    const { html, nothing } = this.#lit;
    const { t, conversation, scroller } = this.#host;
    const { human } = chatWords(t);
    const snapshot = conversation?.snapshot;
    const asked = snapshot?.pending.some((m) => m.state === "pending" && m.choice?.pick === "human");
    if (asked || snapshot?.phase === "refused" || snapshot?.conversation?.floor === "human") return nothing;
    // The bot's message has the same button, and it is in view.
    if (snapshot && offersHuman(snapshot)) return nothing;
    const call = (): void => {
      // `of: 0` is the panel's own button, which is always offered.
      void this.#host.send(human, { choice: { of: 0, pick: "human" } });
      scroller?.focus();
    };
    return html`<div class="foot"><button part="button" class="action" @click=${call}>${human}</button></div>`;
  }

  #connection({ phase, refusal }: Snapshot): unknown {
    const { html, nothing } = this.#lit;
    const { t } = this.#host;
    const words = chatWords(t);
    if (phase === "connecting") return html`<p class="bar note late" role="status">${words.connecting}</p>`;
    if (phase === "offline") return html`<p class="bar late" role="status">${words.offline}</p>`;
    if (phase !== "refused") return nothing;
    if (refusal === "forbidden_origin") return html`<p class="bar error" role="alert">${words.refusedOrigin}</p>`;
    if (refusal && OUTDATED.includes(refusal)) {
      return html`<p class="bar error" role="alert">${words.refusedVersion}</p>`;
    }
    return html`<p class="bar error" role="alert">
      ${words.refused}
      <button class="link" @click=${() => this.#host.conversation?.client.start()}>${t.retry}</button>
    </p>`;
  }

  #request(view: ConversationView, status: NonNullable<ConversationView["status"]>): unknown {
    const { html, nothing } = this.#lit;
    const words = chatWords(this.#host.t);
    return html`<p class="bar" role="status">
      <b>${view.ticketNumber === null ? words.registering : words.request(view.ticketNumber)}</b> · ${words[status]}
      ${
        view.agent && view.floor === "human"
          ? html`<br /><bdi class="note">${words.answering(view.agent.name)}</bdi>`
          : nothing
      }
    </p>`;
  }
}
