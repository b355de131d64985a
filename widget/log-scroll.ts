import type { ReactiveController } from "lit";
import type { ViewHost } from "./view-host.ts";

/** Closer to the end than this, one is reading along. */
const NEAR_PX = 80;
/** Left above a message that is longer than the panel. */
const GAP_PX = 12;

/**
 * Follows the conversation for those who read along, and stays put for those who have scrolled up. A long answer is shown
 * from its beginning, not from its end.
 */
export class LogScroll implements ReactiveController {
  /** Something came while one was reading further up. */
  hasNews = false;
  readonly #host: ViewHost;
  /** Until the log has been on the screen once, there is nothing to measure. */
  #forced = true;
  #follows = true;
  /** What stood here before this rendering. */
  #first = 0;
  #last = 0;
  #count = 0;
  #height = 0;
  #watched: HTMLElement | undefined;

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
    const grown = (last?.seq ?? 0) > this.#last;
    if (this.#last === 0 || pending?.some((m) => m.state === "pending")) this.#forced = true;
    this.#follows = this.#forced || isNear(scroller);
    this.hasNews = !this.#follows && (this.hasNews || grown);
    this.#height = first < this.#first ? scroller.scrollHeight : 0;
    this.#count = elements(scroller).length;
    this.#first = first;
    this.#last = last?.seq ?? 0;
  }

  hostUpdated(): void {
    const { scroller, showsChat } = this.#host;
    if (!scroller?.clientHeight || !showsChat) return;
    this.#watch(scroller);
    const end = scroller.scrollHeight - scroller.clientHeight;
    const fresh = elements(scroller)[this.#count];
    if (this.#forced) scroller.scrollTop = end;
    else if (this.#follows) scroller.scrollTop = fresh ? Math.min(end, topOf(fresh, scroller) - GAP_PX) : end;
    // Older messages came above and pushed the rest down.
    else if (this.#height) scroller.scrollTop += scroller.scrollHeight - this.#height;
    this.#forced = false;
  }

  #watch(scroller: HTMLElement): void {
    if (this.#watched === scroller) return;
    this.#watched = scroller;
    scroller.addEventListener("scroll", () => {
      if (!this.hasNews || !isNear(scroller)) return;
      this.hasNews = false;
      this.#host.requestUpdate();
    });
  }
}

function isNear(scroller: HTMLElement): boolean {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
}

function elements(scroller: HTMLElement): NodeListOf<HTMLElement> {
  return scroller.querySelectorAll(".log > li");
}

/** Distance from the beginning of what scrolls. */
function topOf(element: HTMLElement, scroller: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}
