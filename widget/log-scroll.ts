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
  readonly #host: ViewHost;
  /** Something came while one was reading further up. */
  hasNews = false;
  /** Until the log has been on the screen once, there is nothing to measure. */
  #forced = true;
  #follows = true;
  #isAtEnd = false;
  #area = 0;
  /** What stood here before this rendering. */
  #first = 0;
  #last = 0;
  #count = 0;
  #height = 0;

  constructor(host: ViewHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Elements that are moved scroll back to their beginning.
    this.#forced = true;
    document.addEventListener("visibilitychange", this.#seen);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#seen);
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
    this.#count = elements(scroller)?.length ?? 0;
    this.#first = first;
    this.#last = last?.seq ?? 0;
  }

  hostUpdated(): void {
    const { scroller, showsChat } = this.#host;
    if (!scroller?.clientHeight || !showsChat) return;
    // Once each, however often they are added.
    scroller.addEventListener("scroll", this.#scrolled);
    this.#sizes.observe(scroller);
    const log = elements(scroller)?.[0]?.parentElement;
    if (log) this.#sizes.observe(log);
    const end = scroller.scrollHeight - scroller.clientHeight;
    const fresh = elements(scroller)?.[this.#count];
    if (this.#forced) scroller.scrollTop = end;
    else if (this.#follows) scroller.scrollTop = fresh ? Math.min(end, topOf(fresh, scroller) - GAP_PX) : end;
    // Older messages came above and pushed the rest down.
    else if (this.#height) scroller.scrollTop += scroller.scrollHeight - this.#height;
    this.#forced = false;
    this.#isAtEnd = isNear(scroller);
    if (this.#isAtEnd) this.#host.conversation?.setRead();
  }

  /** The keyboard comes up, the phone is turned, pictures take their room: who stood at the end still does. */
  readonly #sizes = new ResizeObserver(() => {
    const { scroller } = this.#host;
    if (!scroller) return;
    if (this.#isAtEnd) scroller.scrollTop = scroller.scrollHeight;
    this.#area = areaOf(scroller);
  });

  /** Back from another tab: what came meanwhile is seen now. */
  readonly #seen = (): void => this.#host.requestUpdate();

  readonly #scrolled = ({ currentTarget }: Event): void => {
    const scroller = currentTarget as HTMLElement;
    // The browser's own doing while the size changes; what `#sizes` makes of it comes after.
    if (areaOf(scroller) !== this.#area) return;
    this.#isAtEnd = isNear(scroller);
    if (!this.#isAtEnd) return;
    this.#host.conversation?.setRead();
    if (!this.hasNews) return;
    this.hasNews = false;
    this.#host.requestUpdate();
  };
}

function areaOf({ clientWidth, clientHeight }: Element): number {
  return clientWidth * clientHeight;
}

function isNear(scroller: HTMLElement): boolean {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
}

function elements(scroller: HTMLElement): HTMLCollection | undefined {
  return scroller.querySelector(".log")?.children;
}

/** Distance from the beginning of what scrolls. */
function topOf(element: Element, scroller: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}
