import type { CDPSession } from "playwright";
import type { Said } from "./probe.ts";

export type Place = { x: number; y: number };

/** The visitor's hand: clicks the launcher, and types as soon as the probe says that a field has the focus. */
export class Hand {
  readonly #cdp: CDPSession;
  readonly #heard = new Set<string>();
  launcher: Place = { x: 0, y: 0 };
  /** From press to release, ms. */
  readonly #hold: number;
  /** How long a step may take. */
  readonly #longest: number;
  #waiting: (() => void) | undefined;
  /** Not before that may the field be clicked again: one click leads to a focus a little later. */
  #patience = 0;

  constructor(cdp: CDPSession, longest: number, hold: number) {
    this.#hold = hold;
    this.#cdp = cdp;
    this.#longest = longest;
    cdp.on("Runtime.bindingCalled", ({ payload }) => this.#hear(JSON.parse(payload) as Said));
  }

  async until(what: Said["at"]): Promise<void> {
    const end = Date.now() + this.#longest;
    while (!this.#heard.has(what) && Date.now() < end) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
        setTimeout(resolve, 500);
      });
    }
  }

  async clickLauncher(): Promise<void> {
    // Fields that open by themselves get the time to.
    this.#patience = Date.now() + 100;
    await this.#press(this.launcher);
  }

  #hear(said: Said): void {
    this.#heard.add(said.at);
    this.#waiting?.();
    if (said.at === "launcher") this.launcher = said;
    if (said.at === "focus") void this.#type();
    if (said.at === "field" && Date.now() > this.#patience) {
      this.#patience = Date.now() + 300;
      void this.#press(said);
    }
  }

  /** Move and press in one go: no time of hovering is given to anybody. */
  async #press({ x, y }: Place): Promise<void> {
    const at = { x, y, button: "left", clickCount: 1 } as const;
    const pressed = this.#cdp.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at });
    if (this.#hold) await new Promise((resolve) => setTimeout(resolve, this.#hold));
    const released = this.#cdp.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at });
    await Promise.all([pressed, released]).catch(() => undefined);
  }

  async #type(): Promise<void> {
    const key = { key: "a", code: "KeyA", windowsVirtualKeyCode: 65 };
    await Promise.all([
      this.#cdp.send("Input.dispatchKeyEvent", { type: "keyDown", text: "a", ...key }),
      this.#cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
    ]).catch(() => undefined);
  }
}
