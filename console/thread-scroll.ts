/** Nearer to the end than this counts as being there, in CSS pixels. */
const NEAR_END_PX = 60;

/**
 * Where the reader of a thread is. At the end one stays at the end; further up, what one reads stays where it is while
 * older messages come above it and newer ones below.
 */
export class ThreadScroll {
  #box: HTMLElement | null = null;
  #first = "";
  #last = "";
  #height = 0;
  #atEnd = true;

  /** When the box is on screen; returns what to call when it goes. */
  attach(box: HTMLElement | null): () => void {
    this.#box = box;
    // A keyboard that slides in on a phone makes the box smaller without scrolling it.
    const size = new ResizeObserver(() => this.#atEnd && this.toEnd());
    // And a picture that did not come is a card, which may be higher.
    const content = new MutationObserver(() => this.#atEnd && this.toEnd());
    if (box) {
      size.observe(box);
      content.observe(box, { childList: true, subtree: true });
    }
    return () => {
      size.disconnect();
      content.disconnect();
    };
  }

  /**
   * After items have changed. `first` and `last` are the keys at both ends, `own`: the last one is the reader's own, just
   * sent, which they want to see wherever they were. True: there is something new out of sight.
   */
  changed(first: string, last: string, own: boolean): boolean {
    const box = this.#box;
    if (!box) return false;
    if (own && last !== this.#last) this.#atEnd = true;
    if (this.#atEnd) this.toEnd();
    else if (first !== this.#first) box.scrollTop += box.scrollHeight - this.#height;
    const missed = !this.#atEnd && last !== this.#last;
    this.#first = first;
    this.#last = last;
    this.#height = box.scrollHeight;
    return missed;
  }

  /** The last item is in sight. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** After the reader scrolled. True: the end is in sight. */
  scrolled(): boolean {
    if (this.#box) {
      const { scrollHeight, scrollTop, clientHeight } = this.#box;
      this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    }
    return this.#atEnd;
  }

  toEnd(): void {
    if (this.#box) this.#box.scrollTop = this.#box.scrollHeight;
  }
}
