import type { ReactiveController } from "lit";
import type { ViewHost } from "./view-host.ts";

/** Closer to the end than this, one is reading along. */
const NEAR_PX = 80;

/** Follows the conversation for those who read along, and stays put for those who have scrolled up. */
export class LogScroll implements ReactiveController {
  /** Something came while one was reading further up. */
  hasNews = false;
  readonly #host: ViewHost;
  #follow = true;
  /** Until the log has been on the screen once, there is nothing to measure. */
  #forced = true;
  #first = 0;
  #last = 0;
  #height = 0;
  #listening = false;

  constructor(host: ViewHost) {
    this.#host = host;
    host.addController(this);
  }

  toEnd(): void {
    this.#forced = true;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { scroller, conversation, showsChat } = this.#host;
    if (!scroller || !showsChat) return;
    const { messages, pending } = conversation?.snapshot ?? {};
    const first = messages?.public[0]?.seq ?? 0;
    const last = messages?.public.at(-1);
    const written = last?.author.kind === "visitor" || !!pending?.some((m) => m.state === "pending");
    const grown = (last?.seq ?? 0) > this.#last;
    this.#follow = this.#forced || this.#isNear(scroller) || (grown && written);
    this.hasNews = !this.#follow && (this.hasNews || (grown && this.#last > 0));
    // Older messages push the rest down; the distance is made good after rendering.
    this.#height = first < this.#first ? scroller.scrollHeight : 0;
    this.#first = first;
    this.#last = last?.seq ?? 0;
  }

  hostUpdated(): void {
    const { scroller, showsChat } = this.#host;
    if (!scroller?.clientHeight || !showsChat) return;
    if (!this.#listening) {
      this.#listening = true;
      scroller.addEventListener("scroll", () => {
        if (!this.hasNews || !this.#isNear(scroller)) return;
        this.hasNews = false;
        this.#host.requestUpdate();
      });
    }
    if (this.#follow) scroller.scrollTop = scroller.scrollHeight;
    else if (this.#height) scroller.scrollTop += scroller.scrollHeight - this.#height;
    this.#forced = false;
  }

  #isNear(scroller: HTMLElement): boolean {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  }
}
