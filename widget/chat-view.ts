import type { Snapshot } from "../client/types.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import { type Item, itemsOf, offersHuman } from "./chat-items.ts";
import { ChatMessages } from "./chat-messages.ts";
import { actionButton, html, linkButton, nothing, pending } from "./handed-lit.ts";
import { laterWords } from "./later-words.ts";
import { LogScroll } from "./log-scroll.ts";
import { NewsReader } from "./news-reader.ts";
import type { People } from "./people.ts";
import type { RequestParts } from "./request-parts.ts";
import type { View, ViewHost } from "./view-host.ts";

/** Codes that mean that this page runs an old version of the widget. */
const OUTDATED: readonly ErrorCode[] = ["upgrade_required", "bad_frame", "bad_request", "unknown_type"];

/** The conversation: state above, messages, and the way to a human below. */
export class ChatView implements View {
  readonly #host: ViewHost;
  readonly #messages: ChatMessages;
  readonly #people: People;
  readonly #scroll: LogScroll;
  readonly #news: NewsReader;
  /** Of this snapshot are the items: a letter in the field is no reason to make 2 000 of them. */
  #snapshot: Snapshot | undefined;
  #items: Item[] = [];

  constructor(host: ViewHost, people: People) {
    this.#host = host;
    this.#people = people;
    this.#messages = new ChatMessages(host);
    this.#scroll = new LogScroll(host);
    this.#news = new NewsReader(host, (key) => this.#messages.textOf(key));
  }

  open(): void {
    this.#scroll.toEnd();
  }

  top(): unknown {
    const snapshot = this.#host.conversation?.snapshot;
    return snapshot ? [this.#connection(snapshot), this.#withPeople(snapshot)?.bar.content(snapshot)] : nothing;
  }

  content(): unknown {
    const { t, conversation, hasStored } = this.#host;
    const words = laterWords(this.#host);
    const snapshot = conversation?.snapshot;
    if (snapshot !== this.#snapshot) {
      this.#snapshot = snapshot;
      this.#items = snapshot ? itemsOf(snapshot) : [];
    }
    const items = this.#items;
    if (!snapshot || items.length === 0) {
      // A stored conversation is on its way; otherwise there is none, or the server has nothing in it: what was said was refused.
      const isEmpty = /idle|refused|online0/.test(`${snapshot?.phase}${snapshot?.since}`);
      return (
        conversation?.card?.() ?? (hasStored && !isEmpty ? pending(t) : html`<p class="note">${words.writeBelow}</p>`)
      );
    }
    const older = (): void => {
      conversation?.client.loadOlder("public");
      // The button may go away with the first message.
      this.#host.rest();
    };
    return html`
      ${snapshot.hasOlder.public ? actionButton(words.showEarlier, older, "action older") : nothing}
      <div role="log" aria-live="off" aria-label=${words.logName}>${this.#messages.list(items)}</div>
      ${this.#news.element(items)} ${this.#people.parts?.contact.content(snapshot)} ${this.#people.parts?.closing.content(snapshot.conversation)}
      ${conversation?.card?.()}
      ${this.#scroll.hasNews ? actionButton(words.newMessages, () => this.#scroll.toEnd(), "fresh") : nothing}
    `;
  }

  /** Also under the home view. */
  foot(): unknown {
    const { conversation, showsHome, isMute, settings } = this.#host;
    const { talkToHuman, signIn } = laterWords(this.#host);
    const snapshot = conversation?.snapshot;
    const view = snapshot?.conversation;
    const asked = snapshot?.pending.some((m) => m.state === "pending" && m.choice?.pick === "human");
    // Who is not signed in is told that, whatever else may be wrong.
    if (isMute) return settings.kbOnly ? nothing : html`<p class="foot note" role="status">${signIn}</p>`;
    if (asked || snapshot?.phase === "refused") return nothing;
    // Solved: the closing card has a "no", and from the home view begins another request.
    if (view?.status === "solved" ? !showsHome : view?.floor === "human") return nothing;
    // The bot's message has the same button, and it is in view.
    if (!showsHome && snapshot && offersHuman(snapshot)) return nothing;
    const call = (): void => {
      // `of: 0` is the panel's own button, which is always offered.
      void this.#host.send(talkToHuman, { choice: { of: 0, pick: "human" } });
      this.#host.rest();
    };
    return html`<div class="foot">${actionButton(talkToHuman, call)}</div>`;
  }

  #withPeople({ conversation }: Snapshot): RequestParts | undefined {
    if (conversation?.status) this.#people.load();
    return this.#people.parts;
  }

  #connection({ phase, refusal }: Snapshot): unknown {
    const { t } = this.#host;
    const words = laterWords(this.#host);
    // Every page begins so: it takes no room, or the messages would move.
    if (phase === "connecting")
      return html`<div class="over"><p class="bar late note" role="status">${words.isConnecting}</p></div>`;
    if (phase === "offline") return html`<p class="bar late" role="status">${words.noConnection}</p>`;
    if (phase !== "refused") return nothing;
    const known =
      refusal === "forbidden_origin"
        ? words.refusedOrigin
        : refusal?.startsWith("identity")
          ? words.signIn
          : refusal && OUTDATED.includes(refusal) && words.refusedVersion;
    const again = (): void => this.#host.conversation?.client.start();
    return html`<p class="bar error" role="alert">${known || [words.notAvailable, " ", linkButton(t.retry, again)]}</p>`;
  }
}
