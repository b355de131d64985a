import type { ReactiveController } from "lit";
import type { Item } from "./chat-items.ts";
import type { ViewHost } from "./view-host.ts";

/** More at once is a backlog or an older page, not news. */
const MOST = 9;
/** Long enough for every screen reader to have taken it; then it is no second copy to stumble over. */
const CLEAR_MS = 5_000;

/**
 * Reads new messages out. The log itself is silent: it is filled with 200 old messages, and older ones come in above, and
 * screen readers cannot tell those from news.
 */
export class NewsReader implements ReactiveController {
  readonly #host: ViewHost;
  readonly #element = document.createElement("p");
  readonly #textOf: (key: string) => string;
  #items: readonly Item[] = [];
  /** When the last message that was there before was written; the server's clock. */
  #last = 0;
  #conversation: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ViewHost, textOf: (key: string) => string) {
    this.#host = host;
    this.#textOf = textOf;
    this.#element.className = "hidden";
    this.#element.setAttribute("aria-live", "polite");
    host.addController(this);
  }

  element(items: readonly Item[]): HTMLElement {
    this.#items = items;
    return this.#element;
  }

  hostUpdated(): void {
    if (!this.#host.showsChat) return;
    const last = this.#last;
    const id = this.#host.conversation?.snapshot.conversation?.id;
    const stored = this.#items.filter((item) => "body" in item.content);
    this.#last = seqOf(stored.at(-1));
    const isFirst = id !== this.#conversation || !last;
    this.#conversation = id;
    const fresh = stored.filter((item) => seqOf(item) > last && item.speaker !== "you");
    if (isFirst || !fresh.length || fresh.length > MOST) return;
    this.#element.textContent = fresh.map((item) => this.#textOf(item.key)).join("\n");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#element.replaceChildren(), CLEAR_MS);
  }
}

function seqOf(item: Item | undefined): number {
  return item && "body" in item.content ? item.content.seq : 0;
}
